"""How do counts of right, wrong and missed links become the figures that pages show?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ansinh.matching.terms import Measure


def figures(counted: Iterable[Mapping[str, object]]) -> list[dict[str, object]]:
    """Precision, recall and what clerks see of the missed, as part and whole, for each group.

    In: rows of `frames.quality.quality`. Out: rows of `services.publish_quality`; in the order of the input.
    """
    return [
        {"measure": measure.value, "group": row["kind"], "member": row["value"], "part": part, "whole": whole}
        for row in counted
        for measure, part, whole in (
            (Measure.PRECISION, row["right"], row["links"]),
            (Measure.RECALL, row["found"], row["true_persons"]),
            (Measure.SEEN, row["missed_seen"], row["true_persons"] - row["found"]),
        )
    ]
