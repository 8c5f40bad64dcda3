"""Which administrative units are there on a day, and what became of them? Law, not a table.

A code says nothing without its day: on 1 July 2025 codes were given to other places. So every
question here takes the day it is asked about.

    territory.units(on=day, level=Level.COMMUNE, within="92")
    territory.lineage("31120", since=dt.date(2025, 6, 30), until=dt.date(2025, 7, 1))
"""

from ansinh.territory.geography import change_days, children, parent, path, unit, units
from ansinh.territory.history import Link, lineage, predecessors, successors
from ansinh.territory.restating import Restated, restate
from ansinh.territory.searching import search
from ansinh.territory.terms import Kind, Level, LinkKind, Unit

__all__ = [
    "Kind",
    "Level",
    "Link",
    "LinkKind",
    "Restated",
    "Unit",
    "change_days",
    "children",
    "lineage",
    "parent",
    "path",
    "predecessors",
    "restate",
    "search",
    "successors",
    "unit",
    "units",
]
