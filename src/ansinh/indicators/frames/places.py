"""In which commune and hamlet of today is a delivered row?

Deliveries carry codes of today, codes and names from before a merger, and nothing at all. A code in force
on the day stands for itself; a former code follows its lineage where it passed whole into one unit; a name
is taken only when it belongs to one commune of the province. Everybody else is unplaced, and counted.
"""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Iterable, Iterator

import ibis
import ibis.expr.types as ir
import pyarrow as pa

from ansinh import territory
from ansinh.base.errors import NotFound
from ansinh.indicators.terms import unplaced
from ansinh.territory import Level

PLACES = pa.schema([("commune_as_sent", pa.string()), ("commune_code", pa.string())])
_LOOK_BACK = dt.timedelta(days=731)


def distinct_units(rows: ir.Table) -> ir.Table:
    """Out: one row per distinct `commune` (string) as delivered."""
    return rows.select("commune").distinct()


def known_places(sent: Iterable[str | None], province: str, on: dt.date) -> pa.Table:
    """What the delivered texts of communes stand for, among the communes of `province` on `on`.

    Out: commune_as_sent: string, commune_code: string (five digits, never null; unknown texts are absent).
    """
    codes = {unit.code for unit in territory.units(on, level=Level.COMMUNE, within=province)}
    names = _unique_names(province, on)
    found = {text: code for text in set(sent) if text and (code := _place(text.strip(), codes, names, on))}
    ordered = sorted(found.items())
    return pa.table([[text for text, _ in ordered], [code for _, code in ordered]], schema=PLACES)


def placed(rows: ir.Table, places: ir.Table, province: str) -> ir.Table:
    """`rows` with `place`: string, the hamlet, `COMMUNE-00` or `PROVINCE-00`; grain unchanged."""
    joined = rows.left_join(places, rows.commune == places.commune_as_sent)
    inside = joined.hamlet.startswith(joined.commune_code + "-") & (joined.hamlet.length() == 8)
    place = ibis.cases(
        (joined.commune_code.isnull(), ibis.literal(unplaced(province))),
        (inside.fill_null(False), joined.hamlet),
        else_=joined.commune_code + "-00",
    )
    return joined.mutate(place=place).drop("commune_as_sent", "commune_code")


def _place(text: str, codes: set[str], names: dict[str, str], on: dt.date) -> str | None:
    if text.isdigit():
        return text if text in codes else _successor(text, codes, on)
    return names.get(_folded(text))


def _successor(code: str, codes: set[str], on: dt.date) -> str | None:
    """The one commune into which the former unit `code` passed whole within the last two years."""
    try:
        links = territory.lineage(code, since=on - _LOOK_BACK, until=on)
    except NotFound:
        return None
    after = {link.after.code for link in links if link.before.code == code and link.kind == "whole"}
    split = any(link.kind != "whole" for link in links if link.before.code == code)
    return next(iter(after)) if len(after) == 1 and not split and after <= codes else None


def _unique_names(province: str, on: dt.date) -> dict[str, str]:
    seen: dict[str, set[str]] = {}
    for unit in territory.units(on, level=Level.COMMUNE, within=province):
        for spelling in _spellings(unit.name):
            seen.setdefault(spelling, set()).add(unit.code)
    return {name: next(iter(codes)) for name, codes in seen.items() if len(codes) == 1}


def _spellings(name: str) -> Iterator[str]:
    """“Phường Long Mỹ” is also written “P. Long Mỹ”, “long my”."""
    kind, _, rest = name.partition(" ")
    yield _folded(name)
    if rest:
        yield _folded(rest)
        yield _folded(f"{kind[0]}. {rest}")
        yield _folded(f"{kind[0]}.{rest}")


def _folded(text: str) -> str:
    bare = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    return " ".join(bare.lower().replace("đ", "d").split())
