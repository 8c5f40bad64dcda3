"""Do the calculators give the known answers, to everybody, in both languages, without keeping anything?"""

from __future__ import annotations

import html
import re

import pytest
from django.db import connection

pytestmark = pytest.mark.django_db

HOUSEHOLD = {"household": "3", "months": "12", "on": "2026-07-01"}
VOLUNTARY = {
    "income": "1.500.000", "months": "1", "on": "2026-10-01", "sex": "female", "born": "5/1985", "paid_months": "60",
}  # fmt: skip
ONEOFF = {
    "sex": "female", "born": "5/1985", "reason": "twelve_months", "on": "2026-10-01",
    "since_1": "1/2014", "until_1": "12/2023", "amount_1": "6.000.000", "kind_1": "private",
}  # fmt: skip
EMPLOYER = {
    "wages": "2 x 12.000.000\n8.500.000", "payer": "employee", "zone": "I", "month": "8/2026", "on": "2026-10-15",
    "unpaid_since": "8/2026", "old_debts": "split",
}  # fmt: skip
UNEMPLOYMENT = {
    "average": "9.000.000", "months": "50", "zone": "I", "on": "2026-10-01", "filed_on": "2026-10-05",
}  # fmt: skip
ASKED = {
    "household-hi": HOUSEHOLD, "voluntary-si": VOLUNTARY, "one-off": ONEOFF, "employer": EMPLOYER,
    "ui-benefit": UNEMPLOYMENT,
}  # fmt: skip


def words(response) -> str:
    """The page as it is read."""
    text = re.sub(r"<[^>]+>", " ", response.content.decode())
    return re.sub(r"\s+", " ", html.unescape(text)).replace("\u00a0", " ")


def reckoned(client, name: str, **changed: str) -> str:
    response = client.post(f"/calculators/{name}/", ASKED[name] | changed)
    assert response.status_code == 200, words(response)
    return words(response)


def refused(client, name: str, **changed: str) -> str:
    response = client.post(f"/calculators/{name}/", ASKED[name] | changed)
    assert response.status_code == 422
    return words(response)


@pytest.mark.parametrize(
    ("day", "premiums", "total"),
    [
        ("2026-06-30", ("1.263.600", "884.520", "758.160"), "2.906.280"),
        ("2026-07-01", ("1.366.200", "956.340", "819.720"), "3.142.260"),
    ],
)
def test_a_household_of_three_pays_what_the_law_says_before_and_since_july_2026(client, day, premiums, total):
    page = reckoned(client, "household-hi", on=day)
    for premium in (*premiums, total):
        assert premium in page
    assert "BHYT của 3 người trong hộ là" in page
    assert "Nghị định 188/2025/NĐ-CP" in page


@pytest.mark.parametrize(("day", "own"), [("2026-06-30", "631.800"), ("2026-07-01", "683.100")])
def test_a_student_pays_half(client, day, own):
    page = reckoned(client, "household-hi", household="", student="1", on=day)
    assert f"hộ tự đóng {own} đồng, Nhà nước hỗ trợ {own} đồng" in page


def test_members_who_paid_before_move_the_others_down_the_scale(client):
    page = reckoned(client, "household-hi", household="2", already="3")
    assert "Người thứ 4 của hộ" in page
    assert "683.100" in page
    assert "546.480" in page


@pytest.mark.parametrize(
    ("day", "own", "state"), [("2025-06-30", "297.000", "33.000"), ("2025-07-01", "264.000", "66.000")]
)
def test_voluntary_si_is_supported_by_more_since_july_2025(client, day, own, state):
    page = reckoned(client, "voluntary-si", on=day)
    assert f"người tham gia đóng {own} đồng, Nhà nước hỗ trợ {state} đồng" in page
    assert "330.000" in page


def test_the_outlook_says_age_rate_and_pension(client):
    page = reckoned(client, "voluntary-si")
    assert "Dự tính lương hưu" in page
    assert "60 tuổi 0 tháng" in page
    assert "lương hưu khoảng" in page
    assert "chưa đối chiếu văn bản gốc" in page


