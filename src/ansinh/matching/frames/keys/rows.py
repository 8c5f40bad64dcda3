"""Which rows of a month are new, which were there before as somebody's, and what do the new ones say?"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import ibis
import ibis.expr.types as ir

from ansinh.matching.frames.keys.shapes import Before, Keep
from ansinh.matching.frames.records import with_records
from ansinh.matching.frames.standard import told, with_notes


@dataclass(frozen=True)
class Rows:
    """A month's registers, each row with `record` and `former`: its person of the month before (NULL: it is new)."""

    registers: Mapping[str, ir.Table]
    places: ir.Table | None
    on: dt.date
    keep: Keep

    def gone(self, before: Before) -> ir.Table:
        """The keys of the month before of which no row is there any more. Out: KEYS."""
        keys = before.keys
        parts = [keys.filter(keys.register.notin(list(self.registers)))]
        for name, rows in self.registers.items():
            parts.append(keys.filter(keys.register == name).anti_join(rows, "record"))
        return self.keep("key_gone", one(parts))

    def fresh(self, names: Sequence[str], leaving: ir.Table | None, what: str) -> ir.Table:
        """The new records of some registers in standard form, with `notes`; and those of `leaving`: record."""
        said = [told(self._new(name, leaving), name) for name in names]
        return self.keep(f"fresh_{what}", with_notes(one(said), self.places, self.on))

    def count_of_new(self) -> int:
        """How many rows are new."""
        return sum(rows.filter(rows.former.isnull()).count().execute() for rows in self.registers.values())

    def _new(self, register: str, leaving: ir.Table | None) -> ir.Table:
        rows = self.registers[register]
        new = rows.filter(rows.former.isnull())
        if leaving is None:
            return new
        return new.union(rows.filter(rows.former.notnull()).semi_join(leaving, "record"))


def recorded(rows: ir.Table, register: str, before: Before) -> ir.Table:
    """`rows` with `record` and `former`: string; grain unchanged. In: rows of `register` as delivered."""
    told = with_records(rows, register)
    if before.is_first:
        return told.mutate(former=ibis.null("string"))
    keys = before.keys.filter(before.keys.register == register)
    keys = keys.select(former_record="record", former="person")
    return told.left_join(keys, told.record == keys.former_record).drop("former_record")


def one(parts: Sequence[ir.Table]) -> ir.Table:
    """All parts below each other."""
    return ibis.union(*parts) if len(parts) > 1 else parts[0]


def one_of_each(rows: ir.Table) -> ir.Table:
    """The rows of which no row of the same person has a lesser record. In: record, person."""
    least = rows.group_by("person").agg(record=rows.record.min())
    return rows.semi_join(least, "record")


def doubles(fresh: ir.Table, there: ir.Table, apart: ir.Table) -> ir.Table:
    """Further rows of one person in one register: the same personal ID and name, and no other year of birth.

    In:  fresh: standardised rows without a person; there: the same with person; apart: records that clerks
         told apart from others. Out: record, person (NULL: of `chief`), chief: string.
    """
    columns = ("record", "personal_id", "name", "birth_year")
    both = fresh.select(*columns, person=ibis.null("string")).union(there.select(*columns, "person"))
    both = both.filter(both.personal_id.notnull() & both.name.notnull()).anti_join(apart, "record")
    twice = both.group_by("personal_id").agg(rows=both.count())
    several = both.semi_join(twice.filter(twice.rows > 1), "personal_id")
    several = several.mutate(words=several.name.split(" ").sort().join(" "))
    group = several.group_by("personal_id", "words").agg(
        chief=several.record.min(), known=several.person.min(), years=several.birth_year.nunique(),
        rows=several.count(),
    )  # fmt: skip
    group = group.filter((group.rows > 1) & (group.years <= 1)).drop("rows", "years")
    found = several.filter(several.person.isnull()).join(group, ["personal_id", "words"])
    found = found.filter(found.known.notnull() | (found.chief != found.record))
    return found.select("record", person="known", chief="chief")
