"""Who came and who left is the same whether last month's persons were kept or are found again."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from ansinh.base.months import Month, span
from ansinh.monthly import links
from ansinh.monthly.inputs import Inputs, inputs
from ansinh.monthly.run import compute
from ansinh.registers import synthetic
from ansinh.registers.store import Store

SINCE, MONTH = Month(2026, 9), Month(2026, 10)
RECEIVED = dt.datetime(2026, 11, 3, tzinfo=dt.UTC)
STEPS_AFTER = ("missing", "questions", "quality")


@pytest.fixture(scope="module")
def store(tmp_path_factory) -> Store:
    """Two months of residents and participants, the first of them linked."""
    folder = tmp_path_factory.mktemp("province")
    made = synthetic.generate(folder / "city", persons=3_000, since=SINCE, until=MONTH)
    store = Store(folder / "registers")
    for register in ("population", "participants"):
        for month in span(SINCE, MONTH):
            path = made / "deliveries" / register / f"{month}.parquet"
            store.add(register, month, path, sender="X", received_by="x", received_at=RECEIVED)
    where = links.root(store)
    given = asked(store, SINCE)
    gathered = links.half(where, SINCE, given.run_id)
    compute(given, store, keys=gathered)
    links.complete(gathered, where, SINCE, given.run_id)
    return store


def asked(store: Store, month: Month) -> Inputs:
    return inputs(store, month, "92", restated=True, without=STEPS_AFTER)


def kept_participants(store: Store) -> list[Path]:
    return [*links.root(store).glob(f"{SINCE}/*/participants-*.parquet")]


def test_movements_are_the_same_when_last_months_persons_were_not_kept(store):
    kept = compute(asked(store, MONTH), store).tables["movements"]
    assert len(kept_participants(store)) == 1
    kept_participants(store)[0].unlink()
    again = compute(asked(store, MONTH), store).tables["movements"]
    assert again.equals(kept)
    moves = {name: sum(kept[name].to_pylist()) for name in ("hi_new", "hi_lapsed", "hi_renewed")}
    assert all(moves.values())
