"""How much does each level of agreement weigh in these two files? Estimated from the files themselves.

Expectation and maximisation over the counts of agreement patterns: of plausible pairs and of random ones.
No chance is involved, so the same files give the same weights.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

STEPS = 50
_STILL = 1e-6
_LEAST = 1e-4
_CHANCE_SHARE = 0.1
"""At least this part of all equal pairs is put down to chance, until many more are equal than can be true."""


@dataclass(frozen=True)
class Pattern:
    """How often one combination of levels stands among plausible and among random pairs; -1 is unknown."""

    levels: tuple[int, ...]
    plausible: float
    random: float


@dataclass(frozen=True)
class Estimate:
    """Shares of true (m) and of random pairs (u) at each level of each comparison; how many pairs are true."""

    m: tuple[tuple[float, ...], ...]
    u: tuple[tuple[float, ...], ...]
    true_pairs: float
    all_pairs: int

    @property
    def prior_weight(self) -> float:
        """log2 of the odds that a pair of any two rows is true."""
        return _weight(self.true_pairs / self.all_pairs)

    def gain(self, linked: int, rest: tuple[int, int]) -> float:
        """By how much that weight rises among the rows that are left when `linked` pairs are taken out."""
        if not all(rest):
            return 0.0
        expected = max(self.true_pairs - linked, 0.5)
        return max(_weight(expected / (rest[0] * rest[1])) - self.prior_weight, 0.0)

    def weight(self, comparison: int, level: int) -> float:
        """log2 of how much likelier the level is in a true pair."""
        return math.log2(self.m[comparison][level] / self.u[comparison][level])


def estimated(
    patterns: Sequence[Pattern],
    begin: Sequence[Sequence[float]],
    equal: Sequence[float | None],
    sizes: tuple[int, int],
) -> Estimate:
    """The shares that explain the patterns best.

    `begin`: for each comparison the expected shares of true pairs, by level from different to same.
    `equal`: for each comparison the share of all pairs that are equal, where it is known. `sizes`: rows
    of both files.
    """
    all_pairs = sizes[0] * sizes[1]
    now = Estimate(
        tuple(_normal(shares) for shares in begin),
        tuple(_random(patterns, place, len(shares)) for place, shares in enumerate(begin)),
        0.5 * min(sizes),
        all_pairs,
    )
    now = _with_equal(now, equal)
    for _ in range(STEPS):
        after = _with_equal(_step(patterns, now), equal)
        moved = max(
            abs(a - b) for old, new in zip(now.m, after.m, strict=True) for a, b in zip(old, new, strict=True)
        )
        now = after
        if moved < _STILL:
            break
    return now


def _step(patterns: Iterable[Pattern], now: Estimate) -> Estimate:
    true = 0.0
    counted = [[_LEAST] * len(shares) for shares in now.m]
    for pattern in patterns:
        expected = pattern.plausible * _probability(pattern.levels, now)
        true += expected
        for place, level in enumerate(pattern.levels):
            if level >= 0:
                counted[place][level] += expected
    m = tuple(_normal([max(share, _LEAST) for share in _normal(shares)]) for shares in counted)
    return Estimate(m, now.u, max(true, 0.5), now.all_pairs)


def _probability(levels: Sequence[int], now: Estimate) -> float:
    weight = now.prior_weight + sum(
        now.weight(place, level) for place, level in enumerate(levels) if level >= 0
    )
    return 1 / (1 + 2.0 ** -max(min(weight, 200), -200))


def _random(patterns: Iterable[Pattern], place: int, levels: int) -> tuple[float, ...]:
    """Shares of random pairs; a level that none of them has counts as half a pair."""
    counted = [0.5] * levels
    for pattern in patterns:
        if pattern.levels[place] >= 0:
            counted[pattern.levels[place]] += pattern.random
    return _normal(counted)


def _with_equal(now: Estimate, equal: Sequence[float | None]) -> Estimate:
    """Equality by chance is known better from the values' frequencies than from a sample."""
    u = []
    for place, (shares, rate) in enumerate(zip(now.u, equal, strict=True)):
        if rate:
            chance = rate - now.true_pairs * now.m[place][-1] / now.all_pairs
            shares = (*shares[:-1], max(chance, _CHANCE_SHARE * rate))
        u.append(tuple(shares))
    return Estimate(now.m, tuple(u), now.true_pairs, now.all_pairs)


def _weight(share: float) -> float:
    share = min(max(share, 1e-18), 0.5)
    return math.log2(share / (1 - share))


def _normal(shares: Sequence[float]) -> tuple[float, ...]:
    total = sum(shares)
    return tuple(share / total for share in shares)
