"""What does every page know: the rail, the province, whether its people are invented?"""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from ansinh import territory
from ansinh.accounts.terms import Viewer
from ansinh.web import navigation


def house(request: HttpRequest) -> dict[str, object]:
    """Context of every template."""
    viewer = getattr(request, "viewer", None) or Viewer(user_id=None)
    return {
        "searched": request.GET.get("q", ""),
        "demonstration": settings.DEMONSTRATION,
        "rail": SimpleLazyObject(lambda: navigation.rail(viewer, request.path)),
        "province": SimpleLazyObject(_province),
    }


def _province() -> territory.Unit:
    return territory.unit(settings.PROVINCE, timezone.localdate())
