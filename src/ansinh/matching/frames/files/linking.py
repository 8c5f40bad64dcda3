"""Which rows of two files are the same person? Exact passes, then Splink with weights from the files."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import ibis
import ibis.expr.types as ir

from ansinh.base.errors import InvalidValue
from ansinh.base.texts import Text
from ansinh.matching.frames import passes, resolution, scoring
from ansinh.matching.frames.files import candidates, estimates, reading
from ansinh.matching.frames.files.columns import LABELS, Columns
from ansinh.matching.frames.files.comparisons import FileComparison, comparisons
from ansinh.matching.frames.linkage import BY_MODEL, Progress

LINK_AT, DOUBTFUL_AT = 0.5, 0.05
MOST_WITH_LETTERS = 200_000
"""Rows of the larger file up to which pieces of letters are compared."""
_SAMPLE, _CERTAIN_SAMPLE = 200, 5_000
READING = Text("Đọc tệp", "Reading files")
EXACTLY = Text("Ghép các dòng trùng khớp", "Linking rows that agree exactly")
LOOKING = Text("Tìm các cặp có thể", "Looking for plausible pairs")
SCORING = Text("So sánh và chấm điểm", "Comparing and scoring")
RESOLVING = Text("Chọn mỗi dòng một cặp", "Choosing one pair for each row")
_STEPS = (READING, EXACTLY, LOOKING, SCORING, RESOLVING)
_NOTHING_SHARED = Text(
    "Hai tệp không có mục chung nào để so sánh.", "The two files share no field that could be compared."
)
_SAME_FIELDS = Text(
    "Nêu ít nhất một mục (id, name, birth, sex, address) cho cả hai tệp.",
    "Give at least one field (id, name, birth, sex, address) for both files.",
)


@dataclass(frozen=True)
class FileLinks:
    """What linking two files gave.

    `links`: left_key, right_key: string, probability: float64, how: string; one to one. `doubtful`: pairs
    of unlinked rows with probability and weight. `estimate`: the weights, None where passes linked all.
    """

    links: ir.Table
    doubtful: ir.Table
    left: ir.Table
    right: ir.Table
    fields: tuple[str, ...]
    left_alone: tuple[str, ...]
    compared: tuple[FileComparison, ...]
    estimate: estimates.Estimate | None


def link_files(
    con: ibis.BaseBackend,
    left: tuple[Path, Columns],
    right: tuple[Path, Columns],
    *,
    progress: Progress | None = None,
) -> FileLinks:
    """Link the rows of two files. `con`: a DuckDB engine. Raises: NotFound, InvalidValue."""
    fields, alone = _fields(left[1], right[1])
    _say(progress, 0)
    raw = [reading.read(con, path, columns) for path, columns in (left, right)]
    letters = max(rows.count().execute() for rows in raw) <= MOST_WITH_LETTERS
    first, second = (reading.comparable(con, rows.select("record", *fields), letters=letters) for rows in raw)
    _say(progress, 1)
    certain = passes.exact(first, second, _passes(fields)).cache()
    _say(progress, 2)
    plausible = _plausible(con, first, second, certain)
    _say(progress, 3)
    compared = tuple(one for one in comparisons(letters=letters) if one.needs in fields)
    pairs, estimate = _weighed(con, first, second, certain, plausible, compared)
    _say(progress, 4)
    likely, doubtful = _resolved(first, second, certain, pairs, estimate)
    found = certain.mutate(probability=ibis.literal(1.0, "float64")).union(
        likely.select("left_record", "right_record", how=ibis.literal(BY_MODEL), probability="probability")
    )
    links = found.select(
        left_key="left_record", right_key="right_record", probability="probability", how="how"
    ).order_by("left_key", "right_key")
    _say(progress, 5)
    return FileLinks(links.cache(), doubtful, *raw, fields, alone, compared, estimate)


def _say(progress: Progress | None, done: int) -> None:
    if progress:
        progress(_STEPS[min(done, len(_STEPS) - 1)], done, len(_STEPS))


def _fields(left: Columns, right: Columns) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The fields that both files give, in the order of `LABELS`, and those that one gives alone."""
    both = tuple(name for name in LABELS if name in left.fields and name in right.fields)
    alone = tuple(name for name in LABELS if (name in left.fields) != (name in right.fields))
    if not both:
        raise InvalidValue(_NOTHING_SHARED, _SAME_FIELDS)
    return both, alone


def _passes(fields: tuple[str, ...]) -> tuple[passes.Pass, ...]:
    """The exact passes for the fields that there are."""
    others = [name for name in ("name_sorted", "birth", "address") if name.partition("_")[0] in fields]
    found = []
    if "id" in fields:
        also = (lambda pair: passes.agrees(pair, *others)) if others else None
        found.append(passes.Pass("id", ("id",), also))
    if "name" in fields and "birth" in fields:
        found.append(
            passes.Pass("name_birth", ("name_sorted", "birth"), _not_contradicted("id", "sex", "address"))
        )
    if "name" in fields and "address" in fields:
        found.append(
            passes.Pass("name_address", ("name_sorted", "address"), _not_contradicted("id", "sex", "birth"))
        )
    return tuple(found)


