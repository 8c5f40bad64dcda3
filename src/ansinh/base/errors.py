"""What went wrong, to which thing, and what to do: the one family of errors shown to people."""

from __future__ import annotations

from ansinh.base.texts import Text


class AnSinhError(Exception):
    """An error a person can act on.

    `message` says what happened and to which thing; `hint` says what to do; `source` names the
    legal text or document that the rule comes from. A Text is said in the reader's language.
    None of them ever holds a person's name, number or wage.
    """

    def __init__(self, message: Text | str, hint: Text | str = "", source: Text | str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.source = source

    def __str__(self) -> str:
        source = f"[{self.source}]" if self.source else ""
        return " ".join(part for part in (str(self.message), str(self.hint), source) if part)


class NotPermitted(AnSinhError):
    """The reader or the actor has no right to this thing."""


class NotFound(AnSinhError):
    """There is no such thing on that day."""


class InvalidValue(AnSinhError, ValueError):
    """A value that cannot be what it claims to be."""


class NotYetKnown(AnSinhError):
    """No value is known for that day; the message says which value is missing."""
