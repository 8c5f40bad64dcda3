"""How do the lists of a run reach the pages: all at once, with their collectors, or not at all?"""

from __future__ import annotations

import io
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
from django.db import connection, transaction

from ansinh.accounts import services as accounts
from ansinh.base.months import Month
from ansinh.network import queries as network
from ansinh.outreach.frames.arranged import Arranged, arranged, counted
from ansinh.outreach.models import Candidate, EmployerGap, LeftOutCount, ListCount, Publication
from ansinh.outreach.rules.assigning import Change, assigned
from ansinh.outreach.services.holding import changes_that_hold

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
    held = changes_that_hold(month.last_day, partial(_doors_of, whole.listed), by=by)
    owners = _owners(whole.listed, network.serving(month.last_day), held)
    listed = whole.listed.append_column("collector_id", owners)
    _load(made, listed)
    _count(made, listed, whole)
    _keep_left_out(made, left_out)
    _keep_gaps(made, employer_gaps)
    persons = pc.count_distinct(listed["person"]).as_py()
    Publication.objects.filter(pk=made.pk).update(persons=persons, entries=len(listed))
    details = {"month": str(month), "entries": len(listed), "beyond": sum(whole.beyond.values())}
    accounts.record("lists.published", by=by, about=str(run.pk), area=run.province, details=details)
    _drop_persons([*ended, *_old(run.province)])  # last: until the transaction ends readers wait for it
    made.refresh_from_db()
    return made


def _doors_of(listed: pa.Table, persons: Iterable[str]) -> dict[str, str]:
    rows = listed.filter(pc.is_in(listed["person"], pa.array(sorted({*persons}), pa.string())))
    return dict(zip(rows["person"].to_pylist(), rows["door"].to_pylist(), strict=True))


def _owners(
    listed: pa.Table, serving: Mapping[str, Sequence[int]], changes: Mapping[str, Sequence[Change]]
) -> pa.Array:
    """The collector of each row."""
    doors: dict[str, dict[str, int]] = defaultdict(dict)
    single = {hamlet: who[0] for hamlet, who in serving.items() if len(who) == 1 and hamlet not in changes}
    hamlets = listed["hamlet"].to_pylist()
    shared = pa.array([hamlet not in single for hamlet in hamlets], pa.bool_())
    for hamlet, door, persons in counted(listed.filter(shared), ["hamlet", "door"]):
        doors[hamlet][door] = persons
    of = {
        hamlet: assigned(behind, serving.get(hamlet, ()), changes.get(hamlet, ()))
        for hamlet, behind in doors.items()
    }
    taken = [
        single[hamlet] if hamlet in single else of[hamlet][door]
        for hamlet, door in zip(hamlets, listed["door"].to_pylist(), strict=True)
    ]
    return pa.array(taken, pa.int64())


def _load(made: Publication, listed: pa.Table) -> None:
    """The rows into a partition of their own: loaded, indexed, then attached."""
    part = f"{_TABLE}_{made.pk}"
    columns = [*_TEXTS, *_NUMBERS, "evidence"]
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE IF EXISTS {part}")
        cursor.execute(f"CREATE TABLE {part} (LIKE {_TABLE} INCLUDING DEFAULTS)")
        cursor.execute(f"ALTER TABLE {part} ALTER publication_id SET DEFAULT {made.pk}")
        with cursor.copy(f"COPY {part} ({', '.join(columns)}) FROM STDIN (FORMAT csv)") as copy:
            for block in _as_csv(listed, columns):
                copy.write(block)
        cursor.execute(f"ALTER TABLE {part} ADD PRIMARY KEY (publication_id, person, reason)")
        cursor.execute(f"ALTER TABLE {part} ADD CHECK (publication_id = {made.pk})")
        for number, names in enumerate(("hamlet, place", "collector_id, place", "commune, door")):
            cursor.execute(f"CREATE INDEX {part}_{number} ON {part} ({names})")
        cursor.execute(f"ALTER TABLE {_TABLE} ATTACH PARTITION {part} FOR VALUES IN ({made.pk})")
        cursor.execute(f"ANALYZE {part}")


def _as_csv(listed: pa.Table, columns: list[str]) -> Iterator[bytes]:
    style = pa.csv.WriteOptions(include_header=False, quoting_style="all_valid")
    for start in range(0, len(listed), _BATCH):
        rows = listed.slice(start, _BATCH)
        cells = {
            name: pc.utf8_slice_codeunits(pc.fill_null(rows[name].cast(pa.string()), ""), 0, longest)
            for name, longest in _TEXTS.items()
        }
        cells |= {name: rows[name].cast(pa.int64()) for name in _NUMBERS}
        cells["evidence"] = pc.fill_null(rows["evidence"].cast(pa.string()), "{}")
        out = io.BytesIO()
        pa.csv.write_csv(pa.table({name: cells[name] for name in columns}), out, style)
        yield out.getvalue()


def _count(made: Publication, listed: pa.Table, whole: Arranged) -> None:
    """How many stand on each list, and how many were found beyond it."""
    rows = {}
    for commune, hamlet, scheme, reason, collector, persons in counted(
        listed, ["commune", "hamlet", "scheme", "reason", "collector_id"]
    ):
        rows[hamlet, collector, reason] = ListCount(
            publication=made, commune=commune, hamlet_id=hamlet, collector_id=collector,
            scheme=scheme, reason=reason, persons=persons,
        )  # fmt: skip
    first = {(hamlet, reason): row for (hamlet, _, reason), row in reversed([*rows.items()])}
    for (_, hamlet, reason), persons in whole.beyond.items():
        first[hamlet, reason].beyond = persons
    ListCount.objects.filter(publication=made).delete()
    ListCount.objects.bulk_create(rows.values(), batch_size=5_000)


def _keep_left_out(made: Publication, left_out: pa.Table) -> None:
    LeftOutCount.objects.filter(publication=made).delete()
    LeftOutCount.objects.bulk_create(
        LeftOutCount(
            publication=made, why=row["why"], scheme=row["scheme"] or "",
            commune=row["commune"] or made.province, persons=row["persons"],
        )
        for row in left_out.to_pylist()
    )  # fmt: skip


def _keep_gaps(made: Publication, gaps: pa.Table) -> None:
    EmployerGap.objects.filter(publication=made).delete()
    EmployerGap.objects.bulk_create(
        (
            EmployerGap(
                publication=made, reason=row["reason"], tax_code=row["tax_code"], name=row["name"] or "",
                commune=row["commune"] or made.province, taxed=row.get("taxed"), declared=row.get("declared"),
                persons=row.get("persons"), wages=row.get("wages"),
            )
            for row in gaps.to_pylist()
        ),
        batch_size=5_000,
    )  # fmt: skip


def _old(province: str) -> list[Publication]:
    """Of all months but the last ones only counts stay."""
    current = Publication.objects.filter(province=province, current=True, kept=True).order_by("-month")
    return [*current[MONTHS_KEPT:]]


def _drop_persons(publications: list[Publication]) -> None:
    with connection.cursor() as cursor:
        for one in publications:
            cursor.execute(f"DROP TABLE IF EXISTS {_TABLE}_{one.pk}")
    Publication.objects.filter(pk__in=[one.pk for one in publications]).update(kept=False)
