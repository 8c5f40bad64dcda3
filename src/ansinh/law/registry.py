"""Which rules are there, what do they take, and why is a result what it is?"""

from __future__ import annotations

import datetime as dt
import functools
import importlib
import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import get_type_hints

from ansinh.base.dated import Confidence
from ansinh.base.errors import InvalidValue, NotFound, NotYetKnown
from ansinh.base.texts import Text
from ansinh.law import reforms, working
from ansinh.law.arguments import parsed, type_said
from ansinh.law.said import plain, say

ROOMS = (
    "compulsory.contributions",
    "compulsory.suspension",
    "voluntary.payment",
    "voluntary.support",
    "voluntary.modes",
    "voluntary.local",
    "voluntary.accident",
    "health.premium",
    "health.household",
    "health.groups",
    "health.cards",
    "health.continuity",
    "health.benefit",
    "arrears.deadlines",
    "arrears.interest",
    "arrears.evasion",
    "arrears.apportionment",
    "arrears.fines",
    "arrears.criminal",
    "benefits.retirement",
    "benefits.wages",
    "benefits.pension",
    "benefits.oneoff",
    "benefits.waiting",
    "benefits.survivors",
    "benefits.leave",
    "benefits.unemployment",
    "benefits.social_pension",
    "targets",
)
"""Modules under `ansinh.law` that define rules; loaded when the first rule is asked for."""

_RULES: dict[str, Rule] = {}

_NO_RULE = Text("Không có quy tắc “{name}”.", "There is no rule “{name}”.")
_SEE_LIST = Text("Xem: ansinh law list.", "See: ansinh law list.")
_BEFORE = Text("Quy tắc “{title}” chỉ biết từ ngày {day}.", "The rule “{title}” is only known from {day}.")
_AFTER = Text("Quy tắc “{title}” hết hiệu lực từ ngày {day}.", "The rule “{title}” ended on {day}.")
_NO_ARGUMENT = Text("Quy tắc “{rule}” không nhận “{given}”.", "The rule “{rule}” does not take “{given}”.")
_MISSING_ARGUMENT = Text(
    "Quy tắc “{rule}” còn thiếu “{missing}”.", "The rule “{rule}” still needs “{missing}”."
)
_TAKES = Text("Các giá trị cần cho: {names}.", "It takes: {names}.")


@dataclass(frozen=True)
class Argument:
    """What a rule is told."""

    name: str
    type: object
    meaning: Text
    required: bool
    default: object = None

    def plain(self) -> dict[str, object]:
        return {
            "name": self.name,
            "type": type_said(self.type),
            "meaning": plain(self.meaning),
            "required": self.required,
            "default": plain(self.default),
        }


@dataclass(frozen=True)
class Rule:
    """A rule of the law: a pure function of plain values and a day."""

    name: str
    title: Text
    law: str
    since: dt.date
    until: dt.date | None
    confidence: Confidence
    rounding: Text
    example: Mapping[str, str]
    function: Callable
    arguments: tuple[Argument, ...] = field(default=())

    def plain(self) -> dict[str, object]:
        """The rule as `ansinh law list --json` prints it."""
        return {
            "rule": self.name,
            "title": plain(self.title),
            "law": self.law,
            "since": plain(self.since),
            "until": plain(self.until),
            "confidence": self.confidence.value,
            "arguments": [argument.plain() for argument in self.arguments],
            "example": dict(self.example),
        }


@dataclass(frozen=True)
class Explained:
    """A result with the steps that led to it, the sources they lean on, and how sure the least sure of them is."""

    rule: str
    on: dt.date
    result: object
    steps: tuple[working.Step, ...]
    sources: tuple[str, ...]
    confidence: Confidence
    parameters: tuple[str, ...] = ()

    def plain(self) -> dict[str, object]:
        """The explanation as `ansinh law explain --json` prints it."""
        return {
            "rule": self.rule,
            "on": self.on.isoformat(),
            "result": plain(self.result),
            "steps": [step.plain() for step in self.steps],
            "sources": list(self.sources),
            "confidence": self.confidence.value,
        }


