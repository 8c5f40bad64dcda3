"""Where does a province, a commune or a hamlet stand this month?"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import SimpleLazyObject

from ansinh.accounts import queries as accounts
from ansinh.indicators import queries
from ansinh.indicators.queries import workbooks
from ansinh.indicators.terms import Level, level_of
from ansinh.indicators.views import ordering, requests


def unit(request: HttpRequest, unit: str) -> HttpResponse:
    """A unit's page; or only its ranking, sorted or filtered anew."""
    if level_of(unit) is Level.HAMLET:
        return hamlet(request, unit)
    accounts.require(request.viewer, unit)
    kept = requests.kept(request)
    picture = SimpleLazyObject(lambda: _picture(request, unit, kept["edition"]))
    context = {
        **kept,
        "picture": picture,
        "first": SimpleLazyObject(lambda: _first(picture)),
        "low": SimpleLazyObject(lambda: [row for row in picture.low if not row.place.unplaced]),
        "more": requests.more_indicators(),
        "is_province": level_of(unit) is Level.PROVINCE,
        **ordering.shown(SimpleLazyObject(lambda: picture.ranking), request.GET),
    }
    return requests.page_or_part(
        request, "indicators/unit.html", {"ranking": "indicators/_ranking.html"}, context
    )


def hamlet(request: HttpRequest, unit: str) -> HttpResponse:
    """A hamlet's page: its figures alone."""
    picture = queries.hamlet_picture(viewer=request.viewer, unit=unit, month=requests.month(request))
    context = {
        "picture": picture,
        "month": picture.month,
        "months": picture.months,
        "first": picture.figures[0],
        "more": requests.more_indicators(),
        "sees_commune": accounts.may_see(request.viewer, picture.commune.code),
    }
    return render(request, "indicators/hamlet.html", context)


def ranking_workbook(request: HttpRequest, unit: str) -> HttpResponse:
    """The whole ranking as a workbook, in the order of the page."""
    picture = _picture(request, unit, queries.edition(viewer=request.viewer))
    rows = ordering.shown(picture.ranking, request.GET)["rows"]
    content = workbooks.ranking(picture.ranking, rows, place=picture.place, run=picture.run)
    code = picture.ranking.indicator.code
    return requests.download(content, f"{code}-{unit}-{picture.month}.xlsx")


def _picture(request: HttpRequest, unit: str, edition: queries.Edition):
    wanted = {
        "viewer": request.viewer,
        "month": requests.month(request),
        "ranked_by": requests.ranked_by(request),
        "edition": edition,
    }
    if level_of(unit) is Level.PROVINCE:
        return queries.province_picture(**wanted)
    return queries.commune_picture(unit=unit, **wanted)


def _first(picture):
    """The figure of the ranking's indicator, which the page speaks of first."""
    code = picture.ranking.indicator.code
    return next((figure for figure in picture.figures if figure.indicator.code == code), picture.figures[0])
