"""How many pupils and students are not found among the people with health insurance?"""

from __future__ import annotations

import unicodedata

import ibis
import ibis.expr.types as ir

from ansinh.indicators.frames.people import is_linked, personal_key
from ansinh.indicators.frames.places import placed

_LETTERS = "àáâãèéêìíòóôõùúýăđĩũơư" + "".join(chr(point) for point in range(0x1EA1, 0x1EFA, 2))
_MARKS = "\u0300\u0301\u0303\u0309\u0323\u0302\u0306\u031b"


def students(listed: ir.Table, places: ir.Table, province: str) -> ir.Table:
    """The students on the schools' lists. A personal ID on two lists is one student.

    In:  registers.students, with `person` where linked. Out: person (as of `people`; NULL without a personal ID), place: string, name: string
         (folded), born: string (d/m/yyyy without zeros, NULL when only the year is known); both NULL where linked. One row each.
    """
    rows = placed(listed, places, province)
    if is_linked(listed):
        told = dict.fromkeys(("name", "born"), ibis.null("string"))
        return rows.group_by("person").agg(place=rows.place.min()).mutate(**told)
    rows = rows.select(
        person=personal_key(rows.personal_id), place=rows.place, name=folded(rows.full_name),
        born=birthday(rows.birth_date),
    )  # fmt: skip
    known = rows.filter(rows.person.notnull())
    once = known.group_by("person").agg(place=known.place.min(), name=known.name.min(), born=known.born.min())
    return once.union(rows.filter(rows.person.isnull()))


def students_by_place(taught: ir.Table, persons: ir.Table, participants: ir.Table) -> ir.Table:
    """Students, and those not found with HI by personal ID nor by folded name and full birth date.

    Linked registers are joined by person alone. An upper bound: records that cannot be joined count as without HI. Two
    students of the same name and birth date who lack a personal ID are both found when one of them has HI.

    In:  `students`; `people`; registers.participants. Out: place: string, students, students_without_hi: int64.
    """
    insured = persons.filter(persons.hi).select(insured="person")
    by_number = taught.left_join(insured, taught.person == insured.insured)
    missing = by_number.filter(by_number.insured.isnull()).select("place", "name", "born")
    if is_linked(participants):
        return _counted(taught, missing)
    holders = _holders(participants, missing)
    by_name = missing.left_join(
        holders, [missing.name == holders.holder, missing.born == holders.holder_born]
    )
    return _counted(taught, by_name.filter(by_name.holder.isnull()))


def _counted(taught: ir.Table, missing: ir.Table) -> ir.Table:
    """Students and missing ones by place."""
    unfound = missing.group_by("place").agg(students_without_hi=ibis._.count().cast("int64"))
    everyone = taught.group_by("place").agg(students=taught.count().cast("int64"))
    joined = everyone.left_join(unfound, "place")
    without = joined.students_without_hi.fill_null(ibis.literal(0, "int64")).cast("int64")
    return joined.select(place=joined.place, students=joined.students, students_without_hi=without)


def _holders(participants: ir.Table, missing: ir.Table) -> ir.Table:
    """Names and birthdays of people with HI, only of the birth years that occur among the missing."""
    years = missing.filter(missing.born.notnull()).select(year=missing.born.right(4)).distinct()
    insured = participants.filter(participants.hi)
    insured = insured.select("full_name", "birth_date", year=insured.birth_date.right(4))
    near = insured.semi_join(years, "year")
    named = near.select(holder=folded(near.full_name), holder_born=birthday(near.birth_date))
    return named.filter(named.holder_born.notnull()).distinct()


def folded(name: ir.StringValue) -> ir.StringValue:
    """A name without accents, in lower case, with single spaces."""
    plain = "".join(unicodedata.normalize("NFD", letter)[0] for letter in _LETTERS).replace("đ", "d")
    bare = name.lower().translate(_LETTERS + _MARKS, plain)
    return bare.re_replace(r"\s+", " ").strip()


def birthday(text: ir.StringValue) -> ir.StringValue:
    """A birth date as d/m/yyyy without leading zeros; NULL when the day is not known."""
    tidy = text.strip().re_replace("^0", "").replace("/0", "/")
    return ibis.ifelse(text.re_search("/.*/"), tidy, ibis.null("string"))
