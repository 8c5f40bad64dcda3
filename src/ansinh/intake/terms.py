"""In which states can a delivery be, what may follow what, and how grave is a finding?"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from ansinh.base.texts import Text


class State(StrEnum):
    """Where a delivery stands."""

    RECEIVED = "received"
    CHECKING = "checking"
    SHOWN = "shown"
    HELD = "held"
    ACCEPTED = "accepted"
    RETURNED = "returned"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"

    @property
    def label(self) -> Text:
        return _LABELS[self]

    @property
    def look(self) -> str:
        """The sign under which pages show it."""
        return _LOOKS.get(self, "waiting")

    def may_become(self, other: State) -> bool:
        """May a delivery in this state go over to `other`?"""
        return other in MOVES[self]


_LABELS = {
    State.RECEIVED: Text("Đã nhận, chờ kiểm tra", "Received, waiting for its check"),
    State.CHECKING: Text("Đang kiểm tra", "Being checked"),
    State.SHOWN: Text("Chờ xem trước", "Waiting for a look"),
    State.HELD: Text("Chờ xác nhận", "Waiting for confirmation"),
    State.ACCEPTED: Text("Đã tiếp nhận", "Accepted"),
    State.RETURNED: Text("Trả lại để sửa", "Returned for correction"),
    State.SUPERSEDED: Text("Đã có bản thay thế", "Replaced by a later one"),
    State.WITHDRAWN: Text("Đã rút", "Withdrawn"),
}

_LOOKS = {
    State.ACCEPTED: "accepted",
    State.RETURNED: "returned",
    State.SUPERSEDED: "superseded",
    State.WITHDRAWN: "superseded",
}

MOVES: dict[State, frozenset[State]] = {
    State.RECEIVED: frozenset({State.CHECKING, State.WITHDRAWN}),
    State.CHECKING: frozenset({State.CHECKING, State.SHOWN, State.HELD, State.ACCEPTED, State.RETURNED}),
    State.SHOWN: frozenset({State.RECEIVED, State.WITHDRAWN}),
    State.HELD: frozenset({State.RECEIVED, State.WITHDRAWN}),
    State.ACCEPTED: frozenset({State.SUPERSEDED}),
    State.RETURNED: frozenset({State.RECEIVED, State.WITHDRAWN}),
    State.SUPERSEDED: frozenset(),
    State.WITHDRAWN: frozenset(),
}
"""What may follow what. Checking follows checking: a check that was cut off is done again from the start. A file
that was shown, held or returned is read again when a person says that it is right or maps its columns."""

OPEN = frozenset({State.RECEIVED, State.CHECKING})
"""States that a check will still change."""


def is_commune(sender: str) -> bool:
    """Is the sender a commune, by the form of its code? Then it reports on itself alone."""
    return len(sender) == 5 and sender.isascii() and sender.isdecimal()


class Severity(StrEnum):
    """What a finding does to its delivery."""

    ERROR = "error"
    CONFIRM = "confirm"
    WARNING = "warning"
    NOTE = "note"

    @property
    def label(self) -> Text:
        return _SEVERITIES[self]

    @property
    def look(self) -> str:
        """The sign under which pages show it."""
        return {Severity.ERROR: "behind", Severity.NOTE: "no_value"}.get(self, "waiting")


_SEVERITIES = {
    Severity.ERROR: Text("Phải sửa", "Must be corrected"),
    Severity.CONFIRM: Text("Cần xác nhận", "Needs confirmation"),
    Severity.WARNING: Text("Nên xem lại", "Worth a look"),
    Severity.NOTE: Text("Ghi chú", "Note"),
}


class Standing(StrEnum):
    """Where a register stands in a month, seen from the board."""

    ACCEPTED = "accepted"
    CHECKING = "checking"
    HELD = "held"
    RETURNED = "returned"
    LATE = "late"
    EXPECTED = "expected"
    NOTHING = "nothing"

    @property
    def label(self) -> Text:
        return _STANDINGS[self]

    @property
    def look(self) -> str:
        """The sign under which pages show it."""
        return _STANDING_LOOKS[self]


_STANDINGS = {
    Standing.ACCEPTED: Text("Đã có", "In"),
    Standing.CHECKING: Text("Đang kiểm tra", "Being checked"),
    Standing.HELD: Text("Chờ xác nhận", "To confirm"),
    Standing.RETURNED: Text("Đã trả lại", "Returned"),
    Standing.LATE: Text("Quá hạn", "Late"),
    Standing.EXPECTED: Text("Chưa đến hạn", "Not yet due"),
    Standing.NOTHING: Text("Không phát sinh", "None sent"),
}


_STANDING_LOOKS = {
    Standing.ACCEPTED: "accepted",
    Standing.CHECKING: "waiting",
    Standing.HELD: "waiting",
    Standing.RETURNED: "returned",
    Standing.LATE: "behind",
    Standing.EXPECTED: "no_value",
    Standing.NOTHING: "no_value",
}


@dataclass(frozen=True)
class Example:
    """One place of a finding: the row of the file, after its sheet where several are read, and the value with
    every letter and digit hidden."""

    row: int | str
    value: str = ""


@dataclass(frozen=True)
class Finding:
    """What was found in a file, grouped: one kind of problem in one column.

    `code` names the message in `rules.messages`; `values` fill it in. `count` rows have it and
    `examples` are the first of them. No field ever holds a person's name, number or wage.
    """

    code: str
    severity: Severity
    column: str = ""
    heading: str = ""
    count: int = 0
    examples: tuple[Example, ...] = ()
    values: dict[str, str | int] = field(default_factory=dict)
