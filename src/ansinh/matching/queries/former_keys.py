"""What is a person called now, and under which keys was the person known before? For whoever keeps what people wrote."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from django.db.models import QuerySet

from ansinh.base.months import Month
from ansinh.matching.models import FormerKey, Round
from ansinh.matching.terms import KeyEnd

_AT_ONCE = 10_000


def keys_of_now(persons: Iterable[str], *, ended: KeyEnd | None = None) -> dict[str, str]:
    """For other contexts: what those of `persons` are called now whose key went out of use, in any or one way."""
    rows = FormerKey.objects.filter(ended=ended) if ended else FormerKey.objects.all()
    found: dict[str, str] = {}
    for some in _parts(persons):
        found.update(rows.filter(before__in=some).values_list("before", "person"))
    return found


def all_keys(persons: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """For other contexts: every key of each of `persons`, which may be former ones: the key of now first."""
    given = set(persons)
    now = keys_of_now(given)
    called = {person: now.get(person, person) for person in given}
    former: dict[str, list[str]] = defaultdict(list)
    for some in _parts(called.values()):
        for before, person in former_keys().filter(person__in=some).values_list("before", "person"):
            former[person].append(before)
    return {person: (key, *sorted(former[key])) for person, key in called.items()}


def former_keys() -> QuerySet[FormerKey]:
    """For other contexts: the former keys, as `before` and `person`, to be asked within a query of theirs."""
    return FormerKey.objects.all()


def replaced_keys() -> frozenset[str]:
    """For the month's run: the former keys that only superseded runs knew."""
    return frozenset(FormerKey.objects.filter(ended=KeyEnd.RERUN).values_list("before", flat=True))


def linked_run() -> tuple[Month, str] | None:
    """For the month's run: month and run id of the newest published links."""
    current = Round.objects.filter(current=True).values_list("month", "run").first()
    return (Month.parse(current[0]), current[1]) if current else None


def _parts(persons: Iterable[str]) -> Iterator[tuple[str, ...]]:
    """All of them in parts that a query can name."""
    named = sorted(set(persons))
    return (tuple(named[start : start + _AT_ONCE]) for start in range(0, len(named), _AT_ONCE))
