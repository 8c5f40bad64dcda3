"""With which model are the remaining rows scored: which comparisons, weights, blocking, thresholds?

A model is a JSON file in `matching/model`, trained by scripts/train_linkage.py and reviewed in
docs/reference/linkage.md. What stands in it is what runs.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from ansinh.matching.frames.comparisons import COMPARISONS, DIFFERENT, Comparison, Level

_LEAST = 1e-6


@dataclass(frozen=True)
class Model:
    """A trained model.

    `settings`: comparisons and blocking as Splink reads them. `expected`: the share of the smaller side's
    remaining rows that are expected to have a counterpart. `link_at`, `doubtful_at`: the least probability
    of a link, and of a pair that clerks see. `frequencies`: of surnames, and of the rest of a name.
    """

    settings: dict
    expected: float
    link_at: float
    doubtful_at: float
    frequencies: dict[str, dict[str, float]]


@lru_cache(maxsize=4)
def model(name: str = "residents") -> Model:
    """The model of that name in the repository."""
    folder = resources.files("ansinh.matching") / "model"
    read = json.loads(folder.joinpath(f"{name}.json").read_text("utf-8"))
    frequencies = json.loads(folder.joinpath(read["names"]).read_text("utf-8"))
    return Model(
        settings_of(read["comparisons"], read["blocking"]),
        read["expected"],
        read["link_at"],
        read["doubtful_at"],
        frequencies,
    )


def settings_of(shares: dict[str, dict[str, dict[str, float]]], blocking: list[str]) -> dict:
    """Splink's settings for the comparisons of `comparisons`.

    `shares`: column → level → m and u, the shares of true pairs and of random pairs at that level.
    """
    return {
        "link_type": "link_only",
        "unique_id_column_name": "record",
        "comparisons": [_comparison(one, shares[one.column]) for one in COMPARISONS],
        "blocking_rules_to_generate_predictions": [{"blocking_rule": rule} for rule in blocking],
        "retain_matching_columns": True,
        "retain_intermediate_calculation_columns": True,
    }


def _comparison(one: Comparison, shares: dict[str, dict[str, float]]) -> dict:
    unknown = {"sql_condition": one.unknown, "label_for_charts": "unknown", "is_null_level": True}
    return {
        "output_column_name": one.column,
        "comparison_levels": [unknown, *(_level(level, shares[level.name]) for level in one.levels)],
    }


def _level(level: Level, share: dict[str, float]) -> dict:
    found = {
        "sql_condition": level.holds,
        "label_for_charts": level.name,
        "m_probability": max(share["m"], _LEAST),
        "u_probability": max(share["u"], _LEAST),
    }
    if level.rarity:
        found |= {
            "tf_adjustment_column": "name",
            "tf_adjustment_weight": level.rarity,
            "disable_tf_exact_match_detection": True,
        }
    return found


def level_names(column: str) -> dict[int, str]:
    """Splink's number of each level of a comparison (the best has the highest) → its name."""
    levels = next(one.levels for one in COMPARISONS if one.column == column)
    return {len(levels) - 1 - place: level.name for place, level in enumerate(levels)}


__all__ = ["DIFFERENT", "Model", "level_names", "model", "settings_of"]
