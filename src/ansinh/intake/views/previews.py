"""The screens on which a sender looks at how a file was read, maps its columns, and ends a mapping."""

from __future__ import annotations

import re
from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from ansinh.accounts import services as accounts
from ansinh.base.errors import NotFound
from ansinh.base.texts import Text
from ansinh.intake import forms, queries, services
from ansinh.intake.frames.preview import ShownHeading
from ansinh.intake.terms import State
from ansinh.registers.schemas import Column, Kind

_MONTH = re.compile(r"\d{4}-\d{2}")
_NOTHING = Text("Tệp này không có phần xem trước.", "There is no preview of this file.")


def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """How a file was read; a corrected mapping is saved and the file read again. An official form is not mapped."""
    shown = queries.delivery(request.viewer, pk)
    queries.require_may_deliver(request.viewer, shown.sender)
    found = queries.preview(shown)
    if found is None:
        raise NotFound(_NOTHING)
    if found.form and request.method == "POST":
        return HttpResponseNotAllowed(["GET", "HEAD"])
    given = (request.POST,) if request.method == "POST" else ()
    form = forms.MappingForm(*given, preview=found, register=shown.schema)
    if request.method == "POST" and form.is_valid():
        services.map_columns(shown, by=request.user, **form.said)
        return redirect("intake:delivery", pk=pk)
    if request.method == "GET":
        accounts.record("delivery.looked", by=request.user, about=str(pk))
    context = {
        "delivery": shown,
        "preview": found,
        "form": form,
        "lines": [
            (heading, field, *_shown(heading, shown.schema.columns))
            for heading, field in zip(found.headings, form.heading_fields, strict=True)
        ],
        "missing": [shown.schema.columns[name].label for name in found.missing],
        "unread": sum(not one.column for one in found.headings),
        "mapping": queries.mapping_in_force(shown),
        "findings": shown.findings.all(),
        "may_change": not found.form and shown.standing.may_become(State.RECEIVED),
        "waits": shown.state == State.SHOWN,
    }
    return render(request, "intake/preview.html", context, status=400 if form.errors else 200)


def _shown(heading: ShownHeading, columns: Mapping[str, Column]) -> tuple[Text | str, list]:
    """The label of the column that a heading feeds, and its first values: each a listed word, or as it is."""
    column = columns.get(heading.column)
    if column is None:
        return "", [("", value) for value in heading.samples]
    return column.label, [
        (column.allowed.get(value, ""), _written(value, column)) for value in heading.samples
    ]


def _written(value: str, column: Column) -> str:
    """A month as the reader writes it: 10/2026."""
    is_month = column.kind is Kind.MONTH and _MONTH.fullmatch(value)
    return f"{int(value[5:])}/{value[:4]}" if is_month else value


@require_POST
def accept(request: HttpRequest, pk: int) -> HttpResponse:
    """The file was read rightly: take it."""
    shown = queries.delivery(request.viewer, pk)
    queries.require_may_deliver(request.viewer, shown.sender)
    services.accept_as_shown(shown, by=request.user)
    return redirect("intake:delivery", pk=pk)


@require_safe
def mappings(request: HttpRequest) -> HttpResponse:
    """The mappings in force of the senders for whom the reader may deliver."""
    return render(request, "intake/mappings.html", {"mappings": queries.mappings(request.viewer)})


@require_POST
def end_mapping(request: HttpRequest, pk: int) -> HttpResponse:
    """From now on read the sender's files without it."""
    services.end_mapping(queries.mapping(request.viewer, pk), by=request.user)
    return redirect("intake:mappings")
