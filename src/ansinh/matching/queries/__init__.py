"""Which pairs may this clerk see, how do two rows compare, and how good are the links?"""

from ansinh.matching.queries.evidence import Line, PairShown, shown
from ansinh.matching.queries.former_keys import all_keys, former_keys, keys_of_now, linked_run, replaced_keys
from ansinh.matching.queries.pairs import (
    Overview,
    communes_to_review,
    listed,
    may_review,
    next_pair,
    overview,
    pair,
    queue,
    require_review,
)
from ansinh.matching.queries.quality import Quality, quality

__all__ = [
    "Line",
    "Overview",
    "PairShown",
    "Quality",
    "all_keys",
    "communes_to_review",
    "former_keys",
    "keys_of_now",
    "linked_run",
    "listed",
    "may_review",
    "next_pair",
    "overview",
    "pair",
    "quality",
    "queue",
    "replaced_keys",
    "require_review",
    "shown",
]
