"""Lists loaded fast are the lists that one would write down by hand: same entries, order, collectors and counts."""

from __future__ import annotations

import json
import random
import re
from collections import Counter, defaultdict

import pytest
from tests.outreach.candidates import candidate, table
from tests.outreach.conftest import MONTH

from ansinh.base import identifiers, names
from ansinh.network import queries as network
from ansinh.outreach.frames.arranged import arranged
from ansinh.outreach.models import Candidate, Handover, ListCount
from ansinh.outreach.rules.assigning import assigned
from ansinh.outreach.services.holding import changes_that_hold

MOST = 7
_COLUMNS = (
    "place", "person", "reason", "commune", "hamlet_id", "door", "household", "full_name", "personal_id",
    "employer", "evidence", "collector_id",
)  # fmt: skip
_REASONS = {"left_hi": "hi", "hi_card_expired": "hi", "voluntary_si_eligible": "si"}
_NAMES = ("Trần Thị Ánh", "Lê Văn An", "Lê Văn Ân", 'Đỗ "Tư", Yến', "An", "", "ß" * 250, None)
_HAMLETS = ("31471-01", "31471-02", "31471-02", "31153-01", "31471-03", "31471", "", None)


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(6))
def test_any_lists_are_as_if_written_by_hand(seed, ward, published):
    rows = _some(random.Random(seed), 300)
    for change in ({"giver": ward["Bình"]}, {"door": "H1", "giver": None}):
        since = f"2026-09-0{1 + len(change)}T00:00:00Z"
        Handover.objects.create(hamlet="31471-02", taker=ward["An"], since=since, **change)
    published(rows, most=MOST)
    entries, counts = _by_hand(rows)
    assert [*Candidate.objects.order_by("place").values_list(*_COLUMNS)] == entries
    columns = ("commune", "hamlet_id", "scheme", "reason", "collector_id", "persons", "beyond")
    assert sorted(ListCount.objects.values_list(*columns), key=repr) == counts


def test_where_nobody_is_found_nobody_is_listed():
    assert len(arranged(table([]), "92", MOST)) == 0


def _some(chance: random.Random, number: int) -> list[dict]:
    """Candidates with much in common, in no order; each person once for a reason."""
    rows = []
    for key in chance.sample([(who, why) for who in range(number) for why in _REASONS], number):
        number, reason = key
        hamlet = chance.choice(_HAMLETS)
        rows.append(
            candidate(
                number, reason=reason, scheme=_REASONS[reason], hamlet=hamlet,
                commune=hamlet[:5] or None if hamlet else chance.choice(("31471", None)),
                household=chance.choice(("H1", "H2", f"H{number % 40}", "", "~~", None)),
                full_name=chance.choice(_NAMES), confidence=chance.choice((90_000, 95_000, 99_000, None)),
                personal_id=chance.choice(("092085000123", "1234567", "", None)),
                employer=chance.choice(("Công ty A", None)),
                evidence=chance.choice(('{"age": 41}', '{"said": "a, \\"b\\""}', None)),
            )
        )  # fmt: skip
    return rows


def _by_hand(rows: list[dict]) -> tuple[list[tuple], list[tuple]]:
    listed, beyond = _in_order([_placed(row) for row in rows])
    doors: dict[str, Counter] = defaultdict(Counter)
    for row in listed:
        doors[row["hamlet"]][row["door"]] += 1
    serving, changes = network.serving(MONTH.last_day), changes_that_hold(MONTH.last_day, lambda persons: {})
    owners = {
        hamlet: assigned(behind, serving.get(hamlet, ()), changes.get(hamlet, ()))
        for hamlet, behind in doors.items()
    }
    for place, row in enumerate(listed, 1):
        row |= {"place": place, "collector_id": owners[row["hamlet"]][row["door"]]}
    return [_kept(row) for row in listed], _counted(listed, beyond)


def _placed(row: dict) -> dict:
    commune = row["commune"] if row["commune"] is not None else "92"
    known = re.fullmatch(r"\d{5}-\d{2}", row["hamlet"] or "")
    hamlet = row["hamlet"] if known else f"{commune}-00"
    door = row["person"] if row["household"] is None else row["household"]
    return row | {"commune": commune, "hamlet": hamlet, "door": door}


def _in_order(rows: list[dict]) -> tuple[list[dict], Counter]:
    """The rows listed, in the order of the office, and how many there are beyond each list."""

    def place(row: dict) -> tuple:
        household = "~" if row["household"] is None else row["household"]
        return row["hamlet"], household, names.person_sort_key(row["full_name"] or ""), row["person"]

    ordered = sorted(rows, key=place)
    lists: dict[tuple, list[dict]] = defaultdict(list)
    for row in ordered:
        lists[row["hamlet"], row["reason"]].append(row)
    kept = [
        id(row)
        for each in lists.values()
        for row in sorted(each, key=lambda row: -(row["confidence"] or 0))[:MOST]
    ]
    beyond = Counter({key: max(0, len(each) - MOST) for key, each in lists.items()})
    return [row for row in ordered if id(row) in {*kept}], beyond


def _kept(row: dict) -> tuple:
    written = row | {
        "hamlet_id": row["hamlet"], "household": row["household"] or "", "employer": row["employer"] or "",
        "full_name": (row["full_name"] or "")[:200], "evidence": json.loads(row["evidence"] or "{}"),
        "personal_id": identifiers.masked(row["personal_id"] or ""),
    }  # fmt: skip
    return tuple(written[name] for name in _COLUMNS)


def _counted(listed: list[dict], beyond: Counter) -> list[tuple]:
    """Beyond is told with the first count of a hamlet's reason."""
    names_of = ("commune", "hamlet", "scheme", "reason", "collector_id")
    counts = Counter(tuple(row[name] for name in names_of) for row in listed)
    return sorted(
        (
            (*key, persons, beyond.pop((key[1], key[3]), 0))
            for key, persons in sorted(counts.items(), key=repr)
        ),
        key=repr,
    )
