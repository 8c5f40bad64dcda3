"""Which words of two names differ, and what does a sum of weights mean in plain words?"""

from __future__ import annotations

import math
from dataclasses import dataclass
from decimal import Decimal
from difflib import SequenceMatcher

from ansinh.base import figures
from ansinh.base.names import canonical_tones, folded
from ansinh.base.texts import Text

_CERTAIN = 20.0
"""Beyond a million to one nobody needs the figure."""


_NOTICED = 0.05


@dataclass(frozen=True)
class Word:
    """One word of a name, and whether the other name lacks it there."""

    text: str
    differs: bool


def differing_words(left: str, right: str) -> tuple[tuple[Word, ...], tuple[Word, ...]]:
    """The words of both names, those marked that the other does not have in the same place.

    A word written without any accent agrees with every accented form of it.
    """
    first, second = canonical_tones(left or "").split(), canonical_tones(right or "").split()
    plain = [folded(word) for word in first], [folded(word) for word in second]
    same_left, same_right = set(), set()
    for block in SequenceMatcher(None, *plain, autojunk=False).get_matching_blocks():
        for step in range(block.size):
            a, b = block.a + step, block.b + step
            if _agree(first[a], second[b]):
                same_left.add(a)
                same_right.add(b)
    return _marked(first, same_left), _marked(second, same_right)


def odds_words(weight: float | None) -> Text:
    """The sum of the weights in words: how many times likelier one person is than two, or the reverse."""
    if weight is None:
        return _NO_SUM
    if abs(weight) < 0.15:
        return _EVEN
    told = _ONE if weight > 0 else _TWO
    if abs(weight) >= _CERTAIN:
        return told.format(times=_MILLION)
    return told.format(times=_times(2.0 ** abs(weight)))


def _times(factor: float) -> str:
    """A factor with two figures that count, in the reader's convention: 5,7; 57; 570."""
    if factor < 10:
        return figures.number(Decimal(f"{factor:.2g}"))
    size = 10 ** (math.floor(math.log10(factor)) - 1)
    return figures.number(round(factor / size) * size)


def has_rivals(weight: float | None, probability: float | None) -> bool:
    """Is the probability well below what the weight alone gives, because other rows compete for the same?"""
    if weight is None or probability is None:
        return False
    return probability < 1 / (1 + 2.0**-weight) - _NOTICED


def chance_in_a_hundred(probability: float | None) -> int | None:
    """A probability as cases in a hundred, never 0 or 100: nothing is certain here."""
    return None if probability is None else min(99, max(1, round(probability * 100)))


def _agree(one: str, other: str) -> bool:
    """Are these two words, alike without accents, the same, or is one of them written without any?"""
    one, other = one.casefold(), other.casefold()
    return one == other or folded(one) in (one, other)


def _marked(words: list[str], same: set[int]) -> tuple[Word, ...]:
    return tuple(Word(word, at not in same) for at, word in enumerate(words))


_EVEN = Text("ngang nhau: có thể là một người, có thể là hai", "even: one person or two are as likely")
_ONE = Text(
    "khả năng là cùng một người gấp {times} lần khả năng là hai người",
    "one person is {times} times as likely as two",
)
_TWO = Text(
    "khả năng là hai người gấp {times} lần khả năng là cùng một người",
    "two people are {times} times as likely as one",
)
_MILLION = Text("hơn một triệu", "more than a million")
_NO_SUM = Text("chưa tính được trọng số", "no weight was computed")
