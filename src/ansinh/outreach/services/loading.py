"""How do the persons of a month's lists come into the database, before anybody sees them?"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
from django.db import connection, transaction

from ansinh.base.months import Month
from ansinh.network import queries as network
from ansinh.outreach.frames.arranged import Arranged, arranged, counted
from ansinh.outreach.models import Candidate, Publication
from ansinh.outreach.rules.assigning import Change, assigned
from ansinh.outreach.services.holding import changes_that_hold

MOST = 1_000
"""Persons listed of one hamlet for one reason, the surest first; the others are counted."""

_BATCH = 100_000
_TABLE = Candidate._meta.db_table
_TEXTS = {
    "person": 40, "scheme": 8, "reason": 40, "commune": 8, "hamlet": 8, "door": 64, "household": 64,
    "full_name": 200, "birth_date": 32, "sex": 16, "personal_id": 32, "si_number": 32, "hi_group": 16,
    "employer": 200,
}  # fmt: skip
_NUMBERS = ("place", "months", "premium", "support", "own", "confidence", "collector_id")


@dataclass(frozen=True)
class Loaded:
    """Lists that stand in the database, and that no reader sees until `publish_lists` shows them."""

    key: int
    """The primary key that their publication will have."""
    entries: int
    persons: int
    counts: tuple[tuple, ...]
    """Of each list: commune, hamlet, collector, scheme, reason, persons on it, found beyond it."""
    held: Mapping[str, Sequence[Change]]
    """The handovers by which the entries were given to collectors, by hamlet."""

    @property
    def beyond(self) -> int:
        return sum(row[-1] for row in self.counts)


@transaction.atomic
def load_lists(
    run: str, month: Month, candidates: pa.Table, *, province: str, most: int = MOST
) -> Loaded | None:
    """Bring in the persons of the lists of the run with the code `run`; None when they are the current ones already.

    Each hamlet's entries go to the collector who serves it on the month's last day (`rules.assigning`).
    Call it in the transaction that publishes the run, first: it takes longest, and no reader waits for it.

    In: candidates as `outreach.frames` make them.
    """
    before = Publication.objects.filter(province=province, month=str(month))
    before = before.select_for_update(of=("self",), no_key=True).select_related("run")  # handovers wait
    there = next((one for one in before if one.run.code == run), None)
    if there and there.current and there.kept:
        return None
    key = there.pk if there else _next_key()
    whole = arranged(candidates, province, most)
    listed = whole.listed("person", "commune", "hamlet", "scheme", "reason", "door")
    held = changes_that_hold(month.last_day, partial(_doors_of, listed))
    owners = _owners(listed["hamlet"], listed["door"], network.serving(month.last_day), held)
    _load(key, whole, owners)
    counts = _counts(listed.append_column("collector_id", owners), whole.beyond)
    return Loaded(key, len(whole), len(pc.unique(listed["person"])), tuple(counts), held)


def show(lists: Loaded) -> None:
    """From the end of the transaction on, readers see them."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"ALTER TABLE {_TABLE} ATTACH PARTITION {_part(lists.key)} FOR VALUES IN ({lists.key})"
        )


def drop(keys: Sequence[int]) -> None:
    """The persons of these publications go. Call it last: until the transaction ends readers wait for it."""
    with connection.cursor() as cursor:
        for key in keys:
            cursor.execute(f"DROP TABLE IF EXISTS {_part(key)}")


def _doors_of(listed: pa.Table, persons: Iterable[str]) -> dict[str, str]:
    rows = listed.filter(pc.is_in(listed["person"], pa.array(sorted({*persons}), pa.string())))
    return dict(zip(rows["person"].to_pylist(), rows["door"].to_pylist(), strict=True))


def _part(key: int) -> str:
    """The partition of a publication."""
    return f"{_TABLE}_{key}"


def _next_key() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(pg_get_serial_sequence(%s, 'id'))", [Publication._meta.db_table])
        return cursor.fetchone()[0]


def _owners(
    hamlets: pa.ChunkedArray,
    doors: pa.ChunkedArray,
    serving: Mapping[str, Sequence[int]],
    changes: Mapping[str, Sequence[Change]],
) -> pa.Array:
    """The collector of each row, or null; `hamlets` in their order."""
    runs = pc.run_end_encode(hamlets.combine_chunks())
    doors = doors.combine_chunks()
    found, start = [pa.array([], pa.int64())], 0
    for hamlet, stop in zip(runs.values.to_pylist(), runs.run_ends.to_pylist(), strict=True):
        who, by_hand = serving.get(hamlet, ()), changes.get(hamlet, ())
        if len(who) == 1 and not by_hand:
            found.append(pa.repeat(pa.scalar(who[0], pa.int64()), stop - start))
        else:
            found.append(_shared(doors.slice(start, stop - start), who, by_hand))
        start = stop
    return pa.concat_arrays(found)


