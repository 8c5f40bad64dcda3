"""What do the numbered boxes of a declaration say?

A box is told by the words after its number; its number decides only where the words say nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ansinh.intake.frames.official_lines import Lines, facts
from ansinh.intake.rules import official_values as said
from ansinh.intake.rules.headings import Row, plain
from ansinh.intake.rules.official import Recognised
from ansinh.registers.layouts import Field, Read

_BOX = re.compile(r"\[\s*(\d{1,2})(?:\.\d)?[a-c]?\s*\]\.?")
_CELL, _ROW = "\x1f", "\x1e"
_CHOSEN = re.compile(r"(?:[☑☒✓✔]|\[x\]|\(x\)|\bx\b)\s*([^☐☑☒✓✔\x1e]+)", re.IGNORECASE)


def lines(rows: Sequence[Row], found: Recognised) -> Lines:
    """One line: what the declaration on this sheet says."""
    layout = found.layout
    read = Lines(facts=facts(rows, [one for one in layout.fields if not one.at]))
    whole = _ROW.join(_CELL.join(filter(None, map(said.text, cells))) for _, cells in rows)
    parts = _BOX.split(whole)
    line: dict[str, str] = {}
    for number, text in zip(parts[1::2], parts[2::2], strict=True):
        field, value = _box(number, text, layout.fields)
        if field and value:
            line.setdefault(field.feeds, value)
    if line:
        first = next(number for number, cells in rows if any(cell and "[" in cell for cell in cells))
        read.lines.append((first, line))
    return read


def _box(number: str, text: str, fields: Sequence[Field]) -> tuple[Field | None, str]:
    label, colon, value = text.partition(":")
    if not colon:
        label, _, value = text.partition(_CELL)
    words = plain(label)
    told = [one for one in fields if any(words.startswith(name) for name in one.labels)]
    field = told[0] if told else next((one for one in fields if one.at == f"[{int(number):02d}]"), None)
    if field is None or (not told and words and not colon):
        return None, ""
    row = value.split(_ROW)
    kept = row[0] if row[0].strip(f" ._…{_CELL}") else " ".join(row[:2])
    return field, _value(field, kept.replace(_CELL, " "))


def _value(field: Field, text: str) -> str:
    bare = said.text(text).strip(" .…_;")
    chosen = _CHOSEN.search(bare)
    if field.read is Read.RESULT:
        return said.result(chosen[1] if chosen else bare)
    if field.read is Read.SEX:
        return said.sex(said.text(chosen[1]) if chosen else bare)
    if field.read is Read.BIRTH:
        return said.birth(bare)
    if field.read is Read.MONEY:
        amount = (
            said.number(bare.split()[0], said.reading([bare.split()[0]], whole=True).reading)
            if bare
            else None
        )
        return said.whole(amount) if amount is not None else bare
    if field.read is Read.IDENTIFIER:
        return re.sub(r"[\s.]", "", bare)
    return bare
