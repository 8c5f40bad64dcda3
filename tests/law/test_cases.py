"""Every line of cases/*.csv holds: a rule, a day, what it is told, what must come out, and where that stands."""

import csv
import datetime as dt
from pathlib import Path

import pytest

from ansinh import law
from ansinh.base import errors
from ansinh.law.said import plain
from ansinh.law.sources import citations

FILES = sorted((Path(__file__).parent / "cases").glob("*.csv"))


def lines():
    for path in FILES:
        with path.open(encoding="utf-8", newline="") as file:
            for number, row in enumerate(csv.DictReader(file), start=2):
                yield pytest.param(row, id=f"{path.stem}:{number}")


def pairs(text: str) -> dict[str, str]:
    return dict(part.split("=", 1) for part in text.split())


def found(result: object, path: str) -> object:
    """The part of a result that `path` names: `total`, `shares.health.employee`, `steps.0`, or `result` itself."""
    for name in path.split(".") if path != "result" else ():
        if isinstance(result, list):
            result = (
                result[int(name)]
                if name.isdigit()
                else next(part for part in result if name in part.values())
            )
        else:
            result = result[name]
    return result


@pytest.mark.parametrize("case", list(lines()))
def test_the_rule_gives_what_the_case_says(case):
    on, told, expected = dt.date.fromisoformat(case["on"]), pairs(case["told"]), pairs(case["expected"])
    if "raises" in expected:
        with pytest.raises(getattr(errors, expected["raises"])):
            law.explain(case["rule"], on=on, **told)
        return
    explained = law.explain(case["rule"], on=on, **told)
    if confidence := expected.pop("confidence", ""):
        assert explained.confidence.value == confidence
    for path, value in expected.items():
        assert said(found(plain(explained.result), path)) == value, path


def said(thing: object) -> str:
    if isinstance(thing, bool) or thing is None:
        return {True: "yes", False: "no", None: "none"}[thing]
    return str(thing)


@pytest.mark.parametrize("case", list(lines()))
def test_the_source_of_the_case_is_in_the_register(case):
    assert citations(case["source"])


def test_there_are_three_hundred_cases_at_least():
    assert len(list(lines())) >= 300
