"""What do the lines of a notice of results say, and do its figures agree with one another?"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from ansinh.intake.frames.official_lines import Line, Lines, facts
from ansinh.intake.frames.official_lines import lines as list_lines
from ansinh.intake.rules import official_values as said
from ansinh.intake.rules.headings import Row, plain
from ansinh.intake.rules.official import Recognised, codes_in
from ansinh.intake.terms import Example, Finding, Severity
from ansinh.registers.layouts.notices import NO_SPLIT

FUNDS = ("si", "si_short_term", "si_retirement", "hi", "ui", "accident")
_MARK = re.compile(r"([ABCDĐ])(?:[.\s)\-]+(\d.*)?)?$")
_NUMBER = re.compile(r"(\d{1,2}(?:\.\d{1,2})*)\.?$")
_IN_CONTENT = re.compile(r"(?:([ABCDĐ])[.)\s]+)?(\d{1,2}(?:\.\d{1,2})*)?[.)\s]+\s*(.*)$", re.DOTALL)
_COUNTED = {"persons": ("so lao dong", "so nguoi", "lao dong"), "days": ("so ngay",), "rate": ("ty le",)}
_BALANCES = ("opening", "due", "adjusted", "paid", "difference", "closing", "rate")
_NEAR = Decimal(1)


def lines(rows: Sequence[Row], found: Recognised) -> Lines:
    """The lines of one unit's notice, each under its full number: A.2.2.1."""
    layout = found.layout
    read = Lines(facts=facts([row for row in rows if row[0] < found.top_row], layout.fields))
    body = [row for row in rows if row[0] >= found.first_row]
    at = {layout.columns[place].feeds: position for place, position in found.places.items()}
    known = {line: measure for line, _, measure in layout.lines}
    section, parent, vouchers = "", "", 0
    for number, cells in body:
        values = {feeds: text for feeds, place in at.items() if (text := _text(cells, place))}
        letter, mark = _numbered(values)
        if letter and letter != section:
            section, parent, vouchers = letter, "", 0
        content = values.get("content", "")
        if not section or codes_in(cells) or (not mark and not letter and not _amounts(values)):
            read.skipped += 1
            continue
        if not mark and not letter:
            vouchers += 1
            mark = str(vouchers)
        elif mark:
            mark, slipped = _unslipped(mark, parent)
            read.sections += slipped
            parent = mark
        line = f"{section}.{mark}" if mark else section
        measure = known.get(line) or _measure(content, line, read.lines)
        read.lines.append((number, _filled(values, read, line, content, measure)))
    return read


def _text(cells: Sequence[str | None], place: int) -> str:
    return said.text(cells[place]) if place < len(cells) else ""


def _amounts(values: Mapping[str, str]) -> bool:
    return any(any(map(str.isdigit, values.get(fund, ""))) for fund in (*FUNDS, "total"))


def _numbered(values: Mapping[str, str]) -> tuple[str, str]:
    """The letter and the number of a line, from its own column or from the beginning of its content."""
    mark = values.get("number", "").upper().replace("Ð", "Đ")
    if found := _MARK.match(mark):
        return found[1], (found[2] or "").rstrip(".")
    if found := _NUMBER.match(mark):
        return "", found[1]
    if not mark and (found := _IN_CONTENT.match(values.get("content", ""))):
        return found[1] or "", found[2] or ""
    return "", ""


def _unslipped(mark: str, parent: str) -> tuple[str, bool]:
    """The number of a line; where the form prints 1.1 again below 2, it is 2.1."""
    first, _, rest = mark.partition(".")
    above = parent.partition(".")[0]
    if rest and above.isdecimal() and int(first) < int(above):
        return f"{above}.{rest}", True
    return mark, False


def _measure(content: str, line: str, before: Sequence[Line]) -> str:
    words = plain(content)
    for measure, starts in _COUNTED.items():
        if words.startswith(starts):
            return measure
    over = line.rpartition(".")[0]
    return next(
        (one["measure"] for _, one in reversed(before) if over.count(".") and one["number"] == over), "dong"
    )


