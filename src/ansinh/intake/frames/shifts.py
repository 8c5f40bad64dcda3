"""Did the identifiers of a commune slip to other rows, the classic accident of a spreadsheet?

Two signs, each enough: the sex and year of birth that a personal ID tells contradict its row; or the number
stood beside another name last month. When moving the numbers by one row mends it, the finding says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import duckdb

from ansinh.intake.frames.checks import Check
from ansinh.intake.frames.persons import BIRTH, ID, NAME, SI, spoken
from ansinh.intake.frames.tables import Table, quoted
from ansinh.intake.rules import expectations
from ansinh.intake.rules.expectations import share
from ansinh.intake.terms import Severity

_GROUPS = ("commune", "employer", "employer_tax_code", "school")
_ID_TELLS_YEAR = (
    f"(1900 + (TRY_CAST(substr({ID}, 4, 1) AS INTEGER) // 2) * 100 + TRY_CAST(substr({ID}, 5, 2) AS INTEGER))"
)
_TELLING = (
    f"regexp_full_match({ID}, '\\d{{3}}[0-5]\\d{{8}}') AND regexp_full_match({BIRTH}, '(.*/)?[12]\\d{{3}}')"
)
_SHOWN = 5


def shift_checks(
    con: duckdb.DuckDBPyConnection, table: Table, before: Sequence[Path]
) -> Iterator[tuple[Check, int]]:
    """The groups of rows (communes, employers) whose identifiers belong to other rows."""
    has = set(table.header.places)
    group = next((name for name in _GROUPS if name in has), "")
    found = False
    if {ID, BIRTH} <= has:
        for check in _against_the_row(con, group):
            found = True
            yield check
    if found or not before or NAME not in has:
        return
    for number in (ID, SI):
        if number in has:
            yield from _against_last_month(con, group, number, before)


def _against_the_row(con: duckdb.DuckDBPyConnection, group: str) -> Iterator[tuple[Check, int]]:
    grouped = f'"{group}"' if group else "''"
    other = f"{_ID_TELLS_YEAR} <> TRY_CAST(right({BIRTH}, 4) AS INTEGER)"
    wrong = [
        (name, count)
        for name, compared, count in con.execute(
            f"SELECT coalesce({grouped}, ''), count(*), count(*) FILTER (WHERE {other}) FROM checked WHERE {_TELLING} GROUP BY 1"
        ).fetchall()
        if count >= expectations.FEWEST // 2 and share(count, compared) >= expectations.MOST_OF
    ]
    if not wrong:
        return
    names = sorted(name for name, _ in wrong)
    listed = ", ".join(quoted(name) for name in names)
    where = f"coalesce({grouped}, '') IN ({listed}) AND {_TELLING} AND {other}"
    year = f"CASE WHEN {_TELLING} THEN {_ID_TELLS_YEAR} END"
    birth = f"CASE WHEN {_TELLING} THEN TRY_CAST(right({BIRTH}, 4) AS INTEGER) END"
    back, forth = con.execute(
        f"WITH rows AS (SELECT coalesce({grouped}, '') AS grp, line, {year} AS told, {birth} AS born FROM checked"
        f" WHERE coalesce({grouped}, '') IN ({listed})),"
        " beside AS (SELECT told, born, lead(told) OVER w AS next, lag(told) OVER w AS former FROM rows"
        " WINDOW w AS (PARTITION BY grp ORDER BY line))"
        " SELECT count(*) FILTER (WHERE next = born), count(*) FILTER (WHERE former = born) FROM beside"
        " WHERE told <> born"
    ).fetchone()
    yield _shifted(ID, where, sum(count for _, count in wrong), names, back, forth)


def _against_last_month(
    con: duckdb.DuckDBPyConnection, group: str, number: str, before: Sequence[Path]
) -> Iterator[tuple[Check, int]]:
    files = ", ".join(quoted(str(path)) for path in before)
    grouped = f'c."{group}"' if group else "''"
    con.execute(
        f'CREATE OR REPLACE TEMP TABLE former AS SELECT "{number}" AS number, any_value({NAME}) AS name'
        f' FROM read_parquet([{files}]) WHERE "{number}" IS NOT NULL GROUP BY 1 HAVING count(*) = 1'
    )
    con.execute(
        f"CREATE OR REPLACE TEMP TABLE renamed AS WITH other AS MATERIALIZED (SELECT line, coalesce({grouped}, '') AS grp,"
        f' c.{NAME} AS said, f.name AS was FROM checked c JOIN former f ON c."{number}" = f.number WHERE c.{NAME} <> f.name)'
        f" SELECT line, grp FROM other WHERE {spoken('said')} <> {spoken('was')}"
    )
    renamed = dict(con.execute("SELECT grp, count(*) FROM renamed GROUP BY 1").fetchall())
    if max(renamed.values(), default=0) < expectations.FEWEST // 2:
        return
    known = dict(
        con.execute(
            f"SELECT coalesce({grouped}, ''), count(*) FROM checked c JOIN former f ON c.\"{number}\" = f.number GROUP BY 1"
        ).fetchall()
    )
    names = sorted(
        name
        for name, count in renamed.items()
        if count >= expectations.FEWEST // 2 and share(count, known[name]) >= expectations.MOST_OF
    )
    if not names:
        return
    listed = ", ".join(quoted(name) for name in names)
    back, forth = con.execute(
        f"WITH rows AS (SELECT coalesce({grouped}, '') AS grp, line, {spoken(f'c.{NAME}')} AS said, {spoken('f.name')} AS was"
        f" FROM checked c LEFT JOIN former f ON c.\"{number}\" = f.number WHERE coalesce({grouped}, '') IN ({listed})),"
        " beside AS (SELECT said, was, lead(was) OVER w AS next, lag(was) OVER w AS former FROM rows"
        " WINDOW w AS (PARTITION BY grp ORDER BY line))"
        " SELECT count(*) FILTER (WHERE next = said), count(*) FILTER (WHERE former = said) FROM beside WHERE said <> was"
    ).fetchone()
    where = f"line IN (SELECT line FROM renamed WHERE grp IN ({listed}))"
    yield _shifted(number, where, sum(renamed[name] for name in names), names, back, forth)


def _shifted(
    column: str, where: str, count: int, names: Sequence[str], back: int, forth: int
) -> tuple[Check, int]:
    shown = ", ".join(names[:_SHOWN]) + (" …" if len(names) > _SHOWN else "")
    values: dict[str, str | int] = {"count": count, "places": shown or "–"}
    code = "numbers_of_others"
    if share(max(back, forth), count) >= expectations.RESTORED:
        code = "numbers_shifted_down" if back >= forth else "numbers_shifted_up"
    return Check(code, Severity.CONFIRM, column, where, values), count
