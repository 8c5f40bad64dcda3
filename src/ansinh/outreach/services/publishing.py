"""How do the lists of a run reach the pages: all at once, with their collectors, or not at all?"""

from __future__ import annotations

import io
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
from django.db import connection, transaction
from django.db.models import Model

from ansinh.accounts import services as accounts
from ansinh.base.months import Month
from ansinh.network import queries as network
from ansinh.outreach.frames.arranged import Arranged, arranged, counted
from ansinh.outreach.models import Candidate, EmployerGap, Handover, LeftOutCount, ListCount, Publication
from ansinh.outreach.rules.assigning import Change, assigned

MOST = 1_000
"""Persons listed of one hamlet for one reason, the surest first; the others are counted."""

MONTHS_KEPT = 2
"""Months whose persons stay in the database; of older ones the counts and the visits stay."""

_BATCH = 100_000
_TABLE = Candidate._meta.db_table
_TEXTS = {
    "person": 40, "scheme": 8, "reason": 40, "commune": 8, "hamlet": 8, "door": 64, "household": 64,
    "full_name": 200, "birth_date": 32, "sex": 16, "personal_id": 32, "si_number": 32, "hi_group": 16,
    "employer": 200,
}  # fmt: skip
_NUMBERS = ("place", "months", "premium", "support", "own", "confidence", "collector_id")


@transaction.atomic
def publish_lists(
    run,
    month: Month,
    candidates: pa.Table,
    left_out: pa.Table,
    employer_gaps: pa.Table,
    *,
    by=None,
    most: int = MOST,
) -> Publication:
    """Load the lists of `run` and make them the month's. Call it in the transaction that publishes the run.

    The lists of the run before it go; visits and handovers stay: they belong to persons. Each hamlet's
    entries go to the collector who serves it on the month's last day (`rules.assigning`). Loading the
    current run again changes nothing.

    In: candidates, left_out and employer_gaps as `outreach.frames` make them.
    """
    there = Publication.objects.filter(run=run).first()
    if there and there.current and there.kept:
        return there
    former = Publication.objects.filter(province=run.province, month=str(month), current=True)
    ended = [*former.exclude(run=run)]
    former.update(current=False)
    made, _ = Publication.objects.update_or_create(
        run=run, defaults={"province": run.province, "month": str(month), "current": True, "kept": True}
    )
    whole = arranged(candidates, run.province, most)
    listed = whole.listed("person", "commune", "hamlet", "scheme", "reason", "door")
    owners = _owners(listed["hamlet"], listed["door"], network.serving(month.last_day), handovers())
    _load(made, whole, owners)
    _count(made, listed.append_column("collector_id", owners), whole.beyond)
    _keep_left_out(made, left_out)
    _keep_gaps(made, employer_gaps)
    persons = len(pc.unique(listed["person"]))
    Publication.objects.filter(pk=made.pk).update(persons=persons, entries=len(whole))
    details = {"month": str(month), "entries": len(whole), "beyond": sum(whole.beyond.values())}
    accounts.record("lists.published", by=by, about=str(run.pk), area=run.province, details=details)
    _drop_persons([*ended, *_old(run.province)])  # last: until the transaction ends readers wait for it
    made.refresh_from_db()
    return made


def handovers(hamlet: str = "") -> dict[str, list[Change]]:
    """What communes changed by hand and still holds, by hamlet, in the order in which it was written."""
    found: dict[str, list[Change]] = defaultdict(list)
    rows = Handover.objects.filter(until=None)
    for one in rows.filter(hamlet=hamlet) if hamlet else rows:
        found[one.hamlet].append(Change(one.door, one.giver_id, one.taker_id))
    return found


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


def _load(made: Publication, whole: Arranged, owners: pa.Array) -> None:
    """The rows into a partition of their own: loaded, indexed, then attached.

    Until it is attached nobody but this transaction knows it, so nobody waits. FREEZE spares the first
    readers from marking every row as committed; a table made in the same transaction may have it.
    """
    part = f"{_TABLE}_{made.pk}"
    columns = [*_TEXTS, *_NUMBERS, "evidence"]
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE IF EXISTS {part}")
        cursor.execute(
            f"CREATE TABLE {part} (LIKE {_TABLE} INCLUDING DEFAULTS, CHECK (publication_id = {made.pk}))"
        )
        cursor.execute(f"ALTER TABLE {part} ALTER publication_id SET DEFAULT {made.pk}")
        with cursor.copy(f"COPY {part} ({', '.join(columns)}) FROM STDIN (FORMAT csv, FREEZE)") as copy:
            for block in _ahead(_as_csv(whole, owners, columns)):
                copy.write(block)
        cursor.execute(f"ALTER TABLE {part} ADD PRIMARY KEY (person, reason, publication_id)")
        for name in ("hamlet", "collector_id"):  # alike in thousands of rows: small, and quickly made
            cursor.execute(f"CREATE INDEX {part}_{name} ON {part} ({name})")
        cursor.execute(f"ALTER TABLE {_TABLE} ATTACH PARTITION {part} FOR VALUES IN ({made.pk})")
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


def _count(made: Publication, listed: pa.Table, beyond: Mapping[tuple[str, str, str], int]) -> None:
    """How many stand on each list, and how many were found beyond it."""
    rows = {}
    for commune, hamlet, scheme, reason, collector, persons in counted(
        listed, ["commune", "hamlet", "scheme", "reason", "collector_id"]
    ):
        rows[hamlet, collector, reason] = (commune, hamlet, collector, scheme, reason, persons)
    more = {(hamlet, reason): persons for (_, hamlet, reason), persons in beyond.items()}
    columns = ("commune", "hamlet", "collector_id", "scheme", "reason", "persons", "beyond")
    counts = ((*row, more.pop((row[1], row[4]), 0)) for row in rows.values())  # once for each list
    _put(made, ListCount, columns, counts)


def _keep_left_out(made: Publication, left_out: pa.Table) -> None:
    rows = left_out.select(["why", "scheme", "commune", "persons"]).to_pylist()
    kept = ((row["why"], row["scheme"] or "", row["commune"] or made.province, row["persons"]) for row in rows)
    _put(made, LeftOutCount, ("why", "scheme", "commune", "persons"), kept)


def _keep_gaps(made: Publication, gaps: pa.Table) -> None:
    numbers = ("taxed", "declared", "persons", "wages")
    kept = (
        (
            row["reason"], row["tax_code"], row["name"] or "", row["commune"] or made.province,
            *(row.get(number) for number in numbers),
        )
        for row in gaps.to_pylist()
    )  # fmt: skip
    _put(made, EmployerGap, ("reason", "tax_code", "name", "commune", *numbers), kept)


def _put(made: Publication, model: type[Model], columns: Sequence[str], rows: Iterable[tuple]) -> None:
    """The rows of a small table of this publication, in place of those it had."""
    model.objects.filter(publication=made).delete()
    names = ", ".join(("publication_id", *columns))
    with connection.cursor() as cursor, cursor.copy(f"COPY {model._meta.db_table} ({names}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row((made.pk, *row))


def _old(province: str) -> list[Publication]:
    """Of all months but the last ones only counts stay."""
    current = Publication.objects.filter(province=province, current=True, kept=True).order_by("-month")
    return [*current[MONTHS_KEPT:]]


def _drop_persons(publications: list[Publication]) -> None:
    with connection.cursor() as cursor:
        for one in publications:
            cursor.execute(f"DROP TABLE IF EXISTS {_TABLE}_{one.pk}")
    Publication.objects.filter(pk__in=[one.pk for one in publications]).update(kept=False)
