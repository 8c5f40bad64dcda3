"""How is a target set, changed, ended, or chosen to be shown first?"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace
from decimal import Decimal

from django.conf import settings
from django.db import connection, transaction

from ansinh import territory
from ansinh.accounts import services as accounts
from ansinh.base.errors import InvalidValue, NotFound
from ansinh.base.texts import Text
from ansinh.indicators.models import UNIT, Target
from ansinh.indicators.terms import CATALOGUE, AssigningBody, TargetKind

_NO_INDICATOR = Text("Không có chỉ tiêu “{code}”.", "There is no indicator “{code}”.")
_SEE_CATALOGUE = Text("Xem danh mục chỉ tiêu.", "See the catalogue of indicators.")
_NUMBER_FOR_RATE = Text(
    "“{indicator}” là tỷ lệ nên chỉ tiêu phải là tỷ lệ.", "“{indicator}” is a rate, so its target is a rate."
)
_RATE_NEEDS_BASE = Text(
    "Chỉ tiêu tỷ lệ cho “{indicator}” cần cơ số (số người) để đổi ra người.",
    "A rate for “{indicator}” needs its base (people), to say it in people.",
)
_ONE_OF_BOTH = Text(
    "Chỉ tiêu phải có đúng một trong hai: số lượng hoặc tỷ lệ.",
    "A target has exactly one of the two: a number or a rate.",
)
_NO_UNIT = Text("“{code}” không phải mã đơn vị.", "“{code}” is not a unit's code.")
_OTHER_PROVINCE = Text(
    "“{code}” là mã của tỉnh khác; chỉ nhập chỉ tiêu của tỉnh mình.",
    "“{code}” belongs to another province; only targets of this province are taken.",
)
_RATE_RANGE = Text(
    "Tỷ lệ phải trên 0, không quá 100, nhiều nhất bốn chữ số thập phân.",
    "A rate is above 0, at most 100, and has at most four decimals.",
)
_TOO_LARGE = Text("Số quá lớn.", "The number is too large.")
_NOT_TEXT = Text("Có ký tự không phải chữ.", "It holds a character that is no text.")
_TOO_LONG = Text("Dài quá {most} ký tự.", "Longer than {most} characters.")
_NEGATIVE = Text("Số lượng không được âm, cơ số phải trên 0.", "A number is not negative, a base is above 0.")
_PERIOD = Text("Kỳ bắt đầu sau hạn.", "The period starts after its deadline.")
_NO_DOCUMENT = Text(
    "Thiếu số văn bản hoặc tên cơ quan giao.", "The document number or the assigning body's name is missing."
)
_MOST_PEOPLE = 10**12
"""More than any count of people or đồng that a document sets; far below what the table holds."""
_LENGTHS = {"document": 80, "body_name": 120, "base_name": 120, "reason": 200}
_ONE_WRITER = 0x7461_7267  # "targ": the advisory lock that puts writers of targets in a row
_ENDED = Text("Chỉ tiêu này đã hết hiệu lực hoặc không có.", "This target has ended or does not exist.")


@dataclass(frozen=True)
class Order:
    """A target as a document states it. `since` None: from the period's start, or the document's day."""

    unit: str
    indicator: str
    deadline: dt.date
    body: AssigningBody
    body_name: str
    document: str
    document_on: dt.date
    kind: TargetKind
    value: int | None = None
    rate: Decimal | None = None
    base: int | None = None
    base_name: str = ""
    period_start: dt.date | None = None
    since: dt.date | None = None
    reason: str = ""

    @property
    def key(self) -> dict[str, object]:
        """What makes it the same target in another version."""
        return {
            "unit": self.unit, "indicator": self.indicator, "deadline": self.deadline,
            "body": self.body.value, "body_name": self.body_name,
        }  # fmt: skip

    @property
    def place(self) -> tuple[str, str, dt.date]:
        """For which unit, indicator and deadline; several bodies may set a target there."""
        return self.unit, self.indicator, self.deadline

    @property
    def place_and_body(self) -> tuple:
        return tuple(self.key.values())

    def is_said_by(self, target: Target | None) -> bool:
        """Does `target` already say what this order says?"""
        stated = (
            self.kind.value, self.value, self.rate, self.base, self.document, self.document_on,
            self.period_start,
        )  # fmt: skip
        return target is not None and stated == (
            target.kind, target.value, target.rate, target.base, target.document, target.document_on,
            target.period_start,
        )  # fmt: skip


def in_force(deadlines: set[dt.date]) -> dict[tuple, Target]:
    """The targets in force for some deadlines, by what makes each the same; locked until the end."""
    found = Target.objects.select_for_update().filter(deadline__in=deadlines, until=None)
    return {(one.unit, one.indicator, one.deadline, one.body, one.body_name): one for one in found}


def places_taken(deadlines: set[dt.date]) -> set[tuple[str, str, dt.date]]:
    """For which units, indicators and deadlines was any target ever set?"""
    found = Target.objects.filter(deadline__in=deadlines)
    return set(found.values_list("unit", "indicator", "deadline"))


def put_first(orders: list[Order]) -> None:
    """Write checked orders for places that never had a target: each is the first version and shown first."""
    Target.objects.bulk_create(
        (_target(order, since=order.since or order.period_start, shown_first=True) for order in orders),
        batch_size=1_000,
    )


def _target(order: Order, **more: object) -> Target:
    return Target(
        **order.key, period_start=order.period_start, kind=order.kind.value, value=order.value,
        rate=order.rate, base=order.base, base_name=order.base_name, document=order.document,
        document_on=order.document_on, reason=order.reason, **more,
    )  # fmt: skip


def checked(order: Order) -> Order:
    """The order with its period, or a refusal that says what is wrong. Raises: InvalidValue, NotFound."""
    indicator = CATALOGUE.get(order.indicator)
    if indicator is None:
        raise NotFound(_NO_INDICATOR.format(code=order.indicator), _SEE_CATALOGUE)
    if not re.fullmatch(UNIT, order.unit, re.ASCII):
        raise NotFound(_NO_UNIT.format(code=order.unit[:8]))
    _refuse_elsewhere(order.unit, order.deadline)
    _refuse_sizes(order)
    if (order.value is None) == (order.rate is None) or (order.kind is TargetKind.RATE) == (
        order.rate is None
    ):
        raise InvalidValue(_ONE_OF_BOTH)
    if order.kind is TargetKind.VALUE and indicator.is_rate:
        raise InvalidValue(_NUMBER_FOR_RATE.format(indicator=indicator.label))
    if order.kind is TargetKind.RATE and not indicator.is_rate and not order.base:
        raise InvalidValue(_RATE_NEEDS_BASE.format(indicator=indicator.label))
    if (order.value or 0) < 0 or (order.base is not None and order.base <= 0):
        raise InvalidValue(_NEGATIVE)
    if not order.document.strip() or not order.body_name.strip():
        raise InvalidValue(_NO_DOCUMENT)
    start = order.period_start or order.deadline.replace(month=1, day=1)
    if start > order.deadline:
        raise InvalidValue(_PERIOD)
    return replace(order, period_start=start)


def _refuse_sizes(order: Order) -> None:
    """Raises: InvalidValue for a number or a text that the table could not hold as it is."""
    rate = order.rate
    if rate is not None and not (rate.is_finite() and 0 < rate <= 100 and rate == round(rate, 4)):
        raise InvalidValue(_RATE_RANGE)
    if max(order.value or 0, order.base or 0) > _MOST_PEOPLE:
        raise InvalidValue(_TOO_LARGE)
    for name, most in _LENGTHS.items():
        text = getattr(order, name)
        if len(text) > most or "\0" in text:
            raise InvalidValue(_TOO_LONG.format(most=most) if len(text) > most else _NOT_TEXT)


def wait_for_other_writers() -> None:
    """Targets are written one transaction after the other: which is shown first depends on its neighbours."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_ONE_WRITER])


