"""How many residents of the population register are found with health insurance?"""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from ansinh.indicators.frames.people import is_linked, personal_key
from ansinh.indicators.frames.places import placed


def residents(population: ir.Table, places: ir.Table, province: str) -> ir.Table:
    """People who reside here, by the keys of `matching`, or where rows are not linked by personal ID.

    In:  registers.population, with `person` where linked. Out: person (as of `people`; NULL without a personal ID), place: string, residents:
         int64. One row per personal ID; residents without one are counted together by place.
    """
    living = placed(population.filter(population.status == "resident"), places, province)
    person = living.person if is_linked(population) else personal_key(living.personal_id)
    living = living.select(person=person, place=living.place)
    known = living.filter(living.person.notnull())
    unknown = living.filter(living.person.isnull())
    one_each = known.group_by("person").agg(place=known.place.min())
    one_each = one_each.mutate(residents=ibis.literal(1, "int64"))
    together = unknown.group_by("place").agg(residents=unknown.count().cast("int64"))
    together = together.select(
        person=ibis.null(living.person.type()), place=together.place, residents=together.residents
    )
    return one_each.union(together)


def coverage(living: ir.Table, persons: ir.Table) -> ir.Table:
    """Residents and those found among people with HI, by place.

    In:  `residents`; `people`. Out: place: string, residents, residents_with_hi: int64.
    """
    covered = persons.filter(persons.hi).select(covered="person")
    joined = living.left_join(covered, living.person == covered.covered)
    found = ibis.ifelse(joined.covered.notnull(), joined.residents, ibis.literal(0, "int64"))
    return joined.group_by("place").agg(
        residents=joined.residents.sum().cast("int64"), residents_with_hi=found.sum().cast("int64")
    )
