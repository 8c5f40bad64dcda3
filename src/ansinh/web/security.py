"""Who is at the door, who is reading this request, and what may its page load?"""

from __future__ import annotations

from collections.abc import Callable

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from ansinh.accounts import queries, services

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


def name_tried(request: HttpRequest, credentials: dict | None = None) -> str:
    """The user name that somebody tries to sign in with, as failed attempts are counted."""
    return str((credentials or {}).get("username") or request.POST.get("login", "")).casefold()


class Door(DefaultAccountAdapter):
    """Signing in by allauth: nobody signs up; each sign-in and each new password is written down."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def post_login(self, request: HttpRequest, user, **more) -> HttpResponse:
        services.record("session.opened", by=user, about=f"user:{user.pk}")
        return super().post_login(request, user, **more)

    def set_password(self, user, password: str) -> None:
        super().set_password(user, password)
        services.record("user.password_changed", by=user, about=f"user:{user.pk}")
