"""Can clerks do the work of review on the pages, and does each see only what is theirs?"""

import datetime as dt
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.matching import review_pairs
from tests.matching.review_pairs import LONG_MY, NOW, O_MON, SECRET, pair_of

from ansinh.accounts import services as accounts
from ansinh.accounts.models import Entry
from ansinh.accounts.terms import Role
from ansinh.base.months import Month
from ansinh.matching import services
from ansinh.matching.models import Decision, Pair, QualityFigure
from ansinh.matching.terms import Verdict

pytestmark = pytest.mark.django_db
MOST_QUERIES = 12


@pytest.fixture
def sign_in(client):
    def as_(role: Role, area: str):
        name = f"{role}-{area}"
        user = accounts.create_user(name, name=f"Người thử {name}", password="một câu dài để nhớ", by=None)
        accounts.grant(user, role, area, since=dt.date(2020, 1, 1), by=None)
        client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return as_


@pytest.fixture
def asked(db) -> None:
    """Pairs of two wards and of none, changes of keys, figures of quality."""
    review_pairs.publish()


def text(answer) -> str:
    return answer.content.decode()


def test_a_commune_officer_goes_from_pair_to_pair_until_none_waits(sign_in, asked):
    client = sign_in(Role.COMMUNE_OFFICER, LONG_MY)
    answer = client.get(reverse("matching:next"), follow=True)
    for number, verdict in ((1, "same"), (2, "different"), (3, "unsure")):
        key = int(re.search(r"/pairs/(\d+)/", answer.redirect_chain[-1][0])[1])
        assert key == pair_of(number).pk
        answer = client.post(
            reverse("matching:decide", args=[key]), {"verdict": verdict, "seen": 0, "note": ""}, follow=True
        )
    assert "Không còn cặp nào chờ rà soát" in text(answer)
    assert list(Decision.objects.order_by("pk").values_list("verdict", flat=True)) == [
        "same",
        "different",
        "unsure",
    ]


def test_two_rows_stand_side_by_side_with_words_and_weights(sign_in, asked):
    page = text(sign_in(Role.COMMUNE_OFFICER, LONG_MY).get(reverse("matching:pair", args=[pair_of(1).pk])))
    for words in (
        "NGUYEN VAN DUC", "Nguyễn", "Khác một chữ số, ở vị trí 5", "+6,2", "−1,3", "gấp 1,5 lần", "02/03/1985",
    ):  # fmt: skip
        assert words in page, words
    assert not re.search(r"\d{9}", re.sub(r"P[01]{16}|[0-9a-f]{24}", "", page.split("<main")[1]))


def test_no_address_of_review_holds_a_name_or_a_number(sign_in, asked):
    client = sign_in(Role.SI_OFFICER, "92")
    for name in ("home", "queue", "changes"):
        for address in re.findall(
            r'(?:href|action)="([^"]+)"', text(client.get(reverse(f"matching:{name}")))
        ):
            assert not re.search(r"\d{9}|nguy|duc", address, re.IGNORECASE), address


def test_a_pair_can_be_put_off_and_comes_again_after_the_others(sign_in, asked):
    client = sign_in(Role.COMMUNE_OFFICER, LONG_MY)
    address = reverse("matching:next")
    offered = []
    after = ""
    for _ in range(4):
        answer = client.get(address, {"after": after} if after else {})
        after = re.search(r"/pairs/(\d+)/", answer.url)[1]
        offered.append(int(after))
    assert offered == [pair_of(n).pk for n in (1, 2, 3, 1)]


def test_what_another_clerk_has_open_is_not_offered_but_can_be_opened(sign_in, asked):
    one = sign_in(Role.SI_OFFICER, LONG_MY)
    one.get(reverse("matching:pair", args=[pair_of(1).pk]))
    other = sign_in(Role.COMMUNE_OFFICER, LONG_MY)
    assert f"/pairs/{pair_of(2).pk}/" in other.get(reverse("matching:next")).url
    assert other.get(reverse("matching:pair", args=[pair_of(1).pk])).status_code == 200