def test_an_outlook_short_of_fifteen_years_says_what_is_missing(client):
    page = reckoned(client, "voluntary-si", born="5/1970", paid_months="")
    assert "chưa đủ 180 tháng" in page
    assert "lương hưu khoảng" not in page


def test_an_income_below_the_floor_is_explained_beside_the_field(client):
    response = client.post("/calculators/voluntary-si/", VOLUNTARY | {"income": "1.000.000"})
    assert response.status_code == 422
    beside = re.search(r'id="id_income_errors">(.*?)</div>', response.content.decode(), re.S)[1]
    assert "Chọn từ 1.500.000 đồng đến 50.600.000 đồng." in beside
    assert "khoản 2 Điều 31 Luật 41/2024/QH15" in beside


def test_a_floor_that_was_not_read_is_marked(client):
    page = reckoned(client, "voluntary-si", on="2027-01-01", income="2.200.000")
    assert "chưa xác minh" in page


def test_years_ahead_without_the_fund_s_return_are_not_guessed(client):
    page = reckoned(client, "voluntary-si", months="24")
    assert "Chưa biết lãi suất đầu tư quỹ BHXH" in page
    assert "Không đưa ra số phỏng đoán thay thế." in page
    assert "Số tiền đóng bây giờ" not in page
    assert "24 tháng: người tham gia đóng" in reckoned(
        client, "voluntary-si", months="24", monthly_return="0,42"
    )


def test_taking_out_once_stands_beside_the_pension(client):
    page = reckoned(client, "one-off")
    assert "Rút BHXH một lần bây giờ được" in page
    assert "Giữ lại và đóng cho đủ thời gian tối thiểu" in page
    assert "Số tháng còn thiếu để có lương hưu 60" in page


def test_who_joined_since_july_2025_may_not_take_it_out_after_twelve_months(client):
    page = reckoned(client, "one-off", since_1="8/2025", until_1="9/2025")
    assert "chưa được rút" in page
    assert "Chưa đạt: có thời gian đóng trước 1/7/2025" in page


def test_a_month_twice_is_explained_beside_the_stretch(client):
    page = refused(
        client, "one-off", since_2="12/2023", until_2="1/2024", amount_2="7000000", kind_2="private"
    )
    assert "có hai mức đóng" in page


def test_an_employer_s_bill_goes_to_each_fund_with_interest_by_the_day(client):
    page = reckoned(client, "employer")
    assert "Tiền đóng tháng 8/2026 cho 3 người là 10.400.000 đồng" in page
    assert "đơn vị đóng 6.987.500 đồng" in page
    assert "trừ vào lương 3.412.500 đồng" in page
    assert "30/9/2026" in page
    assert "phải nộp thêm 46.800 đồng" in page  # 15 days of 0.03 %


def test_old_debts_are_not_reckoned_without_the_old_rate_unless_so_assumed(client):
    page = reckoned(client, "employer", month="5/2025", unpaid_since="5/2025")
    assert "Chưa biết lãi suất tính lãi chậm đóng" in page
    page = reckoned(client, "employer", month="5/2025", unpaid_since="5/2025", old_debts="from_july")
    assert "Chưa biết lãi suất" not in page
    assert "chưa xác minh" in page


def test_a_wage_list_says_which_line_does_not_fit(client):
    page = refused(client, "employer", wages="2 x 12.000.000\nmột người")
    assert "Dòng 2 không phải mức lương." in page


def test_ui_says_how_much_how_long_and_from_which_day(client):
    page = reckoned(client, "ui-benefit")
    assert "5.400.000 đồng một tháng trong 4 tháng, từ ngày 20/10/2026; tổng cộng 21.600.000 đồng" in page
    assert "26.550.000" in reckoned(client, "ui-benefit", average="90.000.000")


def test_ui_of_less_than_the_least_months_is_explained(client):
    assert "cần từ 12 tháng" in refused(client, "ui-benefit", months="11")


