"""What does the audit trail hold, and is it as it was written?"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from functools import reduce
from operator import or_
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.models import Q, QuerySet

from ansinh.accounts import rules
from ansinh.accounts.models import Entry
from ansinh.accounts.queries import access
from ansinh.accounts.terms import Permission, Viewer
from ansinh.base.texts import Text

_FIELDS = ("number", "at", "by_id", "action", "about", "area", "details", "previous", "seal")


def entries(
    viewer: Viewer, *, action: str = "", area: str = "", about: str = "", day: dt.date | None = None
) -> QuerySet[Entry]:
    """The lines of the trail, newest first: those whose action begins with `action`, of `area` and
    what lies inside it by code, about `about`, written on `day`. Who reads it for a part of the
    province sees the lines of that part.

    Raises: NotPermitted.
    """
    access.require_permission(viewer, Permission.READ_AUDIT)
    found = Entry.objects.select_related("by")
    areas = access.areas(viewer, Permission.READ_AUDIT)
    if settings.PROVINCE not in areas:
        found = found.filter(reduce(or_, (Q(area__startswith=area) for area in areas)))
    if action:
        found = found.filter(action__startswith=action)
    if area:
        found = found.filter(area__startswith=area)
    if about:
        found = found.filter(about=about)
    if day:
        found = found.filter(at__date=day)
    return found


def alterations() -> list[Text]:
    """Where the trail is not as it was written; empty when it is whole."""
    return rules.breaks(settings.AUDIT_KEY.encode(), lines(), anchor())


def lines() -> Iterator[rules.Line]:
    """Every line as it is sealed, oldest first."""
    rows = Entry.objects.order_by("number").values_list(*_FIELDS)
    return (_line(row) for row in rows.iterator(chunk_size=10_000))


def last_line() -> rules.Line | None:
    """The newest line."""
    row = Entry.objects.order_by("-number").values_list(*_FIELDS).first()
    return _line(row) if row else None


def holds(known: rules.Anchor) -> bool:
    """Does the trail hold the line that `known` remembers?"""
    return Entry.objects.filter(number=known.number, seal=known.seal).exists()


def anchor() -> rules.Anchor | None:
    """The newest line remembered in the data folder; None before the first."""
    path = anchor_path()
    if not path.exists() or not path.stat().st_size:
        return None
    return rules.Anchor(**json.loads(path.read_text()))


def anchor_path() -> Path:
    """Where the newest line of this database is remembered, outside the database."""
    return Path(settings.HOME) / f"audit-{connection.settings_dict['NAME']}.json"


def _line(row: tuple) -> rules.Line:
    number, at, *rest = row
    return rules.Line(number, at.astimezone(dt.UTC).isoformat(timespec="microseconds"), *rest)
