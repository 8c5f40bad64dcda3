"""Premium and support of the same households in openfisca-core; run by `ansinh bench law --openfisca` in its own environment.

usage: python bench_openfisca.py people.npz repeat   (columns: household, months, income, share, left; paid in October 2026)
Prints {"seconds": …, "premium": …, "state": …} with the totals as OpenFisca's numbers give them.
"""

import json
import sys
import time

import numpy as np
from openfisca_core.entities import Entity, GroupEntity
from openfisca_core.periods import DateUnit
from openfisca_core.simulations import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

MONTH = "2026-10"
PERSON = Entity("person", "persons", "A person", "")
HOUSEHOLD = GroupEntity("household", "households", "A household", "", roles=[{"key": "member"}])


class Months(Variable):
    value_type, entity, definition_period, label = int, PERSON, DateUnit.MONTH, "Months paid for"


class Income(Variable):
    value_type, entity, definition_period, label = int, PERSON, DateUnit.MONTH, "Chosen income, đồng"


class Share(Variable):
    value_type, entity, definition_period, label = int, PERSON, DateUnit.MONTH, "State support, percent"


class Left(Variable):
    value_type, entity, definition_period, label = int, PERSON, DateUnit.MONTH, "Supported months left"


class Premium(Variable):
    value_type, entity, definition_period, label = float, PERSON, DateUnit.MONTH, "HI premium, đồng"

    def formula(person, period):
        place = np.minimum(person.household.members_position, 4)
        scale = np.array([1, 0.7, 0.6, 0.5, 0.4])[place]
        return 2_530_000 * 0.045 * scale * person("Months", period)


class State(Variable):
    value_type, entity, definition_period, label = float, PERSON, DateUnit.MONTH, "State support, đồng"

    def formula(person, period):
        months = np.minimum(person("Months", period), person("Left", period))
        return 1_500_000 * 0.22 * person("Share", period) / 100 * months


class Own(Variable):
    value_type, entity, definition_period, label = float, PERSON, DateUnit.MONTH, "Own payment, đồng"

    def formula(person, period):
        total = np.round(person("Income", period) * 0.22) * person("Months", period)
        return total - person("State", period)


def main(path: str, repeat: int) -> None:
    people = np.load(path)
    system = TaxBenefitSystem([PERSON, HOUSEHOLD])
    system.add_variables(Months, Income, Share, Left, Premium, State, Own)
    seconds = []
    for _ in range(repeat):
        builder = SimulationBuilder()
        builder.create_entities(system)
        builder.declare_person_entity("person", np.arange(len(people["months"])))
        homes = builder.declare_entity("household", np.unique(people["household"]))
        builder.join_with_persons(homes, people["household"], ["member"] * len(people["months"]))
        simulation = builder.build(system)
        for name in ("Months", "Income", "Share", "Left"):
            simulation.set_input(name, MONTH, people[name.lower()])
        started = time.perf_counter()
        found = {name: simulation.calculate(name, MONTH) for name in ("Premium", "State", "Own")}
        seconds.append(time.perf_counter() - started)
    totals = {name.lower(): int(values.sum()) for name, values in found.items()}
    print(json.dumps({"seconds": round(min(seconds), 3), **totals, "kept_as": str(found["Premium"].dtype)}))


main(sys.argv[1], int(sys.argv[2]))
