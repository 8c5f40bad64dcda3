"""What would old counts be in the units of another day? Wholes are added, split units are shared out."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from ansinh.base.errors import InvalidValue
from ansinh.base.texts import Text
from ansinh.territory import geography, history
from ansinh.territory.terms import Level

_DISTRICT = Text(
    "Số liệu cấp huyện không quy đổi được: huyện {name} ({code}) nằm trên nhiều xã.",
    "Counts of districts cannot be restated: {name} ({code}) covers several communes.",
)
_GIVE_COMMUNES = Text("Cung cấp số liệu theo xã.", "Give the counts by commune.")
_TWO_LEVELS = Text(
    "Số liệu lẫn cấp tỉnh và cấp xã: cùng một người sẽ được tính hai lần.",
    "Counts of provinces and of communes are mixed: the same people would count twice.",
)
_BAD_SHARE = Text(
    "Tỷ lệ chia của đơn vị {code} phải là số nguyên không âm và có tổng dương.",
    "The shares of unit {code} must be whole numbers, none negative, and not all zero.",
)


@dataclass(frozen=True)
class Restated:
    """Counts by unit code of the other day. `estimated` are the codes that hold a share of a split unit.

    A code in `estimated` is exact only as far as the shares are; the sum of all values is always exact.
    """

    values: dict[str, int]
    estimated: frozenset[str]


def restate(
    values: Mapping[str, int],
    since: dt.date,
    until: dt.date,
    shares: Mapping[tuple[str, str], int] | None = None,
) -> Restated:
    """Counts by unit of `since`, re-expressed in the units of `until`, to the last person.

    `shares` says how a split unit divides: (its code, the other's code) → weight, for example the
    people of each part. Without a word about a split unit it is divided evenly. Either way the result is
    marked as an estimate. `until` may be before `since`: new units are then expressed in old ones, and
    every unit made of several is divided. Raises: NotFound, InvalidValue.
    """
    _refuse_mixtures(values, since)
    heirs = _heirs(since, until)
    result: dict[str, int] = defaultdict(int)
    estimated: set[str] = set()
    for code, value in values.items():
        weights = {heir: _weight(shares, code, heirs[code], heir) for heir in heirs[code]}
        for heir, part in _divided(code, value, weights).items():
            result[heir] += part
        if len(heirs[code]) > 1:
            estimated |= set(heirs[code])
    return Restated(dict(sorted(result.items())), frozenset(estimated))


def _refuse_mixtures(values: Mapping[str, int], on: dt.date) -> None:
    found = [geography.unit(code, on) for code in values]
    for one in found:
        if one.level is Level.DISTRICT and geography.children(one.code, on):
            raise InvalidValue(_DISTRICT.format(name=one.name, code=one.code), _GIVE_COMMUNES)
    if len({one.level is Level.PROVINCE for one in found}) > 1:
        raise InvalidValue(_TWO_LEVELS)


def _heirs(since: dt.date, until: dt.date) -> dict[str, list[str]]:
    heirs: dict[str, list[str]] = defaultdict(list)
    for link in history.links(min(since, until), max(since, until)):
        pair = (link.before.code, link.after.code)
        start, end = pair if since <= until else pair[::-1]
        heirs[start].append(end)
    return {code: sorted(ends) for code, ends in heirs.items()}


def _weight(shares: Mapping[tuple[str, str], int] | None, code: str, heirs: list[str], heir: str) -> int:
    """The stated share; where a unit's split is stated at all, what is not named gets nothing."""
    if shares and any((code, other) in shares for other in heirs):
        return shares.get((code, heir), 0)
    return 1


def _divided(code: str, value: int, weights: Mapping[str, int]) -> dict[str, int]:
    """`value` in whole persons by weight; what is left over goes to the largest remainders."""
    total = sum(weights.values())
    if total <= 0 or any(weight < 0 or not isinstance(weight, int) for weight in weights.values()):
        raise InvalidValue(_BAD_SHARE.format(code=code))
    parts = {heir: divmod(value * weight, total) for heir, weight in weights.items()}
    left = value - sum(whole for whole, _ in parts.values())
    largest = sorted(parts, key=lambda heir: (-parts[heir][1], heir))[:left]
    return {heir: whole + (heir in largest) for heir, (whole, _) in parts.items()}
