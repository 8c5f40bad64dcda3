"""Which targets are set, by whom, and how does one enter, import, choose or end them?"""

from __future__ import annotations

import tempfile
from pathlib import Path

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ansinh.accounts import queries as accounts
from ansinh.accounts.terms import Permission
from ansinh.base import figures
from ansinh.base.errors import AnSinhError
from ansinh.indicators import forms, queries, services
from ansinh.indicators.queries import workbooks
from ansinh.indicators.views import requests

TARGETS_A_PAGE = 60
_COUNTED = ("created", "changed", "unchanged")


def listed(request: HttpRequest) -> HttpResponse:
    """The targets in force, or all versions of them."""
    asked = forms.TargetFilter(request.GET)
    pages = Paginator(_targets(request, asked), TARGETS_A_PAGE)
    context = {
        "form": asked,
        "targets": pages.get_page(request.GET.get("page")),
        "history": asked.value("history"),
        "may_set": accounts.may(request.viewer, Permission.SET_TARGETS),
    }
    return requests.page_or_part(
        request, "indicators/targets.html", {"targets": "indicators/_targets.html"}, context
    )


def workbook(request: HttpRequest) -> HttpResponse:
    """The same as a workbook, in the columns that can be imported again."""
    rows = _targets(request, forms.TargetFilter(request.GET))
    return requests.download(workbooks.targets(rows), "targets.xlsx")


def new(request: HttpRequest) -> HttpResponse:
    """Enter one target."""
    _require(request)
    form = forms.TargetForm(request.POST or None, initial=request.GET.dict())
    if form.is_valid():
        _require(request, form.cleaned_data["unit"])
        try:
            services.set_target(**form.target(), by=request.user)
        except AnSinhError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The target is recorded."))
            return redirect("indicators:targets")
    return render(request, "indicators/target_form.html", {"form": form}, status=422 if form.errors else 200)


def imported(request: HttpRequest) -> HttpResponse:
    """Import a table of targets: all of it, or nothing with a list of what to mend."""
    _require(request, settings.PROVINCE)
    form = forms.TargetsTable(request.POST or None, request.FILES or None)
    findings: tuple = ()
    if form.is_valid():
        try:
            result = _import(form, by=request.user)
        except AnSinhError as error:
            form.add_error(None, str(error))
            findings = getattr(error, "findings", ())
        else:
            counts = {name: figures.number(getattr(result, name)) for name in _COUNTED}
            messages.success(
                request, _("%(created)s new, %(changed)s changed, %(unchanged)s as before.") % counts
            )
            return redirect("indicators:targets")
    context = {"form": form, "findings": findings, "columns": services.import_columns()}
    return render(request, "indicators/targets_import.html", context, status=422 if form.errors else 200)


@require_POST
def shown_first(request: HttpRequest, target: int) -> HttpResponse:
    """Show this target before the others for the same figure."""
    _require(request, queries.unit_of_target(target))
    services.show_first(target, by=request.user)
    messages.success(request, _("This target is now shown first."))
    return redirect("indicators:targets")


def ended(request: HttpRequest, target: int) -> HttpResponse:
    """End a target on a day, with a reason."""
    _require(request, queries.unit_of_target(target))
    form = forms.TargetEnd(request.POST or None)
    if form.is_valid():
        services.end_target(target, **form.cleaned_data, by=request.user)
        messages.success(request, _("The target ends on that day."))
        return redirect("indicators:targets")
    return render(request, "indicators/target_end.html", {"form": form}, status=422 if form.errors else 200)


def _require(request: HttpRequest, area: str = "") -> None:
    """Only those who may set targets of `area` (empty: of any area) go on. Raises: NotPermitted."""
    accounts.require_permission(request.viewer, Permission.SET_TARGETS, area)


def _targets(request: HttpRequest, asked: forms.TargetFilter) -> tuple:
    return queries.targets(
        viewer=request.viewer,
        unit=asked.value("unit"),
        indicator=asked.value("indicator"),
        history=bool(asked.value("history")),
    )


def _import(form: forms.TargetsTable, *, by):
    """Hand the table over as the file that the service reads."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / form.file_name
        path.write_bytes(form.content())
        return services.import_targets(path, by=by)
