"""Does a sender see how a file was read before it is taken, and is what they say of its headings kept?"""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from tests.intake import files
from tests.intake import official_files as forms

from ansinh.accounts.models import Entry
from ansinh.base.months import Month
from ansinh.intake import queries, services
from ansinh.intake.models import Delivery, SavedMapping
from ansinh.intake.terms import State

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home")]
OCTOBER = Month(2026, 10)
OWN = ("Hộ số", "Mã xã/phường", "Ấp", "CCCD chủ hộ", "Xếp hạng", "DTTS", "Vùng")
"""Headings of which an office made up the first and the fifth."""


def deliver(path, by, month=OCTOBER, sender="31471", **more):
    services.receive(path, register="households", month=month, sender=sender, by=by, **more)
    return services.check(Delivery.objects.latest("pk").pk)


def corrected(client, delivery, **changed):
    """What the form of the preview sends when a person corrects it."""
    shown = queries.preview(delivery)
    given = {f"heading_{n}": one.column for n, one in enumerate(shown.headings)}
    given |= {"row": shown.row, "sheet": shown.sheet} | changed
    return client.post(reverse("intake:preview", args=[delivery.pk]), given)


def test_an_uploaded_file_waits_for_a_look_and_is_taken_after_it(client, commune_officer, tmp_path):
    client.force_login(commune_officer)
    path = files.xlsx(tmp_path / "ho.xlsx")
    file = SimpleUploadedFile("ho.xlsx", path.read_bytes())
    given = {"register": "households", "month": "2026-10", "sender": "31471", "file": file}
    client.post(reverse("intake:upload"), given)
    delivery = services.check(Delivery.objects.get().pk)
    assert (delivery.state, delivery.snapshot) == (State.SHOWN, "")
    page = client.get(reverse("intake:preview", args=[delivery.pk])).content.decode()
    assert "Mã hộ" in page
    assert "092001000011" not in page
    assert "011" in page
    client.post(reverse("intake:accept", args=[delivery.pk]))
    assert services.check(delivery.pk).state == State.ACCEPTED
    actions = [*Entry.objects.order_by("number").values_list("action", flat=True)]
    assert actions == [
        "delivery.received", "delivery.shown", "delivery.looked", "delivery.looked_over", "delivery.accepted",
    ]  # fmt: skip


def test_a_program_is_not_asked_to_look(commune_officer, tmp_path):
    assert deliver(files.xlsx(tmp_path / "a.xlsx"), commune_officer).state == State.ACCEPTED


def test_columns_mapped_by_hand_are_kept_and_used_for_the_next_file(client, commune_officer, tmp_path):
    client.force_login(commune_officer)
    first = deliver(files.xlsx(tmp_path / "a.xlsx", headings=OWN), commune_officer)
    assert first.state == State.RETURNED
    assert corrected(client, first, heading_0="household", heading_4="kind").status_code == 302
    again = services.check(first.pk)
    assert again.state == State.SHOWN
    assert {one.code for one in again.findings.all()} == {"mapping_used"}
    services.accept_as_shown(again, by=commune_officer)
    assert services.check(first.pk).rows == 3
    saved = SavedMapping.objects.get()
    assert (saved.made_by, saved.ended_at) == (commune_officer, None)
    after = deliver(files.xlsx(tmp_path / "b.xlsx", files.ROWS[:2], OWN), commune_officer, Month(2026, 9))
    assert (after.state, after.mapping_id) == (State.ACCEPTED, saved.pk)
    page = client.get(reverse("intake:delivery", args=[after.pk])).content.decode()
    assert "đọc theo cách ghép cột" in page


def test_a_mapping_whose_headings_are_gone_is_not_used_and_that_is_said(client, commune_officer, tmp_path):
    client.force_login(commune_officer)
    first = deliver(files.xlsx(tmp_path / "a.xlsx", headings=OWN), commune_officer)
    corrected(client, first, heading_0="household", heading_4="kind")
    after = deliver(files.xlsx(tmp_path / "b.xlsx", files.ROWS[:2]), commune_officer, Month(2026, 9))
    assert after.state == State.ACCEPTED
    assert [one.code for one in after.findings.all()] == ["mapping_not_used"]


