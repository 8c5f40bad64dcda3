"""Who is reading this request, and what may its page load?"""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from ansinh.accounts import queries

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'self'",
        "img-src 'self' data:",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)
"""Nothing from elsewhere, no inline script, no inline style."""

GetResponse = Callable[[HttpRequest], HttpResponse]


def name_the_viewer(get_response: GetResponse) -> GetResponse:
    """Every request has a `viewer`: its user's roles today; asked for once, when first needed."""

    def middleware(request: HttpRequest) -> HttpResponse:
        request.viewer = SimpleLazyObject(lambda: queries.viewer_of(request.user, timezone.localdate()))
        return get_response(request)

    return middleware


def say_what_pages_may_load(get_response: GetResponse) -> GetResponse:
    """Every answer carries the content security policy, unless its view set a stricter one."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Content-Security-Policy", CONTENT_SECURITY_POLICY)
        return response

    return middleware
