"""Which figures did offices report, for which unit and day?"""

from __future__ import annotations

import ibis
import ibis.expr.types as ir


def reported(sheets: ir.Table) -> ir.Table:
    """The reported figures that a reading can hold: a value or a plain percentage of one unit on one day.

    In:  registers.reported_figures and `sender`: string. Out: sender, unit_code: string (the code at the end
         of `unit_known_as` or of `unit`), former: bool (a unit of before a merger), on: date, indicator:
         string, value, percent: decimal(18, 4), value_is, percent_is: string. Grain unchanged; rows without
         a code are left out.
    """
    where = sheets.unit_known_as.fill_null("").strip()
    named = ibis.ifelse(where == "", sheets.unit.strip(), where)
    code = named.re_extract(r"(\d{5}-\d{2}|\d{5}|\d{2})$", 1)
    rows = sheets.mutate(unit_code=code, former=where.lower().startswith("old "))
    return rows.filter(rows.unit_code != "").select(
        "sender", "unit_code", "former", "on", "indicator", "value", "percent", "value_is", "percent_is"
    )
