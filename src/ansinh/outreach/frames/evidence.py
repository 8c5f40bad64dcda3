"""How is the evidence of a candidate written down: codes and values, for `terms.sentence` to say?"""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from ansinh.outreach.terms import Reason
from ansinh.registers.amounts import whole

_CARD = {"until": "ended", "days": "days_since"}
_SCHOOL = {"school": "school", "grade": "grade"}
_ENDS = {"until": "valid_until", "days": "days_left", "group": "valid_group"}
OF_REASON: dict[Reason, dict[str, str]] = {
    Reason.SUBSIDISED_NOT_ENROLLED: {"group": "group", "kind": "kind", **_CARD},
    Reason.STUDENT_WITHOUT_HI: {**_SCHOOL, **_CARD},
    Reason.HI_CARD_EXPIRED: {**_CARD, "group": "group"},
    Reason.LEFT_HI: {**_CARD, "group": "group"},
    Reason.RESIDENT_WITHOUT_HI: {"group": "group"},
    Reason.STUDENT_INTERRUPTED_COVER: {**_SCHOOL, "insured": "insured_months", "of": "of_months"},
    Reason.HI_CARD_EXPIRING_30: _ENDS,
    Reason.HI_CARD_EXPIRING_60: _ENDS,
    Reason.HI_CARD_EXPIRING_90: _ENDS,
    Reason.DECLARED_WITHOUT_SI: {
        "employer": "declared_by", "contract": "contract", "since": "declared_since", "wage": "declared_wage",
    },
    Reason.TAXED_WITHOUT_SI: {"tax_code": "taxed_by", "income": "income", "months": "income_months"},
    Reason.LEFT_SI_COMPULSORY: {"last_month": "last_si_compulsory", "employer": "last_employer"},
    Reason.LEFT_SI_VOLUNTARY: {"last_month": "last_si_voluntary"},
    Reason.VOLUNTARY_SI_ELIGIBLE: {"age": "age", "kind": "kind"},
    Reason.LEFT_UI: {"last_month": "last_ui"},
}  # fmt: skip
"""Key in the evidence → column of `reasons.judged`."""
_CODES = ("group", "valid_group", "kind")
"""Columns of codes, which have nothing that JSON must write otherwise."""
_MONTHS = ("last_si_compulsory", "last_si_voluntary", "last_ui")


def evidence(people: ir.Table) -> ir.StringValue:
    """A JSON object per row. In: the columns above, reason, refused_on: date, has_id: bool; what is null is left out."""
    always = [_pair("refused_on", people.refused_on), _flag("no_id", ~people.has_id)]
    said = ibis.cases(
        *((people.reason == reason.value, _joined([*_pairs(people, keys), *always]))
          for reason, keys in OF_REASON.items()),
        else_="",
    )  # fmt: skip
    # Each part ends with a comma; the last one goes.
    return "{" + said.substr(0, ibis.greatest(said.length() - 1, 0)) + "}"


def _pairs(people: ir.Table, keys: dict[str, str]) -> list[ir.StringValue]:
    return [
        _pair(key, _month(people[column]) if column in _MONTHS else people[column], is_code=column in _CODES)
        for key, column in keys.items()
    ]


def _pair(key: str, value: ir.Value, *, is_code: bool = False) -> ir.StringValue:
    """`"key":value,` or nothing."""
    if value.type().is_integer():
        text = value.cast("string")
    elif value.type().is_date():
        text = '"' + value.cast("string") + '"'
    else:
        text = '"' + (value if is_code else _escaped(value)) + '"'
    return (ibis.literal(f'"{key}":') + text + ",").fill_null("")


def _flag(key: str, holds: ir.BooleanValue) -> ir.StringValue:
    return ibis.ifelse(holds, f'"{key}":true,', "")


def _joined(parts: list[ir.StringValue]) -> ir.StringValue:
    whole_text = parts[0]
    for part in parts[1:]:
        whole_text = whole_text + part
    return whole_text


def _escaped(text: ir.StringValue) -> ir.StringValue:
    """As JSON wants it; what cannot be seen becomes a space."""
    return text.replace("\\", "\\\\").replace('"', '\\"').re_replace(r"[\x00-\x1f]", " ")


def _month(number: ir.IntegerValue) -> ir.StringValue:
    """`YYYY-MM` of year × 12 + month."""
    before = number - whole(1)
    month = before % whole(12) + whole(1)
    year = ((before - before % whole(12)) / whole(12)).round().cast("int64")
    return year.cast("string") + "-" + month.cast("string").lpad(2, "0")
