"""In which commune and hamlet of today is a delivered row?

Deliveries carry codes of today, codes and names from before a merger, and nothing at all. A code in force
on the day stands for itself; a former code follows its lineage where it passed whole into one unit; a name
is taken only when it belongs to one commune of the province. Everybody else is unplaced, and counted.
"""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

import ibis
import ibis.expr.types as ir
import pyarrow as pa

from ansinh import territory
from ansinh.base.errors import NotYetKnown
from ansinh.indicators.terms import unplaced
from ansinh.territory import Level, LinkKind

PLACES = pa.schema([("commune_as_sent", pa.string()), ("commune_code", pa.string())])
_LOOK_BACK = dt.timedelta(days=731)


def distinct_units(rows: ir.Table) -> ir.Table:
    """Out: one row per distinct `commune` (string) as delivered."""
    return rows.select("commune").distinct()


def known_places(sent: Iterable[str | None], province: str, on: dt.date) -> pa.Table:
    """What the delivered texts of communes stand for, among the communes of `province` on `on`.

    Out: commune_as_sent: string, commune_code: string (five digits, never null; unknown texts are absent).
    """
    now, before = _known(province, on)
    found = {}
    for text in {text for text in sent if text}:
        key = text.strip() if text.strip().isdigit() else _folded(text)
        if code := now.get(key) or before.get(key):
            found[text] = code
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


@lru_cache(maxsize=8)
def _known(province: str, on: dt.date) -> tuple[dict[str, str], dict[str, str]]:
    """Today's codes and names, and those of former communes that went whole into one of today's."""
    communes = territory.units(on, level=Level.COMMUNE, within=province)
    now = _unique_names((unit.name, unit.code) for unit in communes)
    now |= {unit.code: unit.code for unit in communes}
    before: dict[str, str] = {}
    changed = {unit.since for unit in communes if unit.since >= on - _LOOK_BACK}
    for day in sorted(changed, reverse=True):
        for name, code in _former([unit.code for unit in communes], day - dt.timedelta(days=1), on).items():
            before.setdefault(name, code)
    return now, before


def _former(communes: Iterable[str], since: dt.date, on: dt.date) -> dict[str, str]:
    """The codes and unique names of `since` whose whole unit lies in one of `communes` on `on`."""
    try:
        links = [link for code in communes for link in territory.predecessors(code, since, on)]
    except NotYetKnown:
        return {}
    split = {link.before.code for link in links if link.kind is not LinkKind.WHOLE}
    names = _unique_names((link.before.name, link.before.code) for link in links)
    after = {link.before.code: link.after.code for link in links if link.before.code not in split}
    return after | {name: after[code] for name, code in names.items() if code in after}


def _unique_names(units: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Spellings that belong to one unit only, from (name, code)."""
    seen: dict[str, set[str]] = {}
    for name, code in units:
        for spelling in _spellings(name):
            seen.setdefault(spelling, set()).add(code)
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