def test_a_mapping_that_ended_is_used_no_more_and_stays_on_record(client, commune_officer, tmp_path):
    client.force_login(commune_officer)
    first = deliver(files.xlsx(tmp_path / "a.xlsx", headings=OWN), commune_officer)
    corrected(client, first, heading_0="household", heading_4="kind")
    saved = SavedMapping.objects.get()
    assert "Hộ gia đình" in client.get(reverse("intake:mappings")).content.decode()
    client.post(reverse("intake:end_mapping", args=[saved.pk]))
    saved.refresh_from_db()
    assert (saved.ended_by, SavedMapping.objects.count()) == (commune_officer, 1)
    assert services.check(first.pk).state == State.RETURNED
    assert Entry.objects.filter(action__startswith="mapping.").count() == 2


def test_another_communes_mapping_is_neither_seen_nor_ended(
    client, commune_officer, other_commune_officer, tmp_path
):
    client.force_login(commune_officer)
    first = deliver(files.xlsx(tmp_path / "a.xlsx", headings=OWN), commune_officer)
    corrected(client, first, heading_0="household", heading_4="kind")
    saved = SavedMapping.objects.get()
    client.force_login(other_commune_officer)
    assert "31471" not in client.get(reverse("intake:mappings")).content.decode()
    assert client.post(reverse("intake:end_mapping", args=[saved.pk])).status_code == 404
    assert client.get(reverse("intake:preview", args=[first.pk])).status_code == 404
    saved.refresh_from_db()
    assert saved.ended_at is None


def test_two_headings_for_one_column_and_a_missing_one_are_refused(client, commune_officer, tmp_path):
    client.force_login(commune_officer)
    first = deliver(files.xlsx(tmp_path / "a.xlsx", headings=OWN), commune_officer)
    answer = corrected(client, first, heading_0="kind", heading_4="kind")
    assert answer.status_code == 400
    assert "cùng một cột" in answer.content.decode()
    assert "Chưa có tiêu đề" in answer.content.decode()
    assert not SavedMapping.objects.exists()


def test_of_two_sheets_that_differ_the_sender_names_one(client, commune_officer, tmp_path):
    client.force_login(commune_officer)
    fewer = [row[:3] + row[4:] for row in (files.HEADINGS, *files.ROWS[:2])]
    path = files.sheets(tmp_path / "a.xlsx", {"Bản 1": (files.HEADINGS, *files.ROWS), "Bản 2": fewer})
    asked = deliver(path, commune_officer)
    assert [one.code for one in asked.findings.all()] == ["two_sheets"]
    corrected(client, asked, sheet="Bản 2")
    shown = services.check(asked.pk)
    assert (shown.state, shown.rows) == (State.SHOWN, 2)


def test_the_row_of_the_headings_can_be_named(client, commune_officer, tmp_path):
    client.force_login(commune_officer)
    odd = ("m", "x", "a", "c", "l", "d", "v")
    asked = deliver(
        files.xlsx(tmp_path / "a.xlsx", headings=odd, above=[("Danh sách hộ của xã",)] * 3), commune_officer
    )
    assert [one.code for one in asked.findings.all()] == ["no_header"]
    corrected(client, asked, row=4)
    again = services.check(asked.pk)
    names = ("household", "commune", "hamlet", "head_personal_id", "kind", "ethnic_minority", "area")
    assert [one.said for one in queries.preview(again).headings] == [*odd]
    corrected(client, again, **{f"heading_{n}": name for n, name in enumerate(names)})
    assert services.check(asked.pk).rows == 3


def test_the_pages_ask_few_questions(client, commune_officer, tmp_path, django_assert_max_num_queries):
    client.force_login(commune_officer)
    delivery = deliver(files.xlsx(tmp_path / "a.xlsx"), commune_officer, look_first=True)
    for address in (reverse("intake:preview", args=[delivery.pk]), reverse("intake:mappings")):
        with django_assert_max_num_queries(12):
            assert client.get(address).status_code == 200


def send_form(client, path, register="labour_changes", sender="TZ0001A"):
    """Hand in an official form on the page, and check it."""
    file = SimpleUploadedFile(path.name, path.read_bytes())
    given = {"register": register, "month": "2026-10", "sender": sender, "file": file}
    client.post(reverse("intake:upload"), given)
    return services.check(Delivery.objects.latest("pk").pk)


