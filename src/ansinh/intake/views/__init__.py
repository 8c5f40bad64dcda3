"""The screens of deliveries: the month's board, handing in a file, one delivery and its findings."""

from __future__ import annotations

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ansinh.base.errors import AnSinhError
from ansinh.base.months import Month
from ansinh.intake import forms, queries, services
from ansinh.intake.frames.blank import blank
from ansinh.intake.terms import OPEN, State
from ansinh.registers import schemas

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
def deliveries(request: HttpRequest) -> HttpResponse:
    """What came in for a month, register by register."""
    today = timezone.localdate()
    months = queries.months_offered(request.viewer, today)
    asked = request.GET.get("month", "")
    month = Month.parse(asked) if asked else queries.month_shown(request.viewer, today)
    context = {
        "board": queries.board(request.viewer, month, today),
        "month": month,
        "months": months,
        "may_deliver": queries.may_deliver(request.viewer),
    }
    return render(request, "intake/deliveries.html", context)


def upload(request: HttpRequest) -> HttpResponse:
    """Hand in a file; its page then says what became of it."""
    queries.require_may_deliver(request.viewer)
    today = timezone.localdate()
    asked = {name: request.GET[name] for name in ("register", "month", "sender") if name in request.GET}
    initial = {"month": str(Month.of(today) - 1)} | asked
    given = (request.POST, request.FILES) if request.method == "POST" else ()
    form = forms.UploadForm(*given, viewer=request.viewer, on=today, initial=initial)
    if request.method == "POST" and form.is_valid():
        done = _received(request, form)
        if done:
            return redirect("intake:delivery", pk=done.pk)
    context = {"form": form, "registers": schemas.DELIVERED.values()}
    return render(request, "intake/upload.html", context, status=400 if form.errors else 200)


def _received(request: HttpRequest, form: forms.UploadForm):
    """The delivery made of a valid form, or the one that was already there; None with a reason on the form."""
    given = {name: form.cleaned_data[name] for name in ("register", "month", "sender")}
    file = form.cleaned_data["file"]
    try:
        return services.receive(file.file, name=file.name, by=request.user, look_first=True, **given)
    except services.AlreadyReceived as known:
        messages.warning(request, str(known))
        return known.delivery
    except AnSinhError as error:
        form.add_error(None, str(error))
        return None


@require_safe
def delivery(request: HttpRequest, pk: int) -> HttpResponse:
    """One delivery: its state, its findings and its history."""
    shown = queries.delivery(request.viewer, pk)
    context = {
        "delivery": shown,
        "findings": shown.findings.all(),
        "history": queries.history(request.viewer, shown),
        "waiting": shown.standing in OPEN,
        "held": shown.state == State.HELD,
        "shown": shown.state == State.SHOWN,
        "has_preview": queries.preview_path(shown).exists(),
        "may_withdraw": shown.standing.may_become(State.WITHDRAWN),
        "may_deliver": queries.may_deliver(request.viewer, shown.sender),
        "has_list": queries.has_list(shown),
        "form": forms.ConfirmForm(),
    }
    template = "intake/_delivery.html" if request.htmx else "intake/delivery.html"
    return render(request, template, context)


@require_safe
def findings(request: HttpRequest, pk: int) -> HttpResponse:
    """The full list of findings as a workbook."""
    shown = queries.delivery(request.viewer, pk)
    name = f"ket-qua-kiem-tra-{shown.register}-{shown.month}-{slugify(shown.sender)}.xlsx"
    return FileResponse(queries.open_list(shown), as_attachment=True, filename=name, content_type=_XLSX)


@require_safe
def form(request: HttpRequest, register: str) -> HttpResponse:
    """The empty form of a register."""
    queries.require_may_deliver(request.viewer)
    answer = HttpResponse(blank(schemas.register(register)), content_type=_XLSX)
    answer["Content-Disposition"] = f'attachment; filename="mau-{register}.xlsx"'
    return answer


@require_POST
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that a held delivery is right, and why."""
    shown = queries.delivery(request.viewer, pk)
    queries.require_may_deliver(request.viewer, shown.sender)
    given = forms.ConfirmForm(request.POST)
    if given.is_valid():
        services.confirm(shown, by=request.user, reason=given.cleaned_data["reason"])
    else:
        messages.error(request, _("Say in a few words why the data is right."))
    return redirect("intake:delivery", pk=pk)


@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back a delivery that was not accepted."""
    shown = queries.delivery(request.viewer, pk)
    queries.require_may_deliver(request.viewer, shown.sender)
    services.withdraw(shown, by=request.user)
    return redirect("intake:delivery", pk=pk)
