"""Screens of persons: a hamlet's or a collector's list, and one person's card. Each look is written down."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ansinh import territory
from ansinh.base.errors import NotFound
from ansinh.outreach import forms, queries, services
from ansinh.outreach.terms import ListState, Outcome, Scheme
from ansinh.outreach.views import requests


@require_safe
def hamlet(request: HttpRequest, code: str) -> HttpResponse:
    """The persons of a hamlet."""
    asked = requests.asked(request)
    found = queries.hamlet_list(
        request.viewer, code, requests.month(request), asked, page=requests.page(request)
    )
    return _shown(request, found, asked, about=f"hamlet:{code}", area=code, kind="hamlet")


@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """The list of the collector who is signed in."""
    own = queries.own_collector(request.viewer)
    if own is None:
        raise NotFound(
            _("Your account is not linked to a collector."),
            _("Ask your commune's officer to link it: then your list appears here."),
        )
    return _of_collector(request, own.pk, "mine")


@require_safe
def collector(request: HttpRequest, key: int) -> HttpResponse:
    """The persons given to one collector."""
    return _of_collector(request, key, "collector")


@require_safe
def card(request: HttpRequest, person: str, reason: str) -> HttpResponse:
    """One person on a list, and what was found before."""
    found = queries.card(request.viewer, person, reason)
    return shown_card(request, found, forms.VisitForm(initial={"on": timezone.localdate()}))


def shown_card(request: HttpRequest, found, form: forms.VisitForm, status: int = 200) -> HttpResponse:
    """The card with its form, also after a form that has to be corrected."""
    one = found.candidate
    services.note_look("candidate.looked", by=request.user, about=one.person, area=one.hamlet_id)
    context = {
        "card": found,
        "line": found.line,
        "one": one,
        "form": form,
        "outcomes": list(Outcome),
        "commune": _commune(one.commune),
        "back": requests.list_of(request, one),
        "kept": requests.kept(request),
    }
    return render(request, "outreach/card.html", context, status=status)


def _of_collector(request: HttpRequest, key: int, kind: str) -> HttpResponse:
    asked = requests.asked(request)
    found = queries.collector_list(
        request.viewer, key, requests.month(request), asked, page=requests.page(request)
    )
    about, area = f"collector:{key}", found.collector.commune
    return _shown(request, found, asked, about=about, area=area, kind=kind)


def _shown(request: HttpRequest, found, asked, *, about: str, area: str, kind: str) -> HttpResponse:
    if found.lines:
        services.note_look("list.looked", by=request.user, about=about, area=area, persons=found.persons)
    context = {
        "list": found,
        "asked": asked,
        "kind": kind,
        "code": area,
        "commune": _commune(area.partition("-")[0]),
        "name": queries.place_name(found.hamlet, area) if kind == "hamlet" else found.collector.name,
        "schemes": list(Scheme),
        "states": list(ListState),
        "may_export": queries.may_export(request.viewer, area),
        "way_back": requests.way_back(request, kind),
        "month": found.month,
        "months": found.months,
    }
    return render(request, "outreach/people.html", context)


def _commune(code: str) -> territory.Unit:
    return territory.unit(code, timezone.localdate())


def to_list(request: HttpRequest, candidate) -> HttpResponse:
    """Back to where the reader came from, at the person."""
    return redirect(f"{requests.list_of(request, candidate)}#{candidate.person}-{candidate.reason}")