WHOLE_DONG = Text(
    "Làm tròn đến đồng ở mỗi bước tính, từ nửa đồng trở lên làm tròn lên.",
    "Whole đồng, half a đồng upwards, after each calculation that is a step.",
)
NO_ROUNDING = Text("Không làm tròn.", "Nothing is rounded.")


def rule(
    name: str,
    title: Text,
    *,
    law: str,
    since: str = "2016-01-01",
    until: str | None = None,
    confidence: Confidence = Confidence.READ,
    rounding: Text = WHOLE_DONG,
    arguments: Mapping[str, Text] | None = None,
    example: Mapping[str, str] | None = None,
) -> Callable[[Callable], Callable]:
    """Enter a function, all of whose arguments are by keyword and one of them `on`, as the rule `name`.

    `confidence` is how sure the rule's own wording is; what it reads may lower that of a result.
    `example`: values as typed after `ansinh law explain`, with `on`.
    """

    def enter(function: Callable) -> Callable:
        entered = Rule(
            name,
            title,
            law,
            dt.date.fromisoformat(since),
            dt.date.fromisoformat(until) if until else None,
            confidence,
            rounding,
            example or {},
            function,
        )

        @functools.wraps(function)
        def applied(*, on: dt.date, **values: object) -> object:
            _require_in_force(entered, on)
            with working.at_work(law, confidence, on):
                return (reforms.replacement(name) or function)(on=on, **values)

        _RULES[name] = _with_arguments(entered, applied, arguments or {})
        return applied

    return enter


def _with_arguments(entered: Rule, applied: Callable, meanings: Mapping[str, Text]) -> Rule:
    hints = get_type_hints(entered.function)
    arguments = tuple(
        Argument(
            p.name,
            hints[p.name],
            meanings[p.name],
            p.default is p.empty,
            None if p.default is p.empty else p.default,
        )
        for p in inspect.signature(entered.function).parameters.values()
        if p.name != "on"
    )
    return Rule(**{**vars(entered), "function": applied, "arguments": arguments})


def _require_in_force(entered: Rule, on: dt.date) -> None:
    if on < entered.since:
        raise NotYetKnown(say(_BEFORE, title=entered.title, day=entered.since), source=entered.law)
    if entered.until and on >= entered.until:
        raise NotYetKnown(say(_AFTER, title=entered.title, day=entered.until), source=entered.law)


def rules() -> tuple[Rule, ...]:
    """Every rule, in the order of the rooms."""
    rooms = [importlib.import_module(f"ansinh.law.{room}").__name__ for room in ROOMS]
    return tuple(sorted(_RULES.values(), key=lambda rule: rooms.index(rule.function.__module__)))


def rule_named(name: str) -> Rule:
    """The rule called `name`. Raises: NotFound."""
    rules()
    if name not in _RULES:
        raise NotFound(say(_NO_RULE, name=name), _SEE_LIST)
    return _RULES[name]


def explain(name: str, *, on: dt.date, **values: object) -> Explained:
    """The result of rule `name` on `on` with its steps: the same computation, listened to.

    Values may be given as they are or as text (`months="12"`). Raises: NotFound, InvalidValue, NotYetKnown.
    """
    asked = rule_named(name)
    given = _typed(asked, values)
    with working.listening() as heard:
        result = asked.function(on=on, **given)
    return Explained(
        name, on, result, tuple(heard.steps), tuple(heard.sources), heard.confidence, heard.parameters
    )


def _typed(asked: Rule, values: Mapping[str, object]) -> dict[str, object]:
    known = {argument.name: argument for argument in asked.arguments}
    takes = say(_TAKES, names=", ".join(known) or "–")
    for given in values:
        if given not in known:
            raise InvalidValue(say(_NO_ARGUMENT, rule=asked.name, given=given), takes)
    missing = [a.name for a in asked.arguments if a.required and a.name not in values]
    if missing:
        raise InvalidValue(say(_MISSING_ARGUMENT, rule=asked.name, missing=", ".join(missing)), takes)
    return {
        name: parsed(value, known[name].type, name) if isinstance(value, str) else value
        for name, value in values.items()
    }
