"""Who looked at a list or at a person on it, and who took a copy away?"""

from __future__ import annotations

from ansinh.accounts import services as accounts


def note_look(action: str, *, by, about: str, area: str, persons: int = 1) -> None:
    """Write down a look: `action` is `list.looked`, `candidate.looked` or `employer_gaps.looked`.

    `about` names a list, or is a person's key, of which only a mark is kept.
    """
    about = accounts.mark(about) if action == "candidate.looked" else about
    accounts.record(action, by=by, about=about, area=area, details={"persons": persons})


def note_copy(
    action: str, *, by, about: str, area: str, month: str, rows: int, persons: int, why: str
) -> None:
    """Write down a copy that leaves the house: `action` is `list.exported` or `list.printed`."""
    details = {"month": month, "rows": rows, "persons": persons, "why": why}
    accounts.record(action, by=by, about=about, area=area, details=details)
