"""Who stands on a hamlet's or a collector's list, and what is known about one person on it?"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

from django.core.paginator import Page, Paginator
from django.db.models import Case, Count, Q, QuerySet, When, Window
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from ansinh.accounts import queries as accounts
from ansinh.accounts.terms import Permission, Viewer
from ansinh.base.errors import NotFound
from ansinh.base.months import Month
from ansinh.base.texts import Text
from ansinh.network import queries as network
from ansinh.outreach.models import Candidate, Handover, ListCount, Publication, Visit
from ansinh.outreach.queries import following, reach
from ansinh.outreach.terms import CardGroup, ListState, Reason, Scheme, sentence

PAGE = 50
_ENDED_SHOWN = 20
_SUPPORTED = (CardGroup.POOR, CardGroup.NEAR_POOR, CardGroup.MINORITY)
_SEXES = {
    said: label
    for label, words in (
        (Text("Nam", "Male"), ("m", "nam", "male", "1")),
        (Text("Nữ", "Female"), ("f", "nữ", "nu", "female", "2")),
    )
    for said in words
}
MOST_ON_PAPER = 2_000
"""Entries of one workbook or one printed list."""


@dataclass(frozen=True)
class Line:
    """One entry of a list, in words."""

    candidate: Candidate
    last: Visit | None = None

    @cached_property
    def reason(self) -> Reason:
        return Reason(self.candidate.reason)

    @cached_property
    def scheme(self) -> Scheme:
        return Scheme(self.candidate.scheme)

    @cached_property
    def said(self) -> Text:
        """The evidence as a sentence."""
        return sentence(self.reason, self.candidate.evidence)

    @property
    def group(self) -> Text | None:
        """The likely HI group; outside HI only where it brings support for the premium too."""
        known = [*CardGroup] if self.scheme is Scheme.HI else _SUPPORTED
        found = self.candidate.hi_group
        return CardGroup(found).label if found in known else None

    @property
    def place_name(self) -> str:
        return place_name(self.candidate.hamlet, self.candidate.hamlet_id)

    @property
    def sex(self) -> Text:
        return _SEXES.get(self.candidate.sex.casefold(), Text(self.candidate.sex, self.candidate.sex))


@dataclass(frozen=True)
class Asked:
    """What part of a list the reader wants."""

    scheme: str = ""
    reason: str = ""
    state: str = ""
    collector: int | None = None


@dataclass(frozen=True)
class PeopleList:
    """One list with what stands above it. No lines where the month's persons are no longer kept."""

    publication: Publication
    months: tuple[Month, ...]
    hamlet: object | None
    collector: object | None
    reasons: tuple[tuple[Reason, int], ...]
    collectors: tuple[tuple[int | None, str, int], ...]
    entries: int
    beyond: int
    page: Page
    found: int
    """Entries that match what was asked."""
    lines: tuple[Line, ...]

    @property
    def month(self) -> Month:
        return Month.parse(self.publication.month)

    @property
    def persons(self) -> int:
        """Different persons among the lines: one may stand there for HI and for SI."""
        return len({line.candidate.person for line in self.lines})


@dataclass(frozen=True)
class Card:
    """A person on a list, with what was found before. `seen`: how many visits were ever written down."""

    line: Line
    visits: tuple[Visit, ...]
    may_work: bool
    may_hand_over: bool

    @property
    def candidate(self) -> Candidate:
        return self.line.candidate

    @property
    def seen(self) -> int:
        return len(self.visits)


def hamlet_list(
    viewer: Viewer, hamlet: str, month: Month | None, asked: Asked, *, page: int = 1, size: int = PAGE
) -> PeopleList:
    """The persons of one hamlet's lists in the office's order; a collector finds only their own.

    Raises: NotPermitted, NotFound.
    """
    accounts.require(viewer, hamlet, people=True)
    publication, months = reach.publication(month)
    counts = _counts(viewer, publication).filter(hamlet=hamlet)
    return _list(viewer, publication, months, [*counts], Q(hamlet=hamlet), asked, page, size)


def collector_list(
    viewer: Viewer, key: int, month: Month | None, asked: Asked, *, page: int = 1, size: int = PAGE
) -> PeopleList:
    """The persons given to one collector, over all hamlets. Raises: NotPermitted, NotFound."""
    accounts.require_permission(viewer, Permission.SEE_PERSONS)
    publication, months = reach.publication(month)
    counts = [*_counts(viewer, publication).filter(collector=key)]
    collector = counts[0].collector if counts else network.collector_seen(viewer, key)
    if reach.is_collector_only(viewer) and collector.user_id != viewer.user_id:
        raise NotFound(_("This list is not yours."), _("Open your own list."))
    found = _list(viewer, publication, months, counts, Q(collector=key), asked, page, size)
    return replace(found, collector=collector)


def own_collector(viewer: Viewer):
    """The collector that the reader is, or None."""
    return network.own_collector(viewer)


def card(viewer: Viewer, person: str, reason: str) -> Card:
    """One person on the newest list that has them for `reason`. Raises: NotPermitted, NotFound."""
    accounts.require_permission(viewer, Permission.SEE_PERSONS)
    found = _on_a_list(viewer, person, reason)
    if found is None:
        raise NotFound(
            _("This person is not on a list that you may open."), _("Go back to the list and choose again.")
        )
    visits = following.visits_of(person, reason).select_related("by", "taken_back_by")
    may_hand_over = reach.may_export(viewer, found.hamlet_id)
    return Card(Line(found), tuple(visits), reach.may_work(viewer, found), may_hand_over)


