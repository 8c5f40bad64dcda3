"""Does a commune's officer hand in a workbook as it is, correct one heading, and find it understood next month?"""

from playwright.sync_api import expect
from tests.intake import files, shown_files
from tests.journeys.test_reading_for_all import broken_rules

from ansinh.intake import services
from ansinh.intake.models import Delivery


def hand_in(page, path, month):
    """Choose register, month and file; the check runs as the queue would run it."""
    page.goto("/deliveries/new/?register=households")
    page.get_by_label("Tháng").select_option(month)
    page.get_by_label("Nơi gửi").select_option("31471")
    page.get_by_label("Tệp").set_input_files(path)
    page.get_by_role("button", name="Gửi", exact=True).click()
    expect(page.get_by_text("Tệp đang được kiểm tra.")).to_be_visible()
    services.check(Delivery.objects.latest("pk").pk)
    page.get_by_role("link", name="Xem kết quả").click()


def readable(page, address):
    """The same page with JavaScript, which axe needs, on a desk and on a phone."""
    page.goto(address)
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 844})
        assert broken_rules(page) == {}, width
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, width


def test_a_heading_corrected_once_is_known_the_month_after_without_javascript(
    opened, tmp_path, _django_db_helper
):
    page = opened("commune", width=390, javascript=False)
    hand_in(page, shown_files.households(tmp_path / "thang-7.xlsx"), "2026-07")
    expect(page.get_by_text("Trả lại để sửa").first).to_be_visible()
    page.get_by_role("link", name="Tệp được đọc như thế nào").click()
    expect(page.get_by_text("chưa có tiêu đề").first).to_be_visible()
    readable(opened("commune"), page.url)
    page.get_by_label("Cột cho “Hộ số”").select_option("household")
    page.get_by_label("Cột cho “Xếp hạng”").select_option("kind")
    page.get_by_role("button", name="Lưu cách ghép này và đọc lại tệp").click()
    services.check(Delivery.objects.latest("pk").pk)
    page.get_by_role("link", name="Xem kết quả").click()
    page.get_by_role("link", name="Xem trước").click()
    page.get_by_role("button", name="Đúng rồi: tiếp nhận tệp").click()
    services.check(Delivery.objects.latest("pk").pk)
    page.get_by_role("link", name="Xem kết quả").click()
    expect(page.get_by_text("Đã tiếp nhận toàn bộ")).to_be_visible()
    next_month = [*files.ROWS[:2], ("H0009", *files.ROWS[2][1:])]
    hand_in(page, shown_files.households(tmp_path / "thang-8.xlsx", next_month), "2026-08")
    expect(page.get_by_text("đọc theo cách ghép cột").first).to_be_visible()
    page.get_by_role("link", name="Xem trước").click()
    expect(page.get_by_text("theo cách ghép đã lưu").first).to_be_visible()
