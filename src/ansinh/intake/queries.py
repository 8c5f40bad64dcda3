"""What was delivered for a month, by whom, what is missing, and what was wrong with it?"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.db.models import Q, QuerySet

from ansinh import territory
from ansinh.accounts import queries as accounts_queries
from ansinh.accounts.terms import MATRIX, Permission, Role, Scope, Viewer
from ansinh.base.errors import NotFound, NotPermitted
from ansinh.base.months import Month, span
from ansinh.base.texts import Text
from ansinh.intake.frames.preview import Preview
from ansinh.intake.models import Delivery, SavedMapping
from ansinh.intake.terms import OPEN, Standing, State
from ansinh.registers import schemas

_NOT_FOUND = Text("Không có tệp gửi này.", "There is no such delivery.")
_NO_RIGHT = Text("Tài khoản của bạn không xem được các tệp đã gửi.", "Your account cannot see deliveries.")
_MAY_NOT_DELIVER = Text(
    "Tài khoản của bạn không được gửi tệp này.", "Your account may not deliver this file."
)
_NO_LIST = Text("Lần gửi này không có danh sách lỗi.", "This delivery has no list of findings.")
_ASK = Text(
    "Nếu công việc cần, hãy đề nghị người quản trị giao quyền.",
    "If your work needs it, ask the administrator.",
)
_NO_MAPPING = Text("Không có cách ghép cột này.", "There is no such column mapping.")
_DUE_DAY = re.compile(r"\d+")
_LATEST_DUE_DAY = 28
_SHOWN_AT_ONCE = 5
_SHOWN = (State.ACCEPTED, State.HELD, State.SHOWN, State.CHECKING, State.RECEIVED, State.RETURNED)


@dataclass(frozen=True)
class Sent:
    """What one sender delivered last; `name` is the unit's where the code is a unit's; `lists` how many lists of
    the month were accepted from it."""

    delivery: Delivery
    name: str
    lists: int = 1


@dataclass(frozen=True)
class Cell:
    """One register in one month: its standing and what was sent last by each sender."""

    register: type[schemas.Register]
    month: Month
    standing: Standing
    due: dt.date
    rows: int
    sent: tuple[Sent, ...]

    @property
    def first(self) -> tuple[Sent, ...]:
        """The senders shown at once: those that wait for somebody come first."""
        return self.sent[:_SHOWN_AT_ONCE]

    @property
    def others(self) -> tuple[Sent, ...]:
        return self.sent[_SHOWN_AT_ONCE:]


@dataclass(frozen=True)
class Line:
    """One register on the board: the chosen month and the months before it."""

    register: type[schemas.Register]
    now: Cell
    before: tuple[Cell, ...]


@dataclass(frozen=True)
class Board:
    """What came in for a month, register by register."""

    month: Month
    months: tuple[Month, ...]
    lines: tuple[Line, ...]

    def count(self, *standings: Standing) -> int:
        return sum(line.now.standing in standings for line in self.lines)

    @property
    def monthly(self) -> tuple[Line, ...]:
        """The registers that are due every month; the others come when there is something to report."""
        return tuple(line for line in self.lines if not line.register.on_event)

    @property
    def accepted(self) -> int:
        return sum(line.now.standing is Standing.ACCEPTED for line in self.monthly)

    @property
    def missing(self) -> int:
        return self.count(Standing.LATE)

    @property
    def returned(self) -> int:
        return self.count(Standing.RETURNED, Standing.HELD)


def senders(viewer: Viewer) -> tuple[str, ...] | None:
    """The sender codes the viewer may deliver for; None: any within the province.

    For any sender: only an SI officer of the whole province. Others for their organisation; within a
    commune for the commune, whose files are held to its own area.
    """
    held = [scope for scope in viewer.scopes if Permission.DELIVER_FILES in MATRIX[scope.role]]
    if any(scope == Scope(Role.SI_OFFICER, settings.PROVINCE) for scope in held):
        return None
    return tuple(dict.fromkeys(_sender(scope) for scope in held))


def _sender(scope: Scope) -> str:
    within_a_commune = len(scope.area) >= 5
    return scope.area[:5] if within_a_commune else scope.organisation or scope.area


def may_deliver(viewer: Viewer, sender: str = "") -> bool:
    """May the viewer deliver files at all, or for this sender?"""
    own = senders(viewer)
    return own is None or (bool(own) if not sender else sender in own)


def require_may_deliver(viewer: Viewer, sender: str = "") -> None:
    """Raises: NotPermitted unless `may_deliver`."""
    if not may_deliver(viewer, sender):
        raise NotPermitted(_MAY_NOT_DELIVER, _ASK)


def deliveries(viewer: Viewer) -> QuerySet[Delivery]:
    """The deliveries the viewer may see, the latest first: of the whole province for those who see the
    province's figures, otherwise those of their own unit or organisation. Raises: NotPermitted.
    """
    found = Delivery.objects.select_related(
        "received_by", "supersedes", "mapping", "looked_by", "confirmed_by"
    )
    if accounts_queries.may(viewer, Permission.SEE_FIGURES, settings.PROVINCE):
        return found
    own = senders(viewer)
    if own is None:
        return found
    if not own:
        raise NotPermitted(_NO_RIGHT, _ASK)
    return found.filter(sender__in=own)


def delivery(viewer: Viewer, pk: int) -> Delivery:
    """One delivery with its findings. Raises: NotFound, also for what the viewer must not see."""
    found = deliveries(viewer).prefetch_related("findings").filter(pk=pk).first()
    if found is None:
        raise NotFound(_NOT_FOUND)
    return found


def history(viewer: Viewer, of: Delivery) -> Sequence[Delivery]:
    """Every delivery of the same register, month and sender, the latest first."""
    return deliveries(viewer).filter(register=of.register, month=of.month, sender=of.sender)


def board(viewer: Viewer, month: Month, on: dt.date, *, months_before: int = 5) -> Board:
    """The standing of every register in `month` and some months before, as seen on `on`."""
    seen = deliveries(viewer)
    first = seen.order_by("month").values_list("month", flat=True).first() or str(month)
    back = [month - count for count in range(months_before, -1, -1)]
    months = tuple(each for each in back if each == month or str(each) >= first)
    found: dict[tuple[str, str], list[Delivery]] = {}
    for one in seen.filter(month__in=map(str, months), state__in=_SHOWN):
        found.setdefault((one.register, one.month), []).append(one)
    lines = []
    for schema in _expected(viewer, seen):
        cells = [_cell(schema, each, on, found.get((schema.name, str(each)), [])) for each in months]
        lines.append(Line(schema, cells[-1], tuple(cells[:-1])))
    return Board(month, months, tuple(lines))


def _expected(viewer: Viewer, seen: QuerySet[Delivery]) -> list[type[schemas.Register]]:
    """All monthly registers for those who see the province's deliveries, and whatever has been sent."""
    every = accounts_queries.may(viewer, Permission.SEE_FIGURES, settings.PROVINCE) or senders(viewer) is None
    sent = set(seen.order_by().values_list("register", flat=True).distinct())
    return [
        schema
        for schema in schemas.DELIVERED.values()
        if schema.name in sent or (every and not schema.on_event)
    ]


def _cell(schema: type[schemas.Register], month: Month, on: dt.date, found: list[Delivery]) -> Cell:
    latest = {(one.sender, one.waiting_list): one for one in reversed(found)}.values()
    lists = Counter(one.sender for one in found if one.state == State.ACCEPTED)
    due = due_day(schema, month)
    rows = sum(one.rows or 0 for one in found if one.state == State.ACCEPTED)
    waiting_first = sorted(latest, key=lambda one: (one.state == State.ACCEPTED, one.sender))
    sent = tuple(
        Sent(one, _unit_name(one.sender, month.last_day), lists[one.sender]) for one in waiting_first
    )
    standing = Standing.NOTHING if schema.on_event and not found else _standing(waiting_first, due, on)
    return Cell(schema, month, standing, due, rows, sent)


def _unit_name(sender: str, on: dt.date) -> str:
    try:
        return territory.unit(sender, on).name if sender.isdigit() else ""
    except NotFound:
        return ""


def _standing(latest: Sequence[Delivery], due: dt.date, on: dt.date) -> Standing:
    states = {one.standing for one in latest}
    if states & {State.HELD, State.SHOWN}:
        return Standing.HELD
    if states & OPEN:
        return Standing.CHECKING
    if State.RETURNED in states:
        return Standing.RETURNED
    if State.ACCEPTED in states:
        return Standing.ACCEPTED
    return Standing.LATE if on > due else Standing.EXPECTED


