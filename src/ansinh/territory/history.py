"""What did a unit become, and what was it made of? Between any two days, whole or in part."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from ansinh.base.errors import InvalidValue, NotFound
from ansinh.base.texts import Text
from ansinh.territory import geography
from ansinh.territory.files import Row, all_links
from ansinh.territory.terms import Level, LinkKind, Unit

_WRONG_WAY = Text("Ngày đầu sau ngày cuối.", "The first day comes after the last.")
_SWAP = Text(
    "Đổi chỗ hai ngày; kết quả luôn gồm cả hai chiều.",
    "Swap the days; the answer always has both directions.",
)


@dataclass(frozen=True)
class Link:
    """`before`, as it was on the first day, went `whole` or in `part` into `after`, as it is on the last.

    `day` and `act` are those of the change; over several changes the first day, and every act. A unit
    that nothing changed is linked to itself, with no day and no act.
    """

    before: Unit
    after: Unit
    kind: LinkKind
    day: dt.date | None = None
    act: str = ""


def lineage(code: str, since: dt.date, until: dt.date) -> tuple[Link, ...]:
    """Every link of the unit that has `code` on `since` and of the one that has it on `until`.

    They may be different places: 31147 was Hưng Lợi and is Tân An since 1 July 2025. An old district
    is followed through its communes. Raises: NotFound where the code is of neither day.
    """
    if since > until:
        raise InvalidValue(_WRONG_WAY, _SWAP)
    found: dict[tuple[str, str], Link] = {}
    misses = []
    for side in (successors, predecessors):
        try:
            links = side(code, since, until)
        except NotFound as miss:
            misses.append(miss)
            continue
        found |= {(link.before.code, link.after.code): link for link in links}
    if len(misses) == 2:
        raise misses[0]
    return tuple(found[key] for key in sorted(found, key=lambda pair: (pair[1], pair[0])))


def successors(code: str, since: dt.date, until: dt.date) -> tuple[Link, ...]:
    """What the unit that has `code` on `since` had become on `until`."""
    wanted = {one.code for one in _traced(geography.unit(code, since), since)}
    return tuple(link for link in links(since, until) if link.before.code in wanted)


def predecessors(code: str, since: dt.date, until: dt.date) -> tuple[Link, ...]:
    """What the unit that has `code` on `until` was on `since`."""
    wanted = {one.code for one in _traced(geography.unit(code, until), until)}
    return tuple(link for link in links(since, until) if link.after.code in wanted)


def links(since: dt.date, until: dt.date) -> tuple[Link, ...]:
    """Every link between two days, of provinces and of communes (and of islands without communes)."""
    return _links(geography.last_change(since), geography.last_change(until))


@lru_cache(maxsize=16)
def _links(since: dt.date, until: dt.date) -> tuple[Link, ...]:
    states: dict[tuple[str, str], Link] = {}
    for one in (*geography.units(since, Level.PROVINCE), *_ground(since)):
        states[one.code, one.code] = Link(one, one, LinkKind.WHOLE)
    for day, rows in _changes_between(since, until):
        states = _applied(states.values(), day, rows)
    return tuple(_dressed(link, until) for link in states.values())


def _ground(on: dt.date) -> Iterable[Unit]:
    """The units that divide the country on a day: communes, and island districts without communes."""
    yield from geography.units(on, Level.COMMUNE)
    for district in geography.units(on, Level.DISTRICT):
        if not geography.children(district.code, on):
            yield district


def _traced(one: Unit, on: dt.date) -> tuple[Unit, ...]:
    """The unit itself, or an old district's communes."""
    return (geography.children(one.code, on) or (one,)) if one.level is Level.DISTRICT else (one,)


def _changes_between(since: dt.date, until: dt.date) -> list[tuple[dt.date, dict[str, list[Row]]]]:
    days: dict[dt.date, dict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
    for row in all_links():
        if since < row.day <= until:
            days[row.day][row.before].append(row)
    return sorted(days.items())


def _applied(found: Iterable[Link], day: dt.date, rows: dict[str, list[Row]]) -> dict[tuple[str, str], Link]:
    """The links after one more day of change."""
    result = {}
    for link in found:
        changes = rows.get(link.after.code)
        if not changes:
            result[link.before.code, link.after.code] = link
            continue
        for row in changes:
            part = LinkKind.PART in (link.kind, row.kind)
            result[link.before.code, row.after] = Link(
                link.before,
                geography.unit(row.after, day),
                LinkKind.PART if part else LinkKind.WHOLE,
                link.day or day,
                f"{link.act}; {row.act}" if link.act else row.act,
            )
    return result


def _dressed(link: Link, until: dt.date) -> Link:
    """The link with its later unit as it stands on the last day."""
    after = geography.unit(link.after.code, until)
    return link if after == link.after else Link(link.before, after, link.kind, link.day, link.act)
