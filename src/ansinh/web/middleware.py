"""In which language does this request speak?"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language

from ansinh.base import texts


def speak_the_readers_language(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Texts of the rooms without Django follow the language that Django chose for the request."""

    def middleware(request: HttpRequest) -> HttpResponse:
        with texts.speaking(get_language() or "vi"):
            return get_response(request)

    return middleware
