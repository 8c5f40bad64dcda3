"""Can each role do its work in a real browser, from signing in to the end?"""

import re

from playwright.sync_api import expect


def test_the_deputy_chair_reads_the_province_aloud_and_asks_why(opened):
    page = opened()
    page.goto("/")
    page.get_by_label("Tên đăng nhập").fill("leader")
    page.get_by_label("Mật khẩu").fill("an-sinh-2026-thu")
    page.get_by_role("button", name="Đăng nhập").click()
    expect(page).to_have_url(re.compile(r"/units/92/$"))
    expect(page.locator(".lead")).to_contain_text("người tham gia BHXH tự nguyện")
    expect(page.locator(".demonstration")).to_be_visible()
    page.get_by_role("link", name=re.compile(r"Cách tính\s*: Bao phủ BHYT")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Số này được tính như thế nào")
    expect(page.get_by_role("heading", name="Công thức")).to_be_visible()
    assert page.problems == []


def test_sorting_replaces_the_table_and_nothing_else(opened):
    page = opened("leader")
    page.goto("/units/92/")
    page.evaluate("window.kept = true")
    page.get_by_role("link", name="Còn thiếu").click()
    expect(page.locator("th[aria-sort=descending]")).to_contain_text("Còn thiếu")
    expect(page).to_have_url(re.compile("sort=-gap"))
    assert page.evaluate("window.kept") is True
    page.get_by_role("link", name="Bao phủ BHYT", exact=True).last.click()
    expect(page.get_by_role("heading", name="Tỷ lệ bao phủ BHYT trên dân số")).to_be_visible()
    assert page.evaluate("window.kept") is True
    assert page.problems == []


def test_the_language_stays_as_chosen(opened):
    page = opened("leader")
    page.goto("/units/92/")
    page.get_by_role("button", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.get_by_role("link", name="Targets", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Targets")
    page.get_by_role("button", name="Tiếng Việt").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Chỉ tiêu")


def test_the_si_officer_enters_a_target_and_mends_a_table(opened):
    page = opened("officer")
    page.goto("/targets/")
    page.get_by_role("link", name="Nhập chỉ tiêu").click()
    page.get_by_label("Đơn vị", exact=True).select_option("31153")
    page.get_by_label("Chỉ tiêu thống kê").select_option("hi")
    page.get_by_label("Số lượng").fill("41.000")
    page.get_by_label("Kỳ tính từ ngày").fill("2026-01-01")
    page.get_by_label("Hạn", exact=True).fill("2026-12-31")
    page.get_by_label("Số văn bản").fill("105/KH-UBND")
    page.get_by_label("Ngày văn bản").fill("2026-02-02")
    page.get_by_label("Loại cơ quan").select_option("peoples_committee")
    page.get_by_label("Cơ quan giao").fill("UBND thành phố Cần Thơ")
    page.get_by_role("button", name="Ghi chỉ tiêu").click()
    expect(page.get_by_text("Đã ghi chỉ tiêu.")).to_be_visible()
    expect(page.get_by_role("cell", name="105/KH-UBND").first).to_be_visible()
    page.get_by_role("link", name="Nhập cả bảng").click()
    page.get_by_label("Dán bảng vào đây").fill(
        "unit\tindicator\tkind\tvalue\tperiod_start\tdeadline\tdocument\tdocument_on\tbody\tbody_name\n"
        "99999\thi\tvalue\tnhiều\t2026-01-01\t2026-12-31\t1/KH\t2026-01-01\tpeoples_committee\tUBND"
    )
    page.get_by_role("button", name="Kiểm tra và ghi").click()
    expect(page.get_by_text("chỗ cần sửa").first).to_be_visible()


def test_the_commune_officer_sees_hamlets_and_no_other_commune(opened):
    page = opened("commune")
    page.goto("/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Phường Long Mỹ")
    page.locator("#ranking tbody a").first.click()
    expect(page).to_have_url(re.compile(r"/units/31471-0\d/"))
    page.goto("/units/31153/")
    expect(page.get_by_role("alert")).to_contain_text("không có quyền")
    expect(page.get_by_text("Ô Môn")).to_have_count(0)


def test_the_commune_officer_decides_three_pairs_by_keyboard_and_takes_one_back(opened):
    page = opened("commune", javascript=False)
    page.goto("/matching/")
    page.get_by_role("link", name="Bắt đầu rà soát").click()
    for number, answer in enumerate(("Cùng một người", "Hai người khác nhau", "Chưa chắc")):
        expect(page.get_by_role("heading", level=1)).to_have_text("Hai dòng này có phải một người không?")
        expect(page.locator(".digits .differs").first).to_be_visible()
        if number == 1:
            page.get_by_label("Ghi chú").fill("Đã xem sổ hộ khẩu")
        button = page.get_by_role("button", name=answer)
        button.focus()
        page.keyboard.press("Enter")
    expect(page.get_by_text("Không còn cặp nào chờ rà soát ở đây.")).to_be_visible()
    page.get_by_role("link", name="Hai người khác nhau").click()
    page.get_by_role("link", name=re.compile("NGUYEN VAN DUC")).click()
    expect(page.get_by_text("Đã xem sổ hộ khẩu").first).to_be_visible()
    page.get_by_role("button", name="Rút lại quyết định").click()
    expect(page.get_by_text("cặp này chờ rà soát lại")).to_be_visible()
    assert page.problems == []


def test_the_collector_begins_with_the_hamlet_on_a_phone(opened):
    page = opened("collector", width=390)
    page.goto("/")
    expect(page).to_have_url(re.compile(r"/units/31471-02/"))
    expect(page.get_by_role("navigation", name="Các phần")).to_be_in_viewport()


def test_the_administrator_finds_accounts_and_the_audit_trail(opened):
    page = opened("administrator")
    page.goto("/")
    page.get_by_role("link", name="Tài khoản").click()
    expect(page.get_by_text("officer").first).to_be_visible()
    page.get_by_role("link", name="Nhật ký").click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_everything_works_without_javascript(opened):
    page = opened("officer", javascript=False)
    page.goto("/")
    page.get_by_role("searchbox").first.fill("long my")
    page.get_by_role("button", name="Tìm").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Phường Long Mỹ")
    page.get_by_label("Tháng", exact=True).select_option("2026-09")
    page.get_by_role("button", name="Xem", exact=True).click()
    expect(page.locator(".lead")).to_contain_text("30/9/2026")
    page.goto("/units/92/")
    page.get_by_label("Tên đơn vị").fill("o mon")
    page.get_by_role("button", name="Lọc").click()
    expect(page.locator("#ranking tbody tr")).to_have_count(1)


def test_a_keyboard_reaches_the_content_first(opened):
    page = opened("leader")
    page.goto("/units/92/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Đến phần nội dung")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#content")).to_be_focused()
