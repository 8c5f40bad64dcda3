"""`ansinh bench lists`: how long does it take until a province's work lists stand in the database, and how quick are they then?"""

from __future__ import annotations

import json as jsons
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    import pyarrow as pa

    from ansinh.indicators.models import Run
    from ansinh.outreach.models import Publication

HAMLETS = 8
"""In each commune; every tenth is shared by two collectors."""
PROVINCE, MONTH = "92", "2026-10"
_SURNAMES = ("Nguyễn", "Trần", "Lê", "Phạm", "Huỳnh", "Võ", "Thạch", "Đặng", "Bùi", "Lý")
_MIDDLE = ("Văn", "Thị", "Hữu", "Minh", "Ngọc", "Thanh", "Quốc", "Kim", "Đức", "Mỹ")
_REASONS = (
    "voluntary_si_eligible",
    "left_hi",
    "hi_card_expiring_30",
    "hi_card_expiring_60",
    "resident_without_hi",
)
_MEASURE = "from ansinh.cli import bench_lists; bench_lists.tell({entries})"


def lists(
    entries: Annotated[int, typer.Option(help="How many invented entries.")] = 1_600_000,
    json: Annotated[bool, typer.Option("--json", help="Print for programs.")] = False,
) -> None:
    """Publish the lists of invented people in a database of their own, then open some of them."""
    home = Path(tempfile.mkdtemp(prefix="ansinh-bench-", dir="/var/tmp"))
    home.chmod(0o711)  # root's server account may pass through: the database stands in it and goes with it
    environment = {**os.environ, "ANSINH_HOME": str(home), "DJANGO_SETTINGS_MODULE": "ansinh.web.settings"}
    environment.pop("DATABASE_URL", None)
    try:
        migrate = [sys.executable, "-m", "django", "migrate", "--verbosity", "0"]
        subprocess.run(migrate, env=environment, check=True)
        measure = [sys.executable, "-c", _MEASURE.format(entries=entries)]
        told = subprocess.run(measure, env=environment, check=True, stdout=subprocess.PIPE).stdout
    finally:
        shutil.rmtree(home, ignore_errors=True)
    found = jsons.loads(told.splitlines()[-1])
    typer.echo(jsons.dumps(found) if json else "\n".join(f"{k:28} {v:,}" for k, v in found.items()))


def tell(entries: int) -> None:
    """Measure in the database of this process and print it for the command."""
    from ansinh.cli.system import with_django

    with_django()
    print(jsons.dumps(measured(entries)))


def measured(entries: int) -> dict[str, float]:
    """Seconds by the clock and of processor time in all, and how long others have to wait; milliseconds of pages."""
    from django.db import transaction

    from ansinh.outreach import services

    candidates, nothing = _candidates(entries), _nothing()
    run = _province_with_a_run()
    clock, processor, server = time.perf_counter(), time.process_time(), _server_seconds()
    with transaction.atomic():
        lists = services.load_lists(run.code, _month(), candidates, province=PROVINCE, most=entries)
        loaded = time.perf_counter()
        made = services.publish_lists(run, _month(), lists, *nothing)
    done = time.perf_counter()
    return {
        "entries": made.entries, "persons": made.persons, "seconds": round(done - clock, 2),
        "others_wait_seconds": round(done - loaded, 2),
        "python_processor_seconds": round(time.process_time() - processor, 2),
        "database_processor_seconds": round(_server_seconds() - server, 2),
        "peak_memory_bytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024,
        **_pages(made),
    }  # fmt: skip


def _month():
    from ansinh.base.months import Month

    return Month.parse(MONTH)


def _communes() -> list[str]:
    from ansinh import territory

    units = territory.units(_month().last_day, level=territory.Level.COMMUNE, within=PROVINCE)
    return [unit.code for unit in units]


def _hamlets() -> list[str]:
    return [f"{commune}-{number:02d}" for commune in _communes() for number in range(1, HAMLETS + 1)]


