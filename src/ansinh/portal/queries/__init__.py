"""What does each calculator answer? Every number and its article come from the law's room."""

from ansinh.portal.queries.answers import Answer, Line, Misfit, Statement, Table, Working
from ansinh.portal.queries.employer import Wages, employer
from ansinh.portal.queries.household import household
from ansinh.portal.queries.oneoff import oneoff
from ansinh.portal.queries.unemployment import unemployment
from ansinh.portal.queries.voluntary import voluntary

__all__ = [
    "Answer",
    "Line",
    "Misfit",
    "Statement",
    "Table",
    "Wages",
    "Working",
    "employer",
    "household",
    "oneoff",
    "unemployment",
    "voluntary",
]
