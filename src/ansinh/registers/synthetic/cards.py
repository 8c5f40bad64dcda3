"""Which HI cards has everybody held, when did each end, and since when without a gap?"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

NEVER_HELD = -1
_KEPT = 11
"""A card that ended is told for so many months before the one it is asked in, and in that."""
_ISSUED = 12


@dataclass(frozen=True)
class Ended:
    """Cards that ended, row = card: whose (row of the person), first and last month, group printed, and since
    when there had been no gap."""

    of: np.ndarray
    since: np.ndarray
    until: np.ndarray
    group: np.ndarray
    continuous: np.ndarray

    def and_(self, more: Ended, month: int) -> Ended:
        """These and `more`, without those that ended before the twelve months to `month`."""
        kept = self.until >= month - _KEPT
        return Ended(
            np.r_[self.of[kept], more.of],
            np.r_[self.since[kept], more.since],
            np.r_[self.until[kept], more.until],
            np.r_[self.group[kept], more.group],
            np.r_[self.continuous[kept], more.continuous],
        )


@dataclass(frozen=True)
class Cards:
    """Row = person: the running or last card (months; `until` NEVER_HELD for who never held one)."""

    since: np.ndarray
    until: np.ndarray
    group: np.ndarray
    continuous: np.ndarray
    ended: Ended

    @property
    def ever(self) -> np.ndarray:
        return self.until != NEVER_HELD


def at_first(rng: np.random.Generator, month: int, born: np.ndarray, arrived: np.ndarray, hi: np.ndarray,
             since: np.ndarray, until: np.ndarray, group: np.ndarray) -> Cards:  # fmt: skip
    """The cards of the first month, with an invented past: most were renewed, most who have none had one."""
    count = len(hi)
    earlier = np.maximum(since - _ISSUED * rng.integers(1, 8, count), np.maximum(born, arrived))
    unbroken = hi & (rng.random(count) < 0.95)
    ago = 1 + np.minimum(rng.geometric(0.09, count), 40)
    lapsed = ~hi & (rng.random(count) < 0.62) & (month - ago - _ISSUED > born) & (arrived <= month)
    last = np.where(lapsed, month - ago, NEVER_HELD)
    before = np.flatnonzero(
        (unbroken & (earlier < since) & (since > month - _KEPT)) | (lapsed & (ago <= _KEPT))
    )
    end = np.where(hi, since - 1, last)[before]
    first = np.maximum(end - _ISSUED + 1, born[before])
    return Cards(
        since=np.where(hi, since, np.where(lapsed, last - _ISSUED + 1, 0)),
        until=np.where(hi, until, last),
        group=group,
        continuous=np.where(unbroken, earlier, np.where(hi, since, 0)),
        ended=Ended(
            before, first, end, group[before], np.where(hi[before], np.minimum(earlier[before], first), first)
        ),
    )


def followed(cards: Cards, was: np.ndarray, month: int, hi: np.ndarray, since: np.ndarray, until: np.ndarray,
             group: np.ndarray) -> Cards:  # fmt: skip
    """The cards one month later: who `was` insured and is not, or has another card, has an ended one."""
    fresh = hi & (~was | (since != cards.since))
    over = np.flatnonzero(was & (~hi | fresh))
    end = np.minimum(cards.until, month - 1)
    ended = Ended(over, cards.since[over], end[over], cards.group[over], cards.continuous[over])
    return Cards(
        since=np.where(hi, since, cards.since),
        until=np.where(hi, until, end),
        group=np.where(fresh, group, cards.group),
        continuous=np.where(hi, np.where(was, cards.continuous, month), 0),
        ended=cards.ended.and_(ended, month),
    )
