"""Does a sender see how a file was read before it is taken, and is what they say of its headings kept?"""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from tests.intake import files

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
