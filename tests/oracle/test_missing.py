"""The frames that find who is missing agree with a plain search, person by person, and with the law's own amounts."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import ibis
import pytest

sys.path += [str(Path(__file__).parent), str(Path(__file__).parents[1] / "outreach")]
import linked_registers
import naive_missing

from ansinh.outreach import frames, terms

PERSONS = 2_000


@pytest.fixture(scope="module", params=[1, 2])
def found(request):
    """What the frames find and what the plain search finds, in the same registers."""
    rows = linked_registers.invented(PERSONS, seed=request.param)
    con = ibis.duckdb.connect()
    given = rows.given(lambda name, table: con.create_table(name, table, temp=True))
    facts = con.create_table("facts", frames.standing(given), temp=True)
    judged = con.create_table("judged", frames.judged(facts, given), temp=True)
    yield {
        "candidates": frames.candidates(judged, given).to_pyarrow().to_pylist(),
        "left_out": frames.left_out(judged).to_pyarrow().to_pylist(),
        "gaps": frames.employer_gaps(given).to_pyarrow().to_pylist(),
        "plain": naive_missing.Missing(rows, linked_registers.MONTH),
    }
    con.disconnect()


def test_the_same_people_are_listed_for_the_same_reasons(found):
    listed = {(row["person"], row["scheme"]): row["reason"] for row in found["candidates"]}
    assert listed == found["plain"].listed()
    assert set(terms.Reason) == {*listed.values()}


def test_nobody_is_listed_twice_in_a_scheme(found):
    times = Counter((row["person"], row["scheme"]) for row in found["candidates"])
    assert set(times.values()) == {1}


def test_the_same_people_are_left_out_for_the_same_reasons(found):
    counted = {(row["why"], row["scheme"], row["commune"]): row["persons"] for row in found["left_out"]}
    assert counted == found["plain"].left_out()
    assert {why for why, *_ in counted} == set(terms.LeftOut)


def test_the_likely_group_is_the_first_in_the_order_of_the_law(found):
    facts = found["plain"].facts
    assert [row for row in found["candidates"] if row["hi_group"] != facts[row["person"]]["group"]] == []


def test_the_premium_and_its_parts_are_those_of_the_law(found):
    plain = found["plain"]
    groups = {(row["person"], row["scheme"]): row["hi_group"] for row in found["candidates"]}
    positions = plain.positions(plain.listed(), groups)
    for row in found["candidates"]:
        place = positions.get(row["person"], 1)
        due = plain.amounts(row["person"], row["scheme"], row["reason"], row["hi_group"], place)
        shown = (row["months"], row["premium"], row["support"], row["own"])
        assert shown == (due or (None,) * 4), (row["reason"], row["hi_group"])


def test_the_confidence_follows_its_rule(found):
    plain = found["plain"]
    for row in found["candidates"]:
        assert row["confidence"] == plain.confidence(row["person"], row["scheme"], row["reason"])


def test_every_evidence_can_be_read_and_said(found):
    for row in found["candidates"]:
        assert naive_missing.evidence_of(row) is not None
        said = terms.sentence(row["reason"], row["evidence"])
        assert said.vi.endswith(".")
        assert "–" not in said.vi, row


def test_the_same_employers_have_the_same_gaps(found):
    gaps = {
        (row["tax_code"], row["reason"]): (row["taxed"], row["declared"], row["persons"], row["wages"])
        for row in found["gaps"]
    }
    assert gaps == found["plain"].employer_gaps()
    assert {reason for _, reason in gaps} == set(terms.EmployerReason)
