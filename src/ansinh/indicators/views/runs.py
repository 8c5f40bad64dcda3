"""Which runs made the figures, and which of them are shown?"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from ansinh.indicators import queries
from ansinh.indicators.views import requests


def listed(request: HttpRequest) -> HttpResponse:
    """The runs, newest first."""
    found = queries.runs(viewer=request.viewer, month=requests.month(request))
    return render(request, "indicators/runs.html", {"runs": found})
