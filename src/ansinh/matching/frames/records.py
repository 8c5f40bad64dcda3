"""Which row is it? A fingerprint of what a row says of its person, the same for the same words next month."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

IDENTITY = (
    "si_number", "personal_id", "full_name", "birth_date", "sex", "commune", "hamlet", "household",
)  # fmt: skip
"""The columns that say who a row is about. A register has some of them."""

_MORE = {"tax_incomes": ("employer_tax_code",), "hi_cards": ("card",)}
"""Where a register says too little of a person: what keeps two people of one name apart."""
FURTHER = frozenset(name for names in _MORE.values() for name in names)
"""Columns beside `IDENTITY` that a fingerprint may need."""
_ONLY_WITHOUT = {"hi_cards": "si_number", "tax_incomes": "personal_id"}
_DIGITS = 24
_BETWEEN = "\x1f"


def record(rows: ir.Table, register: str) -> ir.StringValue:
    """The fingerprint of each row's identity columns: 24 hexadecimal digits, on every engine the same.

    Two rows of a register with the same identity columns are one record: several cards or jobs of a person.
    In: rows of `register` as delivered, with some of `IDENTITY`.
    """
    said = [ibis.literal(register)]
    said += [rows[name].fill_null("") for name in IDENTITY if name in rows.columns]
    said += [_needed(rows, register, name) for name in _MORE.get(register, ()) if name in rows.columns]
    text = said[0]
    for one in said[1:]:
        text = text + ibis.literal(_BETWEEN) + one
    return text.hexdigest("sha256").substr(0, _DIGITS)


def with_records(rows: ir.Table, register: str) -> ir.Table:
    """`rows` with `record`: string; grain unchanged. Rows that have it already stay as they are."""
    return rows if "record" in rows.columns else rows.mutate(record=record(rows, register))


def identities(rows: ir.Table, register: str) -> ir.Table:
    """One row per record: `record` and the identity columns as delivered (empty text is NULL)."""
    more = [name for name in _MORE.get(register, ()) if name in rows.columns]
    said = [name for name in IDENTITY if name in rows.columns]
    rows = with_records(rows, register)
    return rows.select(
        "record",
        **{name: rows[name].nullif("") for name in said},
        **{name: _needed(rows, register, name).nullif("") for name in more},
    ).distinct()


def _needed(rows: ir.Table, register: str, name: str) -> ir.StringValue:
    """The further column, where the number that would do without it is missing."""
    number = rows[_ONLY_WITHOUT[register]].fill_null("")
    return ibis.ifelse(number == "", rows[name].fill_null(""), ibis.literal(""))
