"""Which calculator is asked, and what does it answer? Open to everybody; what is typed in is answered and forgotten."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from ansinh.base.errors import NotYetKnown
from ansinh.portal import queries
from ansinh.portal.forms import (
    EmployerForm,
    HouseholdForm,
    OneoffForm,
    Question,
    UnemploymentForm,
    VoluntaryForm,
)


@login_not_required
def calculators(request: HttpRequest) -> HttpResponse:
    """The list of calculators."""
    return render(request, "portal/calculators.html")


def calculator(name: str, form_class: type[Question], answer: Callable[..., queries.Answer]) -> Callable:
    """The page of one calculator. Wages and ages go by POST, so that they stand in no address, history or log."""

    @login_not_required
    @never_cache
    @require_http_methods(["GET", "HEAD", "POST"])
    def page(request: HttpRequest) -> HttpResponse:
        today = timezone.localdate()
        form = form_class(request.POST if request.method == "POST" else None, today=today)
        context: dict[str, object] = {"form": form, "today": today, "answer": None, "unknown": None}
        if form.is_bound and form.is_valid():
            try:
                context["answer"] = answer(**form.question())
            except queries.Misfit as misfit:
                form.add_error(misfit.field, misfit.said)
            except NotYetKnown as unknown:
                context["unknown"] = unknown
        refused = form.is_bound and not form.is_valid()
        return render(request, f"portal/{name}.html", context, status=422 if refused else 200)

    return page


household = calculator("household", HouseholdForm, queries.household)
voluntary = calculator("voluntary", VoluntaryForm, queries.voluntary)
oneoff = calculator("oneoff", OneoffForm, queries.oneoff)
employer = calculator("employer", EmployerForm, queries.employer)
unemployment = calculator("unemployment", UnemploymentForm, queries.unemployment)