def _candidates(entries: int) -> pa.Table:
    """Invented people in the order in which the month finds them: by hamlet. Some stand there for two reasons."""
    import numpy as np
    import pyarrow as pa
    import pyarrow.compute as pc

    random, row = np.random.default_rng(92), np.arange(entries)
    who = row * 4 // 5
    number = random.integers(10**15, 10**16, entries)[who]
    hamlets = _hamlets()
    hamlet = pa.array(hamlets).take(pa.array(row * len(hamlets) // max(entries, 1)))
    surname, middle, given = (
        pa.array(words).take(pa.array(random.integers(0, len(words), entries)[who]))
        for words in (_SURNAMES, _MIDDLE, [f"{a}{b}" for a in ("A", "Đ", "Ng", "Th", "Y") for b in _ENDINGS])
    )
    code = pa.array(number).cast(pa.string())
    reason = pa.array(_REASONS).take(pa.array(row % len(_REASONS)))
    premium = pa.array(random.integers(100_000, 4_000_000, entries))
    days = pa.array(random.integers(1, 200, entries)).cast(pa.string())
    return pa.table(
        {
            "person": pc.binary_join_element_wise("P", code, ""),
            "scheme": pc.if_else(pc.equal(reason, _REASONS[0]), "si", "hi"), "reason": reason,
            "commune": pc.utf8_slice_codeunits(hamlet, 0, 5), "hamlet": hamlet,
            "household": pc.binary_join_element_wise("H", pa.array(who // 3).cast(pa.string()), ""),
            "full_name": pc.binary_join_element_wise(surname, middle, given, " "),
            "birth_date": pa.repeat("1/7/1985", entries), "sex": pa.repeat("F", entries),
            "personal_id": pc.utf8_slice_codeunits(code, 0, 12), "si_number": pc.utf8_slice_codeunits(code, 0, 10),
            "hi_group": pa.repeat("GD", entries), "months": pa.repeat(12, entries), "premium": premium,
            "support": pa.repeat(0, entries), "own": premium,
            "confidence": pa.array(random.integers(80_000, 99_000, entries)),
            "evidence": pc.binary_join_element_wise('{"days":', days, ',"group":"GD"}', ""),
            "employer": pa.nulls(entries, pa.string()),
        }
    )  # fmt: skip


_ENDINGS = ("a", "à", "ảo", "ăn", "âm", "ên", "i", "inh", "ôn", "ơi", "ung", "ươn")


def _nothing() -> tuple[pa.Table, pa.Table]:
    """Nobody left out, no employer that differs."""
    import pyarrow as pa

    text, number = pa.string(), pa.int64()
    left_out = pa.schema({"why": text, "scheme": text, "commune": text, "persons": number})
    gaps = {"tax_code": text, "name": text, "commune": text, "reason": text}
    numbers = dict.fromkeys(("taxed", "declared", "persons", "wages"), number)
    return left_out.empty_table(), pa.schema({**gaps, **numbers}).empty_table()


def _province_with_a_run() -> Run:
    """Hamlets and their collectors, and a run to which the lists belong."""
    import datetime as dt

    from ansinh.indicators.models import Run
    from ansinh.network.models import Assignment, Collector, Hamlet, Organisation

    since, post = dt.date(2025, 7, 1), Organisation.objects.create(code="B", name="B", kind="collection")
    places = Hamlet.objects.bulk_create(
        Hamlet(code=code, commune=code[:5], name=code, kind="area", since=since) for code in _hamlets()
    )
    people = Collector.objects.bulk_create(
        Collector(code=f"B-{place.code}", organisation=post, name=place.code, commune=place.commune)
        for place in places
    )
    serving = [*zip(people, places, strict=True), *zip(people[1::10], places[::10], strict=False)]
    Assignment.objects.bulk_create(
        Assignment(collector=who, hamlet=place, since=since) for who, place in serving
    )
    at = dt.datetime(2026, 11, 4, tzinfo=dt.UTC)
    return Run.objects.create(
        province=PROVINCE, month=MONTH, code="bench", geography=_month().last_day, inputs=[], code_version="",
        law_version="", engine="duckdb", started=at, finished=at, published=at,
    )  # fmt: skip


def _server_seconds() -> float:
    """Processor time of the server's process for this connection, without what it left to helpers."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        stat = Path(f"/proc/{cursor.fetchone()[0]}/stat")
    if not stat.exists():
        return 0.0
    ticks = stat.read_text().rpartition(")")[2].split()[11:13]
    return sum(map(int, ticks)) / os.sysconf("SC_CLK_TCK")


def _pages(made: Publication) -> dict[str, float]:
    """All queries of some pages together, the best of five."""
    from ansinh.accounts.terms import Role, Scope, Viewer
    from ansinh.outreach import queries
    from ansinh.outreach.queries.people import Asked

    officer = Viewer(None, (Scope(Role.SI_OFFICER, PROVINCE),), on=_month().last_day)
    hamlet, commune = _hamlets()[0], _communes()[0]
    collector = made.counts.filter(hamlet=hamlet).first().collector_id
    asked: dict[str, Callable[[], object]] = {
        "hamlet_ms": lambda: queries.hamlet_list(officer, hamlet, _month(), Asked()),
        "hamlet_to_visit_ms": lambda: queries.hamlet_list(officer, hamlet, _month(), Asked(state="to_visit")),
        "collector_ms": lambda: queries.collector_list(officer, collector, _month(), Asked()),
        "commune_ms": lambda: queries.commune_lists(officer, commune, _month()),
        "province_ms": lambda: queries.province_lists(officer, _month()),
    }
    return {name: round(min(_seconds(ask) for _ in range(5)) * 1000, 1) for name, ask in asked.items()}


def _seconds(ask: Callable[[], object]) -> float:
    started = time.perf_counter()
    ask()
    return time.perf_counter() - started
