"""Rules of filled forms: what is missing, what a change of labour is called, what voluntary accident insurance costs."""

from ansinh.reports.rules.missing import NEEDS, PERSON, Missing, missing

__all__ = ["NEEDS", "PERSON", "Missing", "missing"]