def _on_a_list(viewer: Viewer, person: str, reason: str) -> Candidate | None:
    """The newest entry of a person, under this key or another one of the same person."""
    listed = Candidate.objects.filter(
        reach.persons(viewer), following.about([person]), reason=reason,
        publication__current=True, publication__kept=True,
    )  # fmt: skip
    listed = listed.select_related("publication", "hamlet", "collector__organisation")
    return listed.order_by("-publication__month", Case(When(person=person, then=0), default=1)).first()


def visit(viewer: Viewer, key: int) -> tuple[Visit, Card]:
    """One visit and the card it stands on. Raises: NotPermitted, NotFound."""
    accounts.require_permission(viewer, Permission.WORK_LISTS)
    found = Visit.objects.filter(pk=key).first()
    if found is None:
        raise NotFound(_("There is no such result."))
    return found, card(viewer, found.person, found.reason)


def handovers(viewer: Viewer, hamlet: str) -> QuerySet[Handover]:
    """What was given to other collectors in a hamlet and still holds. Raises: NotPermitted."""
    reach.require_export(viewer, hamlet)
    return Handover.objects.filter(hamlet=hamlet, until=None).select_related("giver", "taker", "by")


def ended_handovers(viewer: Viewer, hamlet: str) -> QuerySet[Handover]:
    """The last handovers of a hamlet that hold no longer, the newest first. Raises: NotPermitted."""
    reach.require_export(viewer, hamlet)
    ended = Handover.objects.filter(hamlet=hamlet, until__isnull=False).select_related("giver", "taker")
    return ended.order_by("-until", "-pk")[:_ENDED_SHOWN]


def handover(viewer: Viewer, key: int) -> Handover:
    """One handover. Raises: NotPermitted, NotFound."""
    accounts.require_permission(viewer, Permission.EXPORT_LISTS)
    found = Handover.objects.filter(pk=key).first()
    if found is None:
        raise NotFound(_("There is no such handover."))
    reach.require_export(viewer, found.hamlet)
    return found


def takers(viewer: Viewer, commune: str):
    """The collectors to whom lists of `commune` may be given. Raises: NotPermitted."""
    return network.collectors(viewer, commune)


def givers(
    viewer: Viewer, publication: Publication, hamlet: str
) -> tuple[str, tuple[tuple[int | None, str, int], ...]]:
    """What a hamlet is called, and who has how many entries of it. Raises: NotPermitted."""
    reach.require_export(viewer, hamlet)
    counts = [*_counts(viewer, publication).filter(hamlet=hamlet)]
    return place_name(counts[0].hamlet if counts else None, hamlet), _by_collector(counts)


def place_name(hamlet: object, code: str) -> str:
    """What a hamlet is called; the one for entries without a known hamlet has no row in the network."""
    return hamlet.name if hamlet else _("Hamlet not known") if code.endswith("-00") else code


def _counts(viewer: Viewer, publication: Publication) -> QuerySet[ListCount]:
    rows = ListCount.objects.filter(reach.persons(viewer), publication=publication)
    return rows.select_related("hamlet", "collector__organisation")


def _list(
    viewer, publication, months, counts: list[ListCount], which: Q, asked: Asked, page: int, size: int
) -> PeopleList:
    rows = Candidate.objects.filter(which, reach.persons(viewer), publication=publication)
    found, total = _page(_asked(rows, publication, asked), page, size) if publication.kept else ([], 0)
    visits = following.last_visits(found)
    reasons: Counter[str] = Counter()
    for one in counts:
        reasons[one.reason] += one.persons
    return PeopleList(
        publication=publication, months=months, hamlet=counts[0].hamlet if counts else None, collector=None,
        reasons=tuple((each, reasons[each]) for each in Reason if reasons[each]),
        collectors=_by_collector(counts),
        entries=sum(reasons.values()), beyond=sum(one.beyond for one in counts),
        page=Paginator(range(total), size).get_page(page), found=total,
        lines=tuple(Line(one, visits.get((one.now, one.reason))) for one in found),
    )  # fmt: skip


def _by_collector(counts: list[ListCount]) -> tuple[tuple[int | None, str, int], ...]:
    """Each collector with the entries; first those that nobody has."""
    found: Counter[tuple] = Counter()
    for one in counts:
        found[
            one.collector_id is not None, one.collector.name if one.collector else "", one.collector_id
        ] += one.persons
    return tuple((key, name, found[known, name, key]) for known, name, key in sorted(found, key=repr))


def _asked(rows: QuerySet[Candidate], publication: Publication, asked: Asked) -> QuerySet[Candidate]:
    if asked.scheme:
        rows = rows.filter(scheme=asked.scheme)
    if asked.reason:
        rows = rows.filter(reason=asked.reason)
    if asked.collector is not None:
        rows = rows.filter(collector=asked.collector or None)
    if asked.state:
        visits = Visit.objects.filter(taken_back_at=None)
        this_month = visits.filter(month=publication.month)
        if asked.state == ListState.FOLLOW_UP:
            this_month = visits.filter(follow_up_on__isnull=False)
        seen = following.seen(this_month)
        rows = rows.filter(~seen if asked.state == ListState.TO_VISIT else seen)
    return following.called_now(rows).select_related("hamlet", "collector").order_by("place")


def _page(rows: QuerySet[Candidate], page: int, size: int) -> tuple[list[Candidate], int]:
    """The rows of one page and how many there are in all, in one query."""
    counted = rows.annotate(total=Window(Count("person")))
    found = [*counted[(page - 1) * size : page * size]]
    if not found and page > 1:
        return _page(rows, 1, size)
    return found, found[0].total if found else 0