@transaction.atomic
def set_target(*, show_first: bool | None = None, by=None, **stated: object) -> Target:
    """Set one target, or a new version of it when the same body set it before; history stays.

    Setting the same again changes nothing. Raises: InvalidValue, NotFound.
    """
    order = checked(Order(**stated))
    wait_for_other_writers()
    target, changed = put(order, show_first=show_first)
    if changed:
        accounts.record("target.set", by=by, about=str(target.pk), area=target.unit, details=_summary(target))
    return target


@transaction.atomic
def show_first(target_id: int, *, by=None) -> Target:
    """Show this target before those of other bodies, by choice. Raises: NotFound."""
    wait_for_other_writers()
    target = _in_force(target_id)
    same = Target.objects.filter(
        unit=target.unit, indicator=target.indicator, deadline=target.deadline, until=None
    )
    same.filter(chosen=True).update(chosen=False)
    same.filter(pk=target.pk).update(chosen=True)
    _choose_first(target.unit, target.indicator, target.deadline)
    accounts.record("target.shown_first", by=by, about=str(target.pk), area=target.unit)
    target.refresh_from_db()
    return target


@transaction.atomic
def end_target(target_id: int, *, on: dt.date, reason: str, by=None) -> Target:
    """End a target on a day, with a reason; it stays in the history. Raises: NotFound."""
    wait_for_other_writers()
    target = _in_force(target_id)
    target.until, target.reason, target.shown_first, target.chosen = (
        max(on, target.since),
        reason,
        False,
        False,
    )
    target.save(update_fields=["until", "reason", "shown_first", "chosen"])
    _choose_first(target.unit, target.indicator, target.deadline)
    accounts.record("target.ended", by=by, about=str(target.pk), area=target.unit, details={"on": str(on)})
    return target