def _shared(doors: pa.Array, collectors: Sequence[int], by_hand: Sequence[Change]) -> pa.Array:
    """The collector of each of one hamlet's rows, by the doors behind which the persons live."""
    coded = doors.dictionary_encode()
    behind = dict(zip(coded.dictionary.to_pylist(), np.bincount(coded.indices).tolist(), strict=True))
    taken = assigned(behind, collectors, by_hand)
    return pa.array([taken[door] for door in behind], pa.int64()).take(coded.indices)


def _load(key: int, whole: Arranged, owners: pa.Array) -> None:
    """The rows into a table of their own, with the indexes that a partition of the lists needs.

    FREEZE spares the first readers from marking every row as committed; a table made in the same
    transaction may have it.
    """
    part = _part(key)
    columns = [*_TEXTS, *_NUMBERS, "evidence"]
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE IF EXISTS {part}")
        cursor.execute(
            f"CREATE TABLE {part} (LIKE {_TABLE} INCLUDING DEFAULTS, CHECK (publication_id = {key}))"
        )
        cursor.execute(f"ALTER TABLE {part} ALTER publication_id SET DEFAULT {key}")
        with cursor.copy(f"COPY {part} ({', '.join(columns)}) FROM STDIN (FORMAT csv, FREEZE)") as copy:
            for block in _ahead(_as_csv(whole, owners, columns)):
                copy.write(block)
        cursor.execute(f"ALTER TABLE {part} ADD PRIMARY KEY (person, reason, publication_id)")
        for name in ("hamlet", "collector_id"):  # alike in thousands of rows: small, and quickly made
            cursor.execute(f"CREATE INDEX {part}_{name} ON {part} ({name})")
        cursor.execute(f"ANALYZE {part}")


def _ahead(blocks: Iterator[bytes]) -> Iterator[bytes]:
    """The same blocks, the next one being made while PostgreSQL takes the last: a processor for each."""
    with ThreadPoolExecutor(1) as maker:
        coming = maker.submit(next, blocks, None)
        while block := coming.result():
            coming = maker.submit(next, blocks, None)
            yield block


def _as_csv(whole: Arranged, owners: pa.Array, columns: list[str]) -> Iterator[bytes]:
    style = pa.csv.WriteOptions(include_header=False, quoting_style="needed")
    for start in range(0, len(whole), _BATCH):
        rows = whole.entries(start, start + _BATCH).append_column("collector_id", owners.slice(start, _BATCH))
        cells = {name: _cut(rows[name], longest) for name, longest in _TEXTS.items()}
        cells |= {name: rows[name].cast(pa.int64()) for name in _NUMBERS}
        cells["evidence"] = pc.fill_null(rows["evidence"].cast(pa.string()), "{}")
        out = io.BytesIO()
        pa.csv.write_csv(pa.table({name: cells[name] for name in columns}), out, style)
        yield out.getvalue()


def _cut(texts: pa.ChunkedArray, longest: int) -> pa.ChunkedArray:
    """Texts of at most `longest` letters; a missing one is empty."""
    texts = pc.fill_null(texts.cast(pa.string()), "")
    if (pc.max(pc.binary_length(texts)).as_py() or 0) <= longest:
        return texts
    return pc.utf8_slice_codeunits(texts, 0, longest)


def _counts(listed: pa.Table, beyond: Mapping[tuple[str, str, str], int]) -> Iterator[tuple]:
    """How many stand on each list, and how many were found beyond it: told once, with its first collector."""
    rows = {}
    for commune, hamlet, scheme, reason, collector, persons in counted(
        listed, ["commune", "hamlet", "scheme", "reason", "collector_id"]
    ):
        rows[hamlet, collector, reason] = (commune, hamlet, collector, scheme, reason, persons)
    more = {(hamlet, reason): persons for (_, hamlet, reason), persons in beyond.items()}
    for (hamlet, _, reason), row in rows.items():
        yield (*row, more.pop((hamlet, reason), 0))
