"""What does the law say, on a day, to the đồng – and where does it say so?

Parameters are dated values with their source (`law.parameters`), rules are pure functions of plain values and a day,
and `law.explain` gives the same computation as ordered steps. Standard library only; nothing here knows a dataframe.
"""

from ansinh.law.reforms import Reform, reform
from ansinh.law.registry import Explained, Rule, explain, rule_named, rules

__all__ = ["Explained", "Reform", "Rule", "explain", "reform", "rule_named", "rules"]
