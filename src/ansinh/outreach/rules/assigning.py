"""Which collector takes which household of a hamlet?

One collector takes all. Several share: each household goes to the collector whom a hash of both prefers, in
an order that is a hash too, as long as that collector has not yet an even share of the persons. So shares are
even to within a household, a household is never parted, and next month nearly everybody keeps their collector.
What a commune changed by hand comes after, in the order in which it was written down.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Change:
    """A commune gave one door, or with no door all doors of `giver`, to `taker`."""

    door: str
    giver: int | None
    taker: int


def assigned(
    doors: Mapping[str, int], collectors: Sequence[int], changes: Sequence[Change] = ()
) -> dict[str, int | None]:
    """The collector of each door of one hamlet; None where nobody serves it. `doors`: persons behind each."""
    found = dict.fromkeys(doors, collectors[0] if collectors else None)
    if len(collectors) > 1:
        found = _shared(doors, sorted(collectors))
    for change in changes:
        if change.door:
            if change.door in found:
                found[change.door] = change.taker
        else:
            found = {door: change.taker if who == change.giver else who for door, who in found.items()}
    return found


def _shared(doors: Mapping[str, int], collectors: Sequence[int]) -> dict[str, int | None]:
    share = -(-sum(doors.values()) // len(collectors))
    load = dict.fromkeys(collectors, 0)
    found: dict[str, int | None] = {}
    for door in sorted(doors, key=lambda door: (_hash(door), door)):
        liked = sorted(collectors, key=lambda who: _hash(f"{who}|{door}"))
        free = [who for who in liked if load[who] + doors[door] <= share]
        taker = free[0] if free else min(liked, key=load.__getitem__)
        load[taker] += doors[door]
        found[door] = taker
    return found


def _hash(text: str) -> bytes:
    return hashlib.blake2b(text.encode(), digest_size=8).digest()
