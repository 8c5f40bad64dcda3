"""Can a collector work the list on a phone, and a commune's officer take it away with a reason?"""

import re
import zipfile

from playwright.sync_api import expect


def test_a_collector_records_three_results_on_a_phone_without_javascript(opened):
    page = opened("collector", width=390, javascript=False)
    page.goto("/")
    page.get_by_role("link", name="Danh sách vận động").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Danh sách của tôi")
    page.get_by_text("Chọn một phần danh sách").click()
    page.get_by_label("Tình trạng").select_option("to_visit")
    page.get_by_role("button", name="Xem", exact=True).last.click()
    for answer in ("Tham gia mới", "Không gặp được", "Chưa đồng ý tham gia"):
        page.locator(".persons .who").first.click()
        button = page.get_by_role("button", name=answer)
        box = button.bounding_box()
        assert box["height"] >= 44
        assert box["y"] + box["height"] < 844  # within reach without scrolling
        button.click()
        expect(page.get_by_text("Đã ghi:")).to_contain_text(answer.lower())
        expect(page).to_have_url(re.compile(r"/lists/mine/\?.*state=to_visit"))
    page.goto("/lists/mine/?state=visited")
    expect(page.locator(".persons .who")).to_have_count(3)
    page.locator(".persons .who").first.click()
    page.get_by_role("link", name=re.compile("^Rút lại")).first.click()
    page.get_by_label("Vì sao rút lại?").fill("Ghi nhầm người")
    page.get_by_role("button", name="Rút lại").click()
    expect(page.get_by_text("Ghi nhầm người")).to_be_visible()


def test_a_communes_officer_takes_a_copy_with_a_reason(opened, tmp_path):
    page = opened("commune")
    page.goto("/lists/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Phường Long Mỹ")
    page.get_by_role("link", name="Khu vực 1").click()
    page.get_by_role("link", name="Xuất hoặc in").click()
    page.get_by_label("Xuất để làm gì?").fill("Giao tổ thu tháng 11")
    with page.expect_download() as got:
        page.get_by_role("button", name="Tải XLSX").click()
    got.value.save_as(tmp_path / "list.xlsx")
    words = zipfile.ZipFile(tmp_path / "list.xlsx").read("xl/sharedStrings.xml").decode()
    assert "không sao chép" in words
    assert "Trần Thị Ánh" in words
    page.get_by_role("button", name="Trang để in").click()
    expect(page.get_by_text("Người nhận danh sách")).to_be_visible()
    page.goto("/lists/hamlets/31471-01/hand-over/")
    page.get_by_label("Giao cho nhân viên thu nào?").select_option(label="Nhân viên 3 · Bưu điện phường")
    page.get_by_label("Lý do").fill("Nghỉ phép")
    page.get_by_role("button", name="Giao danh sách").click()
    expect(page.get_by_text("Đã giao danh sách.")).to_be_visible()
    page.get_by_role("button", name=re.compile("^Thôi giao")).click()
    expect(page.get_by_text("Đã thôi giao danh sách.")).to_be_visible()
    assert page.problems == []


def test_the_leader_reads_counts_and_hit_rates_and_finds_no_person(opened):
    page = opened("leader")
    page.goto("/lists/")
    expect(page.locator(".lead")).to_contain_text("người cần vận động")
    page.get_by_label("Lý do", exact=True).select_option("voluntary_si_eligible")
    page.get_by_role("button", name="Xem", exact=True).last.click()
    expect(page.get_by_role("row", name=re.compile("Phường Long Mỹ")).locator("td").nth(1)).to_have_text("19")
    page.get_by_role("link", name="Phường Long Mỹ").click()
    expect(page.get_by_role("link", name="Khu vực 1")).to_have_count(0)
    page.get_by_role("link", name="Độ trúng").click()
    expect(page.locator(".lead")).to_contain_text("lượt tiếp xúc")
    assert "Trần Thị Ánh" not in page.content()
