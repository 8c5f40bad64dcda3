"""What must the keys of the month before give up, so that clerks' decisions hold?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

Record = tuple[str, str]
"""Register and record."""
Pair = tuple[Record, Record]

_RANK = {"population": 0, "participants": 1}


@dataclass
class Obeyed:
    """`leaving` records give up their person and are linked anew; `merged` persons become another person."""

    leaving: dict[Record, Record | None] = field(default_factory=dict)
    merged: dict[str, str] = field(default_factory=dict)
    because: dict[str, Pair] = field(default_factory=dict)


def obeyed(same: Iterable[Pair], different: Iterable[Pair], person_of: Mapping[Record, str]) -> Obeyed:
    """What follows from the decisions for keys as they stand.

    Of two records that are different people and share a person, the one of the lesser register leaves
    (population stays, then participants). What other registers had tied to that person is tied anew. Two persons
    called the same become one; but where that would give a person two residents, the row leaves its resident
    and follows the clerk's word.

    In: `person_of`: of every record that is decided on, and of every record of those persons.
    """
    members: dict[str, set[Record]] = {}
    for record, person in person_of.items():
        members.setdefault(person, set()).add(record)
    made = Obeyed()
    for pair in sorted(different):
        one, other = (person_of.get(record) for record in pair)
        if one is not None and one == other:
            _leave(made, *_lesser(pair), members[one])
    for pair in sorted(same):
        one, other = (person_of.get(record) for record in pair)
        if one is None or other is None or one == other:
            continue
        if _residents(members[one]) and _residents(members[other]) and not all(map(_is_resident, pair)):
            leaver, stayer = _lesser(pair)
            _leave(made, leaver, stayer, members[person_of[leaver]])
        else:
            _merge(made, one, other, members, pair)
    return made


def united(pairs: Iterable[Mapping[str, str]]) -> list[tuple[Mapping[str, str], str, str]]:
    """What persons become so that both of each pair are one: the pair, the person before and the one after.

    A person whom the pair knows as a resident stays, else the lesser key. In: left_register, right_register,
    left_person, right_person and anything else.
    """
    stays: dict[str, str] = {}
    because = {}
    for pair in sorted(pairs, key=lambda pair: (pair["left_person"], pair["right_person"])):
        sides = sorted(
            (pair[f"{side}_register"] != "population", _last(stays, pair[f"{side}_person"]))
            for side in ("left", "right")
        )
        (_, after), (_, before) = sides
        if before != after:
            stays[before], because[before] = after, pair
    return [(because[before], before, _last(stays, before)) for before in sorted(stays)]


def _last(stays: Mapping[str, str], person: str) -> str:
    while person in stays:
        person = stays[person]
    return person


def _lesser(pair: Pair) -> Pair:
    """The record that gives way, then the one that stays."""
    stays, leaves = sorted(pair, key=lambda record: (_RANK.get(record[0], 2), record))
    return leaves, stays


def _leave(made: Obeyed, leaver: Record, stayer: Record, members: set[Record]) -> None:
    made.leaving[leaver] = stayer
    for register, record in members:
        if register not in _RANK and (register, record) != stayer:
            made.leaving.setdefault((register, record), None)


def _merge(made: Obeyed, one: str, other: str, members: dict[str, set[Record]], pair: Pair) -> None:
    """The person with a resident stays, else the lesser key."""
    one, other = _last(made.merged, one), _last(made.merged, other)
    if one == other:
        return
    stays, goes = sorted((one, other), key=lambda person: (not _residents(members[person]), person))
    members[stays] |= members[goes]
    made.merged[goes] = stays
    made.because[goes] = pair
    for person, after in made.merged.items():
        made.merged[person] = _last(made.merged, after)


def _is_resident(record: Record) -> bool:
    return record[0] == "population"


def _residents(members: Iterable[Record]) -> bool:
    return any(map(_is_resident, members))
