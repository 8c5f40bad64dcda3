"""Which employers are not registered, or declare fewer people or lower wages than they pay tax for?"""

from __future__ import annotations

from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q, Sum

from ansinh import territory
from ansinh.accounts import queries as accounts
from ansinh.accounts.terms import MATRIX, Permission, Role, Viewer
from ansinh.base.months import Month
from ansinh.base.texts import Text
from ansinh.outreach.models import EmployerGap, Publication
from ansinh.outreach.queries import reach
from ansinh.outreach.terms import EmployerReason, employer_sentence

PAGE = 50


@dataclass(frozen=True)
class GapLine:
    """One employer and one gap, in words."""

    gap: EmployerGap
    commune: str

    @property
    def reason(self) -> EmployerReason:
        return EmployerReason(self.gap.reason)

    @property
    def said(self) -> Text:
        gap = self.gap
        return employer_sentence(
            gap.reason,
            taxed=gap.taxed or 0,
            declared=gap.declared or 0,
            persons=gap.persons or 0,
            wages=gap.wages or 0,
        )


@dataclass(frozen=True)
class Gaps:
    """The employers that the reader may see, of one kind or all."""

    publication: Publication
    months: tuple[Month, ...]
    reasons: tuple[tuple[EmployerReason, int, int], ...]
    """Each reason with its employers and the persons concerned."""
    page: Page
    lines: tuple[GapLine, ...]

    @property
    def month(self) -> Month:
        return Month.parse(self.publication.month)

    @property
    def employers(self) -> int:
        return sum(number for _, number, _ in self.reasons)


def employer_gaps(viewer: Viewer, month: Month | None = None, reason: str = "", page: object = 1) -> Gaps:
    """Employers of the places where the reader may see persons; not for collectors. Raises: NotPermitted, NotFound."""
    accounts.require_permission(viewer, Permission.SEE_PERSONS)
    places = _places(viewer)
    publication, months = reach.publication(month)
    rows = EmployerGap.objects.filter(places, publication=publication)
    groups = {
        why: (number, persons or 0)
        for why, number, persons in rows.order_by()
        .values_list("reason")
        .annotate(Count("pk"), Sum("persons"))
    }
    shown = Paginator(rows.filter(reason=reason) if reason else rows, PAGE).get_page(page)
    units = territory.units(publication.run.geography, level=territory.Level.COMMUNE)
    names = {unit.code: unit.name for unit in units}
    return Gaps(
        publication, months, tuple((each, *groups[each]) for each in EmployerReason if each in groups), shown,
        tuple(GapLine(gap, names.get(gap.commune, "")) for gap in shown),
    )  # fmt: skip


def _places(viewer: Viewer) -> Q:
    """Communes and provinces of the reader's roles; an area of one hamlet is too small to hold an employer's list."""
    scopes = [
        scope for scope in viewer.scopes
        if Permission.SEE_PERSONS in MATRIX[scope.role] and scope.role is not Role.COLLECTOR and "-" not in scope.area
    ]  # fmt: skip
    if not scopes:
        accounts.require_permission(Viewer(None, on=viewer.on), Permission.SEE_PERSONS)
    found = Q(commune=None)
    for scope in scopes:
        found |= reach.inside(scope.area)
    return found
