"""What does the address ask for: which month, which indicator, page or fragment?"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language

from ansinh.base.months import Month
from ansinh.base.texts import Text
from ansinh.indicators import queries
from ansinh.indicators.terms import CATALOGUE, HEADLINES

MORE = (
    "participants_distinct", "si_voluntary_new", "si_voluntary_lapsed", "hi_new", "hi_lapsed",
    "hi_expiring_30", "hi_expiring_90", "students_without_hi", "verified_share",
)  # fmt: skip
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def month(request: HttpRequest) -> Month | None:
    """The month asked for; None: the newest. Raises: InvalidValue."""
    text = request.GET.get("month", "")
    return Month.parse(text) if text else None


def kept(request: HttpRequest) -> dict[str, object]:
    """The months and the month of a page of figures, and the name under which its parts are kept in memory.

    The name holds everything that the parts depend on, except the reader's right, which the view asks first.
    """
    edition = queries.edition(viewer=request.viewer)
    shown = edition.month(month(request))
    name = f"{edition.mark} {shown} {get_language()} {request.path} {request.GET.urlencode()}"
    return {"edition": edition, "months": edition.months, "month": shown, "page_name": name}


def ranked_by(request: HttpRequest) -> str:
    """The indicator that the page speaks of first."""
    code = request.GET.get("indicator", "")
    return code if code in CATALOGUE else HEADLINES[0]


def more_indicators() -> list[tuple[str, Text]]:
    """What a unit's page leads to besides its headlines."""
    return [(code, CATALOGUE[code].short) for code in MORE if code in CATALOGUE]


def page_or_part(request: HttpRequest, page: str, parts: dict[str, str], context: dict) -> HttpResponse:
    """The page; or only the part that the reader's browser asked to replace, named by its place's id."""
    asked = (request.htmx.target or "").rpartition("#")[2] if request.htmx else ""
    response = render(request, parts.get(asked, page), context)
    patch_vary_headers(response, ("HX-Request", "HX-Target"))
    return response


def download(content: bytes, name: str) -> HttpResponse:
    """A workbook to keep."""
    return HttpResponse(
        content, content_type=XLSX, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )
