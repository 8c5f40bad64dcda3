"""What does an indicator mean, how does each unit stand in it, and how was a figure computed?"""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import SimpleLazyObject

from ansinh.accounts import queries as accounts
from ansinh.base.errors import NotFound
from ansinh.base.months import Month
from ansinh.base.texts import Text
from ansinh.indicators import queries
from ansinh.indicators.terms import CATALOGUE, HEADLINES, Scheme
from ansinh.indicators.views import ordering, requests

_NO_INDICATOR = Text("Không có chỉ tiêu thống kê “{code}”.", "There is no indicator “{code}”.")


def catalogue(request: HttpRequest) -> HttpResponse:
    """Every indicator with its definition, by branch."""
    branches = [
        (scheme, [indicator for indicator in CATALOGUE.values() if indicator.scheme is scheme])
        for scheme in Scheme
    ]
    return render(
        request, "indicators/catalogue.html", {"branches": [branch for branch in branches if branch[1]]}
    )


def indicator(request: HttpRequest, code: str) -> HttpResponse:
    """One indicator: its line, every unit in small, the table, the definition, the targets."""
    if code not in CATALOGUE:
        raise NotFound(_NO_INDICATOR.format(code=code))
    unit = request.GET.get("unit") or settings.PROVINCE
    accounts.require(request.viewer, unit)
    kept = requests.kept(request)
    asked = {"viewer": request.viewer, "code": code, "unit": unit, "month": kept["month"]}
    page = SimpleLazyObject(lambda: queries.indicator_page(**asked, edition=kept["edition"]))
    context = {
        **kept,
        "page": page,
        "parts": SimpleLazyObject(
            lambda: queries.parts_over_time(**asked, edition=kept["edition"]) if page.ranking else ()
        ),
        "units": SimpleLazyObject(lambda: [part for part in context["parts"] if not part.place.unplaced]),
        "headlines": [CATALOGUE[one] for one in HEADLINES],
        **ordering.shown(SimpleLazyObject(lambda: page.ranking), request.GET),
    }
    return requests.page_or_part(
        request, "indicators/indicator.html", {"ranking": "indicators/_ranking.html"}, context
    )


def computation(request: HttpRequest, unit: str, code: str, month: str) -> HttpResponse:
    """How a figure was computed: formula, parts, snapshots, run."""
    if code not in CATALOGUE:
        raise NotFound(_NO_INDICATOR.format(code=code))
    found = queries.computation(
        viewer=request.viewer, code=code, unit=unit, month=Month.parse(month),
        basis=request.GET.get("basis") or None, sender=request.GET.get("sender", ""),
    )  # fmt: skip
    return render(request, "indicators/computation.html", {"found": found, "figure": found.figure})
