"""Screens that write: what a visit found, taking it back, giving a list to another collector."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ansinh import territory
from ansinh.base.errors import AnSinhError
from ansinh.outreach import forms, queries, services
from ansinh.outreach.views import people


@require_POST
def record(request: HttpRequest, person: str, reason: str) -> HttpResponse:
    """Write down what was found."""
    found = queries.card(request.viewer, person, reason)
    queries.require_work(request.viewer, found.candidate)
    form = forms.VisitForm(request.POST)
    if form.is_valid():
        given = form.cleaned_data
        try:
            visit = services.record_visit(
                found.candidate, given["outcome"], seen=given["seen"], on=given["on"], at=timezone.now(),
                by=request.user, follow_up_on=given["follow_up_on"], note=given["note"],
            )  # fmt: skip
        except AnSinhError as error:
            form.add_error(None, f"{error.message} {error.hint}".strip())
            found = queries.card(request.viewer, person, reason)
        else:
            told = {"name": found.candidate.full_name, "outcome": visit.outcome_label}
            messages.success(request, _("Written down: %(name)s – %(outcome)s.") % told)
            return people.to_list(request, found.candidate)
    return people.shown_card(request, found, form, status=400)


def take_back(request: HttpRequest, key: int) -> HttpResponse:
    """Take back a result written down by mistake, with the reason."""
    visit, found = queries.visit(request.viewer, key)
    queries.require_work(request.viewer, found.candidate)
    form = forms.WhyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        services.take_back(visit.pk, why=form.cleaned_data["why"], at=timezone.now(), by=request.user)
        messages.success(request, _("The result was taken back. It stays in the history."))
        return redirect("outreach:card", person=visit.person, reason=visit.reason)
    context = {"visit": visit, "card": found, "line": found.line, "form": form}
    return render(request, "outreach/take_back.html", context, status=400 if form.errors else 200)


def hand_over_household(request: HttpRequest, person: str, reason: str) -> HttpResponse:
    """Give the household of a person to another collector."""
    found = queries.card(request.viewer, person, reason)
    one = found.candidate
    queries.require_export(request.viewer, one.hamlet_id)
    form = forms.HandOverForm(request.POST or None, collectors=queries.takers(request.viewer, one.commune))
    if request.method == "POST" and form.is_valid():
        what = {"giver": one.collector_id, "door": one.door}
        if _handed_over(request, form, one.publication, one.hamlet_id, **what):
            return redirect("outreach:card", person=person, reason=reason)
    context = {"line": found.line, "form": form, "commune": _commune(one.commune)}
    return render(request, "outreach/hand_over.html", context, status=400 if form.errors else 200)


def hand_over_list(request: HttpRequest, code: str) -> HttpResponse:
    """Give what one collector has in a hamlet to another, and see or end what was given before."""
    held = queries.handovers(request.viewer, code)
    publication, _months = queries.publication()
    takers = queries.takers(request.viewer, code.partition("-")[0])
    name, givers = queries.givers(request.viewer, publication, code)
    form = forms.HandOverListForm(request.POST or None, collectors=takers, givers=givers)
    if request.method == "POST" and form.is_valid():
        giver = int(form.cleaned_data["giver"]) or None
        if _handed_over(request, form, publication, code, giver=giver):
            return redirect("outreach:hand_over_list", code=code)
    context = {
        "code": code,
        "name": name,
        "form": form,
        "held": held,
        "ended": queries.ended_handovers(request.viewer, code),
        "commune": _commune(code.partition("-")[0]),
    }
    return render(request, "outreach/hand_over_list.html", context, status=400 if form.errors else 200)


@require_POST
def end_handover(request: HttpRequest, key: int) -> HttpResponse:
    """The list is shared again as if it had not been given."""
    held = queries.handover(request.viewer, key)
    publication, _months = queries.publication()
    services.end_handover(publication, held.pk, at=timezone.now(), by=request.user)
    messages.success(request, _("The handover was ended."))
    return redirect("outreach:hand_over_list", code=held.hamlet)


def _handed_over(request: HttpRequest, form, publication, hamlet: str, **what) -> bool:
    given = form.cleaned_data
    try:
        services.hand_over(
            publication,
            hamlet,
            int(given["taker"]),
            at=timezone.now(),
            by=request.user,
            why=given["why"],
            **what,
        )
    except AnSinhError as error:
        form.add_error(None, str(error))
        return False
    messages.success(request, _("The list was handed over."))
    return True


def _commune(code: str) -> territory.Unit:
    return territory.unit(code, timezone.localdate())
