"""In which language does this request speak, and what does the reader see when something is refused?"""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.cache import patch_vary_headers

from ansinh.base import texts
from ansinh.base.errors import AnSinhError, NotFound, NotPermitted

GetResponse = Callable[[HttpRequest], HttpResponse]


def speak_the_readers_language(get_response: GetResponse) -> GetResponse:
    """Vietnamese, unless the reader chose another language; a browser's own preference does not count,
    because office computers are often set to English."""

    def middleware(request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        language = chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        request.LANGUAGE_CODE = language
        with translation.override(language), texts.speaking(language):
            response = get_response(request)
        patch_vary_headers(response, ("Cookie",))
        response.headers.setdefault("Content-Language", language)
        return response

    return middleware


class ShowErrors:
    """An error that a person can act on becomes a page that says what happened and what to do."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not isinstance(error, AnSinhError):
            return None
        template = "web/_error.html" if getattr(request, "htmx", False) else "error.html"
        return render(request, template, {"error": error}, status=status_of(error))


def status_of(error: AnSinhError) -> int:
    """The HTTP status of an error of the house."""
    if isinstance(error, NotPermitted):
        return 403
    return 404 if isinstance(error, NotFound) else 400
