"""Role by role and address by address: does anybody see or change what lies outside their area?"""

import datetime as dt

import pytest
from django.urls import get_resolver
from django.utils import timezone
from tests.outreach.candidates import candidate, publish
from tests.web.test_deny_by_default import PUBLIC, addresses

from ansinh.accounts import services as accounts
from ansinh.accounts.models import Entry, User
from ansinh.accounts.terms import Role
from ansinh.base.months import Month
from ansinh.indicators.models import Run, Target
from ansinh.intake import queries as intake
from ansinh.intake.models import Delivery, SavedMapping
from ansinh.matching.models import Pair, Round
from ansinh.network.models import Assignment, Collector, Hamlet, Organisation
from ansinh.outreach import services as outreach
from ansinh.outreach.models import Candidate, Handover, Visit
from ansinh.outreach.terms import Outcome
from ansinh.reports.models import Batch

pytestmark = pytest.mark.django_db

OWN, OTHER = "31471", "31153"
SECRETS = (
    "Người Nơi Khác",
    "888/KH-KHAC",
    "tep-noi-khac.csv",
    "Khu vực Nơi Khác",
    "Tổ chức Nơi Khác",
    "Công ty Nơi Khác",
)
PART = {"HX-Request": "true", "HX-Target": "div#ranking"}
WITHIN = [
    (Role.COMMUNE_OFFICER, OWN), (Role.COLLECTOR, f"{OWN}-02"), (Role.SI_OFFICER, OWN),
    (Role.DEPARTMENT_OFFICER, OWN), (Role.PROVINCE_LEADER, OWN), (Role.INSPECTOR, OWN), (Role.AUDITOR, OWN),
    (Role.ADMINISTRATOR, OWN),
]  # fmt: skip
"""Every role, held over one commune or one hamlet of it."""

OF_A_UNIT = {
    "indicators:unit": "/units/31153/",
    "indicators:ranking_workbook": "/units/31153/ranking.xlsx",
    "indicators:indicator": "/indicators/hi/?unit=31153",
    "indicators:computation": "/figures/31153/hi/2026-10/",
    "indicators:target_first": "/targets/{target}/first/",
    "indicators:target_end": "/targets/{target}/end/",
    "intake:delivery": "/deliveries/{delivery}/",
    "intake:findings": "/deliveries/{delivery}/findings.xlsx",
    "intake:preview": "/deliveries/{delivery}/preview/",
    "intake:accept": "/deliveries/{delivery}/accept/",
    "intake:end_mapping": "/deliveries/mappings/{mapping}/end/",
    "intake:confirm": "/deliveries/{delivery}/confirm/",
    "intake:withdraw": "/deliveries/{delivery}/withdraw/",
    "matching:pair": "/matching/pairs/{pair}/",
    "matching:decide": "/matching/pairs/{pair}/decide/",
    "matching:take_back": "/matching/pairs/{pair}/take-back/",
    "network:commune": "/network/communes/31153/",
    "network:hamlet": "/network/hamlets/31153-01/",
    "network:collector": "/network/collectors/{collector}/",
    "outreach:commune": "/lists/communes/31153/",
    "outreach:hamlet": "/lists/hamlets/31153-01/",
    "outreach:hamlet_copy": "/lists/hamlets/31153-01/copy/",
    "outreach:hand_over_list": "/lists/hamlets/31153-01/hand-over/",
    "outreach:collector": "/lists/collectors/{collector}/",
    "outreach:collector_copy": "/lists/collectors/{collector}/copy/",
    "outreach:card": "/lists/people/{person}/hi_card_expired/",
    "outreach:record": "/lists/people/{person}/hi_card_expired/record/",
    "outreach:hand_over": "/lists/people/{person}/hi_card_expired/hand-over/",
    "outreach:take_back": "/lists/visits/{visit}/take-back/",
    "outreach:end_handover": "/lists/handovers/{handover}/end/",
    "outreach:mine": "/lists/mine/",  # nobody here is linked to a collector
    "reports:form": "/forms/{form}/",
    "reports:workbook": "/forms/{form}/form.xlsx",
    "reports:fill_again": "/forms/{form}/again/",
    "reports:send": "/forms/{form}/send/",
    "reports:reopen": "/forms/{form}/reopen/",
    "reports:drop": "/forms/{form}/drop/",
    "accounts:user": "/accounts/users/{user}/",
    "accounts:give": "/accounts/users/{user}/give/",
    "accounts:deactivate": "/accounts/users/{user}/deactivate/",
    "accounts:end": "/accounts/grants/{grant}/end/",
}
MORE_OF_A_UNIT = (
    "/units/31153-01/",
    "/units/92/",
    "/indicators/hi/",
    "/figures/92/hi/2026-10/",
    "/figures/31153-00/hi/2026-10/",
)
OF_NO_UNIT = {
    "indicators:home": "/", "indicators:search": "/search/?q=o mon", "indicators:catalogue": "/indicators/",
    "indicators:targets": "/targets/?history=on", "indicators:targets_workbook": "/targets.xlsx",
    "indicators:target_new": "/targets/new/", "indicators:targets_import": "/targets/import/",
    "indicators:runs": "/runs/", "indicators:check_figures": "/check-figures/",
    "indicators:published": "/published/", "indicators:published_workbook": "/published.xlsx",
    "intake:mappings": "/deliveries/mappings/",
    "intake:deliveries": "/deliveries/?month=2026-10", "intake:upload": "/deliveries/new/",
    "intake:form": "/deliveries/forms/households.xlsx",
    "matching:home": "/matching/", "matching:quality": "/matching/quality/",
    "matching:queue": "/matching/queue/?verdict=same", "matching:changes": "/matching/changes/",
    "matching:next": "/matching/next/",
    "outreach:lists": "/lists/", "outreach:employers": "/lists/employers/", "outreach:hits": "/lists/hit-rates/",
    "reports:forms": "/forms/", "reports:ask": "/forms/new/",
    "network:home": "/network/", "network:organisations": "/network/organisations/",
    "accounts:users": "/accounts/users/", "accounts:new_user": "/accounts/users/new/",
    "accounts:audit": "/accounts/audit/",
}  # fmt: skip
OF_ONES_OWN_ACCOUNT = ("account_", "mfa_")


