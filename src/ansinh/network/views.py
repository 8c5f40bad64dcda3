"""The network's screens: communes with their hamlets, organisations, a hamlet, a collector."""

from __future__ import annotations

import datetime as dt

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from ansinh import territory
from ansinh.accounts import queries as accounts
from ansinh.network import queries, services
from ansinh.network.terms import OrganisationKind

_COUNTED = ("hamlets", "collectors", "points")


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The communes that the reader may see; the only one, at once."""
    today = timezone.localdate()
    units = {
        unit.code: unit
        for area in accounts.areas(request.viewer)
        for unit in (territory.children(area, today) if len(area) == 2 else [_commune(area, today)])
    }
    if len(units) == 1:
        return redirect("network:commune", code=next(iter(units)))
    lines = queries.commune_lines(request.viewer, tuple(units), today)
    context = {
        "lines": [(units[line.commune], line) for line in lines],
        "totals": {name: sum(getattr(line, name) for line in lines) for name in _COUNTED},
    }
    return render(request, "network/home.html", context)


@require_safe
def commune(request: HttpRequest, code: str) -> HttpResponse:
    """A commune's hamlets with their collectors, and where people may pay."""
    today = timezone.localdate()
    lines = queries.hamlet_lines(request.viewer, code, today)
    named = sum(len(line.names or ()) for line in lines)
    if named:
        services.note_look("collectors", by=request.user, about=f"commune:{code}", area=code, persons=named)
    context = {
        "commune": _commune(code, today),
        "lines": lines,
        "clusters": queries.clusters(request.viewer, code),
        "points": queries.collection_points(request.viewer, code),
    }
    return render(request, "network/commune.html", context)


@require_safe
def hamlet(request: HttpRequest, code: str) -> HttpResponse:
    """A hamlet and who serves it."""
    today = timezone.localdate()
    line = queries.hamlet_line(request.viewer, code, today)
    if line.names:
        services.note_look(
            "collectors", by=request.user, about=f"hamlet:{code}", area=code, persons=len(line.names)
        )
    return render(request, "network/hamlet.html", {"line": line, "commune": _commune(code, today)})


@require_safe
def organisations(request: HttpRequest) -> HttpResponse:
    """The organisations of the province and of the reader's areas."""
    kind = request.GET.get("kind", "")
    kind = kind if kind in [*OrganisationKind] else ""
    today = timezone.localdate()
    found = list(queries.organisations(request.viewer, kind))
    context = {
        "organisations": [
            (each, territory.unit(each.commune, today) if each.commune else None) for each in found
        ],
        "kinds": list(OrganisationKind),
        "kind": kind,
    }
    return render(request, "network/organisations.html", context)


@require_safe
def collector(request: HttpRequest, key: int) -> HttpResponse:
    """A collector and the hamlets served; each look is written down."""
    today = timezone.localdate()
    found, assigned = queries.collector(request.viewer, key, today)
    services.note_look("collector", by=request.user, about=f"collector:{found.pk}", area=found.commune)
    context = {"collector": found, "assigned": assigned, "commune": _commune(found.commune, today)}
    return render(request, "network/collector.html", context)


def _commune(code: str, today: dt.date) -> territory.Unit:
    return territory.unit(code.partition("-")[0], today)
