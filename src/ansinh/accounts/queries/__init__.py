"""Who is asking, and may they? What does the audit trail hold? Who has an account?"""

from ansinh.accounts.queries.access import (
    areas,
    grants_in_force,
    may,
    may_see,
    require,
    require_permission,
    viewer_of,
)
from ansinh.accounts.queries.people import grants, user, users
from ansinh.accounts.queries.trail import alterations, anchor, entries, last_line

__all__ = [
    "alterations",
    "anchor",
    "areas",
    "entries",
    "grants",
    "grants_in_force",
    "last_line",
    "may",
    "may_see",
    "require",
    "require_permission",
    "user",
    "users",
    "viewer_of",
]
