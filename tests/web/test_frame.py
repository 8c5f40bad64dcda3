"""Does every page have its frame, speak the reader's language and say what went wrong?"""

import pytest
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.urls import path

from ansinh.accounts.terms import Role, Scope, Viewer
from ansinh.base.errors import AnSinhError, NotFound, NotPermitted
from ansinh.base.texts import Text
from ansinh.web import navigation
from ansinh.web.middleware import ShowErrors, speak_the_readers_language, status_of


def rendered(request: HttpRequest) -> HttpResponse:
    return HttpResponse(str(Text("xin chào", "hello")))


def test_vietnamese_comes_first_whatever_the_browser_prefers():
    request = RequestFactory().get("/", headers={"accept-language": "en-GB"})
    answer = speak_the_readers_language(rendered)(request)
    assert answer.content.decode() == "xin chào"
    assert answer["Content-Language"] == "vi"


def test_a_chosen_language_is_kept():
    request = RequestFactory().get("/")
    request.COOKIES["django_language"] = "en"
    assert speak_the_readers_language(rendered)(request).content.decode() == "hello"


@pytest.mark.parametrize(
    ("error", "status"), [(NotPermitted("no"), 403), (NotFound("none"), 404), (AnSinhError("bad"), 400)]
)
def test_an_error_of_the_house_has_its_status(error, status):
    assert status_of(error) == status


def test_errors_that_nobody_can_act_on_are_not_hidden():
    assert ShowErrors(rendered).process_exception(RequestFactory().get("/"), ValueError()) is None


def test_an_error_says_what_happened_and_what_to_do():
    error = AnSinhError(Text("Tệp thiếu cột.", "A column is missing."), Text("Gửi lại.", "Send again."))
    said = render_to_string("web/_error.html", {"error": error})
    assert "Tệp thiếu cột." in said
    assert "Gửi lại." in said


def test_the_rail_shows_a_room_only_to_those_who_may_enter_it():
    collector = Viewer(1, (Scope(Role.COLLECTOR, "31471-03"),))
    auditor = Viewer(2, (Scope(Role.AUDITOR, "92"),))
    assert not {"audit", "accounts", "data"} & {entry.icon for entry in navigation.rail(collector, "/")}
    assert "accounts" not in {entry.icon for entry in navigation.rail(auditor, "/")}


def test_a_visitor_sees_no_rail():
    assert navigation.rail(Viewer(None), "/") == []


def test_a_room_that_is_not_built_is_not_shown(settings):
    settings.ROOT_URLCONF = (path("targets/", rendered, name="targets"),)
    leader = Viewer(1, (Scope(Role.PROVINCE_LEADER, "92"),))
    assert navigation.rail(leader, "/") == []
