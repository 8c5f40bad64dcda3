"""How was this result worked out? Collects the steps, sources and doubts while a rule computes.

A rule notes each step as it takes it. When nobody listens a note costs next to nothing; inside `listening` the very
same computation leaves its steps behind, so a number and its explanation cannot disagree.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from contextvars import ContextVar
from dataclasses import dataclass, field

from ansinh.base.dated import Confidence, Value
from ansinh.base.texts import Text
from ansinh.law.said import filled, plain
from ansinh.law.sources import in_force

_ORDER = (Confidence.READ, Confidence.REPORTED, Confidence.UNVERIFIED)
_VALUE = Text("{name}: {value}.", "{name}: {value}.")


def lowest(*confidences: Confidence) -> Confidence:
    """The least sure of several: a result is never surer than what it was made of."""
    return max(confidences, key=_ORDER.index, default=Confidence.READ)


@dataclass(frozen=True)
class Step:
    """One step: a sentence with its numbers, and the instrument and article it follows."""

    text: Text
    numbers: dict[str, object]
    law: str
    confidence: Confidence

    def plain(self) -> dict[str, object]:
        return {
            "vi": self.text.vi,
            "en": self.text.en,
            "numbers": self.numbers,
            "article": self.law,
            "confidence": self.confidence.value,
        }


@dataclass
class Working:
    """What a computation left behind."""

    steps: list[Step] = field(default_factory=list)
    sources: dict[str, None] = field(default_factory=dict)
    confidence: Confidence = Confidence.READ
    _days: list[dt.date] = field(default_factory=list)
    _seen: dict[tuple[str, Value], None] = field(default_factory=dict)

    @property
    def parameters(self) -> tuple[str, ...]:
        """The codes of the parameters that were read, in that order."""
        return tuple(dict.fromkeys(code for code, _ in self._seen))

    def lean_on(self, law: str, confidence: Confidence) -> str:
        """Note the citations of `law` that govern the day of the rule at work; they are returned."""
        governing = in_force(law, self._days[-1]) if self._days else law
        for source in filter(None, (part.strip() for part in governing.split(";"))):
            self.sources[source] = None
        self.confidence = lowest(self.confidence, confidence)
        return governing

    @contextmanager
    def at_work(self, law: str, confidence: Confidence, on: dt.date) -> Iterator[None]:
        """Within this block a rule of `law` is asked about the day `on`."""
        self._days.append(on)
        self.lean_on(law, confidence)
        try:
            yield
        finally:
            self._days.pop()

    def add(self, text: Text, numbers: dict[str, object], law: str, confidence: Confidence) -> None:
        law = self.lean_on(law, confidence)
        said = {name: plain(number) for name, number in numbers.items() if name != "name"}
        taken = Step(filled(text, numbers), said, law, confidence)
        if taken not in self.steps:  # what was said need not be said again
            self.steps.append(taken)

    def add_value(self, code: str, name: Text, unit: str, entry: Value, quiet: bool) -> None:
        self._seen[code, entry] = None
        self.lean_on(entry.source, entry.confidence)
        if not quiet:
            template = Text(*(t.replace("{value}", f"{{value:{unit}}}") for t in (_VALUE.vi, _VALUE.en)))
            self.add(template, {"name": name, "value": entry.value}, entry.source, entry.confidence)


_listener: ContextVar[Working | None] = ContextVar("working", default=None)


@contextmanager
def listening() -> Iterator[Working]:
    """Within this block every step of a rule is collected."""
    working = Working()
    token = _listener.set(working)
    try:
        yield working
    finally:
        _listener.reset(token)


def step(text: Text, law: str = "", confidence: Confidence = Confidence.READ, **numbers: object) -> None:
    """Note a step taken: `text` with `{names}` of `numbers`, and the article it follows."""
    if working := _listener.get():
        working.add(text, numbers, law, confidence)


def at_work(law: str, confidence: Confidence, on: dt.date) -> AbstractContextManager:
    """The block in which a rule of `law` works on a question about the day `on`."""
    working = _listener.get()
    return working.at_work(law, confidence, on) if working else nullcontext()


def value_used(code: str, name: Text, unit: str, entry: Value, *, quiet: bool = False) -> None:
    """Note that a dated value was read; once per value."""
    if working := _listener.get():
        working.add_value(code, name, unit, entry, quiet)
