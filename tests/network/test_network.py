"""Hamlets, organisations, points and collectors: loaded whole or not at all, seen only in one's area."""

import datetime as dt
from pathlib import Path

import pytest

from ansinh.accounts.models import Entry
from ansinh.accounts.terms import Role, Scope, Viewer
from ansinh.base.errors import InvalidValue, NotFound, NotPermitted
from ansinh.network import queries, services
from ansinh.network.models import Assignment, Collector, Hamlet

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 10, 31)
HAMLETS = """code,commune,name,kind,since
31471-01,31471,Khu vực Bình An,area,2025-07-01
31471-02,31471,Khu vực Bình Hòa,area,2025-07-01
31567-01,31567,Ấp Mỹ Tân,hamlet,2025-07-01
"""
ORGANISATIONS = """code,name,kind,commune
BD,Bưu điện thành phố,collection,
HPN-31471,Hội Phụ nữ Long Mỹ,union,31471
HPN-31567,Hội Phụ nữ Mỹ Tú,union,31567
"""
POINTS = """code,organisation,name,commune,address
BD-01,BD,Bưu cục Long Mỹ,31471,"Đường 30/4, Long Mỹ"
"""
COLLECTORS = """code,organisation,name,commune,hamlets
C-1,BD,Trần Thị Thử,31471,31471-01;31471-02
C-2,HPN-31567,Lê Văn Mẫu,31567,31567-01
"""


def viewer(role: Role, *areas: str) -> Viewer:
    return Viewer(user_id=1, scopes=tuple(Scope(role, area) for area in areas), on=DAY)


def write(path: Path, text: str) -> Path:
    path.write_text(text)
    return path


@pytest.fixture
def city(tmp_path):
    services.load_hamlets(write(tmp_path / "hamlets.csv", HAMLETS), by=None)
    services.load_organisations(write(tmp_path / "organisations.csv", ORGANISATIONS), by=None)
    services.load_points(write(tmp_path / "collection_points.csv", POINTS), by=None)
    services.load_collectors(write(tmp_path / "collectors.csv", COLLECTORS), by=None)


def test_loading_twice_changes_nothing(city, tmp_path):
    services.load_hamlets(tmp_path / "hamlets.csv", by=None)
    services.load_collectors(tmp_path / "collectors.csv", by=None)
    assert (Hamlet.objects.count(), Collector.objects.count(), Assignment.objects.count()) == (3, 2, 3)


def test_a_file_with_one_bad_line_is_not_loaded_at_all(tmp_path):
    with pytest.raises(InvalidValue, match="3"):
        services.load_hamlets(
            write(tmp_path / "h.csv", HAMLETS.replace("Bình Hòa,area", "Bình Hòa,x")), by=None
        )
    with pytest.raises(InvalidValue, match="since"):
        services.load_hamlets(write(tmp_path / "h.csv", HAMLETS.replace("since", "from")), by=None)
    assert not Hamlet.objects.exists()


def test_a_hamlet_stands_in_the_commune_that_its_code_begins_with(tmp_path):
    with pytest.raises(InvalidValue):
        services.load_hamlets(
            write(tmp_path / "h.csv", HAMLETS.replace("31471-02,31471", "31471-02,31567")), by=None
        )


def test_a_commune_officer_sees_the_collectors_of_the_commune_and_no_other(city):
    officer = viewer(Role.COMMUNE_OFFICER, "31471")
    lines = queries.hamlet_lines(officer, "31471", DAY)
    assert [line.collectors for line in lines] == [1, 1]
    assert lines[0].names[0][1] == "Trần Thị Thử"
    with pytest.raises(NotPermitted):
        queries.hamlet_lines(officer, "31567", DAY)
    with pytest.raises(NotPermitted):
        queries.collector(officer, Collector.objects.get(code="C-2").pk, DAY)


def test_a_collector_sees_the_own_hamlets_only(city):
    collector = viewer(Role.COLLECTOR, "31471-02")
    assert [each.code for each in queries.hamlets(collector, "31471", DAY)] == ["31471-02"]
    with pytest.raises(NotPermitted):
        queries.hamlet_line(collector, "31471-01", DAY)


def test_a_province_leader_sees_how_many_collectors_and_not_who(city):
    leader = viewer(Role.PROVINCE_LEADER, "31471")
    assert [(line.collectors, line.names) for line in queries.hamlet_lines(leader, "31471", DAY)] == [
        (1, None),
        (1, None),
    ]


def test_a_visitor_sees_nothing_of_the_network(city):
    visitor = Viewer(user_id=None, on=DAY)
    for look in (
        lambda: queries.hamlets(visitor, "31471", DAY),
        lambda: queries.organisations(visitor),
        lambda: queries.collection_points(visitor, "31471"),
        lambda: queries.collector(visitor, 0, DAY),
    ):
        with pytest.raises(NotPermitted):
            look()


def test_organisations_of_other_communes_are_not_listed_for_a_commune(city):
    officer = viewer(Role.COMMUNE_OFFICER, "31471")
    assert {each.code for each in queries.organisations(officer)} == {"BD", "HPN-31471"}


def test_a_hamlet_that_is_not_there_is_said_so(city):
    with pytest.raises(NotFound):
        queries.hamlet_line(viewer(Role.COMMUNE_OFFICER, "31471"), "31471-77", DAY)


def test_hamlets_no_longer_named_end_on_the_day_of_the_new_list(city, tmp_path):
    shorter = write(tmp_path / "c.csv", COLLECTORS.replace("31471-01;31471-02", "31471-02"))
    services.load_collectors(shorter, by=None, since=dt.date(2026, 9, 1))
    officer = viewer(Role.COMMUNE_OFFICER, "31471")

    def served(day):
        return [line.collectors for line in queries.hamlet_lines(officer, "31471", day)]

    assert served(dt.date(2026, 8, 31)) == [1, 1]
    assert served(dt.date(2026, 9, 1)) == [0, 1]


def test_each_load_is_written_down_without_a_name(city):
    said = str(list(Entry.objects.values_list("action", "about", "details")))
    assert "network.collectors_loaded" in said
    assert "Trần" not in said


def test_a_cluster_holds_hamlets_of_one_commune_only(city):
    services.form_cluster("31471", "Cụm 1", ["31471-01", "31471-02"], by=None)
    services.form_cluster("31471", "Cụm 1", ["31471-02"], by=None)
    (cluster,) = queries.clusters(viewer(Role.COMMUNE_OFFICER, "31471"), "31471")
    assert [each.code for each in cluster.hamlets.all()] == ["31471-02"]
    with pytest.raises(InvalidValue, match="31567-01"):
        services.form_cluster("31471", "Cụm 2", ["31471-01", "31567-01"], by=None)
    with pytest.raises(NotPermitted):
        queries.clusters(viewer(Role.COMMUNE_OFFICER, "31567"), "31471")
