"""What does a request to the lists ask for, and where does the reader go back to?"""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse

from ansinh.base.months import Month
from ansinh.outreach.models import Candidate
from ansinh.outreach.queries.people import Asked
from ansinh.outreach.terms import ListState, Reason, Scheme

_KEPT = ("list", "month", "scheme", "why", "state", "collector", "page")


def month(request: HttpRequest) -> Month | None:
    """The month asked for, or None for the newest. Raises: InvalidValue."""
    asked = request.GET.get("month", "")
    return Month.parse(asked) if asked else None


def page(request: HttpRequest) -> int:
    """The page asked for, from 1."""
    asked = request.GET.get("page", "")
    return max(int(asked), 1) if asked.isdecimal() and len(asked) < 7 else 1


def asked(request: HttpRequest) -> Asked:
    """The part of a list asked for; what is not known is not asked."""
    collector = request.GET.get("collector", "")
    return Asked(
        scheme=_one_of(Scheme, request.GET.get("scheme", "")),
        reason=_one_of(Reason, request.GET.get("why", "")),
        state=_one_of(ListState, request.GET.get("state", "")),
        collector=int(collector) if collector.isdecimal() and len(collector) < 12 else None,
    )


def way_back(request: HttpRequest, kind: str) -> str:
    """What a person's page must know to lead back to this very part of the list."""
    kept = {name: request.GET[name] for name in _KEPT if request.GET.get(name)}
    return urlencode(kept | {"list": kind})


def kept(request: HttpRequest) -> str:
    """The way back that the address carries."""
    return urlencode({name: request.GET[name] for name in _KEPT if request.GET.get(name)})


def list_of(request: HttpRequest, candidate: Candidate) -> str:
    """The address of the list that the reader came from, else that of the hamlet."""
    kind = request.GET.get("list", "")
    if kind == "mine":
        address = reverse("outreach:mine")
    elif kind == "collector" and candidate.collector_id:
        address = reverse("outreach:collector", args=[candidate.collector_id])
    else:
        address = reverse("outreach:hamlet", args=[candidate.hamlet_id])
    rest = urlencode({name: request.GET[name] for name in _KEPT[1:] if request.GET.get(name)})
    return f"{address}?{rest}" if rest else address


def _one_of(kinds, value: str) -> str:
    return value if value in {each.value for each in kinds} else ""