def put(order: Order, *, show_first: bool | None = None) -> tuple[Target, bool]:
    """Write a checked order as a new target or version, without an audit line. Returns it, and whether new."""
    former = Target.objects.select_for_update().filter(**order.key, until=None).first()
    if order.is_said_by(former):
        return former, False
    since, version, chosen = order.since or order.period_start, 1, bool(show_first)
    if former:
        since = max(order.since or order.document_on, former.since)
        version, chosen = former.version + 1, former.chosen if show_first is None else show_first
        Target.objects.filter(pk=former.pk).update(until=since, shown_first=False, chosen=False)
    else:
        version += Target.objects.filter(**order.key).count()
    if show_first:
        _others(order).update(chosen=False)
    target = _target(order, version=version, chosen=chosen, since=since)
    target.save()
    _choose_first(order.unit, order.indicator, order.deadline)
    target.refresh_from_db()
    return target, True


def _others(order: Order):
    return Target.objects.filter(
        unit=order.unit, indicator=order.indicator, deadline=order.deadline, until=None
    )


def _choose_first(unit: str, indicator: str, deadline: dt.date) -> None:
    """Of the targets in force: the chosen one, else the first body in order, else the newest document."""
    same = Target.objects.filter(unit=unit, indicator=indicator, deadline=deadline, until=None)
    found = sorted(same, key=lambda t: (not t.chosen, AssigningBody(t.body).rank, -t.document_on.toordinal()))
    if found and not (found[0].shown_first and sum(t.shown_first for t in found) == 1):
        same.filter(shown_first=True).update(shown_first=False)
        same.filter(pk=found[0].pk).update(shown_first=True)


def _in_force(target_id: int) -> Target:
    target = Target.objects.select_for_update().filter(pk=target_id, until=None).first()
    if target is None:
        raise NotFound(_ENDED)
    return target


def _refuse_elsewhere(unit: str, on: dt.date) -> None:
    """Raises: NotFound when on the day no province or commune has this code (or the hamlet's commune's), or it lies
    in another province than the one that is steered here."""
    if territory.path(unit.partition("-")[0], on)[0].code != settings.PROVINCE:
        raise NotFound(_OTHER_PROVINCE.format(code=unit))


def _summary(target: Target) -> dict[str, object]:
    return {
        "indicator": target.indicator, "deadline": str(target.deadline), "version": target.version,
        "body": target.body,
    }  # fmt: skip
