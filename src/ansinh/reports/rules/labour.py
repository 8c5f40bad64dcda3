"""What does column 18 of D02-LT call a change, and which columns must its line have?"""

from __future__ import annotations

_UP, _DOWN, _ADJUST = "Tăng lao động", "Giảm lao động", "Điều chỉnh tiền lương"
_PERSON = ("full_name", "si_number", "birth_date")
_NEEDS = {
    "up": (*_PERSON, "position", "wage", "contract", "effective_on", "since", "change"),
    "down": (*_PERSON, "since", "change"),
    "adjust": (*_PERSON, "wage", "effective_on", "since", "change"),
}


def change(direction: str, *, still_declared: bool) -> str | None:
    """The kind of change that the registers show; None where they do not show it.

    Who left the payroll and is still declared to the labour department may be ill, on maternity or unpaid leave: only
    the employer knows. Source: 366/QĐ-BHXH, D02-LT, column 18.
    """
    if direction == "down":
        return None if still_declared else _DOWN
    return _UP if direction == "up" else _ADJUST


def needs(direction: str) -> tuple[str, ...]:
    """The columns that a line must have; the day in column 13 is that of the contract or of the new wage."""
    return _NEEDS[direction]