@pytest.fixture
def elsewhere(city) -> dict[str, int]:
    """What another commune has: a target, a delivery with its findings, a collector, an account."""
    since = dt.date(2025, 7, 1)
    hamlet = Hamlet.objects.create(
        code=f"{OTHER}-01", commune=OTHER, name="Khu vực Nơi Khác", kind="area", since=since
    )
    post = Organisation.objects.create(code="K", name="Tổ chức Nơi Khác", kind="collection", commune=OTHER)
    collector = Collector.objects.create(code="C-9", organisation=post, name="Người Nơi Khác", commune=OTHER)
    Assignment.objects.create(collector=collector, hamlet=hamlet, since=since)
    delivery = Delivery.objects.create(
        register="households", month="2026-10", sender=OTHER, file_name="tep-noi-khac.csv", size=1,
        sha256="0" * 64, received_at=timezone.now(), state="held",
    )  # fmt: skip
    lists = intake.list_path(delivery)
    lists.parent.mkdir(parents=True)
    lists.write_bytes(b"tep-noi-khac.csv")
    form = Batch.objects.create(
        form="C21a-TS", month="2026-10", about=OTHER, name="Tổ chức Nơi Khác", area=OTHER, asked_at=timezone.now(),
    )  # fmt: skip
    kept = intake.preview_path(delivery)
    kept.parent.mkdir(parents=True)
    kept.write_text('{"sheet": "tep-noi-khac.csv", "row": 1, "sheets": [], "headings": [], "missing": []}')
    mapping = SavedMapping.objects.create(
        register="households", sender=OTHER, decisions={"tep-noi-khac.csv": "kind"}, since=timezone.now()
    )
    target = Target.objects.get(unit=OTHER)
    Target.objects.filter(pk=target.pk).update(document="888/KH-KHAC")
    user = accounts.create_user("o-mon", name="Người Nơi Khác", password="an-sinh-2026-thu", by=None)
    given = accounts.grant(user, Role.COMMUNE_OFFICER, OTHER, since=since, by=None)
    asked = Round.objects.create(month="2026-10", run="r", published_at=timezone.now())
    pair = Pair.objects.create(
        round=asked, left_register="population", left_record="a" * 24, right_register="participants",
        right_record="b" * 24, commune=OTHER, left_values={"delivered": {"full_name": "Người Nơi Khác"}},
    )  # fmt: skip
    accounts.record("target.set", by=user, about="888/KH-KHAC", area=OTHER)
    return lists_elsewhere(collector) | {
        "target": target.pk, "delivery": delivery.pk, "mapping": mapping.pk, "collector": collector.pk, "user": user.pk, "grant": given.pk,
        "pair": pair.pk,
        "form": form.pk,
    }  # fmt: skip


def lists_elsewhere(collector: Collector) -> dict[str, object]:
    """A person on a list there, an employer, a visit and a handover."""
    person = candidate(1, commune=OTHER, hamlet=f"{OTHER}-01", full_name="Người Nơi Khác")
    gap = {"tax_code": "1", "name": "Công ty Nơi Khác", "commune": OTHER, "reason": "headcount_gap"}
    run = Run.objects.get(month="2026-10")
    made = publish(run, Month(2026, 10), [person], firms=[gap])
    one = Candidate.objects.select_related("publication").get()
    at = dt.datetime(2026, 11, 4, 9, 0, tzinfo=dt.UTC)
    visit = outreach.record_visit(one, Outcome.REFUSED, seen=0, on=at.date(), at=at, by=None)
    second = Collector.objects.create(
        code="C-8", organisation=collector.organisation, name="Người Nơi Khác", commune=OTHER
    )
    handover = outreach.hand_over(made, f"{OTHER}-01", second.pk, at=at, by=None, giver=collector.pk)
    return {"person": one.person, "visit": visit.pk, "handover": handover.pk}


