"""Does what people wrote about a person follow the person when the key becomes another one?"""

import datetime as dt

import pytest
from django.utils import timezone
from tests.outreach.candidates import candidate
from tests.outreach.conftest import MONTH

from ansinh.accounts.terms import Role
from ansinh.matching import services as matching
from ansinh.outreach import queries, services
from ansinh.outreach.models import Candidate, Handover, Visit
from ansinh.outreach.terms import Outcome
from ansinh.registers.store import Store

pytestmark = pytest.mark.django_db
AT = dt.datetime(2026, 11, 10, 9, 0, tzinfo=dt.UTC)
ON = dt.date(2026, 11, 9)
FIRST, SECOND = candidate(1)["person"], candidate(2)["person"]


def visit(number: int, outcome=Outcome.REFUSED, *, seen=0, at=AT, **given) -> Visit:
    entry = Candidate.objects.select_related("publication").get(person=candidate(number)["person"])
    return services.record_visit(entry, outcome, seen=seen, **{"on": ON, "at": at, "by": None} | given)


def merge(*pairs: tuple[int, int]) -> None:
    named = {candidate(before)["person"]: candidate(after)["person"] for before, after in pairs}
    matching.publish_former_keys(MONTH, named, {})


@pytest.fixture
def signed_in(person, client):
    def as_(role, area, **more):
        client.force_login(
            person(role, area, **more), backend="allauth.account.auth_backends.AuthenticationBackend"
        )
        return client

    return as_


def test_a_card_shows_what_was_found_under_the_former_key(published, signed_in):
    published([candidate(1), candidate(2)])
    visit(1, note="Gặp chị gái")
    merge((1, 2))
    published([candidate(2)], code="b")
    client = signed_in(Role.COMMUNE_OFFICER, "31471")
    for person in (SECOND, FIRST):
        shown = client.get(f"/lists/people/{person}/hi_card_expired/").content.decode()
        assert "Gặp chị gái" in shown and 'name="seen" value="1"' in shown
    assert "chưa đồng ý" in client.get("/lists/hamlets/31471-01/").content.decode()


def test_a_merged_person_counts_as_visited_and_is_asked_about_once(published, signed_in):
    published([candidate(1), candidate(2), candidate(3)])
    visit(1)
    merge((1, 2))
    published([candidate(2), candidate(3)], code="b")
    client = signed_in(Role.COMMUNE_OFFICER, "31471")
    for state, names in (("to_visit", 1), ("visited", 1)):
        shown = client.get(f"/lists/hamlets/31471-01/?state={state}").content.decode()
        assert shown.count('class="who"') == names


def test_who_did_not_see_a_visit_under_the_former_key_is_asked_to_look(published):
    published([candidate(1), candidate(2)])
    visit(1)
    merge((1, 2))
    published([candidate(2)], code="b")
    with pytest.raises(services.SomebodyWasFirst):
        visit(2, Outcome.ENROLLED)
    assert visit(2, Outcome.ENROLLED, seen=1).turn == 1
    assert visit(2, Outcome.REFUSED, seen=2).turn == 2


def test_a_person_enrolled_under_two_keys_is_enrolled_once(published):
    published([candidate(1), candidate(2)])
    visit(1, Outcome.ENROLLED)
    visit(2, Outcome.ENROLLED, at=AT + dt.timedelta(hours=1))
    merge((1, 2))
    (one,) = queries.enrolments(MONTH + 1)
    assert (one.person, one.keys) == (SECOND, (SECOND, FIRST))


def test_an_outcome_under_a_key_of_a_superseded_run_reaches_the_next_run(published, tmp_path):
    import pyarrow.parquet as pq

    published([candidate(1), candidate(2)])
    visit(1, Outcome.REFUSED)
    visit(2, Outcome.ALREADY_INSURED, at=AT + dt.timedelta(hours=1))
    matching.publish_former_keys(MONTH, {}, {FIRST: SECOND})
    made = services.export_outcomes(MONTH + 1, Store(tmp_path / "registers"), timezone.now())
    told = [(row["person"], row["outcome"]) for row in pq.read_table(made.path).to_pylist()]
    assert told == [(SECOND, "already_insured")]


def test_a_run_is_told_about_whom_people_wrote(published, ward):
    lists = published([candidate(1), candidate(2, household=None)])
    visit(1)
    services.hand_over(lists, "31471-01", ward["Bình"].pk, at=AT, by=None, giver=ward["An"].pk, door=SECOND)
    services.hand_over(lists, "31471-01", ward["Bình"].pk, at=AT, by=None, giver=ward["An"].pk, door="H1")
    assert Handover.objects.count() == 2
    assert queries.persons_written_about() == {FIRST, SECOND}
