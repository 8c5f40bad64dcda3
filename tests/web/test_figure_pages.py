"""Can an officer check a table before it is sent out, and read what was published with its checks?"""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from ansinh.accounts.terms import Role
from ansinh.base.months import Month
from ansinh.indicators import services
from ansinh.indicators.models import PublishedFigure
from ansinh.indicators.rules.figures import cells, tables
from ansinh.indicators.rules.figures.columns import COLUMNS

pytestmark = pytest.mark.django_db
FILE = Path(__file__).parents[2] / "examples" / "published-results.csv"
TABLE = "Đơn vị\tChỉ tiêu\tThực hiện\tKế hoạch\t% kế hoạch\nPhường Long Mỹ\tBHXH tự nguyện\t1.215\t1.509\t{percent}\n"


@pytest.fixture
def officer(signed_in):
    return signed_in(Role.COMMUNE_OFFICER, "31471")


@pytest.fixture
def published():
    rows = cells.of_file(FILE.read_bytes())
    (_, names), *body = rows
    records = [dict(zip(names, row, strict=True)) for _, row in body]
    assert set(names) <= set(COLUMNS)
    services.show_published(records, month=Month(2025, 12), snapshot="e" * 64)


def text(answer) -> str:
    return answer.content.decode().replace("\u00a0", " ")


@pytest.mark.parametrize("address", ["/check-figures/", "/published/", "/published.xlsx"])
def test_a_visitor_is_sent_to_sign_in(client, address):
    assert "/accounts/login/" in client.get(address)["Location"]


def test_a_pasted_table_that_holds_is_said_to_hold(officer):
    page = text(officer.post("/check-figures/", {"table": TABLE.format(percent="80,52")}))
    assert "khớp khi làm tròn" in page
    assert "không có số nào mâu thuẫn" in page
    assert "data:application/vnd.openxmlformats" in page
    assert page.count("<h1>") == 1


def test_a_pasted_table_that_does_not_hold_says_where_and_by_how_much(officer):
    page = text(officer.post("/check-figures/", {"table": TABLE.format(percent="85,02")}))
    assert "1 chỗ không khớp" in page
    assert "chênh 4,50 điểm %" in page
    assert 'href="#row-2"' in page


def test_a_table_of_many_units_is_shown_as_one_table(officer):
    lines = [f"Xã {number}\tBHYT\t{number + 10}\t100" for number in range(20)]
    page = text(
        officer.post(
            "/check-figures/", {"table": "Đơn vị\tChỉ tiêu\tThực hiện\tKế hoạch\n" + "\n".join(lines)}
        )
    )
    assert page.count('class="table cards checked"') == 1
    assert "Xã 19" in page


def test_an_uploaded_file_is_checked_and_nothing_is_kept(officer):
    answer = officer.post("/check-figures/", {"file": SimpleUploadedFile("bieu.csv", FILE.read_bytes())})
    assert "chỉ có thể là nghìn lượt" in text(answer)
    assert not PublishedFigure.objects.exists()


@pytest.mark.parametrize("table", ["", "không phải bảng", "a\tb\n1\t2"])
def test_what_is_no_table_is_answered_with_what_to_do(officer, table):
    answer = officer.post("/check-figures/", {"table": table})
    assert answer.status_code == 422
    assert "dòng tiêu đề" in text(answer)


def test_words_that_look_like_markup_stay_words(officer):
    table = "Đơn vị\tThực hiện\tKế hoạch\tGhi chú\n<script>alert(1)</script>\t1\t2\t\n"
    assert "<script>alert" not in text(officer.post("/check-figures/", {"table": table}))


def test_the_published_results_are_shown_with_their_checks(officer, published):
    page = text(officer.get("/published/"))
    for words in (
        "80,09 % có hai cách hiểu",
        "1.096.130 + 29.265 = 1.125.395",
        "Không tái lập được",
        "93,5 %",
    ):
        assert words in page
    assert tables.read(cells.of_file(FILE.read_bytes())).lines[-1].number == 39
    assert 'id="row-39"' in page
    assert officer.get("/published.xlsx").content.startswith(b"PK")


def test_before_a_delivery_the_page_says_what_will_be_there(officer):
    assert "PUBLISHED" in text(officer.get("/published/"))
    assert officer.get("/published.xlsx")["Location"] == "/published/"


def test_the_pages_speak_english_to_those_who_chose_it(officer, published):
    officer.post("/language/", {"language": "en", "next": "/"})
    page = text(officer.get("/published/"))
    assert "can only be thousand visits" in page
    assert "Look at these first" in page
    assert "Kết luận" not in page
