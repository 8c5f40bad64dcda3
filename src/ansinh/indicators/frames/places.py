"""In which commune and hamlet of today is a delivered row? Everybody else is unplaced, and counted."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from ansinh.indicators.terms import unplaced
from ansinh.registers.places import distinct_units, known_places

__all__ = ["distinct_units", "known_places", "placed"]


def placed(rows: ir.Table, places: ir.Table, province: str) -> ir.Table:
    """`rows` with `place`: string, the hamlet, `COMMUNE-00` or `PROVINCE-00`; grain unchanged. Placed rows stay as they are."""
    if "place" in rows.columns:
        return rows
    joined = rows.left_join(places, rows.commune == places.commune_as_sent)
    inside = joined.hamlet.startswith(joined.commune_code + "-") & (joined.hamlet.length() == 8)
    place = ibis.cases(
        (joined.commune_code.isnull(), ibis.literal(unplaced(province))),
        (inside.fill_null(False), joined.hamlet),
        else_=joined.commune_code + "-00",
    )
    return joined.mutate(place=place).drop(*places.columns)
