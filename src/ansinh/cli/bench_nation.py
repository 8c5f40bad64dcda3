"""`ansinh bench nation`: does one machine get through the whole nation's month, 100 million rows, out of core?

One invented province is made and copied to the places of every province, with numbers of its own in each, so that
the sizes are the nation's. The month's frames then run province by province, as a ministry would run them side by
side, and one national pass joins all residents with all participants, whatever province insures them.
"""

from __future__ import annotations

import json as jsons
import resource
import shutil
import tempfile
import time
from pathlib import Path
from typing import Annotated

import typer

MONTH = "2026-10"
_ID_STEP, _SI_STEP = 27_000_000_000, 270_000_000
"""What is added to the numbers of each further copy: wider than the numbers of one province are spread."""


def nation(
    rows: Annotated[int, typer.Option(help="Residents in all.")] = 100_000_000,
    memory: Annotated[str, typer.Option(help="Memory of the engine; beyond it spills to disk.")] = "5GB",
    scratch: Annotated[Path, typer.Option(help="Where there is room for 15 GB.")] = Path("/var/tmp"),
    json: Annotated[bool, typer.Option("--json", help="Print for programs.")] = False,
) -> None:
    """Make a nation's registers, run the month's frames over them, and say how long it took and how much memory."""
    folder = Path(tempfile.mkdtemp(prefix="ansinh-nation-", dir=scratch))
    try:
        measured = _measured(rows, memory, folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    if json:
        typer.echo(jsons.dumps(measured))
    else:
        typer.echo("\n".join(f"{name:28} {value:,}" for name, value in measured.items()))


def _measured(rows: int, memory: str, folder: Path) -> dict[str, float]:
    from ansinh import territory
    from ansinh.base.months import Month
    from ansinh.registers import engine

    day = Month.parse(MONTH).last_day
    provinces = [unit.code for unit in territory.units(day, level=territory.Level.PROVINCE)]
    con = engine.connect(memory=memory, scratch=folder)
    started = time.perf_counter()
    city = _city(rows // len(provinces), folder / "city")
    for place, province in enumerate(provinces):
        _say(f"{province}: {place + 1}/{len(provinces)}")
        for register in ("population", "participants"):
            _copy(con, city, register, place, province, day, folder / register)
    shutil.rmtree(city)
    made = time.perf_counter()
    read = sum(_one_province(con, province, day, folder) for province in provinces)
    counted = time.perf_counter()
    found = _national(con, folder)
    ended = time.perf_counter()
    con.disconnect()
    used = resource.getrusage(resource.RUSAGE_SELF)
    return {
        "rows": read, **found,
        "making_seconds": round(made - started, 1),
        "provinces_seconds": round(counted - made, 1),
        "national_seconds": round(ended - counted, 1),
        "processor_seconds": round(used.ru_utime + used.ru_stime, 1),
        "peak_memory_bytes": used.ru_maxrss * 1024,
    }  # fmt: skip


def _city(persons: int, out: Path) -> Path:
    from ansinh.base.months import Month
    from ansinh.registers import synthetic

    _say("…")
    return synthetic.generate(out, persons=persons, since=Month.parse(MONTH), until=Month.parse(MONTH))


def _copy(con, city: Path, register: str, place: int, province: str, day, out: Path) -> None:
    """One province's register: the city's rows with other numbers, in this province's communes."""
    out.mkdir(exist_ok=True)
    numbers = [_shifted("personal_id", 12, place * _ID_STEP)]
    if register == "participants":
        numbers.append(_shifted("si_number", 10, place * _SI_STEP))
    con.create_table("moved", _moved(province, day), overwrite=True)
    con.raw_sql(f"""
        COPY (
          SELECT source.* REPLACE ({", ".join(numbers)},
            coalesce(moved.there, source.commune) AS commune,
            coalesce(moved.there || substr(source.hamlet, 6), source.hamlet) AS hamlet)
          FROM read_parquet('{city}/deliveries/{register}/{MONTH}.parquet') source
          LEFT JOIN moved ON moved.here = source.commune
        ) TO '{out}/{province}.parquet' (FORMAT parquet)""")


def _shifted(column: str, digits: int, by: int) -> str:
    return (
        f"CASE WHEN length(source.{column}) = {digits} THEN lpad(CAST((CAST(source.{column} AS BIGINT) + {by})"
        f" % {10**digits} AS VARCHAR), {digits}, '0') ELSE source.{column} END AS {column}"
    )


def _moved(province: str, day):
    """Which commune of `province` stands for which commune of the city, round and round."""
    import pyarrow as pa

    from ansinh import territory

    def codes(of: str) -> list[str]:
        return [unit.code for unit in territory.units(day, level=territory.Level.COMMUNE, within=of)]

    here, there = codes("92"), codes(province)
    return pa.table({"here": here, "there": [there[one % len(there)] for one in range(len(here))]})


def _one_province(con, province: str, day, folder: Path) -> int:
    """The month's frames over one province; what the nation needs of it stays as Parquet. Returns its rows."""
    from ansinh.indicators import frames

    participants, population = (
        con.read_parquet(str(folder / register / f"{province}.parquet"))
        for register in ("participants", "population")
    )
    sent = frames.distinct_units(population).union(frames.distinct_units(participants)).distinct()
    known = frames.known_places(sent.to_pyarrow().column("commune").to_pylist(), province, day)
    places = con.create_table("places", known, overwrite=True)
    people = con.create_table("people", frames.people(participants, places, province), overwrite=True)
    living = con.create_table("living", frames.residents(population, places, province), overwrite=True)
    frames.counts(people, day).to_pyarrow()
    frames.coverage(living, people).to_pyarrow()
    for name, table in (("people", people.select("person", "hi")), ("living", living)):
        (folder / name).mkdir(exist_ok=True)
        con.to_parquet(table, folder / name / f"{province}.parquet")
    _say(province)
    return sum(int(table.count().to_pyarrow().as_py()) for table in (participants, population))


def _national(con, folder: Path) -> dict[str, int]:
    """Everybody at once: each resident counted with the HI found in any province."""
    from ansinh.indicators import frames

    people, living = (con.read_parquet(f"{folder}/{name}/*.parquet") for name in ("people", "living"))
    everyone = people.group_by("person").agg(hi=people.hi.any())
    found = frames.coverage(living.mutate(place=living.place.substr(0, 5)), everyone)
    sums = {name: found[name].sum() for name in ("residents", "residents_with_hi")}
    total = found.agg(**sums).to_pyarrow().to_pylist()[0]
    return {name: int(total[name]) for name in sums}


def _say(text: str) -> None:
    typer.echo(text, err=True)
