"""Which unit does this text mean? With or without accents, in part, with its province or without."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache

from ansinh.base.names import canonical_tones, folded, loose
from ansinh.territory import geography
from ansinh.territory.terms import Level, Unit

_LEVELS = {Level.PROVINCE: 0, Level.DISTRICT: 1, Level.COMMUNE: 2}
_SHORT_FOR = {
    "tp": "thanh pho",
    "tx": "thi xa",
    "tt": "thi tran",
    "dk": "dac khu",
    "p": "phuong",
    "q": "quan",
    "h": "huyen",
    "x": "xa",
    "t": "tinh",
}
_ABBREVIATED = re.compile(r"\b(tp|tx|tt|dk|[pqhxt])(?:\.\s*|\s+|(?=\d))")


def search(
    text: str, on: dt.date, level: Level | None = None, within: str | None = None, limit: int = 20
) -> tuple[Unit, ...]:
    """The units of `on` that `text` may mean, the likeliest first; every word must begin a word of theirs.

    “long my can tho”, “P. Long Mỹ, TP Cần Thơ” and “31471” all find ward 31471. Accents are optional;
    where given, names that have them come first.
    """
    words = _words(text)
    if not words:
        return ()
    exact = canonical_tones(text).casefold()
    ranked = []
    for one, short, haystack in _entries(geography.last_change(on)):
        if level and one.level is not level:
            continue
        if one.code == text.strip():
            ranked.append(((-1,), one))
        elif all(f" {word}" in haystack for word in words):
            unfinished = sum(f" {word} " not in haystack for word in words)
            ranked.append((_rank(one, short, " ".join(words), exact, unfinished), one))
    if within:
        inside = {one.code for one in geography.units(on, within=within)} | {within}
        ranked = [found for found in ranked if found[1].code in inside]
    return tuple(one for _, one in sorted(ranked, key=lambda found: found[0])[:limit])


def _words(text: str) -> list[str]:
    """The words to look for, abbreviations of kinds written out: “p.4 tp tay ninh” → phuong 4 thanh pho …"""
    plain = loose(text).replace(",", " ")
    return _ABBREVIATED.sub(lambda found: f"{_SHORT_FOR[found[1]]} ", plain).replace(".", " ").split()


def _rank(one: Unit, short: str, wanted: str, exact: str, unfinished: int) -> tuple:
    """Smaller is likelier: the same name, then one that begins so, then one that holds it."""
    name = loose(one.name)
    if wanted in (short, name):
        closeness = 0
    elif short.startswith(wanted) or name.startswith(wanted):
        closeness = 1
    else:
        closeness = 2 if wanted in name else 3
    accents = exact not in canonical_tones(one.name).casefold()
    return (closeness, unfinished, accents, _LEVELS[one.level], len(name), name, one.code)


@cache
def _entries(day: dt.date) -> tuple[tuple[Unit, str, str], ...]:
    """Each unit with its loose short name and the loose words that may find it."""
    found = []
    for one in geography.units(day):
        above = " ".join(up.name for up in geography.path(one.code, day)[:-1])
        short = loose(one.short_name)
        words = f" {loose(one.name)} {folded(one.name)} {loose(above)} "
        found.append((one, short, words))
    return tuple(found)
