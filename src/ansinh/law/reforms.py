"""What if the law were different? An overlay of values and rules that leaves the enacted law untouched."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from types import MappingProxyType

from ansinh.base.dated import Dated
from ansinh.base.errors import NotFound
from ansinh.base.texts import Text
from ansinh.law import parameter
from ansinh.law.said import say

_rules: ContextVar[Mapping[str, Callable]] = ContextVar("rules_overlay", default=MappingProxyType({}))

_NO_PARAMETER = Text("Không có tham số “{code}”.", "There is no parameter “{code}”.")


@dataclass(frozen=True)
class Reform:
    """A draft: parameters with other values, rules with other functions. Nothing enacted is changed by it."""

    name: Text
    parameters: Mapping[str, Dated] = field(default_factory=dict)
    rules: Mapping[str, Callable] = field(default_factory=dict)

    @contextmanager
    def applied(self) -> Iterator[None]:
        """Within this block rules compute by the draft; outside it by the law, also after an error."""
        token = _rules.set({**_rules.get(), **self.rules})
        try:
            with parameter.overlaid(self.parameters):
                yield
        finally:
            _rules.reset(token)


def reform(
    name: Text,
    values: Mapping[str, tuple[tuple, ...]] | None = None,
    rules: Mapping[str, Callable] | None = None,
) -> Reform:
    """A draft from rows `(since, value, source)` per parameter code; they replace the enacted values from their day on.

    Rows before the draft's first day stay enacted. Raises: NotFound for a parameter that does not exist.
    """
    return Reform(name, {code: _with(code, rows) for code, rows in (values or {}).items()}, rules or {})


def _with(code: str, rows: tuple[tuple, ...]) -> Dated:
    if code not in parameter.PARAMETERS:
        raise NotFound(say(_NO_PARAMETER, code=code))
    enacted = parameter.PARAMETERS[code]
    first = min(row[0] for row in rows)
    kept = []
    for value in enacted.dated:
        if value.since.isoformat() < first:
            kept.append((value.since.isoformat(), value.value, value.source, value.confidence))
            if value.until and value.until.isoformat() < first:
                kept.append((value.until.isoformat(), None))
    earlier = {row[0]: row for row in kept}  # a row that starts where another ended replaces the end
    return parameter.dated(enacted.name, tuple(sorted([*earlier.values(), *rows], key=lambda row: row[0])))


def replacement(rule: str) -> Callable | None:
    """The function that the draft in whose block we are puts in the place of `rule`."""
    return _rules.get().get(rule)
