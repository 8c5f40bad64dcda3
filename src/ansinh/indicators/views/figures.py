"""Does a table agree with itself before it is sent out, and do the published results?"""

from __future__ import annotations

import base64

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from ansinh.accounts import queries as accounts
from ansinh.accounts.terms import Permission
from ansinh.base.errors import InvalidValue
from ansinh.indicators.queries import checked
from ansinh.indicators.rules.figures.cells import MOST_BYTES
from ansinh.indicators.views import requests


def check_figures(request: HttpRequest) -> HttpResponse:
    """Paste or upload a table; it is checked and forgotten."""
    accounts.require_permission(request.viewer, Permission.SEE_FIGURES)
    text, file = request.POST.get("table", ""), request.FILES.get("file")
    context = {"text": text, "report": None, "error": None, "workbook": "", "file": file.name if file else ""}
    if request.method == "POST":
        try:
            content = file.read(MOST_BYTES + 1) if file else b""
            report = checked.checked(viewer=request.viewer, text=text, content=content)
        except InvalidValue as error:
            return render(request, "indicators/check_figures.html", context | {"error": error}, status=422)
        packed = base64.b64encode(checked.workbook(report)).decode()
        context |= {"report": report, "workbook": f"data:{requests.XLSX};base64,{packed}"}
    return render(request, "indicators/check_figures.html", context)


def published(request: HttpRequest) -> HttpResponse:
    """The published results with what their checks say."""
    return render(request, "indicators/published.html", {"report": checked.published(viewer=request.viewer)})


def published_workbook(request: HttpRequest) -> HttpResponse:
    """The same as a workbook."""
    report = checked.published(viewer=request.viewer)
    if not report:
        return redirect("indicators:published")
    return requests.download(checked.workbook(report), "published-results-checked.xlsx")
