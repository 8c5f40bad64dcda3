"""Is “1.215” one thousand two hundred and fifteen, or one and a bit? The column as a whole decides."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

SHAPES = {
    "plain": r"[+-]?\d+",
    "point_zero": r"[+-]?\d+\.0{1,2}",
    "points": r"[+-]?\d{1,3}(\.\d{3})",
    "many_points": r"[+-]?\d{1,3}(\.\d{3}){2,}",
    "commas": r"[+-]?\d{1,3}(,\d{3})",
    "many_commas": r"[+-]?\d{1,3}(,\d{3}){2,}",
    "spaces": r"[+-]?\d{1,3}( \d{3})+",
    "point_decimal": r"[+-]?\d+\.\d+",
    "comma_decimal": r"[+-]?\d+,\d+",
    "points_comma": r"[+-]?\d{1,3}(\.\d{3})+,\d+",
    "commas_point": r"[+-]?\d{1,3}(,\d{3})+\.\d+",
}
"""Ways to write a number, tried in this order; a value has the first shape that fits it."""


class Reading(StrEnum):
    """How the numbers of a column are read."""

    PLAIN = "plain"
    POINT_GROUPS = "point_groups"
    COMMA_GROUPS = "comma_groups"
    AMBIGUOUS = "ambiguous"


@dataclass(frozen=True)
class Decision:
    """The reading of a column, whether single values like 1.215 hang on it, and the shapes that clash."""

    reading: Reading
    worth_saying: bool = False


def decide(counts: dict[str, int], *, whole: bool) -> Decision:
    """How a column is read whose values have these shapes. `whole`: it counts things or đồng."""
    has = {shape for shape, count in counts.items() if count}
    points_group = bool(has & {"many_points", "points_comma"}) or ("comma_decimal" in has and not whole)
    commas_group = bool(has & {"many_commas", "commas_point"}) or ("point_decimal" in has and not whole)
    single_point, single_comma = "points" in has, "commas" in has
    if whole:
        points_group |= single_point
        commas_group |= single_comma
        if (single_point and "point_decimal" in has) or (single_comma and "comma_decimal" in has):
            return Decision(Reading.AMBIGUOUS, worth_saying=True)
    if points_group and commas_group:
        return Decision(Reading.AMBIGUOUS, worth_saying=True)
    if points_group:
        return Decision(Reading.POINT_GROUPS, worth_saying=single_point or single_comma)
    if commas_group:
        return Decision(Reading.COMMA_GROUPS, worth_saying=single_point or single_comma)
    if single_point or single_comma:
        return Decision(Reading.AMBIGUOUS, worth_saying=True)
    return Decision(Reading.PLAIN)