def due_day(schema: type[schemas.Register], month: Month) -> dt.date:
    """The day of the next month by which the register is due: the first number of its lateness."""
    named = _DUE_DAY.search(schema.lateness.vi)
    day = min(int(named[0]) if named else 10, _LATEST_DUE_DAY)
    return (month + 1).first_day.replace(day=day)


def month_shown(viewer: Viewer, on: dt.date) -> Month:
    """The month a board opens with: the last for which something was delivered, else the last that ended."""
    last = deliveries(viewer).order_by("-month").values_list("month", flat=True).first()
    return Month.parse(last) if last else Month.of(on) - 1


def months_offered(viewer: Viewer, on: dt.date) -> list[Month]:
    """Every month from the first for which something was delivered to the last that has begun."""
    first = deliveries(viewer).order_by("month").values_list("month", flat=True).first()
    until = Month.of(on)
    return [*span(min(Month.parse(first) if first else until, until - 12), until)]


def has_list(of: Delivery) -> bool:
    """Is there a workbook with every place of the findings?"""
    return list_path(of).exists()


def open_list(of: Delivery) -> BinaryIO:
    """That workbook, opened for reading. Raises: NotFound."""
    if not has_list(of):
        raise NotFound(_NO_LIST)
    return list_path(of).open("rb")


def list_path(of: Delivery) -> Path:
    """Where that workbook lies."""
    return settings.HOME / "intake" / "findings" / f"{of.pk}.xlsx"


def preview(of: Delivery) -> Preview | None:
    """How the file was read, for a person to look at; None where there is nothing to show."""
    try:
        return Preview.from_json(json.loads(preview_path(of).read_text(encoding="utf-8")))
    except FileNotFoundError:
        return None


def preview_path(of: Delivery) -> Path:
    """Where that lies."""
    return settings.HOME / "intake" / "previews" / f"{of.pk}.json"


def mapping_in_force(of: Delivery) -> SavedMapping | None:
    """What the sender of a delivery said of its headings for the register."""
    same = SavedMapping.objects.select_related("made_by").filter(register=of.register, sender=of.sender)
    return same.filter(ended_at__isnull=True).first()


def mappings(viewer: Viewer) -> QuerySet[SavedMapping]:
    """The mappings in force of the senders for whom the viewer may deliver. Raises: NotPermitted."""
    require_may_deliver(viewer)
    own = senders(viewer)
    found = SavedMapping.objects.select_related("made_by").filter(ended_at__isnull=True)
    return found if own is None else found.filter(sender__in=own)


def mapping(viewer: Viewer, pk: int) -> SavedMapping:
    """One of them. Raises: NotFound, also for what the viewer must not see; NotPermitted."""
    found = mappings(viewer).filter(pk=pk).first()
    if found is None:
        raise NotFound(_NO_MAPPING)
    return found


def same_delivery(register: str, month: Month, sender: str, sha256: str) -> Delivery:
    """The delivery of these very bytes that is already there."""
    same = Delivery.objects.select_related("received_by").filter(
        register=register, month=str(month), sender=sender, sha256=sha256
    )
    return same.exclude(state__in=[State.WITHDRAWN, State.SUPERSEDED]).get()


def accepted_before(of: Delivery) -> Delivery | None:
    """What the same sender had accepted last for an earlier month of the register."""
    earlier = Q(register=of.register, sender=of.sender, state=State.ACCEPTED, month__lt=of.month)
    return Delivery.objects.filter(earlier).order_by("-month").first()


def overtaken_by(of: Delivery) -> Delivery | None:
    """A later delivery of the same register, month, sender and list that was accepted meanwhile."""
    same = Q(register=of.register, month=of.month, sender=of.sender, batch=of.batch, state=State.ACCEPTED)
    return Delivery.objects.filter(same, received_at__gt=of.received_at).first()


def waiting() -> list[int]:
    """The deliveries whose check is still to be done."""
    return [*Delivery.objects.filter(state__in=OPEN).order_by("received_at").values_list("pk", flat=True)]
