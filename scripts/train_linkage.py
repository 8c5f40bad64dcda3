"""Train the linkage model of src/ansinh/matching/model from generated cities whose truth is known.

    .venv/bin/python scripts/train_linkage.py [--persons 200000] [--seeds 11,12,13]

m: how often true pairs that no exact pass finds stand at each level, counted in the truth and held towards
the expected shares of `comparisons` where few were seen. u: how often random pairs do. The same arguments
give the same file. Read docs/reference/linkage.md after training and write down what changed.
"""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
from collections import Counter, defaultdict
from pathlib import Path

import ibis
import ibis.expr.types as ir

from ansinh.base.months import Month
from ansinh.matching.frames import linkage, neighbours, passes, scoring, truths
from ansinh.matching.frames.comparisons import COMPARISONS, Comparison
from ansinh.registers import engine, synthetic

MODEL = Path(__file__).parents[1] / "src" / "ansinh" / "matching" / "model"
MONTH = Month(2026, 10)
PAIRS = (("population", "participants"), ("participants", "students"), ("participants", "tax_incomes"))
HELD = 200
"""The expected shares count as this many pairs beside those that were seen."""
RANDOM = 1000
LINK_AT, DOUBTFUL_AT = 0.95, 0.02
BLOCKING = [
    "l.personal_id = r.personal_id",
    "l.si_number = r.si_number",
    "l.name_sorted = r.name_sorted AND l.birth_year = r.birth_year",
    "l.birth = r.birth AND l.commune = r.commune",
    "l.birth = r.birth AND l.given = r.given",
    "l.hamlet = r.hamlet AND l.birth_year = r.birth_year",
    "l.name_sorted = r.name_sorted AND l.commune = r.commune",
]
MOST_SURNAMES, MOST_NAMES = 100, 1500


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--persons", type=int, default=200_000)
    asked.add_argument("--seeds", default="11,12,13")
    given = asked.parse_args()
    true, random, names, rest = defaultdict(Counter), defaultdict(Counter), Counter(), []
    for seed in (int(text) for text in given.seeds.split(",")):
        folder = Path(tempfile.mkdtemp(prefix="ansinh-train-", dir="/var/tmp"))
        try:
            synthetic.generate(folder, persons=given.persons, seed=seed, since=MONTH + -1, until=MONTH)
            rest += _learn(folder, true, random, names)
        finally:
            shutil.rmtree(folder, ignore_errors=True)
    _write(given, true, random, names, rest)


def _learn(city: Path, true: dict, random: dict, names: Counter) -> list[float]:
    """Count the levels of true and random pairs of one city. Returns the shares of rest rows with a partner."""
    con, shares = engine.connect(), []
    near = neighbours.neighbours(truths.PROVINCE, MONTH.last_day)
    for left_name, right_name in PAIRS:
        sides = [(truths.delivered(con, city, name, MONTH), name) for name in (left_name, right_name)]
        left, right = (
            linkage.prepared(truths.standardised(con, rows, name, MONTH)).cache() for rows, name in sides
        )
        pairs = truths.pairs(con, city, *sides).cache()
        found = passes.exact(left, right).cache()
        rest = [
            scoring.for_model(passes.without(rows, [found], column), near).cache()
            for rows, column in ((left, "left_record"), (right, "right_record"))
        ]
        known = _beside(*rest, pairs)
        shares.append(known.count().execute() / max(min(one.count().execute() for one in rest), 1))
        sample = [
            scoring.for_model(rows.order_by(rows.record.hexdigest("md5")).limit(RANDOM), near)
            for rows in (left, right)
        ]
        wrong = _beside(*sample, None).anti_join(pairs, ["left_record", "right_record"]).cache()
        for counted, rows in ((true, known), (random, wrong)):
            for one in COMPARISONS:
                counted[one.column].update(_levels(con, rows, one))
        names.update(dict(left.name.value_counts().to_pandas().itertuples(index=False)))
    return shares


def _beside(left: ir.Table, right: ir.Table, pairs: ir.Table | None) -> ir.Table:
    """Pairs of rows side by side, columns ending in _l and _r; all of them without `pairs`."""
    left = left.rename({f"{name}_l": name for name in left.columns})
    right = right.rename({f"{name}_r": name for name in right.columns})
    if pairs is None:
        both = left.cross_join(right)
    else:
        pairs = pairs.select("left_record", "right_record")
        both = pairs.join(left, pairs.left_record == left.record_l)
        both = both.join(right, both.right_record == right.record_r)
    return both.mutate(left_record=both.record_l, right_record=both.record_r).cache()


def _levels(con: ibis.BaseBackend, rows: ir.Table, one: Comparison) -> Counter:
    """How many pairs stand at each level; pairs of which one row does not say are left out."""
    cases = [f"WHEN {level.holds} THEN '{level.name}'" for level in one.levels if level.holds != "ELSE"]
    case = f"CASE WHEN {one.unknown} THEN NULL {' '.join(cases)} ELSE '{one.levels[-1].name}' END"
    query = f"SELECT {case} AS level, count(*) FROM {rows.get_name()} GROUP BY 1"
    return Counter({level: count for level, count in con.raw_sql(query).fetchall() if level})


def _write(given: argparse.Namespace, true: dict, random: dict, names: Counter, rest: list[float]) -> None:
    comparisons = {
        one.column: {
            level.name: {
                "m": _share(true[one.column], level.name, level.share, HELD),
                "u": _share(random[one.column], level.name, level.chance or 1 / len(one.levels), 1),
            }
            for level in one.levels
        }
        for one in COMPARISONS
    }
    model = {
        "trained": {
            "by": f"scripts/train_linkage.py --persons {given.persons} --seeds {given.seeds}",
            "true_pairs_beyond_exact_passes": {one.column: true[one.column].total() for one in COMPARISONS},
        },
        "expected": round(min(rest), 2),
        "link_at": LINK_AT,
        "doubtful_at": DOUBTFUL_AT,
        "names": "names.json",
        "blocking": BLOCKING,
        "comparisons": comparisons,
    }
    _json(MODEL / "residents.json", model)
    surnames, others = Counter(), Counter()
    for name, count in names.items():
        first, _, other = name.partition(" ")
        surnames[first] += count
        others[other] += count
    _json(
        MODEL / "names.json",
        {"surname": _frequencies(surnames, MOST_SURNAMES), "rest": _frequencies(others, MOST_NAMES)},
    )


def _share(counted: Counter, level: str, expected: float, held: float) -> float:
    return float(f"{(counted[level] + expected * held) / (counted.total() + held):.4g}")


def _frequencies(counted: Counter, most: int) -> dict[str, float]:
    total = counted.total()
    ordered = sorted(counted.items(), key=lambda item: (-item[1], item[0]))[:most]
    return {name: float(f"{count / total:.3g}") for name, count in ordered}


def _json(path: Path, value: dict) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