def test_a_first_day_that_is_not_known_leaves_the_benefit(client):
    page = reckoned(client, "ui-benefit", on="2025-11-01", filed_on="2025-11-05")
    assert "5.400.000" in page
    assert "chỉ biết từ ngày 1/1/2026" in page


@pytest.mark.parametrize("name", ASKED)
def test_what_is_entered_is_answered_and_forgotten(client, name, django_assert_num_queries):
    before = _everything()
    with django_assert_num_queries(0):
        assert client.get(f"/calculators/{name}/").status_code == 200
        response = client.post(f"/calculators/{name}/", ASKED[name])
    assert response.status_code == 200
    assert "no-store" in response.headers["Cache-Control"]
    assert "sessionid" not in client.cookies
    assert _everything() == before


def _everything() -> dict[str, int]:
    names = connection.introspection.table_names()
    with connection.cursor() as cursor:
        counted = {}
        for name in names:
            cursor.execute(f'SELECT count(*) FROM "{name}"')
            counted[name] = cursor.fetchone()[0]
    return counted


@pytest.mark.parametrize("name", ASKED)
def test_nothing_entered_can_stand_in_an_address(client, name):
    page = client.get(f"/calculators/{name}/", ASKED[name]).content.decode()
    assert 'class="answer"' not in page
    form = re.search(r'<form class="form calculator".*?</form>', page, re.S)[0]
    assert 'method="post"' in form
    assert not re.search(r'name="\w*name', form)


VIETNAMESE = re.compile(r"[ăâêôơưĂÂÊÔƠƯạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]")
NAMES = ("đồng", "Thành phố", "Tiếng Việt", "Cần Thơ", "NĐ-CP", "QĐ-BHXH", "TT-BLĐTBXH")


@pytest.mark.parametrize("name", ["", *ASKED])
def test_the_english_pages_are_english(client, name):
    client.cookies["django_language"] = "en"
    response = client.post(f"/calculators/{name}/", ASKED[name]) if name else client.get("/calculators/")
    assert response.status_code == 200
    page = words(response)
    for allowed in NAMES:
        page = page.replace(allowed, "")
    assert VIETNAMESE.findall(page) == []


@pytest.mark.parametrize("name", ASKED)
def test_an_empty_form_says_what_is_missing_and_reckons_nothing(client, name):
    response = client.post(f"/calculators/{name}/", {})
    assert response.status_code == 422
    assert "Có ô chưa đúng" in words(response)


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01", "1950-01-01", "2015-12-31", "2099-12-31", "x"])
@pytest.mark.parametrize("name", ASKED)
def test_a_day_that_no_law_covers_never_breaks_a_page(client, name, day):
    response = client.post(f"/calculators/{name}/", ASKED[name] | {"on": day})
    assert response.status_code in (200, 422)


HOSTILE = (
    "",
    "-1",
    "0",
    "9" * 12,
    "9" * 40,
    "1e9",
    "NaN",
    "Infinity",
    "<b>",
    "\u0663",
    "12/0000",
    "x" * 5_000,
)


@pytest.mark.parametrize("name", ASKED)
def test_no_entry_breaks_a_page(client, name):
    fields = re.findall(r'name="(\w+)"', client.get(f"/calculators/{name}/").content.decode())
    for field in set(fields) - {"csrfmiddlewaretoken", "next", "language", "viewport"}:
        for value in HOSTILE:
            response = client.post(f"/calculators/{name}/", ASKED[name] | {field: value})
            assert response.status_code in (200, 422), (field, value[:40])
            assert b"<b></" not in response.content


def test_a_retirement_age_that_is_not_known_leaves_the_payment(client):
    page = reckoned(client, "voluntary-si", born="1/1940")
    assert "Số tiền đóng bây giờ" in page
    assert "chỉ biết từ 2016" in page


def test_the_sign_in_page_and_the_rail_lead_to_the_calculators(client):
    assert "/calculators/" in client.get("/accounts/login/").content.decode()
    index = client.get("/calculators/").content.decode()
    for name in ASKED:
        assert f"/calculators/{name}/" in index
