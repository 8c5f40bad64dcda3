"""`ansinh bench month`: how long does one month take, how much memory, and how near is it to plain SQL?"""

from __future__ import annotations

import json as jsons
import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Annotated

import typer

SINCE, UNTIL = "2026-09", "2026-10"
_SENDERS = {"participants": "BHXH", "population": "CA", "students": "SGD", "reported_figures": "TK"}
_MORE_SENDERS = {
    "hi_cards": "BHXH", "payroll": "BHXH", "beneficiaries": "BHXH", "employers": "BHXH", "insured_elsewhere": "QS",
    "labour_use": "SNV", "tax_incomes": "THUE", "business_registrations": "STC", "households": "UBND",
}  # fmt: skip

COVERAGE = """
SELECT coalesce(place.commune_code, '92-00') AS commune, count(*) AS residents, count(holder.id) AS covered
FROM (
  SELECT try_cast(personal_id AS BIGINT) AS id, min(commune) AS commune
  FROM read_parquet({population}) WHERE status = 'resident' AND length(personal_id) = 12 GROUP BY 1
  UNION ALL
  SELECT NULL, commune FROM read_parquet({population})
  WHERE status = 'resident' AND length(personal_id) IS DISTINCT FROM 12
) resident
LEFT JOIN places place ON place.commune_as_sent = resident.commune
LEFT JOIN (
  SELECT DISTINCT try_cast(CASE WHEN length(personal_id) = 12 THEN personal_id ELSE si_number END AS BIGINT) AS id
  FROM read_parquet({participants}) WHERE hi AND (length(personal_id) = 12 OR length(si_number) = 12)
) holder ON holder.id = resident.id
GROUP BY 1
"""
"""Health insurance coverage by commune as one would write it by hand for DuckDB."""


def month(
    persons: Annotated[str, typer.Option(help="How many invented people; several with commas.")] = "60000",
    memory: Annotated[str, typer.Option(help="Memory of the engine.")] = "5GB",
    city: Annotated[Path | None, typer.Option(help="A city made before (one size only).")] = None,
    linkage: Annotated[
        bool,
        typer.Option(
            help="Deliver every register of persons; run the month before first, then go on from it."
        ),
    ] = False,
    json: Annotated[bool, typer.Option("--json", help="Print for programs.")] = False,
) -> None:
    """Run one month, publishing included, for each size; then coverage by commune against plain SQL."""
    for size in (int(text) for text in persons.split(",")):
        folder = Path(tempfile.mkdtemp(prefix="ansinh-bench-", dir="/var/tmp"))
        try:
            measured = {"persons": size, **_measured(size, folder, memory, city, linkage)}
        finally:
            shutil.rmtree(folder, ignore_errors=True)
        if json:
            typer.echo(jsons.dumps(measured))
        else:
            typer.echo("\n".join(f"{name:24} {value:,}" for name, value in measured.items()) + "\n")


def _measured(size: int, folder: Path, memory: str, city: Path | None, linkage: bool) -> dict[str, float]:
    made = city or _city(size, folder / "city")
    home = folder / "home"
    home.mkdir()
    (home / "demonstration").touch()
    rows = _deliver(made, home, _SENDERS | (_MORE_SENDERS if linkage else {}))
    first = (
        {f"first_{name}": value for name, value in _one_month(home, memory, SINCE).items()} if linkage else {}
    )
    return {"participants": rows, **first, **_one_month(home, memory, UNTIL), **_coverage(home, memory)}


def _city(size: int, out: Path) -> Path:
    from ansinh.base.months import Month
    from ansinh.registers import synthetic

    return synthetic.generate(out, persons=size, since=Month.parse(SINCE), until=Month.parse(UNTIL))


def _deliver(city: Path, home: Path, senders: dict[str, str]) -> int:
    """Put the deliveries of the two months into the store. Returns the participants of the last one."""
    import datetime as dt

    from ansinh.base.months import Month
    from ansinh.registers.store import Store

    store, rows = Store(home / "registers"), 0
    for register, sender in senders.items():
        for path in sorted((city / "deliveries" / register).rglob("*.parquet")):
            found = Month.parse(re.search(r"\d{4}-\d{2}", path.name)[0])
            snapshot = store.add(
                register, found, path, sender=sender, received_by="bench",
                received_at=dt.datetime(2026, 11, 5, tzinfo=dt.UTC),
            )  # fmt: skip
            rows = snapshot.rows if register == "participants" else rows
    return rows


def _one_month(home: Path, memory: str, month: str) -> dict[str, float]:
    """The command itself, in a process and with a database of its own; its peak memory."""
    environment = {**os.environ, "ANSINH_HOME": str(home), "DJANGO_SETTINGS_MODULE": "ansinh.web.settings"}
    environment.pop("DATABASE_URL", None)
    ansinh = [sys.executable, "-c", "from ansinh.cli.main import app; app()"]
    migrate = [sys.executable, "-m", "django", "migrate", "--verbosity", "0"]
    subprocess.run(migrate, env=environment, check=True)
    started = time.perf_counter()
    command = [*ansinh, "month", month, "--json", "--memory", memory]
    told = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE).stdout
    whole = time.perf_counter() - started
    said = jsons.loads(told.splitlines()[-1])
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024
    return {
        "readings": said["readings"], "month_seconds": round(said["seconds"], 1),
        "command_seconds": round(whole, 1), "peak_memory_bytes": peak,
    }  # fmt: skip


def _coverage(home: Path, memory: str) -> dict[str, float]:
    """Coverage by commune: the frames against plain SQL, alternately, the best of three each."""
    from ansinh.base.months import Month
    from ansinh.registers import engine
    from ansinh.registers.store import Store

    con, store, month = engine.connect(memory=memory), Store(home / "registers"), Month.parse(UNTIL)
    files = {name: [str(p) for p in store.paths(name, month)] for name in ("population", "participants")}
    places = con.create_table("places", _places(con, store, month), temp=True)
    by_frame, by_hand = _by_frame(con, store, month, places), COVERAGE.format(**files)
    best, found = {"frame": 1e9, "sql": 1e9}, {}
    for _ in range(3):
        for name, sql in (("frame", by_frame), ("sql", by_hand)):
            started = time.perf_counter()
            found[name] = sorted(con.raw_sql(sql).fetchall())
            best[name] = min(best[name], time.perf_counter() - started)
    con.disconnect()
    if found["frame"] != found["sql"]:
        raise SystemExit("The frame and the SQL do not agree.")
    return {
        "coverage_frame_seconds": round(best["frame"], 2), "coverage_sql_seconds": round(best["sql"], 2),
        "ratio": round(best["frame"] / best["sql"], 2),
    }  # fmt: skip


def _places(con, store, month):
    from ansinh.indicators import frames
    from ansinh.registers import engine

    sent = frames.distinct_units(engine.table(con, store, "population", month)).to_pyarrow()
    return frames.known_places(sent.column("commune").to_pylist(), "92", month.last_day)


def _by_frame(con, store, month, places) -> str:
    """The SQL that the frames become, by commune."""
    import ibis

    from ansinh.indicators import frames
    from ansinh.registers import engine

    people = frames.people(engine.table(con, store, "participants", month), places, "92")
    living = frames.residents(engine.table(con, store, "population", month), places, "92")
    found = frames.coverage(living, people).filter(ibis._.residents > 0)
    by_commune = found.group_by(commune=found.place.substr(0, 5)).agg(
        residents=found.residents.sum().cast("int64"), covered=found.residents_with_hi.sum().cast("int64")
    )
    return str(ibis.to_sql(by_commune, dialect="duckdb"))
