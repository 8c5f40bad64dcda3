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

from ansinh.base.months import Month
from ansinh.matching.frames import linkage, neighbours, passes, scoring, training, truths
from ansinh.matching.frames.comparisons import COMPARISONS
from ansinh.registers import engine, synthetic

MODEL = Path(__file__).parents[1] / "src" / "ansinh" / "matching" / "model"
MONTH = Month(2026, 10)
PAIRS = (("population", "participants"), ("participants", "students"), ("participants", "tax_incomes"))
HELD = 200
"""The expected shares count as this many pairs beside those that were seen."""
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
        known = pairs.semi_join(rest[0], pairs.left_record == rest[0].record)
        known = known.semi_join(rest[1], known.right_record == rest[1].record).cache()
        shares.append(known.count().execute() / max(min(one.count().execute() for one in rest), 1))
        whole = [scoring.for_model(rows, near) for rows in (left, right)]
        for counted, drawn in ((true, known), (random, training.random_pairs(left, right, pairs))):
            for column, levels in training.counts(con, *whole, drawn).items():
                counted[column].update(levels)
        names.update(dict(left.name.value_counts().to_pandas().itertuples(index=False)))
    return shares


def _write(given: argparse.Namespace, true: dict, random: dict, names: Counter, rest: list[float]) -> None:
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
        "comparisons": training.shares(true, random, HELD),
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


def _frequencies(counted: Counter, most: int) -> dict[str, float]:
    total = counted.total()
    ordered = sorted(counted.items(), key=lambda item: (-item[1], item[0]))[:most]
    return {name: float(f"{count / total:.3g}") for name, count in ordered}


def _json(path: Path, value: dict) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
