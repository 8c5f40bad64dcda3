"""Which day, month or year does a delivered birth date say, and what was wrong with it?"""

from __future__ import annotations

import datetime as dt

import ibis
import ibis.expr.types as ir

_ZERO_DAY = dt.date(1899, 12, 30)
"""Day 0 of a spreadsheet's serial numbers."""
_OLDEST = 125
_DAY_FIRST = r"^(\d{1,2})[/. -]+(\d{1,2})[/. -]+(\d{4})( .*|T.*)?$"
_YEAR_FIRST = r"^(\d{4})[/.-](\d{1,2})[/.-](\d{1,2})([ T].*)?$"
_TOGETHER = r"^([0-3]\d)([01]\d)((18|19|20)\d\d)$"
_MONTH_ONLY = r"^(?:00?[/. -]+)?(\d{1,2})[/. -]+(\d{4})$"
_YEAR_ONLY = r"^(?:00?[/. -]+00?[/. -]+)?((?:18|19|20)\d\d)(\.0+)?$"
_SERIAL = r"^(\d{5})(\.0+)?$"


def with_births(rows: ir.Table, on: dt.date) -> ir.Table:
    """`rows` with `birth`: date, `birth_year`: int64, `birth_month`: int64 (YYYYMM), `birth_repair`: string.

    NULL where nothing can be read, or nobody who was born then can live on `on`. A day that does not exist
    leaves month and year. In: birth_date: string as delivered.
    """
    rows = rows.mutate(_text=rows.birth_date.strip())
    rows = rows.mutate(_day=_day_first(rows._text, r"\3-\2-\1"))
    rest = rows._day.isnull() & rows._text.notnull()
    rows = rows.mutate(_rest=ibis.ifelse(rest, rows._text, ibis.null("string")))
    rows = rows.mutate(
        _swapped=_day_first(rows._rest, r"\3-\1-\2"),
        _other=ibis.coalesce(
            _as_date(rows._rest, _YEAR_FIRST, r"\1-\2-\3"), _as_date(rows._rest, _TOGETHER, r"\3-\2-\1")
        ),
        _serial=_from_serial(rows._rest),
    )
    rows = rows.mutate(_found=ibis.coalesce(rows._day, rows._swapped, rows._other, rows._serial))
    rows = rows.mutate(
        _year=ibis.coalesce(rows._found.year().cast("int64"), _year(rows._rest)),
        _month=ibis.coalesce(rows._found.month().cast("int64"), _month(rows._rest)),
    )
    rows = rows.mutate(birth_repair=_repair(rows, on))
    alive = (rows._year <= on.year) & (rows._year >= on.year - _OLDEST)
    alive = (alive & (rows._found.isnull() | (rows._found <= ibis.literal(on)))).fill_null(False)
    in_year = rows._year * ibis.literal(100, "int64") + rows._month
    return rows.mutate(
        birth=ibis.ifelse(alive, rows._found, ibis.null("date")),
        birth_year=ibis.ifelse(alive, rows._year, ibis.null("int64")),
        birth_month=ibis.ifelse(alive, in_year, ibis.null("int64")),
    ).drop("_text", "_day", "_rest", "_swapped", "_other", "_serial", "_found", "_year", "_month")


def _repair(rows: ir.Table, on: dt.date) -> ir.StringValue:
    """What was done or noted: a code of `repairs.Repair`, or NULL."""
    return ibis.cases(
        (rows._text.fill_null("") == "", ibis.null("string")),
        (rows._year.isnull(), "birth_unreadable"),
        ((rows._year > on.year) | (rows._found > ibis.literal(on)), "birth_in_future"),
        (rows._year < on.year - _OLDEST, "birth_too_long_ago"),
        (rows._day.notnull() & (rows._day.month() == 1) & (rows._day.day() == 1), "birth_first_of_january"),
        (rows._day.notnull(), ibis.null("string")),
        (rows._swapped.notnull(), "birth_month_first"),
        (rows._serial.notnull(), "birth_serial"),
        (rows._other.notnull(), "birth_written_otherwise"),
        (rows._text.re_search(_YEAR_ONLY), "birth_year_only"),
        (rows._text.re_search(_MONTH_ONLY), "birth_month_only"),
        else_="birth_impossible",
    )


def _day_first(text: ir.StringValue, order: str) -> ir.DateValue:
    return _as_date(text, _DAY_FIRST, order)


def _as_date(text: ir.StringValue, pattern: str, order: str) -> ir.DateValue:
    """The date that `pattern` finds; NULL when it finds none, or the day does not exist."""
    found = text.re_search(pattern)
    return ibis.ifelse(found, text.re_replace(pattern, order), ibis.null("string")).try_cast("date")


def _from_serial(text: ir.StringValue) -> ir.DateValue:
    days = ibis.ifelse(text.re_search(_SERIAL), text.substr(0, 5), ibis.null("string")).try_cast("int64")
    return (ibis.literal(_ZERO_DAY).cast("timestamp") + days.as_interval("D")).date()


def _year(text: ir.StringValue) -> ir.IntegerValue:
    """The year in what is no whole date: alone, after a month, or beside an impossible day."""
    return _whole(ibis.ifelse(
        text.re_search(_YEAR_FIRST), text.substr(0, 4), text.re_extract(r"((?:18|19|20)\d\d)(\.0+)?$", 1)
    ))  # fmt: skip


def _month(text: ir.StringValue) -> ir.IntegerValue:
    month = ibis.cases(
        (text.re_search(_YEAR_FIRST), _whole(text.re_extract(_YEAR_FIRST, 2))),
        (text.re_search(_DAY_FIRST), _whole(text.re_extract(_DAY_FIRST, 2))),
        else_=_whole(text.re_extract(_MONTH_ONLY, 1)),
    )
    return ibis.ifelse((month >= 1) & (month <= 12), month, ibis.null("int64"))


def _whole(text: ir.StringValue) -> ir.IntegerValue:
    return text.nullif("").try_cast("int64")
