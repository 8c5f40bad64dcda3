"""One month runs from its snapshots to published readings: once, whole, and the same again."""

from __future__ import annotations

import datetime as dt
import importlib
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection
from typer.testing import CliRunner

from ansinh import monthly
from ansinh.base.errors import NotFound
from ansinh.cli.main import app
from ansinh.indicators import services
from ansinh.indicators.models import Reading, Run
from ansinh.registers.store import Store

sys.path.append(str(Path(__file__).parents[1] / "indicators"))
import tiny_city

SEPTEMBER = tiny_city.SEPTEMBER
monthly_run = importlib.import_module("ansinh.monthly.run")  # the door hides the module behind its function


def now() -> dt.datetime:
    return dt.datetime(2025, 10, 6, 9, tzinfo=dt.UTC)


@pytest.fixture
def home(tmp_path, settings) -> Path:
    settings.HOME, settings.PROVINCE, settings.DEMONSTRATION = tmp_path, "92", False
    return tmp_path


@pytest.fixture
def city(home) -> tiny_city.City:
    made = tiny_city.random_city(3)
    made.sheets = [
        tiny_city.sheet("commune 31471", SEPTEMBER.last_day, "population", 30),
        tiny_city.sheet("commune 31471", SEPTEMBER.last_day, "hi", 11),
        tiny_city.sheet("province 92", SEPTEMBER.last_day, "labour_force", 200),
    ]
    tiny_city.deliver(made, Store(home / "registers"), home)
    return made


def values(unit: str) -> dict[str, int]:
    current = Reading.objects.filter(run__superseded_by=None, unit=unit, basis="computed")
    return {row.indicator: row.value for row in current}


@pytest.mark.django_db
def test_a_month_is_published_for_every_level_and_the_parts_add_up(city):
    outcome = monthly.run(SEPTEMBER, now=now)
    assert outcome.changed
    whole = values("92")
    assert whole["participants_total"] == whole["hi"] + whole["si_voluntary"]
    for level, prefix in (("commune", ""), ("hamlet", "31471-")):
        for indicator in ("hi", "si_voluntary", "hi_lapsed", "residents", "students"):
            parts = Reading.objects.filter(level=level, unit__startswith=prefix, indicator=indicator)
            total = sum(parts.filter(basis="computed").values_list("value", flat=True))
            assert total == values("31471" if prefix else "92")[indicator], (level, indicator)


@pytest.mark.django_db
def test_rates_name_their_denominator_and_where_it_comes_from(city):
    monthly.run(SEPTEMBER, now=now)
    coverage = Reading.objects.get(unit="31471", indicator="hi_coverage", basis="computed")
    hi = values("31471")["hi"]
    assert (coverage.numerator, coverage.denominator, coverage.denominator_source) == (hi, 30, "TK92")
    assert Reading.objects.get(unit="31471", indicator="hi", basis="reported").value == 11
    assert Reading.objects.get(unit="92", indicator="si_rate").denominator == 200
    assert not Reading.objects.filter(unit="31153", indicator="hi_coverage").exists()
    assert Reading.objects.filter(unit="31153", indicator="hi_coverage_register").exists()


@pytest.mark.django_db
def test_the_same_inputs_give_the_same_bytes_and_change_nothing(city, home):
    first = monthly.run(SEPTEMBER, now=now)
    before = {path.name: path.read_bytes() for path in first.folder.iterdir()}
    assert not monthly.run(SEPTEMBER, now=now).changed
    again = monthly.run(SEPTEMBER, now=now, again=True)
    assert again.code == first.code
    assert {path.name: path.read_bytes() for path in again.folder.iterdir()} == before
    assert Run.objects.count() == 1


@pytest.mark.django_db
def test_the_next_month_goes_on_from_the_published_run_though_another_failed(city, home):
    first = monthly.run(SEPTEMBER, now=now)
    current = home / "links" / str(SEPTEMBER) / "current"
    current.write_text("f" * 64)  # what a run leaves that linked people and failed while publishing
    assert not monthly.run(SEPTEMBER, now=now).changed
    assert current.read_text() == first.code


@pytest.mark.django_db
def test_a_run_that_leaves_a_step_out_is_another_run_without_its_tables(city):
    shorter = monthly.run(SEPTEMBER, now=now, without=("missing",))
    full = monthly.run(SEPTEMBER, now=now)
    assert full.code != shorter.code
    extra = {path.name for path in full.folder.iterdir()} - {path.name for path in shorter.folder.iterdir()}
    assert "candidates.parquet" in extra and "readings.parquet" not in extra


@pytest.mark.django_db
def test_a_corrected_delivery_supersedes_the_run_and_keeps_it(city, home):
    first = monthly.run(SEPTEMBER, now=now)
    readings = Reading.objects.count()
    corrected = [{**row, "hi": True} for row in city.participants]
    tiny_city.add(Store(home / "registers"), "participants", SEPTEMBER, corrected, "BHXH92", home)
    second = monthly.run(SEPTEMBER, now=now)
    old, new = Run.objects.get(code=first.code), Run.objects.get(code=second.code)
    assert (old.superseded_by, new.superseded_by) == (new, None)
    assert old.readings.count() == readings and new.readings.exists()


