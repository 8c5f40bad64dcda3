"""How do a run's doubtful pairs, its changes of person keys and its figures of quality reach the pages?"""

from __future__ import annotations

import datetime as dt
import json
import zlib
from collections.abc import Iterable, Iterator, Mapping

import pyarrow as pa
from django.db import connection, transaction

from ansinh.accounts import services as accounts
from ansinh.base.months import Month
from ansinh.matching.models import Pair, QualityFigure, Round
from ansinh.matching.rules.values import DELIVERED, STANDARD
from ansinh.matching.terms import Question, Verdict

_BATCH = 20_000
_KEY = ("left_register", "left_record", "right_register", "right_record")
_LOADED = (
    "question", *_KEY, "commune", "probability", "weight", "evidence", "left_values", "right_values",
    "before", "after",
)  # fmt: skip


@transaction.atomic
def publish_reviews(
    month: Month,
    run: str,
    pairs: pa.Table,
    *,
    now: dt.datetime,
    changes: pa.Table | None = None,
    thresholds: Mapping[str, float] | None = None,
    by=None,
) -> Round | None:
    """Put the questions of a month's run to the clerks, in place of those of the run before it.

    `pairs` is what `frames.reviews.side_by_side` makes; `changes` the same with `question` (merged|split),
    `before` and `after` (person keys). Pairs with a verdict keep it and do not come back; undecided pairs
    that are doubted no more are removed. None, and nothing happens, when a later month is there already.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [zlib.crc32(b"ansinh matching publish")])
    former = Round.objects.filter(current=True).first()
    if former and former.month > str(month):
        return None
    if former and (former.month, former.run) == (str(month), run):
        return former
    made = _begin(month, run, thresholds, now, by)
    _load(made, pairs, changes)
    Pair.objects.filter(decisions=0).exclude(round=made).delete()
    asked = Pair.objects.filter(round=made)
    made.pairs = asked.filter(verdict=Verdict.OPEN).count()
    made.decided_before = asked.exclude(verdict=Verdict.OPEN).count()
    made.save(update_fields=["pairs", "decided_before"])
    details = {"month": str(month), "pairs": made.pairs, "decided_before": made.decided_before}
    accounts.record("matches.asked", by=by, about=f"round:{made.pk}", details=details)
    return made


@transaction.atomic
def publish_quality(
    month: Month, run: str, rows: pa.Table | Iterable[Mapping[str, object]], *, by=None
) -> int:
    """Show figures of quality: measure, group, member, part, whole (`terms.Measure`, `terms.QualityGroup`).

    They take the place of the month's former figures of the same measures. Rows without a whole are left
    out: nothing was measured there. Returns how many are shown.
    """
    given = rows.to_pylist() if isinstance(rows, pa.Table) else list(rows)
    figures = [
        QualityFigure(
            month=str(month), run=run, measure=row["measure"], group=row["group"], member=row["member"],
            part=row["part"], whole=row["whole"],
        )
        for row in given
        if row["whole"]
    ]  # fmt: skip
    measures = {figure.measure for figure in figures}
    QualityFigure.objects.filter(month=str(month), measure__in=measures).delete()
    QualityFigure.objects.bulk_create(figures, batch_size=1_000)
    details = {"month": str(month), "figures": len(figures)}
    accounts.record("matches.measured", by=by, about=run[:8], details=details)
    return len(figures)


def _begin(month: Month, run: str, thresholds: Mapping[str, float] | None, now: dt.datetime, by) -> Round:
    Round.objects.filter(current=True).update(current=False)
    made, _ = Round.objects.update_or_create(
        month=str(month), run=run,
        defaults={"published_at": now, "by": by, "thresholds": dict(thresholds or {}), "current": True},
    )  # fmt: skip
    return made


def _load(made: Round, pairs: pa.Table, changes: pa.Table | None) -> None:
    """COPY into a table of this transaction, then take it over: new pairs are added, known ones renewed."""
    columns = ", ".join(_LOADED)
    with connection.cursor() as cursor:
        cursor.execute(
            f"CREATE TEMP TABLE incoming ON COMMIT DROP AS SELECT {columns} FROM matching_pair WITH NO DATA"
        )
        with cursor.copy(f"COPY incoming ({columns}) FROM STDIN") as copy:
            for table in (pairs, changes):
                for row in _rows(table) if table is not None else ():
                    copy.write_row(row)
        cursor.execute(_TAKE_OVER, [made.pk])
        cursor.execute("DROP TABLE incoming")


def _rows(table: pa.Table) -> Iterator[tuple]:
    for batch in table.to_batches(max_chunksize=_BATCH):
        for row in batch.to_pylist():
            yield (
                row.get("question") or Question.DOUBTFUL.value, *(row[name] for name in _KEY),
                row.get("commune") or "", row.get("probability"), row.get("weight"),
                row.get("evidence") or "{}", _values(row, "left"), _values(row, "right"),
                row.get("before") or "", row.get("after") or "",
            )  # fmt: skip


def _values(row: Mapping[str, object], side: str) -> str:
    """One row's values as they are kept: what was delivered, and what it was read as."""
    kept = {
        kind: {
            name: str(value)
            for name in names
            if (value := row.get(f"{side}_{prefix}{name}")) not in (None, "")
        }
        for kind, prefix, names in (("delivered", "", DELIVERED), ("standard", "std_", STANDARD))
    }
    return json.dumps(kept, ensure_ascii=False)


_RENEWED = (*_LOADED, "round_id", "place")
_TAKE_OVER = f"""
INSERT INTO matching_pair ({", ".join(_RENEWED)}, verdict, decisions)
SELECT DISTINCT ON (LEAST(left_record, right_record), GREATEST(left_record, right_record))
    {", ".join(_LOADED)}, %s,
    row_number() OVER (
        PARTITION BY question, commune
        ORDER BY asked DESC, abs(probability - 0.5), left_record, right_record
    ),
    'open', 0
FROM (
    SELECT *, count(*) OVER (PARTITION BY left_record) + count(*) OVER (PARTITION BY right_record) AS asked
    FROM incoming
) AS counted
ORDER BY LEAST(left_record, right_record), GREATEST(left_record, right_record), question DESC
ON CONFLICT (LEAST(left_record, right_record), GREATEST(left_record, right_record))
DO UPDATE SET {", ".join(f"{name} = EXCLUDED.{name}" for name in _RENEWED)}
"""
"""Rows about which several questions are asked come first (one answer helps with several), then the most
doubtful. A change of keys goes before a doubt about the same pair."""
