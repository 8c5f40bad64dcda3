"""Which communes lie next to which? By their centres: boundaries are an optional input."""

from __future__ import annotations

import datetime as dt

import ibis
import ibis.expr.types as ir

from ansinh import territory
from ansinh.territory import Level

NEAREST = 6


def neighbours(province: str, on: dt.date) -> ir.Table:
    """The communes of a province on a day with their six nearest.

    Out: commune: string, near: string (codes with spaces, in order).
    """
    units = territory.units(on, level=Level.COMMUNE, within=province)
    placed = [one for one in units if one.latitude is not None and one.longitude is not None]
    near = {}
    for one in placed:
        ordered = sorted(placed, key=lambda other: (_squared(one, other), other.code))
        near[one.code] = " ".join(sorted(other.code for other in ordered[1 : NEAREST + 1]))
    schema = {"commune": "string", "near": "string"}
    return ibis.memtable({"commune": list(near), "near": list(near.values())}, schema=schema)


def kinds(province: str, on: dt.date) -> ir.Table:
    """Which communes of a province are wards, townships, communes or special zones.

    Out: commune: string, commune_kind: string (`territory.Kind`).
    """
    units = territory.units(on, level=Level.COMMUNE, within=province)
    schema = {"commune": "string", "commune_kind": "string"}
    found = {"commune": [one.code for one in units], "commune_kind": [str(one.kind.value) for one in units]}
    return ibis.memtable(found, schema=schema)


def _squared(one: territory.Unit, other: territory.Unit) -> float:
    """Squared distance on the map, good enough within a province of these latitudes."""
    return (one.latitude - other.latitude) ** 2 + (one.longitude - other.longitude) ** 2
