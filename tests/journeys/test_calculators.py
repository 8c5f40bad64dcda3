"""Can everybody reckon in a real browser: by screen reader, on a phone, without JavaScript, and print one sheet?"""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
WIDTHS = (1280, 390)
A4 = (595, 842)
"""Points."""

# As long as the answers of each calculator get: every group, every stretch, a year unpaid.
ASKED = {
    "household-hi": {
        "household": "9", "student": "2", "near_poor": "1", "average_agricultural": "1", "already": "1",
        "near_poor_poor_commune": "1", "left_hard_area": "1", "village_health": "1", "artisan": "1",
        "months": "12", "on": "2026-11-22",
    },
    "voluntary-si": {
        "income": "2.200.000", "months": "12", "on": "2026-12-05", "sex": "male", "born": "5/1985",
        "paid_months": "60", "paid_income": "1.500.000", "supported_before": "60",
    },
    "one-off": {
        "sex": "male", "born": "5/1975", "reason": "twelve_months", "on": "2026-10-01", "state_support": "1.000.000",
        "since_1": "1/2005", "until_1": "12/2008", "amount_1": "1.000.000", "kind_1": "private",
        "since_2": "1/2009", "until_2": "12/2013", "amount_2": "2.000.000", "kind_2": "private",
        "since_3": "1/2014", "until_3": "12/2016", "amount_3": "4.000.000", "kind_3": "private",
        "since_4": "1/2020", "until_4": "12/2020", "amount_4": "1.500.000", "kind_4": "voluntary",
    },
    "employer": {
        "wages": "2 x 12.000.000\n8.500.000\n3 x 60.000.000", "payer": "employee", "zone": "I", "month": "9/2026",
        "on": "2026-11-22", "unpaid_since": "10/2025", "old_debts": "from_july",
    },
    "ui-benefit": {
        "average": "9.000.000", "months": "50", "zone": "I", "on": "2026-10-01", "filed_on": "2026-10-05",
    },
}  # fmt: skip


def reckon(page, name: str) -> None:
    """Fill in the form as a person does and send it."""
    page.goto(f"/calculators/{name}/")
    for closed in page.locator("form details:not([open]) > summary").all():
        closed.click()
    for field, value in ASKED[name].items():
        entry = page.locator(f"form.calculator [name={field}]").first
        if entry.evaluate("e => e.tagName") == "SELECT":
            entry.select_option(value)
        else:
            entry.fill(value)
    page.locator("form.calculator button[type=submit]").click()
    expect(page.locator(".answer")).to_be_visible()


def broken_rules(page) -> dict[str, list[str]]:
    found = Axe().run(page, options=RULES).response["violations"]
    return {one["id"]: [node["html"][:160] for node in one["nodes"][:3]] for one in found}


def fits(page) -> None:
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 844})
        assert broken_rules(page) == {}, width
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, width
    assert page.locator("h1").count() == 1


def test_the_list_of_calculators_breaks_no_rule(opened):
    page = opened()
    page.goto("/calculators/")
    fits(page)


@pytest.mark.parametrize("name", ASKED)
def test_question_answer_and_errors_break_no_rule_of_accessibility(opened, name):
    page = opened()
    page.goto(f"/calculators/{name}/")
    fits(page)
    page.locator("form.calculator input[name=on]").fill("")
    page.locator("form.calculator button[type=submit]").click()
    expect(page.locator("form.calculator [aria-invalid]").first).to_be_visible()
    fits(page)
    reckon(page, name)
    fits(page)
    assert page.url.endswith(f"/calculators/{name}/")
    assert [problem for problem in page.problems if "422" not in problem] == []


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("name", ASKED)
def test_an_answer_is_one_sheet_of_paper(opened, name, language):
    page = opened(javascript=False, language=language)
    reckon(page, name)
    assert sheets(page.pdf(prefer_css_page_size=True)) == [A4]


def sheets(pdf: bytes) -> list[tuple[int, int]]:
    """Width and height of every page, as Chromium writes them."""
    count = int(re.search(rb"/Type /Pages\s+/Count (\d+)", pdf)[1])
    boxes = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", pdf)
    assert len(boxes) == count
    return [(round(float(width)), round(float(height))) for width, height in boxes]


def test_a_visitor_comes_from_the_sign_in_page_and_needs_no_account(opened):
    page = opened(width=390, javascript=False)
    page.goto("/accounts/login/")
    page.get_by_role("link", name="tính mức đóng, mức hưởng").click()
    page.get_by_role("link", name="BHYT hộ gia đình").click()
    page.get_by_label("Người đóng theo hộ gia đình").fill("3")
    page.get_by_role("button", name="Tính", exact=True).click()
    expect(page.locator(".lead")).to_contain_text("BHYT của 3 người trong hộ")
    assert not [cookie for cookie in page.context.cookies() if cookie["name"] == "sessionid"]


def test_who_is_signed_in_finds_the_calculators_in_the_rail(opened):
    page = opened("officer")
    page.goto("/targets/")
    page.get_by_role("link", name="Công cụ tính").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Công cụ tính")
    fits(page)