def test_an_official_form_is_shown_with_its_version_and_covered_lines_and_then_taken(
    client, officer, tmp_path
):
    client.force_login(officer)
    delivery = send_form(client, forms.book(tmp_path / "d02.xlsx", ("Sheet1", forms.d02(), forms.D02_MERGED)))
    assert delivery.state == State.SHOWN
    address = reverse("intake:preview", args=[delivery.pk])
    assert address in client.get(reverse("intake:delivery", args=[delivery.pk])).content.decode()
    answer = client.get(address)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "D02-LT 366/QĐ-BHXH" in page
    assert "<b>3 dòng</b>" in page
    assert "N••• T••• M•••" in page
    assert "Không xác định thời hạn" in page
    assert "10/2026" in page
    assert "indefinite" not in page
    assert "Người Thử" not in page
    assert "0920000011" not in page
    assert "<select" not in page.split("<main", 1)[1]
    client.post(reverse("intake:accept", args=[delivery.pk]))
    assert services.check(delivery.pk).state == State.ACCEPTED


def test_an_official_form_is_not_mapped_by_hand(client, officer, tmp_path):
    client.force_login(officer)
    delivery = send_form(client, forms.book(tmp_path / "d02.xlsx", ("Sheet1", forms.d02(), ())))
    answer = client.post(reverse("intake:preview", args=[delivery.pk]), {"row": 3, "heading_0": "full_name"})
    assert answer.status_code == 405
    assert not SavedMapping.objects.exists()


def test_a_saved_mapping_never_hides_an_official_form(client, officer, tmp_path):
    client.force_login(officer)
    odd = ("Người", "Số BH", "Việc gì")
    first = files.xlsx(tmp_path / "a.xlsx", [("Người Thử Một", "0920000011", "up")], odd)
    mapped = send_form(client, first)
    assert mapped.state == State.RETURNED
    said = {"nguoi": "full_name", "so bh": "si_number", "viec gi": "direction"}
    services.map_columns(mapped, by=officer, decisions=said, row=1)
    form = send_form(client, forms.book(tmp_path / "d02.xlsx", ("Sheet1", forms.d02(), ())))
    assert form.state == State.SHOWN
    assert {one.code for one in form.findings.all()} >= {"official_form"}
    assert (form.rows, form.mapping) == (3, None)


def test_a_file_that_waits_without_a_preview_is_taken_on_its_own_page(client, commune_officer, tmp_path):
    client.force_login(commune_officer)
    delivery = deliver(files.xlsx(tmp_path / "a.xlsx"), commune_officer, look_first=True)
    queries.preview_path(delivery).unlink()
    page = client.get(reverse("intake:delivery", args=[delivery.pk])).content.decode()
    assert reverse("intake:preview", args=[delivery.pk]) not in page
    assert reverse("intake:accept", args=[delivery.pk]) in page


@pytest.mark.parametrize("taken", [True, False])
def test_what_a_preview_showed_is_removed_once_the_file_is_taken_or_withdrawn(
    commune_officer, tmp_path, taken, django_capture_on_commit_callbacks
):
    delivery = deliver(files.xlsx(tmp_path / "a.xlsx"), commune_officer, look_first=True)
    assert queries.preview_path(delivery).exists()
    with django_capture_on_commit_callbacks(execute=True):
        if taken:
            services.accept_as_shown(delivery, by=commune_officer)
            services.check(delivery.pk)
        else:
            services.withdraw(delivery, by=commune_officer)
    assert not queries.preview_path(delivery).exists()


def test_a_word_given_for_one_reading_does_not_stand_for_another(commune_officer, tmp_path):
    delivery = deliver(files.xlsx(tmp_path / "a.xlsx"), commune_officer, look_first=True)
    said = {"confirmed_at": delivery.received_at, "confirmed_by": commune_officer, "confirmed_reason": "đúng"}
    Delivery.objects.filter(pk=delivery.pk).update(state=State.RETURNED, **said)
    delivery.refresh_from_db()
    services.map_columns(delivery, by=commune_officer, decisions={}, row=1)
    delivery.refresh_from_db()
    assert (delivery.state, delivery.confirmed_at, delivery.confirmed_reason) == (State.RECEIVED, None, "")
