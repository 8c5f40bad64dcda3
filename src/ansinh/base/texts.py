"""How is this said in Vietnamese and in English? For rooms that do not know Django.

Rooms with Django use gettext; both follow the reader's language, which the entrance sets once.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

LANGUAGES = ("vi", "en")
_language: ContextVar[str] = ContextVar("language", default="vi")


@dataclass(frozen=True)
class Text:
    """One sentence or label in both languages. `str()` gives it in the reader's language."""

    vi: str
    en: str

    def format(self, **values: object) -> Text:
        """The same text with its `{names}` filled in; a value that is a Text is said in each language."""

        def said(language: str) -> dict[str, object]:
            return {
                name: getattr(value, language) if isinstance(value, Text) else value
                for name, value in values.items()
            }

        return Text(self.vi.format(**said("vi")), self.en.format(**said("en")))

    def in_language(self, language: str) -> str:
        return self.en if language == "en" else self.vi

    def __str__(self) -> str:
        return self.in_language(_language.get())


def language() -> str:
    """The reader's language: `vi` or `en`."""
    return _language.get()


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Within this block texts are said in `language` (`vi` or `en`)."""
    token = _language.set("en" if language.startswith("en") else "vi")
    try:
        yield
    finally:
        _language.reset(token)