def test_the_second_clerk_reads_who_decided_what_and_can_take_it_back(sign_in, asked):
    one = sign_in(Role.SI_OFFICER, LONG_MY)
    decide, back = (reverse(f"matching:{name}", args=[pair_of(1).pk]) for name in ("decide", "take_back"))
    one.post(decide, {"verdict": "same", "seen": 0, "note": "Sổ hộ khẩu"})
    other = sign_in(Role.COMMUNE_OFFICER, LONG_MY)
    page = text(other.post(decide, {"verdict": "different", "seen": 0}, follow=True))
    assert "Người thử si_officer-31471 đã ghi “Cùng một người”" in page
    assert "Sổ hộ khẩu" in page
    assert pair_of(1).standing is Verdict.SAME
    page = text(other.post(back, {"seen": 1}, follow=True))
    assert "Đã rút lại quyết định" in page
    assert pair_of(1).standing is Verdict.OPEN
    page = text(other.post(back, {"seen": 1}, follow=True))
    assert "đã rút lại quyết định về cặp này" in page


def test_a_change_of_keys_is_taken_back_from_its_list(sign_in, asked):
    client = sign_in(Role.COMMUNE_OFFICER, LONG_MY)
    page = text(client.get(reverse("matching:changes")))
    assert "Huỷ gộp: là hai người" in page
    answer = client.post(
        reverse("matching:decide", args=[pair_of(6).pk]), {"verdict": "different", "seen": 0}, follow=True
    )
    assert answer.redirect_chain[-1][0] == reverse("matching:changes") + "?question=merged"
    assert "Hai người khác nhau" in text(answer)
    assert pair_of(6).standing is Verdict.DIFFERENT


def test_a_commune_officer_neither_sees_nor_decides_another_communes_pairs(sign_in, asked):
    client = sign_in(Role.COMMUNE_OFFICER, LONG_MY)
    for name in ("home", "queue", "changes"):
        page = text(client.get(reverse(f"matching:{name}")))
        assert SECRET not in page
        assert "Ô Môn" not in page
    for number, commune in ((4, O_MON), (7, O_MON)):
        key = pair_of(number, commune).pk
        assert client.get(reverse("matching:pair", args=[key])).status_code == 404
        assert client.get(reverse("matching:next"), {"after": key}).status_code == 404
        for name in ("decide", "take_back"):
            answer = client.post(reverse(f"matching:{name}", args=[key]), {"verdict": "same", "seen": 0})
            assert answer.status_code == 404
    assert client.get(reverse("matching:queue"), {"commune": O_MON}).status_code == 403
    assert client.get(reverse("matching:queue"), {"commune": "-"}).status_code == 403
    assert not Decision.objects.exists()


def test_the_si_officer_of_the_province_sees_every_commune_and_pairs_without_one(sign_in, asked):
    client = sign_in(Role.SI_OFFICER, "92")
    page = text(client.get(reverse("matching:queue")))
    assert SECRET in re.sub(r"</?mark>", "", page)
    assert text(client.get(reverse("matching:queue"), {"commune": "-"})).count("/pairs/") == 1
    assert client.get(reverse("matching:pair", args=[Pair.objects.get(commune="", question="doubtful").pk]))


@pytest.mark.parametrize(
    "role", [Role.PROVINCE_LEADER, Role.DEPARTMENT_OFFICER, Role.INSPECTOR, Role.AUDITOR, Role.ADMINISTRATOR]
)
def test_leaders_see_counts_and_no_person(sign_in, asked, role):
    client = sign_in(role, "92")
    page = text(client.get(reverse("matching:home")))
    assert "Phường Long Mỹ" in page
    assert "Nguyễn" not in page
    for address in ("queue", "changes", "next"):
        assert client.get(reverse(f"matching:{address}")).status_code == 403
    assert client.get(reverse("matching:pair", args=[pair_of(1).pk])).status_code == 403
    assert not Entry.objects.filter(action__endswith=".looked").exists()


def test_each_look_and_each_decision_stands_in_the_trail(sign_in, asked):
    client = sign_in(Role.COMMUNE_OFFICER, LONG_MY)
    client.get(reverse("matching:queue"))
    client.get(reverse("matching:pair", args=[pair_of(1).pk]))
    client.post(
        reverse("matching:decide", args=[pair_of(1).pk]), {"verdict": "same", "seen": 0, "note": SECRET}
    )
    lines = Entry.objects.filter(action__startswith="match").exclude(by=None).order_by("number")
    assert [(one.action, one.area, one.details.get("persons")) for one in lines] == [
        ("matches.looked", LONG_MY, 6),
        ("match.looked", LONG_MY, 2),
        ("match.decided", LONG_MY, None),
    ]
    assert SECRET not in str([one.details for one in lines])