@pytest.mark.django_db
def test_inputs_that_go_back_make_the_first_run_current_again(city, home):
    store = Store(home / "registers")
    first = monthly.run(SEPTEMBER, now=now)
    readings = Reading.objects.filter(run__code=first.code).count()
    corrected = [{**row, "ui": True} for row in city.participants]
    tiny_city.add(store, "participants", SEPTEMBER, corrected, "BHXH92", home)
    second = monthly.run(SEPTEMBER, now=now)
    tiny_city.add(store, "participants", SEPTEMBER, city.participants, "BHXH92", home)
    assert monthly.run(SEPTEMBER, now=now).code == first.code
    assert Run.objects.get(superseded_by=None).code == first.code
    assert Run.objects.get(code=second.code).superseded_by.code == first.code
    assert Reading.objects.filter(run__code=first.code).count() == readings


@pytest.mark.django_db
def test_who_came_less_who_left_is_the_change_of_the_stock(city, home):
    monthly.run(SEPTEMBER, now=now)
    tiny_city.add(Store(home / "registers"), "participants", SEPTEMBER - 1, city.before, "BHXH92", home)
    after = values("92")
    monthly.run(SEPTEMBER - 1, now=now)
    before = Reading.objects.filter(unit="92", month=str(SEPTEMBER - 1))
    for scheme in ("hi", "si_voluntary"):
        stock = before.get(indicator=scheme, basis="computed").value
        assert after[scheme] - stock == after[f"{scheme}_new"] - after[f"{scheme}_lapsed"]


@pytest.mark.django_db
def test_the_command_publishes_a_month_and_says_so_to_programs(city, home):
    told = CliRunner().invoke(app, ["month", "2025-09", "--json"])
    said = json.loads(told.stdout)
    assert said["changed"] and said["readings"] == Reading.objects.count()
    again = json.loads(CliRunner().invoke(app, ["month", "2025-09", "--json"]).stdout)
    assert (again["changed"], again["run"]) == (False, said["run"])


@pytest.mark.django_db
def test_a_province_with_only_monthly_sheets_can_start(home):
    rows = [
        tiny_city.sheet("commune 31471", SEPTEMBER.last_day, "si_voluntary", 1215),
        tiny_city.sheet("commune 31153", SEPTEMBER.last_day, "si_voluntary", 800),
    ]
    tiny_city.add(Store(home / "registers"), "reported_figures", SEPTEMBER, rows, "UBND", home)
    monthly.run(SEPTEMBER, now=now)
    assert Reading.objects.get(unit="31471", indicator="si_voluntary").value == 1215
    province = Reading.objects.get(unit="92", indicator="si_voluntary")
    assert (province.value, province.qualifier) == (2015, "2/103")


@pytest.mark.django_db
def test_a_month_without_deliveries_says_what_to_deliver(home):
    with pytest.raises(NotFound, match="2025-09"):
        monthly.run(SEPTEMBER, now=now)


@pytest.mark.django_db(transaction=True)
def test_a_second_run_of_the_month_is_told_that_one_is_under_way(home):
    attempt = "with services.only_one_run('92', Month(2025, 9)): pass"
    with services.only_one_run("92", SEPTEMBER):
        assert "MonthBusy" in in_another_process(attempt).communicate()[1]
    assert in_another_process(attempt).communicate()[1] == ""


@pytest.mark.django_db(transaction=True)
def test_a_run_killed_while_publishing_leaves_the_old_month(city, home):
    first = monthly.run(SEPTEMBER, now=now)
    dying = in_another_process(_HALF_A_PUBLICATION)
    assert dying.stdout.readline().strip() == "half"
    os.kill(dying.pid, signal.SIGKILL)
    dying.communicate()
    assert [run.code for run in Run.objects.filter(superseded_by=None)] == [first.code]
    assert not Reading.objects.exclude(run__code=first.code).exists()


@pytest.mark.django_db(transaction=True)
def test_a_run_cut_off_before_its_last_table_is_done_again(city, home, monkeypatch):
    def cut_off(*given, **named):
        raise KeyboardInterrupt

    with monkeypatch.context() as broken, pytest.raises(KeyboardInterrupt):
        broken.setattr(monthly_run.published, "show", cut_off)
        monthly.run(SEPTEMBER, now=now)
    assert monthly.run(SEPTEMBER, now=now).changed


_HALF_A_PUBLICATION = """
def rows():
    yield Row("hi", "92", Decimal(1))
    print("half", flush=True)
    time.sleep(60)
now = dt.datetime.now(dt.UTC)
made = services.RunMade("92", Month(2025, 9), "f" * 64, now.date(), [], "c", "l", [], "duckdb", now, now)
services.publish(made, rows(), now=now)
"""


def in_another_process(code: str) -> subprocess.Popen:
    """Run `code` against the test's database, as another worker of the same installation would."""
    opening = (
        "import datetime as dt, time\nfrom decimal import Decimal\nimport django\n"
        "from django.conf import settings\n"
        f"settings.DATABASES['default']['NAME'] = {connection.settings_dict['NAME']!r}\ndjango.setup()\n"
        "from ansinh.base.months import Month\nfrom ansinh.indicators import services\n"
        "from ansinh.indicators.rules.compiled import Row\n"
    )
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "ansinh.web.settings"}
    return subprocess.Popen(
        [sys.executable, "-c", opening + code], env=environment, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
