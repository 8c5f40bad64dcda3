"""Do the lists of a run arrive whole, in order and with their collectors?"""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import IntegrityError, connection, transaction
from tests.outreach.candidates import candidate, gaps, left_out, table
from tests.outreach.conftest import MONTH, run

from ansinh.accounts.models import Entry
from ansinh.outreach import services
from ansinh.outreach.models import Candidate, EmployerGap, Handover, LeftOutCount, ListCount, Publication

pytestmark = pytest.mark.django_db


def test_a_hamlets_list_stands_in_the_order_of_the_office(published):
    names = ["Trần Thị Ánh", "Lê Văn An", "Đỗ Thị Yến", "Nguyễn Văn Ân", "Nguyễn Văn An"]
    rows = [candidate(place, full_name=name, household="H1") for place, name in enumerate(names)]
    rows.append(candidate(9, full_name="Lê Văn An", household="H0"))
    published(rows)
    listed = Candidate.objects.filter(hamlet="31471-01").order_by("place").values_list("full_name", flat=True)
    assert [*listed] == [
        "Lê Văn An", "Lê Văn An", "Nguyễn Văn An", "Trần Thị Ánh", "Nguyễn Văn Ân", "Đỗ Thị Yến",
    ]  # fmt: skip


def test_numbers_of_persons_are_kept_masked(published):
    published([candidate(1)])
    one = Candidate.objects.get()
    assert one.personal_id == "•••••••••001"
    assert one.si_number == "•••••••001"


def test_each_entry_goes_to_who_serves_the_hamlet(ward, published):
    published(
        [
            candidate(1),
            candidate(2, hamlet="31471-03"),
            candidate(3, hamlet=None),
            candidate(4, commune=None, hamlet=None),
        ]
    )
    found = dict(Candidate.objects.values_list("hamlet_id", "collector__name"))
    assert found["31471-01"] == "An"
    assert found["31471-03"] is None
    assert found["31471-00"] is None
    assert "92-00" in found


def test_two_collectors_share_a_hamlet_evenly_and_part_no_household(ward, published):
    published([candidate(number, hamlet="31471-02") for number in range(101)])
    doors = Candidate.objects.filter(hamlet="31471-02").values_list("door", "collector__name")
    assert all(len({who for door, who in doors if door == one}) == 1 for one in {door for door, _ in doors})
    shares = Counter(who for _, who in doors)
    assert abs(shares["Bình"] - shares["Chi"]) <= 2


def test_a_later_run_takes_the_place_of_the_lists_and_the_same_run_changes_nothing(published):
    first = published([candidate(1), candidate(2)])
    assert published([candidate(1)], code="a").pk == first.pk
    assert Candidate.objects.count() == 2
    second = published([candidate(3)], code="b")
    assert Candidate.objects.get().person == candidate(3)["person"]
    first.refresh_from_db()
    assert (first.current, first.kept, second.current) == (False, False, True)
    again = published([candidate(1), candidate(2)], code="a")
    assert again.pk == first.pk
    assert Candidate.objects.count() == 2
    assert Publication.objects.filter(current=True).count() == 1


def test_of_older_months_only_the_counts_stay(published):
    for back in (2, 1, 0):
        published([candidate(1)], month=MONTH - back)
    kept = Publication.objects.filter(kept=True).values_list("month", flat=True)
    assert [*kept] == ["2026-09", "2026-10"]
    assert Candidate.objects.count() == 2
    assert ListCount.objects.count() == 3


def test_a_full_list_takes_the_surest_and_counts_the_others(published):
    rows = [candidate(number, confidence=90_000 + number) for number in range(10)]
    published(rows, most=4)
    assert {one.person for one in Candidate.objects.all()} == {row["person"] for row in rows[-4:]}
    assert sum(one.persons for one in ListCount.objects.all()) == 4
    assert sum(one.beyond for one in ListCount.objects.all()) == 6


def test_what_is_left_out_and_the_employers_come_along(published):
    published(
        [candidate(1)],
        left_out=[("deceased", "hi", "31471", 3), ("moved", "hi", None, 2)],
        gaps=[{"tax_code": "1800000000", "name": "Công ty A", "commune": "31471", "reason": "headcount_gap", "taxed": 9, "declared": 4, "persons": 5}],
    )  # fmt: skip
    assert dict(LeftOutCount.objects.values_list("commune", "persons")) == {"31471": 3, "92": 2}
    assert EmployerGap.objects.get().persons == 5


def test_a_person_stands_once_on_the_lists_for_one_reason(published):
    with pytest.raises(IntegrityError, match="could not create unique index"):
        published([candidate(1), candidate(1, hamlet="31471-02")])


def test_publishing_is_written_down(published):
    published([candidate(1)])
    assert Entry.objects.get(action="lists.published").details["entries"] == 1


@pytest.mark.django_db(transaction=True)
def test_while_lists_are_loaded_others_read_and_write_the_trail(published):
    published([candidate(1)])
    with transaction.atomic(), ThreadPoolExecutor(1) as another:
        services.load_lists("b", MONTH, table([candidate(1), candidate(2)]), province="92")
        assert another.submit(_look).result() == 1


def test_what_is_handed_over_while_lists_are_loaded_counts(ward):
    rows = table([candidate(number) for number in range(4)])
    lists = services.load_lists("a", MONTH, rows, province="92")
    Handover.objects.create(
        hamlet="31471-01", giver=ward["An"], taker=ward["Chi"], since="2026-11-04T09:00:00Z"
    )
    services.publish_lists(run(MONTH), MONTH, lists, left_out(), gaps())
    assert {one.collector.name for one in Candidate.objects.select_related("collector")} == {"Chi"}
    assert [*ListCount.objects.values_list("collector__name", "persons")] == [("Chi", 4)]


@pytest.mark.django_db(transaction=True)
def test_lists_that_are_cut_off_leave_the_former_ones(published):
    first = published([candidate(1)])
    with pytest.raises(KeyboardInterrupt), transaction.atomic():
        published([candidate(2), candidate(3)], code="b")
        raise KeyboardInterrupt
    assert Publication.objects.get(current=True, kept=True) == first
    assert Candidate.objects.get().person == candidate(1)["person"]
    assert published([candidate(2), candidate(3)], code="b").entries == 2


def _look() -> int:
    """Open a list as a reader does; how many stand on it."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL lock_timeout = '5s'")
            services.note_look("list.looked", by=None, about="list:1", area="31471")
            return Candidate.objects.count()
    finally:
        connection.close()
