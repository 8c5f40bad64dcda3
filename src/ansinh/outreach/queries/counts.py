"""How many stand on the lists of the province and of a commune, by reason, hamlet and collector? No person."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Count, Sum, Value
from django.db.models.functions import Concat

from ansinh import territory
from ansinh.accounts import queries as accounts
from ansinh.accounts.terms import Viewer
from ansinh.base.months import Month
from ansinh.outreach.models import LeftOutCount, ListCount, Publication, Visit
from ansinh.outreach.queries import reach
from ansinh.outreach.queries.people import place_name
from ansinh.outreach.terms import LeftOut, Reason, Scheme


@dataclass(frozen=True)
class Row:
    """One place, collector or organisation with its entries by scheme, and how many were visited this month."""

    key: object
    name: str
    schemes: tuple[int, ...]
    visited: int
    note: str = ""

    @property
    def entries(self) -> int:
        return sum(self.schemes)


@dataclass(frozen=True)
class LeftOutRow:
    """Why people are on no list, by scheme."""

    why: LeftOut
    schemes: tuple[int, ...]

    @property
    def persons(self) -> int:
        return sum(self.schemes)


@dataclass(frozen=True)
class Lists:
    """The lists of the province or a commune, counted."""

    publication: Publication
    months: tuple[Month, ...]
    rows: tuple[Row, ...]
    reasons: tuple[tuple[Reason, int], ...]
    beyond: int
    collectors: tuple[Row, ...] = ()
    organisations: tuple[Row, ...] = ()
    unserved: int = 0
    """Entries that no collector has."""

    @property
    def month(self) -> Month:
        return Month.parse(self.publication.month)

    @property
    def entries(self) -> int:
        return sum(row.entries for row in self.rows)

    @property
    def visited(self) -> int:
        return sum(row.visited for row in self.rows)

    @property
    def most(self) -> int:
        """Entries of the most frequent reason."""
        return max((number for _, number in self.reasons), default=0)

    @property
    def totals(self) -> tuple[int, ...]:
        return tuple(sum(row.schemes[place] for row in self.rows) for place in range(len(Scheme)))


def province_lists(viewer: Viewer, month: Month | None = None, reason: str = "") -> Lists:
    """Entries by commune, of all reasons or one. Raises: NotPermitted, NotFound."""
    accounts.require(viewer, settings.PROVINCE)
    publication, months = reach.publication(month)
    counts = ListCount.objects.filter(publication=publication).order_by()
    groups = counts.values_list("commune", "scheme", "reason").annotate(Sum("persons"), Sum("beyond"))
    entries: dict[str, Counter] = defaultdict(Counter)
    reasons: Counter[str] = Counter()
    beyond = 0
    for commune, scheme, why, persons, more in groups:
        reasons[why] += persons
        if not reason or why == reason:
            entries[commune][scheme] += persons
            beyond += more
    visited = _visited(publication, "commune", reason)
    communes = territory.units(
        publication.run.geography, level=territory.Level.COMMUNE, within=settings.PROVINCE
    )
    names = {unit.code: unit.name for unit in communes}
    rows = [
        Row(code, names.get(code, ""), _by_scheme(entries[code]), visited[code])
        for code in [*names, *sorted(entries.keys() - names.keys())]
    ]
    return Lists(publication, months, tuple(rows), _reasons(reasons), beyond)


def commune_lists(viewer: Viewer, commune: str, month: Month | None = None) -> Lists:
    """Entries by hamlet, collector and organisation. Raises: NotPermitted, NotFound."""
    accounts.require(viewer, commune)
    publication, months = reach.publication(month)
    counts = ListCount.objects.filter(publication=publication, commune=commune)
    hamlets, collectors, organisations = defaultdict(Counter), defaultdict(Counter), defaultdict(Counter)
    names: dict[object, tuple[str, str]] = {}
    reasons: Counter[str] = Counter()
    beyond = 0
    for one in counts.select_related("hamlet", "collector__organisation"):
        reasons[one.reason] += one.persons
        beyond += one.beyond
        hamlets[one.hamlet_id][one.scheme] += one.persons
        names[one.hamlet_id] = (place_name(one.hamlet, one.hamlet_id), "")
        if one.collector:
            post = one.collector.organisation
            collectors[one.collector_id][one.scheme] += one.persons
            organisations[post.code][one.scheme] += one.persons
            names[one.collector_id], names[post.code] = (one.collector.name, post.name), (post.name, "")
    visits = _visits(publication, commune)
    served = tuple(_rows(collectors, names, visits["collector"]))
    return Lists(
        publication, months, tuple(_rows(hamlets, names, visits["hamlet"])), _reasons(reasons), beyond,
        collectors=served, organisations=tuple(_rows(organisations, names, visits["organisation"])),
        unserved=sum(reasons.values()) - sum(row.entries for row in served),
    )  # fmt: skip


def left_out(viewer: Viewer, publication: Publication, place: str) -> tuple[LeftOutRow, ...]:
    """Why people of the province or of a commune are on no list, and how many. Raises: NotPermitted."""
    accounts.require(viewer, place)
    rows = LeftOutCount.objects.filter(publication=publication)
    if place != settings.PROVINCE:
        rows = rows.filter(commune=place)
    found: dict[str, Counter] = defaultdict(Counter)
    for why, scheme, persons in rows.values_list("why", "scheme").annotate(Sum("persons")):
        found[why][scheme] += persons
    return tuple(LeftOutRow(each, _by_scheme(found[each])) for each in LeftOut if found[each])


def _visited(publication: Publication, by: str, reason: str) -> Counter:
    """Entries with a visit this month that stands."""
    rows = Visit.objects.filter(month=publication.month, taken_back_at=None)
    rows = rows.filter(reason=reason) if reason else rows
    return Counter(dict(rows.order_by().values_list(by).annotate(entries=_entries())))


def _visits(publication: Publication, commune: str) -> dict[str, Counter]:
    rows = Visit.objects.filter(month=publication.month, commune=commune, taken_back_at=None).order_by()
    groups = rows.values_list("hamlet", "collector", "collector__organisation__code").annotate(
        entries=_entries()
    )
    found = {"hamlet": Counter(), "collector": Counter(), "organisation": Counter()}
    for *keys, entries in groups:
        for name, key in zip(found, keys, strict=True):
            found[name][key] += entries
    return found


def _entries() -> Count:
    return Count(Concat("person", Value(" "), "reason"), distinct=True)


def _rows(counts, names, visited: Counter):
    for key in sorted(
        counts, key=lambda key: (isinstance(key, int), names[key][0] if isinstance(key, int) else key)
    ):
        name, note = names[key]
        yield Row(key, name, _by_scheme(counts[key]), visited[key], note)


def _by_scheme(counts: Counter) -> tuple[int, ...]:
    return tuple(counts[scheme] for scheme in Scheme)


def _reasons(counts: Counter) -> tuple[tuple[Reason, int], ...]:
    return tuple((reason, counts[reason]) for reason in Reason if counts[reason])
