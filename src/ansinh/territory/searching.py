"""Which unit does this text mean? With or without accents, in part, with its province or without."""

from __future__ import annotations

import datetime as dt
from functools import cache

from ansinh.base.names import canonical_tones, folded, loose
from ansinh.territory import geography
from ansinh.territory.terms import Level, Unit

_LEVELS = {Level.PROVINCE: 0, Level.DISTRICT: 1, Level.COMMUNE: 2}


def search(
    text: str, on: dt.date, level: Level | None = None, within: str | None = None, limit: int = 20
) -> tuple[Unit, ...]:
    """The units of `on` that `text` may mean, the likeliest first; every word must begin a word of theirs.

    “long my can tho”, “Long Mỹ” and “31471” all find ward 31471. Accents are optional; where given,
    names that have them come first.
    """
    words = loose(text).replace(",", " ").split()
    if not words:
        return ()
    exact = canonical_tones(text).casefold()
    ranked = []
    for entry in _entries(geography.last_change(on)):
        one, short, haystack = entry
        if level and one.level is not level:
            continue
        if one.code == text.strip():
            ranked.append(((-1,), one))
        elif all(f" {word}" in haystack for word in words):
            ranked.append((_rank(one, short, " ".join(words), exact), one))
    if within:
        inside = {one.code for one in geography.units(on, within=within)} | {within}
        ranked = [found for found in ranked if found[1].code in inside]
    return tuple(one for _, one in sorted(ranked, key=lambda found: found[0])[:limit])


def _rank(one: Unit, short: str, wanted: str, exact: str) -> tuple:
    """Smaller is likelier: the same name, then one that begins so, then one that holds it."""
    name = loose(one.name)
    if wanted in (short, name):
        closeness = 0
    elif short.startswith(wanted) or name.startswith(wanted):
        closeness = 1
    else:
        closeness = 2 if wanted in name else 3
    accents = exact not in canonical_tones(one.name).casefold()
    return (closeness, accents, _LEVELS[one.level], len(name), name, one.code)


@cache
def _entries(day: dt.date) -> tuple[tuple[Unit, str, str], ...]:
    """Each unit with its loose short name and the loose words that may find it."""
    found = []
    for one in geography.units(day):
        above = " ".join(up.name for up in geography.path(one.code, day)[:-1])
        short = loose(one.short_name)
        words = f" {loose(one.name)} {folded(one.name)} {loose(above)}"
        found.append((one, short, words))
    return tuple(found)
