"""Screens without a person: the lists of the province and of a commune, employers, hit rates."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from ansinh import territory
from ansinh.accounts import queries as accounts
from ansinh.accounts.terms import Permission
from ansinh.network import services as network
from ansinh.outreach import queries, services
from ansinh.outreach.terms import EmployerReason, Scheme
from ansinh.outreach.views import requests


@require_safe
def lists(request: HttpRequest) -> HttpResponse:
    """The province's counts; who works in one commune, or on one list, is led there."""
    if not accounts.may_see(request.viewer, settings.PROVINCE):
        return _nearer(request)
    asked = requests.asked(request)
    found = queries.province_lists(request.viewer, requests.month(request), asked.reason)
    context = {
        "lists": found,
        "asked": asked,
        "people": accounts.may_see(request.viewer, settings.PROVINCE, people=True),
        "schemes": list(Scheme),
        "left_out": queries.left_out(request.viewer, found.publication, settings.PROVINCE),
        "month": found.month,
        "months": found.months,
    }
    return render(request, "outreach/lists.html", context)


@require_safe
def commune(request: HttpRequest, code: str) -> HttpResponse:
    """A commune's counts by hamlet, organisation, collector and reason."""
    found = queries.commune_lists(request.viewer, code, requests.month(request))
    people = accounts.may_see(request.viewer, code, people=True)
    if people and found.collectors:
        network.note_look(
            "collectors", by=request.user, about=f"commune:{code}", area=code, persons=len(found.collectors)
        )
    context = {
        "lists": found,
        "commune": territory.unit(code, timezone.localdate()),
        "people": people,
        "may_fill_forms": accounts.may(request.viewer, Permission.FILL_FORMS, code),
        "schemes": list(Scheme),
        "left_out": queries.left_out(request.viewer, found.publication, code),
        "month": found.month,
        "months": found.months,
    }
    return render(request, "outreach/commune.html", context)


@require_safe
def employers(request: HttpRequest) -> HttpResponse:
    """Employers not registered, or declaring fewer people or lower wages than they pay tax for."""
    kind = request.GET.get("kind", "")
    kind = kind if kind in {each.value for each in EmployerReason} else ""
    found = queries.employer_gaps(request.viewer, requests.month(request), kind, requests.page(request))
    if found.lines:
        area = accounts.areas(request.viewer)[0]
        services.note_look(
            "employer_gaps.looked", by=request.user, about=f"gaps:{found.publication.pk}", area=area,
            persons=len(found.lines),
        )  # fmt: skip
    context = {"gaps": found, "kind": kind, "month": found.month, "months": found.months}
    return render(request, "outreach/employers.html", context)


@require_safe
def hits(request: HttpRequest) -> HttpResponse:
    """How often each reason was right."""
    month = requests.month(request)
    found = queries.hit_rates(request.viewer, month)
    context = {"hits": found, "outcomes": queries.OTHERS, "chosen": month}
    return render(request, "outreach/hits.html", context)


def _nearer(request: HttpRequest) -> HttpResponse:
    areas = accounts.areas(request.viewer)
    communes = [area for area in areas if "-" not in area]
    if communes:
        return redirect("outreach:commune", code=communes[0])
    if queries.own_collector(request.viewer):
        return redirect("outreach:mine")
    accounts.require(request.viewer, areas[0] if areas else settings.PROVINCE, people=True)
    return redirect("outreach:hamlet", code=areas[0])