def test_an_answer_that_is_none_of_the_three_is_not_recorded(sign_in, asked):
    client = sign_in(Role.COMMUNE_OFFICER, LONG_MY)
    for wrong in (
        {"verdict": "open", "seen": 0},
        {"verdict": "same"},
        {"verdict": "same", "seen": 0, "note": "x" * 301},
    ):
        page = client.post(reverse("matching:decide", args=[pair_of(1).pk]), wrong, follow=True)
        assert "Chọn một trong ba câu trả lời" in text(page)
    assert not Decision.objects.exists()


def test_pages_ask_the_database_at_most_twelve_times(sign_in, asked):
    client = sign_in(Role.SI_OFFICER, "92")
    decided = pair_of(1)
    services.decide(decided.pk, Verdict.SAME, seen=0, now=NOW, by=None)
    addresses = [reverse(f"matching:{name}") for name in ("home", "queue", "changes", "next", "quality")]
    addresses += [reverse("matching:pair", args=[key]) for key in (decided.pk, pair_of(2).pk)]
    addresses.append(reverse("matching:queue") + "?verdict=same")
    for address in addresses:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code in (200, 302)
        writing = sum("pg_advisory" in q["sql"] or "clock_timestamp" in q["sql"] or "SAVEPOINT" in q["sql"]
                      for q in queries.captured_queries)  # fmt: skip
        assert len(queries) - writing <= MOST_QUERIES, (address, [q["sql"][:90] for q in queries])


def test_a_group_that_is_missed_more_often_is_named_in_words(sign_in, asked):
    client = sign_in(Role.PROVINCE_LEADER, "92")
    page = " ".join(text(client.get(reverse("matching:quality"))).split())
    assert "99,950" in page
    assert "Có 1 nhóm thấp hơn mức chung" in page
    assert re.search(r"Thiếu số định danh</th>.*?−4,41.*?thấp hơn chung", page)
    assert "Đo trên dữ liệu giả định" in page
    assert "Từ 95,0 %, máy tự ghép" in page
    assert "Người tham gia BHXH" in page


def test_on_real_data_only_what_needs_no_truth_is_shown(sign_in, asked):
    rows = [{"measure": "linked", "group": "register", "member": "students", "part": 9, "whole": 10}]
    QualityFigure.objects.all().delete()
    services.publish_quality(Month(2026, 10), "a" * 64, rows)
    services.decide(pair_of(1).pk, Verdict.SAME, seen=0, now=NOW, by=None)
    services.decide(pair_of(2).pk, Verdict.DIFFERENT, seen=0, now=NOW, by=None)
    page = text(sign_in(Role.SI_OFFICER, "92").get(reverse("matching:quality")))
    assert "không có đáp án" in page
    assert "Độ đủ so với chung" not in page
    assert re.search(r"50–75</th>\s*<td[^>]*>1</td>\s*<td[^>]*>1</td>.*?50,0", page, re.DOTALL)


def test_before_the_first_month_pages_say_what_will_be_there(sign_in):
    client = sign_in(Role.SI_OFFICER, "92")
    assert "Chưa có tháng nào được ghép nối" in text(client.get(reverse("matching:home")))
    assert "Chưa đo" in text(client.get(reverse("matching:quality")))
    assert "Không có cặp nào chờ rà soát" in text(client.get(reverse("matching:queue")))


def test_a_clerk_is_told_what_taking_back_the_same_will_do(sign_in, asked):
    services.decide(pair_of(1).pk, Verdict.SAME, seen=0, now=NOW, by=None)
    services.decide(pair_of(2).pk, Verdict.DIFFERENT, seen=0, now=NOW, by=None)
    client = sign_in(Role.COMMUNE_OFFICER, LONG_MY)
    same, different = (
        text(client.get(reverse("matching:pair", args=[pair_of(number).pk]))) for number in (1, 2)
    )
    assert "trở về khóa người của mình" in same and "rút lại rồi ghi" in same
    assert "trở về khóa người của mình" not in different
