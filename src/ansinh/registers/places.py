"""For which commune of today does a delivered text stand, or for which can it stand?

Deliveries carry codes of today, codes and names from before a merger, and nothing at all. A code in force
on the day stands for itself; a former code follows its lineage where it passed whole into one unit; a name
is taken only when it belongs to one commune of the province. What can be several communes is none of them:
all of them are candidates, and nobody guesses.
"""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

import ibis.expr.types as ir
import pyarrow as pa

from ansinh import territory
from ansinh.base.errors import NotYetKnown
from ansinh.territory import Level, LinkKind

PLACES = pa.schema(
    [(name, pa.string()) for name in ("commune_as_sent", "commune_code", "commune_candidates")]
)
_LOOK_BACK = dt.timedelta(days=731)
_ELSEWHERE = ""
"""Stands for the part of a former commune that lies outside the province."""


def distinct_units(rows: ir.Table) -> ir.Table:
    """Out: one row per distinct `commune` (string) as delivered."""
    return rows.select("commune").distinct()


def known_places(sent: Iterable[str | None], province: str, on: dt.date) -> pa.Table:
    """What the delivered texts of communes stand for, among the communes of `province` on `on`.

    Out: commune_as_sent: string, commune_code: string (five digits, NULL where it can be several),
    commune_candidates: string (all codes it can be, with spaces between). Unknown texts are absent.
    """
    known = _known(province, on)
    rows = []
    for text in sorted({text for text in sent if text}):
        key = text.strip() if text.strip().isdigit() else _folded(text)
        if codes := known.get(key):
            candidates = " ".join(sorted(codes - {_ELSEWHERE}))
            rows.append((text, candidates if len(codes) == 1 else None, candidates))
    return pa.table([list(column) for column in zip(*rows, strict=True)] or [[], [], []], schema=PLACES)


@lru_cache(maxsize=8)
def _known(province: str, on: dt.date) -> dict[str, set[str]]:
    """The communes that a code or a folded name can stand for: today's come before former ones."""
    communes = territory.units(on, level=Level.COMMUNE, within=province)
    known = _named((unit.name, unit.code) for unit in communes)
    known |= {unit.code: {unit.code} for unit in communes}
    changed = {unit.since for unit in communes if unit.since >= on - _LOOK_BACK}
    for day in sorted(changed, reverse=True):
        known = _former([unit.code for unit in communes], day - dt.timedelta(days=1), on) | known
    return known


def _former(communes: Iterable[str], since: dt.date, on: dt.date) -> dict[str, set[str]]:
    """Codes and names of `since`, and in which of `communes` their ground lies on `on`."""
    try:
        links = [link for code in communes for link in territory.predecessors(code, since, on)]
    except NotYetKnown:
        return {}
    heirs: dict[str, set[str]] = {}
    for link in links:
        heirs.setdefault(link.before.code, set()).add(link.after.code)
    for link in links:
        if link.kind is not LinkKind.WHOLE and len(heirs[link.before.code]) == 1:
            heirs[link.before.code].add(_ELSEWHERE)
    named = _named((link.before.name, link.before.code) for link in links)
    return heirs | {name: set().union(*(heirs[code] for code in codes)) for name, codes in named.items()}


def _named(units: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    """The codes of the units that have each spelling, from (name, code)."""
    seen: dict[str, set[str]] = {}
    for name, code in units:
        for spelling in _spellings(name):
            seen.setdefault(spelling, set()).add(code)
    return seen


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
