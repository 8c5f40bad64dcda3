"""The screens of official forms: what was filled, asking for one, one form and what it lacks."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import HttpResponseClientRefresh

from ansinh.base.errors import AnSinhError
from ansinh.registers import layouts
from ansinh.reports import forms, queries, services
from ansinh.reports.terms import Form, State

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_SHOWN = 200


@require_safe
def batches(request: HttpRequest) -> HttpResponse:
    """The forms that were filled, and the forms there are."""
    found = queries.batches(request.viewer)
    context = {"batches": found[:_SHOWN], "offered": queries.forms_offered(request.viewer)}
    return render(request, "reports/forms.html", context)


def ask(request: HttpRequest) -> HttpResponse:
    """Choose a form; then say its month and whom it is about. Its page then says what it lacks."""
    queries.require_may_fill(request.viewer)
    offered = queries.forms_offered(request.viewer)
    chosen = request.POST.get("form") or request.GET.get("form", "")
    kind = next((form for form in offered if form.value == chosen), None)
    if kind is None:
        status = 400 if request.method == "POST" else 200
        return render(request, "reports/choose.html", {"offered": offered}, status=status)
    today = timezone.localdate()
    asked = {name: request.GET[name] for name in ("month", "commune", "organisation") if name in request.GET}
    given = request.POST if request.method == "POST" else None
    form = forms.AskForm(given, kind=kind, viewer=request.viewer, on=today, initial=asked)
    if given is not None and form.is_valid():
        done = _asked(request, kind, form, today)
        if done:
            return redirect("reports:form", pk=done.pk)
    context = {"form": form, "kind": kind, "layout": layouts.layout(kind.value)}
    return render(request, "reports/ask.html", context, status=400 if form.errors else 200)


def _asked(request: HttpRequest, kind: Form, form: forms.AskForm, today):
    """The form asked for; None with a reason on the page."""
    month = form.cleaned_data["month"]
    about = form.cleaned_data["about"] or settings.PROVINCE
    try:
        name, area = queries.place(kind, about, request.viewer, today)
        run = queries.run_of(month, request.viewer)
        return services.ask(kind, month, about=about, name=name, area=area, run=run, by=request.user)
    except AnSinhError as error:
        form.add_error(None, str(error))
        return None


@require_safe
def form(request: HttpRequest, pk: int) -> HttpResponse:
    """One form: its state, what it lacks, its history. While it is being filled the page asks again."""
    shown = queries.batch(request.viewer, pk)
    waiting = shown.standing is State.ASKED
    if request.htmx and not request.htmx.boosted:
        if waiting:
            return render(request, "reports/_waiting.html", {"batch": shown})
        return HttpResponseClientRefresh()
    context = {
        "batch": shown,
        "layout": layouts.layout(shown.form),
        "lacking": shown.lacking.all(),
        "waiting": waiting,
        "may_fill_again": shown.standing.may_become(State.ASKED),
        "may_send": shown.standing.may_become(State.SUBMITTED),
        "may_reopen": shown.standing.may_become(State.REOPENED),
        "may_drop": shown.standing.may_become(State.DROPPED),
    }
    return render(request, "reports/form.html", context)


@require_safe
def workbook(request: HttpRequest, pk: int) -> HttpResponse:
    """The filled workbook. Taking it away is recorded."""
    shown = queries.batch(request.viewer, pk)
    path = queries.workbook(shown, services.path_of(shown.sha256))
    services.note_copy(shown, by=request.user)
    name = f"{slugify(shown.form)}-{shown.month}-{slugify(shown.about)}.xlsx"
    return FileResponse(path.open("rb"), as_attachment=True, filename=name, content_type=_XLSX)


@require_POST
def fill_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Fill it once more, from the newest data of its month."""
    shown = queries.batch(request.viewer, pk)
    services.ask_again(shown.pk, run=queries.run_of(shown.of_month, request.viewer), by=request.user)
    return redirect("reports:form", pk=pk)


@require_POST
def send(request: HttpRequest, pk: int) -> HttpResponse:
    """Lock it as sent."""
    shown = queries.batch(request.viewer, pk)
    _done(request, services.submit, shown.pk, why=_why(request))
    return redirect("reports:form", pk=pk)


@require_POST
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Unlock it, with a reason."""
    shown = queries.batch(request.viewer, pk)
    _done(request, services.reopen, shown.pk, why=_why(request))
    return redirect("reports:form", pk=pk)


@require_POST
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Drop it."""
    shown = queries.batch(request.viewer, pk)
    services.drop(shown.pk, by=request.user)
    messages.success(request, _("The form was dropped."))
    return redirect("reports:forms")


def _why(request: HttpRequest) -> str:
    given = forms.WhyForm(request.POST)
    return given.cleaned_data["why"] if given.is_valid() else ""


def _done(request: HttpRequest, service, key: int, *, why: str) -> None:
    try:
        service(key, by=request.user, why=why)
    except AnSinhError as error:
        messages.error(request, str(error))
