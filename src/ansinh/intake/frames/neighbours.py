"""Does a delivery fit between the months beside it, or is it another month's, or short in some communes?"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import duckdb

from ansinh import territory
from ansinh.base.months import Month
from ansinh.intake.frames.checks import valid_units
from ansinh.intake.frames.tables import Table, quoted
from ansinh.intake.rules import expectations, fewer
from ansinh.intake.rules.expectations import months_in_disorder, share
from ansinh.intake.terms import Finding, Severity
from ansinh.registers.schemas import Register

_SAMPLED_FROM = 200_000
_SHOWN = 5


@dataclass(frozen=True)
class Surroundings:
    """What the store holds around a delivery: the same sender's files of the months beside it, the population
    register of its month or the last before, and the province that it speaks of."""

    province: str = ""
    beside: Mapping[Month, tuple[Path, ...]] = field(default_factory=dict)
    population: tuple[Path, ...] = ()

    def before(self, month: Month, months: int = 1) -> tuple[Path, ...]:
        """The files of the month so many months before."""
        return self.beside.get(month - months, ())


def neighbour_findings(
    con: duckdb.DuckDBPyConnection,
    table: Table,
    register: type[Register],
    month: Month,
    around: Surroundings,
) -> Iterator[Finding]:
    """What does not fit the month or the months beside it; every one needs a person's word."""
    has = set(table.header.places)
    expected = expectations.of(register.name)
    if expected.started in has:
        yield from _started(con, expected.started, table, month)
    if expected.cumulative in has:
        yield from _cumulative(con, expected.cumulative, table, month)
    if expected.stock and "commune" in has and around.before(month):
        yield from _fewer_in_communes(con, month, around.before(month))
    if expected.holders and "commune" in has and around.before(month):
        yield from _fewer_holders(con, month, around.before(month), expected.holders)
    yield from _disorder(con, table, register, month, around)


def _started(con: duckdb.DuckDBPyConnection, name: str, table: Table, month: Month) -> Iterator[Finding]:
    """Rows that began after the month, or none in it though the month before has many."""

    def between(since, until) -> str:
        return f"count(*) FILTER (WHERE \"{name}\" BETWEEN DATE '{since}' AND DATE '{until}')"

    last, following = month - 1, month + 1
    former, within, later = con.execute(
        f"SELECT {between(last.first_day, last.last_day)}, {between(month.first_day, month.last_day)},"
        f" {between(following.first_day, (month + 3).last_day)} FROM checked"
    ).fetchone()
    heading = table.header.said.get(name, name)
    said = {"month": _written(month)}
    if later >= 3 and later * 2 > within:
        values = said | {"count": later, "other": _written(following)}
        yield Finding("of_a_later_month", Severity.CONFIRM, name, heading, later, values=values)
    elif not within and former >= expectations.FEWEST:
        values = said | {"count": former, "other": _written(last)}
        yield Finding("of_an_earlier_month", Severity.CONFIRM, name, heading, values=values)


def _cumulative(con: duckdb.DuckDBPyConnection, name: str, table: Table, month: Month) -> Iterator[Finding]:
    """The most months counted since January must be the month's own number."""
    most = con.execute(f'SELECT max("{name}") FROM checked').fetchone()[0]
    if most is None or table.rows < expectations.FEWEST or most == month.month or most > 12:
        return
    values = {"month": _written(month), "other": _written(Month(month.year, most)) if most else "0"}
    heading = table.header.said.get(name, name)
    yield Finding("cumulative_to_another_month", Severity.CONFIRM, name, heading, values=values)


def _fewer_in_communes(
    con: duckdb.DuckDBPyConnection, month: Month, before: Sequence[Path]
) -> Iterator[Finding]:
    """Communes that lost a tenth of their rows: a register can be whole in sum and lack a commune."""
    counted = "SELECT commune, count(*) FROM {} GROUP BY 1"
    former = con.execute(counted.format(f"read_parquet([{_files(before)}])")).fetchall()
    now = con.execute(counted.format("checked")).fetchall()
    yield from _lost("fewer_rows_in_communes", dict(former), dict(now), month)


