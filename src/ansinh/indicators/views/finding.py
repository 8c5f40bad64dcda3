"""Where does this reader begin, and where is the unit they look for?"""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from ansinh import territory
from ansinh.accounts import queries as accounts
from ansinh.indicators.queries import stored
from ansinh.indicators.views import requests


def home(request: HttpRequest) -> HttpResponse:
    """A province's reader begins with the province, a commune's with the commune, a collector with hamlets."""
    areas = accounts.areas(request.viewer)
    if settings.PROVINCE in areas or len(areas) == 1:
        return redirect("indicators:unit", settings.PROVINCE if settings.PROVINCE in areas else areas[0])
    places = [stored.place(code, timezone.localdate()) for code in areas]
    return render(request, "indicators/places.html", {"places": places})


def search(request: HttpRequest) -> HttpResponse:
    """Units of the province by name, accents optional; only those that the reader may see."""
    text = request.GET.get("q", "").strip()
    today = timezone.localdate()
    found = territory.search(text, today) if text else ()
    seen = [unit for unit in found if accounts.may_see(request.viewer, unit.code)][:50]
    if len(seen) == 1 and not request.htmx:
        return redirect("indicators:unit", seen[0].code)
    return requests.page_or_part(
        request,
        "indicators/search.html",
        {"found": "indicators/_found.html"},
        {"text": text, "units": seen},
    )