def _filled(values: Mapping[str, str], read: Lines, line: str, content: str, measure: str) -> dict[str, str]:
    filled = {"number": line, "content": content, "measure": measure}
    for feeds in ("employer", "employer_name"):
        filled |= {feeds: values[feeds]} if feeds in values else {}
    for fund in (*FUNDS, "total"):
        text = values.get(fund, "")
        if any(map(str.isdigit, text)):
            value = said.number(text, said.reading([text], whole=measure == "dong").reading)
            filled[fund] = said.decimal(value) if value is not None else text
    return filled


def unit_lines(rows: Sequence[Row], found: Recognised) -> Lines:
    """The balances of many units, one line for each balance of a unit."""
    read = list_lines(rows, found)
    spread: list[Line] = []
    for number, one in read.lines:
        for balance in _BALANCES:
            value = one.get(f"line:{balance}")
            if value:
                measure = "rate" if balance == "rate" else "dong"
                kept = {name: text for name, text in one.items() if not name.startswith("line:")}
                kept |= {"number": balance, "measure": measure, "total": value}
                kept["content"] = next(
                    c.also[0] if c.also else c.heading
                    for c in found.layout.columns
                    if c.feeds == f"line:{balance}"
                )
                spread.append((number, kept))
    read.lines = spread
    return read  # fmt: skip


def disagreements(lines: Sequence[Line]) -> Iterator[Finding]:
    """Where the sum of the funds is not the total, and where a unit's balances do not close."""
    wrong = [number for number, line in lines if not _adds_up(line)]
    if wrong:
        yield _finding("funds_do_not_add_up", wrong, "total")
    units: dict[tuple[int, str], dict[str, Decimal]] = defaultdict(dict)
    for number, line in lines:
        if line.get("number") in _BALANCES and (value := _decimal(line, "total")) is not None:
            units[number, line.get("employer", "")][line["number"]] = value
    unclosed = [number for (number, _), one in units.items() if not _closes(one)]
    if unclosed:
        yield _finding("balance_does_not_close", unclosed, "total")


def _finding(code: str, rows: Sequence[int], column: str, severity: Severity = Severity.WARNING) -> Finding:
    return Finding(code, severity, column, count=len(rows), examples=tuple(Example(row) for row in rows[:10]))


def _decimal(line: Mapping[str, str], name: str) -> Decimal | None:
    text = line.get(name, "")
    return Decimal(text) if re.fullmatch(r"-?\d+(\.\d+)?", text) else None


def _adds_up(line: Mapping[str, str]) -> bool:
    total = _decimal(line, "total")
    parts = [value for fund in FUNDS if (value := _decimal(line, fund)) is not None]
    if line.get("measure") != "dong" or line.get("number") in NO_SPLIT or total is None or not any(parts):
        return True
    return abs(sum(parts) - total) < _NEAR


def _closes(one: Mapping[str, Decimal]) -> bool:
    """Closing = opening + due ± adjusted − paid; the sign of adjustments differs among offices."""
    if not {"opening", "due", "paid", "closing"} <= set(one):
        return True
    open_ = one["opening"] + one["due"] - one["paid"]
    adjusted = one.get("adjusted", Decimal(0))
    return any(abs(open_ + sign * adjusted - one["closing"]) < _NEAR for sign in (1, -1))


def carried_over(now: Sequence[Mapping[str, object]], before: Sequence[Mapping[str, object]]) -> set[str]:
    """The units whose amounts carried in are not those carried out of the month before.

    In:  employer, number (A.2, Đ.2.2.1 …), total; both are notices of consecutive months. Units that only
    one month has are not compared.
    """
    out = {
        (row["employer"], f"A.{str(row['number'])[2:]}"): row["total"]
        for row in before
        if str(row["number"]).startswith("Đ.")
    }
    closing = {row["employer"]: row["total"] for row in before if row["number"] == "closing"}
    wrong = set()
    for row in now:
        expected = (
            closing.get(row["employer"])
            if row["number"] == "opening"
            else out.get((row["employer"], row["number"]))
        )
        if expected is not None and row["total"] is not None and abs(expected - row["total"]) >= _NEAR:
            wrong.add(str(row["employer"]))
    return wrong
