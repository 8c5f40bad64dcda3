"""Under which key does a person stand in every register, this month as the last?

A key is a name of ours (`P` and 16 hexadecimal digits), never a number on a paper. The first month links all
records; later months link only records that are new or changed, and every other record keeps its person.
"""

from ansinh.matching.frames.keys.changes import reversed_keys
from ansinh.matching.frames.keys.shapes import WITHDRAWN, Before, Keyed, nothing_before, with_persons
from ansinh.matching.frames.keys.withdrawing import assigned

__all__ = ["WITHDRAWN", "Before", "Keyed", "assigned", "nothing_before", "reversed_keys", "with_persons"]
