"""`ansinh bench missing`: of each reason, how many found are right, and how many of the missing are found?"""

from __future__ import annotations

import json as jsons
import re
import resource
import shutil
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from ansinh.monthly.work import Work

MONTH = "2026-10"
PROVINCE = "92"
TARGETS = {"precision": 98_000, "recall": 95_000}
"""Per 100,000."""
_STEP = "Who is missing"


def missing(
    persons: Annotated[int, typer.Option(help="How many invented people.")] = 60_000,
    memory: Annotated[str, typer.Option(help="Memory of the engine.")] = "5GB",
    city: Annotated[Path | None, typer.Option(help="A city made before.")] = None,
    json: Annotated[bool, typer.Option("--json", help="Print for programs.")] = False,
) -> None:
    """Run a month with its real links, and hold its lists to the truth of the invented city."""
    from ansinh.cli.system import with_django
    from ansinh.registers import synthetic

    with_django()
    folder = Path(tempfile.mkdtemp(prefix="ansinh-bench-", dir="/var/tmp"))
    try:
        made = city or synthetic.generate(folder / "city", persons=persons)
        measured = against_truth(made, folder / "home", memory)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    typer.echo(jsons.dumps(measured) if json else _table(measured))


def against_truth(city: Path, home: Path, memory: str) -> dict:
    """Every reason of persons and employers: true, found, both, precision and recall per 100,000; seconds; peak bytes."""
    import ibis

    from ansinh.base.months import Month
    from ansinh.outreach.frames import measured

    month = Month.parse(MONTH)
    work, seconds = _run(city, home, month, memory)
    truth = city / "truth"
    con = ibis.duckdb.connect()
    population = con.read_parquet(str(city / "deliveries" / "population" / f"{month}.parquet"))
    population = population.mutate(row=ibis.row_number().cast("int64"))
    owners = measured.owners(
        population,
        con.read_parquet(str(home / "keys" / "keys.parquet")),
        con.read_parquet(str(truth / "rows.parquet")),
    )
    found = con.create_table("found", work.tables["candidates"].select(["person", "reason"]))
    people = measured.compared(
        found.left_join(owners, "person").select(who="true", reason="reason"),
        con.read_parquet(str(truth / "reasons" / f"{month}.parquet")).rename(who="person"),
    )
    gaps = con.create_table("gaps", work.tables["employer_gaps"].select(["tax_code", "reason"]))
    firms = measured.compared(
        gaps.rename(who="tax_code"),
        con.read_parquet(str(truth / "employer_reasons" / f"{month}.parquet")).rename(who="tax_code"),
    )
    rows = [
        _rated(row)
        for table in (people, firms)
        for row in con.to_pyarrow(table.order_by("reason")).to_pylist()
    ]
    con.disconnect()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    return {"reasons": rows, "seconds": round(seconds, 1), "peak_memory_bytes": peak, "targets": TARGETS}


def _run(city: Path, home: Path, month, memory: str) -> tuple[Work, float]:
    """All steps of the month, and how long the search for the missing took."""
    from ansinh.monthly.inputs import inputs
    from ansinh.monthly.run import compute
    from ansinh.registers.store import Store

    store = Store(home / "registers")
    (home / "keys").mkdir(parents=True)
    _deliver(city, store, month)
    started: dict[str, float] = {}

    def note(label, done: int, total: int) -> None:
        started.setdefault("after" if "missing" in started else "before", time.perf_counter())
        if label.en == _STEP:
            started["missing"] = time.perf_counter()
            started.pop("after", None)

    work = compute(
        inputs(store, month, PROVINCE, restated=True), store, memory=memory, keys=home / "keys", progress=note
    )
    return work, started["after"] - started["missing"]


def _deliver(city: Path, store, until) -> None:
    """The deliveries of the month and of the thirteen before it."""
    import datetime as dt

    from ansinh.base.months import Month
    from ansinh.registers.schemas import DELIVERED

    for register in DELIVERED:
        for path in sorted((city / "deliveries" / register).glob("*.parquet")):
            month = Month.parse(re.search(r"\d{4}-\d{2}", path.name)[0])
            if 0 <= until - month <= 13:
                store.add(
                    register, month, path, sender="X", received_by="bench",
                    received_at=dt.datetime(2026, 11, 5, tzinfo=dt.UTC),
                )  # fmt: skip


def _rated(row: dict) -> dict:
    """With precision and recall per 100,000, and whether both are reached."""
    precision = row["both"] * 100_000 // max(row["found"], 1)
    recall = row["both"] * 100_000 // max(row["true"], 1)
    reached = precision >= TARGETS["precision"] and recall >= TARGETS["recall"]
    return {**row, "precision": precision, "recall": recall, "reached": reached}


def _table(measured: dict) -> str:
    head = f"{'reason':28}{'true':>9}{'found':>9}{'precision':>11}{'recall':>9}"
    lines = [
        f"{row['reason']:28}{row['true']:9,}{row['found']:9,}{_share(row['precision']):>11}{_share(row['recall']):>9}"
        f"{'' if row['reached'] else '  below the target'}"
        for row in measured["reasons"]
    ]
    foot = f"{measured['seconds']} s, peak {measured['peak_memory_bytes'] / 2**30:.1f} GiB with linking"
    return "\n".join([head, *lines, foot])


def _share(per: int) -> str:
    return f"{per // 1_000}.{per % 1_000:03d} %"
