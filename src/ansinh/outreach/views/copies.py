"""Screens by which a list leaves the house, as a workbook or on paper: asked for with a reason, written down."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from ansinh import territory
from ansinh.base import figures
from ansinh.outreach import forms, queries, services
from ansinh.outreach.frames import sheet
from ansinh.outreach.views import requests

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def hamlet_copy(request: HttpRequest, code: str) -> HttpResponse:
    """A copy of a hamlet's list."""
    queries.require_export(request.viewer, code)
    found = queries.hamlet_list(
        request.viewer, code, requests.month(request), requests.asked(request), size=queries.MOST_ON_PAPER
    )
    return _copy(request, found, about=f"hamlet:{code}", area=code)


def collector_copy(request: HttpRequest, key: int) -> HttpResponse:
    """A copy of a collector's list."""
    found = queries.collector_list(
        request.viewer, key, requests.month(request), requests.asked(request), size=queries.MOST_ON_PAPER
    )
    queries.require_export(request.viewer, found.collector.commune)
    return _copy(request, found, about=f"collector:{key}", area=found.collector.commune)


def _copy(request: HttpRequest, found, *, about: str, area: str) -> HttpResponse:
    form = forms.CopyForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        context = {"list": found, "form": form, "commune": _commune(area), "kept": request.GET.urlencode()}
        return render(request, "outreach/copy.html", context, status=400 if form.errors else 200)
    on_paper = form.cleaned_data["to"] == forms.PAPER
    services.note_copy(
        "list.printed" if on_paper else "list.exported", by=request.user, about=about, area=area,
        month=found.publication.month, rows=len(found.lines), persons=found.persons, why=form.cleaned_data["why"],
    )  # fmt: skip
    heading = _heading(request, found, area)
    if on_paper:
        return render(
            request,
            "outreach/paper.html",
            {"list": found, "heading": heading, "taken": heading.taken(found.persons)},
        )
    answer = HttpResponse(sheet.workbook(heading, found.lines), content_type=_XLSX)
    name = f"danh-sach-van-dong-{about.replace(':', '-')}-{found.publication.month}.xlsx"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _heading(request: HttpRequest, found, area: str) -> sheet.Heading:
    commune = _commune(area)
    place = queries.place_name(found.hamlet, area) if found.collector is None else ""
    return sheet.Heading(
        office=commune.in_a_sentence,
        place=", ".join(filter(None, (place, commune.name))),
        collector=found.collector.name if found.collector else "",
        month=found.month,
        taken_by=request.user.get_full_name() or request.user.get_username(),
        taken_at=figures.moment(timezone.localtime()),
        beyond=found.beyond,
        more=found.found - len(found.lines),
    )


def _commune(area: str) -> territory.Unit:
    return territory.unit(area.partition("-")[0], timezone.localdate())