def _not_contradicted(*columns: str) -> passes.Condition:
    return lambda pair: ~passes.differs(pair, *columns)


def _plausible(con: ibis.BaseBackend, left: ir.Table, right: ir.Table, certain: ir.Table) -> ir.Table:
    rest = [
        passes.without(rows, [certain], column).cache()
        for rows, column in ((left, "left_record"), (right, "right_record"))
    ]
    return candidates.candidates(con, *rest)


def _weighed(
    con: ibis.BaseBackend,
    left: ir.Table,
    right: ir.Table,
    certain: ir.Table,
    plausible: ir.Table,
    compared: tuple[FileComparison, ...],
) -> tuple[ir.Table, estimates.Estimate]:
    """The plausible pairs with their weight (log2 of the odds), and the weights of the levels."""
    vectors = scoring.vectors(con, left, right, _pairs(left, right, certain, plausible), compared)
    columns = [f"gamma_{one.column}" for one in compared]
    counted = vectors.group_by(columns).agg(
        plausible=vectors.count(where=vectors.match_key != RANDOM),
        random=vectors.count(where=vectors.match_key == RANDOM),
    )  # fmt: skip
    patterns = [
        estimates.Pattern(tuple(row[name] for name in columns), row["plausible"], row["random"])
        for row in counted.order_by(columns).to_pyarrow().to_pylist()
    ]
    sizes = (left.count().execute(), right.count().execute())
    begin = [[level.share for level in reversed(one.levels)] for one in compared]
    equal = [_equal(left, right, one.column, sizes) for one in compared]
    estimate = estimates.estimated(patterns, begin, equal, sizes)
    weight = ibis.literal(estimate.prior_weight, "float64")
    for place, (one, name) in enumerate(zip(compared, columns, strict=True)):
        cases = [(vectors[name] == level, estimate.weight(place, level)) for level in range(len(one.levels))]
        weight = weight + ibis.cases(*cases, else_=0.0)
    pairs = vectors.filter(vectors.match_key == PLAUSIBLE)
    return pairs.select("left_record", "right_record", weight=weight).cache(), estimate


def _resolved(
    left: ir.Table, right: ir.Table, certain: ir.Table, pairs: ir.Table, estimate: estimates.Estimate
) -> tuple[ir.Table, ir.Table]:
    """Links and doubtful pairs. Where few rows are left over, a pair of them needs less to be believed."""
    likely, _ = resolution.resolved(pairs, LINK_AT, DOUBTFUL_AT)
    likely = likely.cache()
    linked = certain.count().execute() + likely.count().execute()
    sizes = [rows.count().execute() - linked for rows in (left, right)]
    rest = resolution.among_the_rest(pairs, likely)
    gain = estimate.gain(linked, (sizes[0], sizes[1]))
    later, doubtful = resolution.resolved(rest.mutate(weight=rest.weight + gain), LINK_AT, DOUBTFUL_AT)
    return likely.union(later), doubtful


PLAUSIBLE, CERTAIN, RANDOM = "plausible", "certain", "random"


def _pairs(left: ir.Table, right: ir.Table, certain: ir.Table, plausible: ir.Table) -> ir.Table:
    """What is compared: plausible pairs, certain ones to learn from, and random ones to learn chance from."""
    few = certain.order_by(certain.left_record.hexdigest("md5")).limit(_CERTAIN_SAMPLE)
    first = left.select(left_record="record").order_by(ibis._.left_record.hexdigest("md5")).limit(_SAMPLE)
    second = right.select(right_record="record")
    second = second.order_by((second.right_record + "r").hexdigest("md5")).limit(_SAMPLE)
    both = ["left_record", "right_record"]
    random = first.cross_join(second)
    for known in (certain, plausible):
        taken = known.select(taken_left="left_record", taken_right="right_record")
        random = random.anti_join(
            taken,
            [random.left_record == taken.taken_left, random.right_record == taken.taken_right],
        )
    return ibis.union(
        plausible.select(*both, match_key=ibis.literal(PLAUSIBLE)),
        few.select(*both, match_key=ibis.literal(CERTAIN)),
        random.select(*both, match_key=ibis.literal(RANDOM)),
    )


def _equal(left: ir.Table, right: ir.Table, column: str, sizes: tuple[int, int]) -> float | None:
    """The share of all pairs in which both rows give the same; None where equality is no single value's."""
    if column == "numbers":
        return None
    first, second = (
        rows.filter(rows[column].notnull()).group_by(column).agg(times=ibis._.count())
        for rows in (left, right)
    )
    given = [rows.times.sum().execute() or 0 for rows in (first, second)]
    if not all(given):
        return None
    both = first.join(second, column)
    equal = (both.times.cast("float64") * both.times_right.cast("float64")).sum().execute()
    return float(equal or 0.0) / (given[0] * given[1])
