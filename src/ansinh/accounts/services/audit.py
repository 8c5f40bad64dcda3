"""How is a deed, or a look at a person's record, written down so that nobody can alter it unnoticed?

Lines are sealed one over the other with a key that the database does not hold, and the newest line
is remembered in the data folder, so that a deleted tail is found as well.
"""

from __future__ import annotations

import datetime as dt
import fcntl
import hashlib
import hmac
import json
import os
from dataclasses import asdict, replace

from django.conf import settings
from django.db import connection, transaction

from ansinh.accounts import rules
from ansinh.accounts.models import Entry, User
from ansinh.accounts.queries import trail

_ONE_WRITER = 0x616E_7369_6E68  # "ansinh": the advisory lock that puts writers in a row


def record(
    action: str, *, by: User | None, about: str = "", area: str = "", details: dict | None = None
) -> Entry:
    """Write one line of the audit trail in the caller's transaction; `by` None is the system itself.

    `action` is a dotted name (`grant.ended`); `about` an opaque key (a primary key, a hash, `mark()`),
    `area` a unit code; `details` plain JSON. Call it last: until the transaction ends, others wait.

    Raises: InvalidValue when a text looks like a person's number.
    """
    rules.refuse_personal_numbers(action, about, area, details or {})
    with transaction.atomic():
        at = _wait_for_my_turn()
        last = trail.last_line()
        line = rules.Line(
            number=last.number + 1 if last else 1,
            at=at.astimezone(dt.UTC).isoformat(timespec="microseconds"),
            by=by.pk if by else None,
            action=action,
            about=str(about),
            area=area,
            details=json.loads(json.dumps(details or {}, default=str)),
            previous=last.seal if last else "",
        )
        line = replace(line, seal=rules.seal(settings.AUDIT_KEY.encode(), line))
        content = asdict(line) | {"at": at}
        content["by_id"] = content.pop("by")
        entry = Entry.objects.create(**content)
        transaction.on_commit(lambda: _remember(rules.Anchor(line.number, line.seal)))
    return entry


def mark(identifier: str) -> str:
    """An opaque key for a person or firm, the same each time, from which nobody can read the number."""
    return hmac.new(settings.AUDIT_KEY.encode(), b"mark:" + identifier.encode(), hashlib.sha256).hexdigest()[
        :24
    ]


def _wait_for_my_turn() -> dt.datetime:
    """Take the writers' lock until the transaction ends; the database's clock then."""
    with connection.cursor() as cursor:
        cursor.execute(
            "WITH turn AS MATERIALIZED (SELECT pg_advisory_xact_lock(%s)) SELECT clock_timestamp() FROM turn",
            [_ONE_WRITER],
        )
        return cursor.fetchone()[0]


def _remember(newest: rules.Anchor) -> None:
    """Keep the newest line in the data folder. A line that went missing stays remembered instead."""
    path = trail.anchor_path()
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    with os.fdopen(descriptor, "r+") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        text = file.read()
        known = rules.Anchor(**json.loads(text)) if text else None
        if known and (known.number >= newest.number or not trail.holds(known)):
            return
        file.seek(0)
        file.write(json.dumps(asdict(newest)))
        file.truncate()