def content(answer) -> str:
    return (b"".join(answer.streaming_content) if answer.streaming else answer.content).decode(
        errors="replace"
    )


def state() -> list:
    """What nobody from outside may change."""
    return [
        list(Target.objects.filter(unit=OTHER).values()), list(Delivery.objects.filter(sender=OTHER).values()),
        list(SavedMapping.objects.filter(sender=OTHER).values()),
        list(Pair.objects.values()),
        list(Batch.objects.filter(area=OTHER).values()),
        list(User.objects.filter(username="o-mon").values("is_active", "grants__until", "grants__role")),
        list(Visit.objects.values()), list(Handover.objects.values()), list(Candidate.objects.values("collector")),
    ]  # fmt: skip


def test_every_address_stands_in_this_matrix():
    known = PUBLIC | OF_A_UNIT.keys() | OF_NO_UNIT.keys()
    found = {name for name, _ in addresses(get_resolver().url_patterns)}
    assert {name for name in found - known if not name.startswith(OF_ONES_OWN_ACCOUNT)} == set()


@pytest.mark.parametrize(("role", "area"), WITHIN)
def test_nobody_sees_or_changes_another_commune(elsewhere, signed_in, role, area):
    client, before = signed_in(role, area), state()
    given = {
        "unit": OTHER,
        "reason": "thử",
        "on": "2026-10-01",
        "verdict": "same",
        "seen": 0,
        "role": "auditor",
        "area": OTHER,
        "since": "2026-01-01",
    }
    for address in (*OF_A_UNIT.values(), *MORE_OF_A_UNIT):
        address = address.format(**elsewhere)
        for answer in (client.get(address), client.get(address, headers=PART), client.post(address, given)):
            assert answer.status_code in (403, 404, 405), (address, answer.status_code)
            shown = content(answer)
            assert not any(secret in shown for secret in SECRETS), address
    assert state() == before
    assert not Entry.objects.filter(action__endswith=".looked").exists()


@pytest.mark.parametrize(("role", "area"), WITHIN)
def test_no_common_page_shows_another_commune(elsewhere, signed_in, role, area):
    client = signed_in(role, area)
    for address in OF_NO_UNIT.values():
        for answer in (client.get(address, follow=True), client.get(address, headers=PART)):
            assert answer.status_code in (200, 302, 403), (address, answer.status_code)
            shown = content(answer)
            assert not any(secret in shown for secret in SECRETS), address


@pytest.mark.parametrize(("role", "area"), WITHIN)
def test_nobody_hands_in_a_file_or_a_target_for_another_commune(elsewhere, signed_in, role, area):
    client, before = signed_in(role, area), state()
    target = {
        "unit": OTHER, "indicator": "hi", "kind": "value", "value": "1", "deadline": "2026-12-31", "body": "other",
        "body_name": "UBND", "document": "1/KH", "document_on": "2026-01-01",
    }  # fmt: skip
    table = "\t".join(target) + "\n" + "\t".join(target.values())
    delivered = {"register": "households", "month": "2026-09", "sender": OTHER}
    for address, sent in (
        ("/targets/new/", target),
        ("/targets/import/", {"table": table}),
        ("/deliveries/new/", delivered),
    ):
        assert client.post(address, sent).status_code in (400, 403), address
    assert state() == before


@pytest.mark.parametrize(
    "role", [Role.PROVINCE_LEADER, Role.DEPARTMENT_OFFICER, Role.AUDITOR, Role.ADMINISTRATOR]
)
def test_those_who_see_the_whole_province_see_no_person(elsewhere, signed_in, role):
    client = signed_in(role)
    for address in (*OF_A_UNIT.values(), *MORE_OF_A_UNIT, *OF_NO_UNIT.values()):
        if not (role is Role.ADMINISTRATOR and address.startswith("/accounts/")):  # who has an account
            assert "Người Nơi Khác" not in content(client.get(address.format(**elsewhere)))
    assert client.get(f"/network/collectors/{elsewhere['collector']}/").status_code == 403
    assert not Entry.objects.filter(action__endswith=".looked").exists()


def test_each_look_at_persons_is_written_down_with_how_many(elsewhere, signed_in):
    client = signed_in(Role.INSPECTOR)
    assert "Người Nơi Khác" in content(client.get(f"/network/communes/{OTHER}/"))
    client.get(f"/network/hamlets/{OTHER}-01/")
    client.get(f"/network/collectors/{elsewhere['collector']}/")
    looks = Entry.objects.filter(action__endswith=".looked").order_by("number")
    assert [(one.area, one.details.get("persons")) for one in looks] == [
        (OTHER, 1),
        (f"{OTHER}-01", 1),
        (OTHER, 1),
    ]
