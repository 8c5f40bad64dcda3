"""Which registers are there, and what may a delivery of each hold?"""

from ansinh.base.errors import NotFound
from ansinh.base.texts import Text
from ansinh.registers.schemas.benefits import Beneficiaries, HiCards, InsuredElsewhere, Procedures
from ansinh.registers.schemas.columns import Column, Kind
from ansinh.registers.schemas.decisions import MatchDecisions, Outcomes
from ansinh.registers.schemas.figures import ReportedFigures
from ansinh.registers.schemas.forms import HiRegistrations, LabourChanges, VoluntaryRegistrations
from ansinh.registers.schemas.labour import LabourUse
from ansinh.registers.schemas.papers import ContributionNotices, PersonDeclarations, UnitDeclarations
from ansinh.registers.schemas.people import Households, Participants, Population, Students
from ansinh.registers.schemas.register import Register
from ansinh.registers.schemas.work import (
    BusinessRegistrations,
    Employers,
    Payroll,
    Receipts,
    TaxIncomes,
)

__all__ = ["DELIVERED", "REGISTERS", "Column", "Kind", "Register", "register"]

REGISTERS: dict[str, type[Register]] = {
    schema.name: schema
    for schema in (
        Participants,
        Population,
        Households,
        Employers,
        Payroll,
        Receipts,
        Students,
        TaxIncomes,
        BusinessRegistrations,
        ReportedFigures,
        HiCards,
        Beneficiaries,
        LabourUse,
        InsuredElsewhere,
        Procedures,
        MatchDecisions,
        Outcomes,
        LabourChanges,
        HiRegistrations,
        VoluntaryRegistrations,
        PersonDeclarations,
        UnitDeclarations,
        ContributionNotices,
    )
}
"""Every register by name, in the order of their importance for the month."""

DELIVERED = {name: schema for name, schema in REGISTERS.items() if not schema.own}
"""The registers that offices send; the others this system writes itself from what people decide."""

_NO_SUCH_REGISTER = Text("Không có sổ “{name}”.", "There is no register “{name}”.")
_KNOWN = Text("Các sổ: {names}.", "Registers: {names}.")


def register(name: str) -> type[Register]:
    """The register called `name`. Raises: NotFound."""
    if name not in REGISTERS:
        raise NotFound(_NO_SUCH_REGISTER.format(name=name), _KNOWN.format(names=", ".join(REGISTERS)))
    return REGISTERS[name]
