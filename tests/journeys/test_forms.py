"""Can a commune's officer fill an official form, see what it lacks, take it, send it and open it again?"""

import re

import pyarrow.parquet as pq
import pytest
from django.conf import settings as django_settings
from playwright.sync_api import expect
from tests.journeys.test_reading_for_all import WIDTHS, broken_rules
from tests.outreach.candidates import candidate, table

from ansinh.indicators.models import Run
from ansinh.reports import queries, services


@pytest.fixture
def listed() -> None:
    """The candidates of October as the month's run leaves them: people of Long Mỹ who left SI or HI."""
    run = Run.objects.get(month="2026-10")
    folder = django_settings.HOME / "mart" / "2026-10" / run.code
    folder.mkdir(parents=True, exist_ok=True)
    rows = [
        candidate(number, full_name="Trần Thị Ánh", commune="31471", hamlet="31471-02", scheme=scheme, reason=reason)
        for number, (scheme, reason) in enumerate((("hi", "left_hi"), ("si", "left_si_voluntary"), ("hi", "left_hi")))
    ]  # fmt: skip
    pq.write_table(table(rows), folder / "candidates.parquet")


def the_worker_fills() -> None:
    for key in queries.waiting():
        services.fill(key)


def looked_at(page) -> None:
    for width in (*WIDTHS, 1280):
        page.set_viewport_size({"width": width, "height": 844})
        assert broken_rules(page) == {}, width
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, width


def test_a_communes_officer_fills_the_win_back_list_sends_it_and_opens_it_again(opened, listed, tmp_path):
    page = opened("commune")
    page.goto("/lists/communes/31471/")
    page.get_by_role("link", name=re.compile("^C21a-TS")).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("C21a-TS")
    expect(page.get_by_text("Phường Long Mỹ")).to_be_visible()
    looked_at(page)
    page.get_by_role("button", name="Lập biểu").click()
    expect(page.get_by_text("Biểu đang được lập.")).to_be_visible()
    the_worker_fills()
    expect(page.get_by_role("heading", name="Còn thiếu", exact=True)).to_be_visible()  # by itself
    expect(page.get_by_role("row", name=re.compile("Điện thoại"))).to_contain_text("3")
    looked_at(page)
    with page.expect_download() as got:
        page.get_by_role("link", name=re.compile("XLSX")).click()
    got.value.save_as(tmp_path / "c21a.xlsx")
    page.get_by_label("Lý do gửi khi còn thiếu").fill("Chưa có số điện thoại")
    page.get_by_role("button", name=re.compile("khóa")).click()
    expect(page.get_by_text("Đã gửi, đã khóa")).to_be_visible()
    page.get_by_label("Lý do").fill("Bổ sung điện thoại")
    page.get_by_role("button", name=re.compile("^Mở lại")).click()
    expect(page.get_by_text("Bổ sung điện thoại")).to_be_visible()
    assert page.problems == []


def test_a_form_is_asked_for_and_filled_without_javascript(opened, listed):
    page = opened("officer", javascript=False)
    page.goto("/forms/")
    page.get_by_role("link", name="Lập biểu", exact=True).click()
    page.get_by_role("link", name="B15a-UQ").click()
    page.get_by_role("button", name="Lập biểu").click()
    the_worker_fills()
    page.get_by_role("link", name="Xem kết quả").click()
    expect(page.get_by_text(re.compile("Còn thiếu .* ô trong"))).to_be_visible()