def _fewer_holders(
    con: duckdb.DuckDBPyConnection, month: Month, before: Sequence[Path], columns: tuple[str, str, str]
) -> Iterator[Finding]:
    """Communes, or all together, that lost a tenth of the people with a row valid at the month's end."""
    who, since, until = columns

    def held(source: str, on: dt.date) -> dict[str, int]:
        valid = f'"{since}" <= DATE \'{on}\' AND ("{until}" IS NULL OR "{until}" >= DATE \'{on}\')'
        asked = f'SELECT commune, count(DISTINCT "{who}") FROM {source} WHERE {valid} GROUP BY 1'
        return dict(con.execute(asked).fetchall())

    former = held(f"read_parquet([{_files(before)}])", (month - 1).last_day)
    now = held("checked", month.last_day)
    yield from _lost("fewer_holders_in_communes", former, now, month)
    total, left = sum(former.values()), sum(now.values())
    if total - left >= expectations.FEWEST and share(total - left, total) >= fewer.NOTICED:
        percent = share(total - left, total)
        values = {"now": left, "then": total, "percent": percent, "before": _written(month - 1)}
        yield Finding("fewer_holders", Severity.CONFIRM, who, values=values)


def _lost(code: str, former: Mapping[str, int], now: Mapping[str, int], month: Month) -> Iterator[Finding]:
    """The finding that names the communes which lost a tenth, unless communes changed in the month."""
    if any((month - 1).last_day < day <= month.last_day for day in territory.change_days()):
        return
    real = valid_units(month.last_day)
    lost = sorted(
        (commune, count, now.get(commune, 0))
        for commune, count in former.items()
        if commune in real
        and count - now.get(commune, 0) >= expectations.FEWEST
        and share(count - now.get(commune, 0), count) >= expectations.LOST_IN_A_COMMUNE
    )
    if lost:
        shown = ", ".join(f"{commune} ({count} → {left})" for commune, count, left in lost[:_SHOWN])
        shown += " …" if len(lost) > _SHOWN else ""
        values = {"count": len(lost), "communes": shown, "before": _written(month - 1)}
        yield Finding(code, Severity.CONFIRM, "commune", values=values)


def _disorder(
    con: duckdb.DuckDBPyConnection,
    table: Table,
    register: type[Register],
    month: Month,
    around: Surroundings,
) -> Iterator[Finding]:
    """Two months delivered in each other's place: the one that is called later is nearer to an older one."""
    pairs = (
        (around.before(month, 2), around.before(month), month - 1),
        (around.before(month), around.beside.get(month + 1, ()), month + 1),
    )
    for older, other, other_month in pairs:
        if not older or not other:
            continue
        columns = _common(con, register, [*older, *other])
        base, sample = _row_hashes(con, older, columns), table.rows > _SAMPLED_FROM
        here = _apart(con, _hashed("checked", columns, sample), base, sample)
        there = _apart(con, _hashed(f"read_parquet([{_files(other)}])", columns, sample), base, sample)
        first, second = (here, there) if other_month < month else (there, here)
        if months_in_disorder(first, second, table.rows):
            values = {"month": _written(month), "other": _written(other_month)}
            yield Finding("months_swapped", Severity.CONFIRM, values=values)
            return


def _common(con: duckdb.DuckDBPyConnection, register: type[Register], paths: Sequence[Path]) -> list[str]:
    """The register's columns that all these files have: an older form may lack some."""
    kept = list(register.columns)
    for path in paths:
        named = con.execute(f"DESCRIBE SELECT * FROM read_parquet({quoted(str(path))})").fetchall()
        there = {row[0] for row in named}
        kept = [name for name in kept if name in there]
    return kept


def _row_hashes(con: duckdb.DuckDBPyConnection, paths: Sequence[Path], columns: Sequence[str]) -> str:
    con.execute(
        f"CREATE OR REPLACE TEMP TABLE older AS {_hashed(f'read_parquet([{_files(paths)}])', columns, False)}"
    )
    return "older"


def _hashed(source: str, columns: Sequence[str], sample: bool) -> str:
    row = f"hash({', '.join(f'CAST({chr(34)}{name}{chr(34)} AS VARCHAR)' for name in columns)})"
    chosen = f" WHERE {row} % 16 = 0" if sample else ""
    return f"SELECT {row} AS row FROM {source}{chosen}"


def _apart(con: duckdb.DuckDBPyConnection, rows: str, base: str, sample: bool) -> int:
    """How many of the rows do not stand in `base`."""
    count = con.execute(f"SELECT count(*) FROM ({rows}) r ANTI JOIN {base} USING (row)").fetchone()[0]
    return count * 16 if sample else count


def _files(paths: Sequence[Path]) -> str:
    return ", ".join(quoted(str(path)) for path in paths)


def _written(month: Month) -> str:
    return f"{month.month}/{month.year}"
