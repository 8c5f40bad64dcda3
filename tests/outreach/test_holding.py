"""How long does a handover hold, and does it find its household when a person's key or door becomes another one?"""

import datetime as dt

import pytest
from tests.outreach.candidates import candidate
from tests.outreach.conftest import MONTH
from tests.outreach.test_assigning import AT, counts, of

from ansinh.accounts.models import Entry
from ansinh.accounts.terms import Role
from ansinh.matching import services as matching
from ansinh.network import queries as network
from ansinh.network.models import Assignment, Hamlet
from ansinh.outreach import services
from ansinh.outreach.models import Handover
from ansinh.outreach.terms import HandoverEnd

pytestmark = pytest.mark.django_db
NOVEMBER_END = (MONTH + 1).last_day


def give(lists, ward, taker: str, *, door: str = "", at=AT) -> Handover:
    return services.hand_over(
        lists, "31471-01", ward[taker].pk, at=at, by=None, giver=ward["An"].pk, door=door
    )


def leave(who, until: dt.date) -> None:
    Assignment.objects.filter(collector=who, until=None).update(until=until)


def test_a_handover_lapses_with_a_reason_when_its_taker_has_left(ward, published, person, client):
    lists = published([candidate(1), candidate(4)])
    made = give(lists, ward, "Bình", door=candidate(1)["household"])
    leave(ward["Bình"], NOVEMBER_END)
    published([candidate(1), candidate(4)], month=MONTH + 1)
    made.refresh_from_db()
    assert made.until and made.ended_why == HandoverEnd.TAKER_LEFT
    assert counts_of(MONTH + 1) == {"An": 2}
    assert Entry.objects.get(action="list.handover_lapsed").about == f"handover:{made.pk}"
    client.force_login(
        person(Role.COMMUNE_OFFICER, "31471"), backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    shown = client.get("/lists/hamlets/31471-01/hand-over/").content.decode()
    assert "người nhận không còn phụ trách" in shown


def test_it_holds_while_the_taker_serves_the_commune(ward, published):
    lists = published([candidate(1)])
    made = give(lists, ward, "Bình")
    leave(ward["Bình"], NOVEMBER_END + dt.timedelta(days=1))
    published([candidate(1)], month=MONTH + 1)
    made.refresh_from_db()
    assert made.until is None and counts_of(MONTH + 1) == {"Bình": 1}


def test_who_served_the_hamlet_itself_must_go_on_serving_it(ward, published):
    """Another hamlet of the commune is no reason to keep the household."""
    hamlet = Hamlet.objects.get(code="31471-01")
    own = Assignment.objects.create(collector=ward["Bình"], hamlet=hamlet, since=dt.date(2026, 1, 1))
    lists = published([candidate(1)])
    made = give(lists, ward, "Bình", door=candidate(1)["household"])
    Assignment.objects.filter(pk=own.pk).update(until=NOVEMBER_END)
    published([candidate(1)], month=MONTH + 1)
    made.refresh_from_db()
    assert made.ended_why == HandoverEnd.TAKER_LEFT


def test_a_collector_who_is_named_for_no_hamlet_keeps_what_was_given(ward, published):
    lists = published([candidate(1)])
    leave(ward["Bình"], dt.date(2026, 9, 1))
    made = give(lists, ward, "Bình", at=AT)
    published([candidate(1)], month=MONTH + 1)
    made.refresh_from_db()
    assert made.until is None


def test_a_service_that_ended_later_does_not_end_it_in_an_earlier_month(ward):
    leave(ward["Bình"], dt.date(2026, 11, 15))
    taking = (ward["Bình"].pk, "31471-01", dt.date(2026, 10, 10))
    assert network.left_service([taking], MONTH.last_day) == frozenset()
    assert network.left_service([taking], NOVEMBER_END) == {taking}


def test_how_a_handover_ended_is_kept(ward, published):
    lists = published([candidate(1)])
    door = candidate(1)["household"]
    first, second = give(lists, ward, "Bình", door=door), give(lists, ward, "Chi", door=door)
    services.end_handover(lists, second.pk, at=AT, by=None)
    first.refresh_from_db(), second.refresh_from_db()
    assert (first.ended_why, second.ended_why) == (HandoverEnd.REPLACED, HandoverEnd.BY_HAND)


@pytest.mark.parametrize("household", [None, "H7"])
def test_a_person_given_without_a_household_stays_given_under_the_key_of_now(ward, published, household):
    before, now = candidate(1, household=None), candidate(2, household=household)
    lists = published([before, candidate(3)])
    give(lists, ward, "Bình", door=before["person"])
    assert of("Bình") == {before["person"]}
    matching.publish_former_keys(MONTH, {before["person"]: now["person"]}, {})
    lists = published([now, candidate(3)], code="b")
    assert of("Bình") == {now["person"]} and counts() == {"An": 1, "Bình": 1}
    give(lists, ward, "Chi", door=candidate(3)["household"])
    assert counts() == {"Bình": 1, "Chi": 1}


def counts_of(month) -> dict[str, int]:
    from ansinh.outreach.models import ListCount

    rows = ListCount.objects.filter(publication__current=True, publication__month=str(month))
    return dict(rows.values_list("collector__name", "persons"))
