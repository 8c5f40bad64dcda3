"""Which texts of the rooms with Django must be translated, and are they?

Collects gettext texts from Python and from templates, brings each app's `locale/vi/LC_MESSAGES/django.po`
up to date and compiles it. Needs no gettext programs. Run by `make messages`; then fill in what it lists.
"""

from __future__ import annotations

import datetime as dt
import io
import sys
from collections.abc import Iterator
from pathlib import Path

import django
from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings

SOURCE = Path(__file__).parents[1] / "src" / "ansinh"
KEYWORDS = {
    "_": None, "gettext": None, "gettext_lazy": None, "gettext_noop": None,
    "ngettext": (1, 2), "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2), "pgettext_lazy": ((1, "c"), 2), "npgettext": ((1, "c"), 2, 3),
}  # fmt: skip
UNCHANGING = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
"""The day in every catalogue's head, so that nothing changes unless a text does."""


def main() -> int:
    """Update every app; list what is not translated yet."""
    missing = 0
    for app in apps():
        found = collected(app)
        if not len(found):
            continue
        catalogue = known(app)
        catalogue.update(found, no_fuzzy_matching=True, update_creation_date=False)
        catalogue.obsolete.clear()
        written(catalogue, app)
        for message in untranslated(catalogue):
            missing += 1
            print(f"{po_path(app)}: {message.id!r}")
    return 1 if missing else 0


def apps() -> list[Path]:
    """The folders of the rooms with Django."""
    return sorted(path.parent for path in SOURCE.glob("*/apps.py"))


def collected(app: Path) -> Catalog:
    """The texts that stand in the app's code and templates."""
    ready()
    catalogue = empty()
    for path, content in sources(app):
        place = path.relative_to(SOURCE).as_posix()
        for _line, ids, _comments, context in extract("python", io.BytesIO(content), keywords=KEYWORDS):
            if ids and ids != "":
                catalogue.add(ids, context=context, locations=[(place, 0)])
    return catalogue


def sources(app: Path) -> Iterator[tuple[Path, bytes]]:
    """The app's Python files as they are, and its templates turned into calls of gettext."""
    from django.utils.translation.template import templatize

    for path in sorted(app.rglob("*.py")):
        if "migrations" not in path.parts:
            yield path, path.read_bytes()
    for folder in sorted(app.glob("templates")):
        for path in sorted(folder.rglob("*.*")):
            if path.suffix in (".html", ".txt"):
                yield path, templatize(path.read_text(), origin=str(path)).encode()


def known(app: Path) -> Catalog:
    """The app's translations as they stand."""
    path = po_path(app)
    if not path.exists():
        return empty()
    with path.open("rb") as file:
        return headed(read_po(file, locale="vi"))


def written(catalogue: Catalog, app: Path) -> None:
    """Write the app's translations and compile them."""
    path = po_path(app)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_po(file, catalogue, width=110, sort_output=True, include_lineno=False, ignore_obsolete=True)
    mo_path(app).write_bytes(compiled(catalogue))


def compiled(catalogue: Catalog) -> bytes:
    """The translations as gettext reads them."""
    out = io.BytesIO()
    write_mo(out, headed(catalogue))
    return out.getvalue()


def untranslated(catalogue: Catalog) -> list:
    """The messages without a Vietnamese text, or with a doubtful one."""
    return [
        message
        for message in catalogue
        if message.id and (message.fuzzy or not message.string or not all(_forms(message.string)))
    ]


def po_path(app: Path) -> Path:
    return app / "locale" / "vi" / "LC_MESSAGES" / "django.po"


def mo_path(app: Path) -> Path:
    return po_path(app).with_suffix(".mo")


def empty() -> Catalog:
    return headed(Catalog(locale="vi", project="ansinh", charset="utf-8"))


def headed(catalogue: Catalog) -> Catalog:
    """The catalogue under a head that never changes by itself."""
    catalogue.creation_date = catalogue.revision_date = UNCHANGING
    catalogue.last_translator = catalogue.language_team = "ansinh"
    catalogue.header_comment = "# Vietnamese texts of this room."
    catalogue.fuzzy = False
    return catalogue


def ready() -> None:
    """Templates need settings to be read; the database is not needed."""
    if not settings.configured:
        settings.configure(USE_I18N=True)
        django.setup()


def _forms(string: str | tuple[str, ...]) -> tuple[str, ...]:
    return (string,) if isinstance(string, str) else string


if __name__ == "__main__":
    sys.exit(main())
