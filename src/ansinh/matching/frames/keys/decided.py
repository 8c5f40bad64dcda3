"""What did clerks decide that this month's keys must obey? Their word stands over the machine's."""

from __future__ import annotations

from dataclasses import dataclass

import ibis
import ibis.expr.types as ir
import pyarrow as pa

from ansinh.matching.frames.keys.shapes import APART, KEYS, MERGES, PAIRS, Before, Keep, empty
from ansinh.matching.rules.obeying import Obeyed, Pair, obeyed

_PAIR = tuple(PAIRS.names)


@dataclass(frozen=True)
class Told:
    """What decisions say: pairs of records (PAIRS) that are the same or different, and persons apart (both ways)."""

    same: ir.Table
    different: ir.Table
    apart: ir.Table

    def allowed(self, pairs: ir.Table) -> ir.Table:
        """Pairs that no clerk forbade. In: left_record, right_record, left_person, right_person."""
        pairs = pairs.anti_join(both_ways(self.different), ["left_record", "right_record"])
        apart = self.apart
        return pairs.anti_join(apart, [pairs.left_person == apart.person, pairs.right_person == apart.other])

    def records_apart(self) -> ir.Table:
        """Out: record: string. Every record that was told apart from another."""
        return both_ways(self.different).select(record="left_record").distinct()


@dataclass(frozen=True)
class Kept:
    """The keys that stay, and what decisions changed of them.

    keys     KEYS of the records that were there before and keep a person
    leaving  record, register, person (until now), other_register, other (NULL: it follows; else the pair decided on)
    merges   MERGES that follow from decisions
    """

    keys: ir.Table
    told: Told
    leaving: ir.Table
    merges: ir.Table


LEAVING = ibis.schema(dict.fromkeys(("record", "register", "person", "other_register", "other"), "string"))


def both_ways(pairs: ir.Table) -> ir.Table:
    """left_record, right_record of pairs, and the same the other way round."""
    turned = pairs.select(left_record="right_record", right_record="left_record")
    return pairs.select("left_record", "right_record").union(turned)


def kept_keys(before: Before, gone: ir.Table, decisions: ir.Table | None, keep: Keep) -> Kept:
    """The keys of the month before as they stand after the decisions. In: gone: KEYS of rows that are there no more."""
    same, different = (
        keep(f"decided_{verdict}", pairs)
        for verdict, pairs in zip(("same", "different"), last_words(decisions), strict=True)
    )
    if before.is_first:
        names = {"key_stayed": KEYS, "key_apart": APART, "key_leaving": LEAVING, "key_merges": MERGES}
        keys, apart, leaving, merges = (keep(name, empty(schema)) for name, schema in names.items())
        return Kept(keys, Told(same, different, apart), leaving, merges)
    there = before.keys.anti_join(gone, "record")
    pairs = [_pairs(table) for table in (same, different)]
    person_of = _persons_of(there, same, different, keep) if any(pairs) else {}
    made = obeyed(*pairs, person_of)
    leaving, merges = (
        keep("key_leaving", _leaving(made, person_of)),
        keep("key_merges", _merges(made, person_of)),
    )
    stayed = there.anti_join(leaving, "record") if made.leaving else there
    stayed = merged(stayed, merges) if made.merged else stayed
    apart = _apart(before.apart, pairs[1], made, person_of)
    return Kept(stayed, Told(same, different, keep("key_apart", apart)), leaving, merges)


def last_words(decisions: ir.Table | None) -> tuple[ir.Table, ir.Table]:
    """The pairs called the same and those called different, each by the last decision on it.

    In: registers.match_decisions, of any number of months. Out: twice PAIRS, each pair once, the lesser record left.
    """
    if decisions is None:
        return empty(PAIRS), empty(PAIRS)
    swap = decisions.left_record > decisions.right_record
    told = decisions.select(
        "verdict", "decided_on",
        left_register=swap.ifelse(decisions.right_register, decisions.left_register),
        left_record=swap.ifelse(decisions.right_record, decisions.left_record),
        right_register=swap.ifelse(decisions.left_register, decisions.right_register),
        right_record=swap.ifelse(decisions.left_record, decisions.right_record),
    )  # fmt: skip
    last = told.group_by(*_PAIR).agg(verdict=told.verdict.argmax(told.decided_on))
    same, different = (
        last.filter(last.verdict == verdict).select(*_PAIR) for verdict in ("same", "different")
    )
    return same, different


def merged(rows: ir.Table, merges: ir.Table) -> ir.Table:
    """`rows` with each merged person under the key that stays. In: person, …; merges: before, after."""
    once = merges.group_by("before").agg(after=merges.after.min())
    joined = rows.left_join(once, rows.person == once.before)
    return joined.mutate(person=ibis.coalesce(joined.after, joined.person)).select(*rows.columns)


def _pairs(table: ir.Table) -> list[Pair]:
    rows = table.to_pyarrow().to_pylist()
    return [
        ((row["left_register"], row["left_record"]), (row["right_register"], row["right_record"])) for row in rows
    ]  # fmt: skip


def _persons_of(
    there: ir.Table, same: ir.Table, different: ir.Table, keep: Keep
) -> dict[tuple[str, str], str]:
    """The person of every record decided on, and of every other record of these persons."""
    records = both_ways(same).union(both_ways(different)).select(record="left_record").distinct()
    persons = keep("key_decided_persons", there.semi_join(records, "record").select("person").distinct())
    rows = there.semi_join(persons, "person").select("register", "record", "person").to_pyarrow().to_pylist()
    return {(row["register"], row["record"]): row["person"] for row in rows}


def _leaving(made: Obeyed, person_of: dict) -> pa.Table:
    rows = [
        {
            "record": record, "register": register, "person": person_of[register, record],
            "other_register": other[0] if other else None, "other": other[1] if other else None,
        }
        for (register, record), other in sorted(made.leaving.items())
    ]  # fmt: skip
    return pa.Table.from_pylist(rows, schema=LEAVING.to_pyarrow())


def _merges(made: Obeyed, person_of: dict) -> pa.Table:
    rows = [
        {"before": before, "after": after, "reason": "decision"}
        | _named(made.because[before], person_of, before)
        for before, after in sorted(made.merged.items())
    ]
    return pa.Table.from_pylist(rows, schema=MERGES.to_pyarrow())


def _named(pair: Pair, person_of: dict, before: str) -> dict[str, str]:
    """The pair of records behind a merge, the one that gives up its person first."""
    one, other = pair if person_of.get(pair[0]) == before else pair[::-1]
    return dict(zip(_PAIR, (*one, *other), strict=True))


def _apart(before: ir.Table, different: list[Pair], made: Obeyed, person_of: dict) -> pa.Table:
    """Persons apart from now on, both ways, under the keys that stay."""
    told = {(row["person"], row["other"]) for row in before.to_pyarrow().to_pylist()}
    for one, other in different:
        if one not in made.leaving and other not in made.leaving and one in person_of and other in person_of:
            told.add((person_of[one], person_of[other]))
    stays = made.merged
    pairs = {(stays.get(one, one), stays.get(other, other)) for one, other in told}
    pairs = sorted({*pairs, *((other, one) for one, other in pairs)})
    rows = [{"person": one, "other": other} for one, other in pairs if one != other]
    return pa.Table.from_pylist(rows, schema=APART.to_pyarrow())
