"""The screens of deliveries: who sees what, and what an upload becomes."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from tests.intake import files

from ansinh.base.months import Month
from ansinh.intake import services
from ansinh.intake.models import Delivery
from ansinh.intake.terms import State
from ansinh.registers.schemas import DELIVERED

OCTOBER = Month(2026, 10)
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home")]


def deliver(path, by, sender="BHXH-92"):
    return services.deliver(path, register="households", month=OCTOBER, sender=sender, by=by)


def send(client, path, **changed):
    file = SimpleUploadedFile(path.name, path.read_bytes())
    given = {"register": "households", "month": "2026-10", "sender": "BHXH-92", "file": file} | changed
    return client.post(reverse("intake:upload"), given, follow=True)


def test_an_upload_is_received_and_waits_for_its_check(client, officer, tmp_path):
    client.force_login(officer)
    page = send(client, files.xlsx(tmp_path / "ho.xlsx"))
    assert Delivery.objects.get().state == State.RECEIVED
    assert "Tệp đang được kiểm tra" in page.content.decode()


def test_the_same_upload_leads_to_what_is_there(client, officer, tmp_path):
    path = files.xlsx(tmp_path / "ho.xlsx")
    first = deliver(path, officer)
    client.force_login(officer)
    page = send(client, path)
    assert page.redirect_chain[-1][0] == reverse("intake:delivery", args=[first.pk])
    assert "đã nhận ngày" in page.content.decode()


def test_a_returned_delivery_shows_rows_columns_and_what_to_do_but_no_person(client, officer, tmp_path):
    rows = [("H0001", "31471", "", "Nguyễn Văn An", "Hộ nghèo", "", "Vùng xa")]
    delivery = deliver(files.xlsx(tmp_path / "a.xlsx", rows), officer)
    client.force_login(officer)
    page = client.get(reverse("intake:delivery", args=[delivery.pk])).content.decode()
    assert "Trả lại để sửa" in page
    assert "Giá trị không có trong danh mục" in page
    assert "Chọn một trong" in page
    assert "Văn An" not in page


def test_the_list_of_findings_is_a_workbook_without_values(client, officer, tmp_path):
    rows = [("H0001", "31471", "", "Nguyễn Văn An", "Hộ nghèo", "", "Vùng xa")]
    delivery = deliver(files.xlsx(tmp_path / "a.xlsx", rows), officer)
    client.force_login(officer)
    answer = client.get(reverse("intake:findings", args=[delivery.pk]))
    content = b"".join(answer.streaming_content)
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        text = b"".join(book.read(name) for name in book.namelist()).decode()
    assert "Giá trị không có trong danh mục" in text
    assert "The value is not in the list" in text
    assert "Văn An" not in text


def test_another_communes_deliveries_are_not_found(client, officer, other_commune_officer, tmp_path):
    delivery = deliver(files.xlsx(tmp_path / "a.xlsx"), officer, sender="31471")
    client.force_login(other_commune_officer)
    for name in ("delivery", "findings"):
        assert client.get(reverse(f"intake:{name}", args=[delivery.pk])).status_code == 404
    assert client.post(reverse("intake:withdraw", args=[delivery.pk])).status_code == 404
    assert "31471" not in client.get(reverse("intake:deliveries")).content.decode()


def test_a_commune_sees_its_own_delivery(client, commune_officer, tmp_path):
    delivery = deliver(files.xlsx(tmp_path / "a.xlsx"), commune_officer, sender="31471")
    client.force_login(commune_officer)
    assert client.get(reverse("intake:delivery", args=[delivery.pk])).status_code == 200
    assert "Đã có" in client.get(reverse("intake:deliveries") + "?month=2026-10").content.decode()


def test_the_board_says_what_is_in_and_what_is_late(client, officer, tmp_path):
    deliver(files.xlsx(tmp_path / "a.xlsx"), officer)
    client.force_login(officer)
    page = client.get(reverse("intake:deliveries")).content.decode()
    monthly = [one for one in DELIVERED.values() if not one.on_event]
    assert f"<b>1/{len(monthly)}</b>" in page
    assert "BHXH-92" in page


def test_a_leader_reads_the_board_and_cannot_deliver(client, leader):
    client.force_login(leader)
    assert client.get(reverse("intake:deliveries")).status_code == 200
    assert client.get(reverse("intake:upload")).status_code == 403


def test_a_visitor_is_asked_to_sign_in(client):
    assert client.get(reverse("intake:deliveries")).status_code == 302


def test_a_held_delivery_is_confirmed_with_a_reason(client, officer, tmp_path):
    many = [(f"H{number:04d}", *files.ROWS[0][1:]) for number in range(20)]
    services.deliver(
        files.xlsx(tmp_path / "a.xlsx", many),
        register="households",
        month=Month(2026, 9),
        sender="BHXH-92",
        by=officer,
    )
    held = deliver(files.xlsx(tmp_path / "b.xlsx", many[:9]), officer, sender="BHXH-92")
    client.force_login(officer)
    assert "giảm 55 %" in client.get(reverse("intake:delivery", args=[held.pk])).content.decode()
    client.post(reverse("intake:confirm", args=[held.pk]), {"reason": "Rà soát xong"})
    assert services.check(held.pk).state == State.ACCEPTED


def test_the_empty_form_of_a_register_comes_back_accepted_when_filled(client, officer, tmp_path):
    import openpyxl

    client.force_login(officer)
    answer = client.get(reverse("intake:form", args=["households"]))
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    assert book.sheetnames == ["Dữ liệu", "Giải thích"]
    for row in files.ROWS:
        book.worksheets[0].append(row)
    book.save(tmp_path / "filled.xlsx")
    assert deliver(tmp_path / "filled.xlsx", officer).state == State.ACCEPTED


def test_a_page_of_a_delivery_asks_few_questions(client, officer, tmp_path, django_assert_max_num_queries):
    delivery = deliver(files.xlsx(tmp_path / "a.xlsx"), officer)
    client.force_login(officer)
    with django_assert_max_num_queries(12):
        client.get(reverse("intake:delivery", args=[delivery.pk]))
    with django_assert_max_num_queries(12):
        client.get(reverse("intake:deliveries"))


def test_a_commune_is_not_asked_for_what_others_send(client, officer, commune_officer, tmp_path):
    client.force_login(commune_officer)
    board = reverse("intake:deliveries") + "?month=2026-10"
    assert "Các sổ đơn vị gửi sẽ hiện ở đây" in client.get(board).content.decode()
    deliver(files.xlsx(tmp_path / "ho.xlsx"), commune_officer, sender="31471")
    page = client.get(board).content.decode()
    assert "Hộ gia đình" in page
    assert "Quá hạn" not in page
    client.force_login(officer)
    assert "Quá hạn" in client.get(board).content.decode()


def test_nobody_is_asked_for_what_this_system_writes_itself(client, officer):
    client.force_login(officer)
    page = client.get(reverse("intake:upload")).content.decode()
    assert 'value="labour_use"' in page
    assert "match_decisions" not in page
    assert "outcomes" not in page
