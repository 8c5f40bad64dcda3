"""How is a pair decided, a decision taken back, and each look at persons written down?"""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from ansinh.accounts import services as accounts
from ansinh.base import figures
from ansinh.base.errors import AnSinhError, InvalidValue, NotFound
from ansinh.base.texts import Text
from ansinh.matching.models import Decision, Pair
from ansinh.matching.terms import Verdict

_GONE = Text(
    "Cặp này không còn cần rà soát: dữ liệu của tháng đã thay đổi.",
    "This pair needs no review any more: the month's data have changed.",
)
_NEXT = Text("Mở cặp tiếp theo trong danh sách.", "Open the next pair of the queue.")
_DECIDED = Text(
    "{who} đã ghi “{verdict}” cho cặp này lúc {at}. Quyết định của bạn chưa được ghi.",
    "{who} recorded “{verdict}” for this pair at {at}. Your decision was not recorded.",
)
_TAKEN_BACK = Text(
    "{who} đã rút lại quyết định về cặp này lúc {at}. Quyết định của bạn chưa được ghi.",
    "{who} took back the decision on this pair at {at}. Your decision was not recorded.",
)
_LOOK_AGAIN = Text(
    "Xem lại cặp; nếu không đồng ý, rút lại quyết định đó rồi ghi quyết định mới.",
    "Look at the pair again; if you disagree, take that decision back, then record yours.",
)
_NOT_FROM_THERE = Text(
    "Cặp này đang là “{verdict}”. Rút lại trước khi ghi quyết định khác.",
    "This pair stands on “{verdict}”. Take it back before recording another decision.",
)
_NOTHING_TO_TAKE_BACK = Text(
    "Cặp này chưa có quyết định nào để rút lại.", "There is no decision to take back."
)
_SYSTEM = Text("Hệ thống", "The system")


class AlreadyDecided(AnSinhError):
    """Somebody else decided the pair while this clerk was looking at it; `decision` is theirs."""

    def __init__(self, decision: Decision) -> None:
        self.decision = decision
        told = _TAKEN_BACK if decision.said is Verdict.OPEN else _DECIDED
        who = decision.by.get_full_name() if decision.by else _SYSTEM
        at = figures.moment(timezone.localtime(decision.at))
        super().__init__(told.format(who=who, verdict=decision.said.label, at=at), _LOOK_AGAIN)


@transaction.atomic
def decide(pair_id: int, verdict: Verdict, *, seen: int, now: dt.datetime, by, note: str = "") -> Decision:
    """Record what a clerk says of a pair. `seen` is how many decisions the clerk had before their eyes.

    Raises: AlreadyDecided when another clerk was quicker; InvalidValue; NotFound.
    """
    pair = _locked(pair_id, seen)
    if not pair.standing.may_become(verdict):
        raise InvalidValue(_NOT_FROM_THERE.format(verdict=pair.standing.label), _LOOK_AGAIN)
    made = _write(pair, verdict, note, now, by)
    details = {"verdict": verdict.value, "number": made.number, "question": pair.question}
    accounts.record("match.decided", by=by, about=f"pair:{pair.pk}", area=_area(pair), details=details)
    return made


@transaction.atomic
def take_back(pair_id: int, *, seen: int, now: dt.datetime, by, note: str = "") -> Decision:
    """Open a decided pair again; the decision stays in its history.

    Raises: AlreadyDecided when somebody decided meanwhile; InvalidValue when nothing is decided; NotFound.
    """
    pair = _locked(pair_id, seen)
    if pair.standing is Verdict.OPEN:
        raise InvalidValue(_NOTHING_TO_TAKE_BACK)
    details = {"verdict": pair.verdict, "number": pair.decisions + 1}
    made = _write(pair, Verdict.OPEN, note, now, by)
    accounts.record("match.taken_back", by=by, about=f"pair:{pair.pk}", area=_area(pair), details=details)
    return made


@transaction.atomic
def note_look(pair: Pair, *, by, now: dt.datetime) -> None:
    """Write down that somebody saw the two persons of a pair; for a while it is then offered to nobody else."""
    Pair.objects.filter(pk=pair.pk).update(seen_by=by, seen_at=now)
    accounts.record("match.looked", by=by, about=f"pair:{pair.pk}", area=_area(pair), details={"persons": 2})


def note_list(*, by, area: str, persons: int) -> None:
    """Write down that somebody saw a list of pairs with names."""
    accounts.record("matches.looked", by=by, area=area, details={"persons": persons})


def _locked(pair_id: int, seen: int) -> Pair:
    pair = Pair.objects.select_for_update(of=("self",)).filter(pk=pair_id).first()
    if pair is None:
        raise NotFound(_GONE, _NEXT)
    if pair.decisions != seen:
        raise AlreadyDecided(pair.history.select_related("by").get(number=pair.decisions))
    return pair


def _write(pair: Pair, verdict: Verdict, note: str, now: dt.datetime, by) -> Decision:
    made = Decision.objects.create(
        pair=pair, number=pair.decisions + 1, verdict=verdict, note=" ".join(note.split())[:300], at=now, by=by,
        probability=pair.probability,
    )  # fmt: skip
    Pair.objects.filter(pk=pair.pk).update(verdict=verdict, decisions=made.number)
    return made


def _area(pair: Pair) -> str:
    return pair.commune or settings.PROVINCE
