"""The dated values of the law, by subject; `all_of_them` loads every module once."""

import importlib

from ansinh.law.parameter import PARAMETERS, Parameter

SUBJECTS = ("levels", "rates", "voluntary", "health", "arrears", "benefits", "coefficients", "unemployment")


def all_of_them() -> dict[str, Parameter]:
    """Every parameter by its code."""
    for subject in SUBJECTS:
        importlib.import_module(f"ansinh.law.parameters.{subject}")
    return PARAMETERS
