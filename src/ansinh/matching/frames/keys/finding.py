"""Whom on the roster does a row of another register mean? Several rows may mean the same person."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import ibis
import ibis.expr.types as ir

from ansinh.matching.frames.keys.shapes import Keep

FOUND = ibis.schema({"record": "string", "person": "string", "probability": "float64", "how": "string"})


@dataclass(frozen=True)
class Way:
    """`equal` must be given and equal on both sides; `also` must hold (the roster's columns end in `_r`)."""

    name: str
    equal: tuple[str, ...]
    also: Callable[[ir.Table], ir.BooleanValue]


def same_name(pair: ir.Table) -> ir.BooleanValue:
    """The same words, in whatever order."""
    ordered = [name.split(" ").sort().join(" ") for name in (pair.name, pair.name_r)]
    return ((pair.name == pair.name_r) | (ordered[0] == ordered[1])).fill_null(False)


def contradicts(pair: ir.Table, *columns: str) -> ir.BooleanValue:
    """Whether one of the columns is given on both sides and differs."""
    return ibis.or_(*((pair[column] != pair[f"{column}_r"]).fill_null(False) for column in columns))


def agrees(pair: ir.Table, column: str) -> ir.BooleanValue:
    return (pair[column] == pair[f"{column}_r"]).fill_null(False)


def _by_number(pair: ir.Table) -> ir.BooleanValue:
    return same_name(pair) | agrees(pair, "birth") | agrees(pair, "personal_id")


def _by_id(pair: ir.Table) -> ir.BooleanValue:
    return same_name(pair) | agrees(pair, "birth")


def _near_id(pair: ir.Table) -> ir.BooleanValue:
    return (pair.personal_id.levenshtein(pair.personal_id_r) <= 1).fill_null(False)


def _by_birth(pair: ir.Table) -> ir.BooleanValue:
    no_other_id = (pair.personal_id.isnull() | pair.personal_id_r.isnull()) | _near_id(pair)
    return no_other_id & ~contradicts(pair, "sex", "si_number")


WAYS = (
    Way("si_number", ("si_number",), _by_number),
    Way("personal_id", ("personal_id",), _by_id),
    Way("name_birth_commune", ("name", "birth", "commune"), _by_birth),
    Way("name_birth", ("name", "birth"), _by_birth),
    Way("name_near_id", ("name",), lambda pair: _near_id(pair) & ~contradicts(pair, "birth_year", "sex")),
)
"""In the order in which they are tried."""


def found(rows: ir.Table, roster: ir.Table, forbidden: ir.Table, keep: Keep, what: str) -> ir.Table:
    """One row per row of `rows` that means exactly one person of the roster.

    In:  rows as of `standard.standardised`; roster: the same columns and person; forbidden: record, person.
    Out: record, person, probability: float64 (1), how: string (the way).
    """
    done: list[ir.Table] = []
    rest = rows
    for way in WAYS:
        given = rest.filter([rest[column].notnull() for column in way.equal])
        one = keep(f"{what}_{way.name}", _found(given, roster, way, forbidden))
        done.append(one)
        rest = rest.anti_join(one, "record")
    return keep(f"{what}_found", ibis.union(*done))


def _found(rows: ir.Table, roster: ir.Table, way: Way, forbidden: ir.Table) -> ir.Table:
    named = roster.rename({f"{column}_r": column for column in roster.columns})
    pairs = rows.join(named, [rows[column] == named[f"{column}_r"] for column in way.equal])
    pairs = pairs.filter(way.also(pairs)).select("record", person="person_r")
    pairs = pairs.anti_join(forbidden, ["record", "person"])
    one = pairs.group_by("record").agg(person=pairs.person.min(), last=pairs.person.max())
    sure = one.filter(one.person == one["last"])
    return sure.select(
        "record", "person", probability=ibis.literal(1.0, "float64"), how=ibis.literal(way.name)
    )
