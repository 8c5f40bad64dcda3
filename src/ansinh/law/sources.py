"""Which text is this, from when to when is it in force, and how is one of its articles cited?

A source is written `41/2024/QH15:34.4.a` – the instrument's number and, after the colon, article, clause and point;
several are joined by a semicolon. Every source in the law's room resolves here, and a test holds that.
"""

from __future__ import annotations

import csv
import datetime as dt
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ansinh.base.dated import Confidence
from ansinh.base.errors import NotFound
from ansinh.base.texts import Text
from ansinh.law.said import say

_FILE = Path(__file__).parent / "data" / "instruments.csv"

_KINDS = {
    "law": Text("Luật", "Law"),
    "code": Text("Bộ luật", "Code"),
    "decree": Text("Nghị định", "Decree"),
    "decision": Text("Quyết định", "Decision"),
    "resolution": Text("Nghị quyết", "Resolution"),
    "circular": Text("Thông tư", "Circular"),
    "dispatch": Text("Công văn", "Official dispatch"),
    "directive": Text("Chỉ thị", "Directive"),
}
_UNKNOWN = Text(
    "Chưa có văn bản “{number}” trong danh mục căn cứ.", "The instrument “{number}” is not in the register."
)
_ADD = Text("Bổ sung vào law/data/instruments.csv.", "Add it to law/data/instruments.csv.")


@dataclass(frozen=True)
class Instrument:
    """A legal text: number, kind, title, day of issue, and the days it is in force (`until` excluded)."""

    number: str
    kind: str
    title: Text
    issued: dt.date | None
    since: dt.date | None
    until: dt.date | None
    confidence: Confidence
    note: Text

    def in_force(self, on: dt.date) -> bool:
        """Is some part of it in force on `on`, as far as the register knows?"""
        return (self.since is None or self.since <= on) and (self.until is None or on < self.until)

    @property
    def name(self) -> Text:
        kind = _KINDS[self.kind]
        return Text(f"{kind.vi} {self.number}", f"{kind.en} {self.number}")


@dataclass(frozen=True)
class Citation:
    """An article of an instrument; `article` is `34.4.a` (article, clause, point) or empty for the whole text."""

    instrument: Instrument
    article: str

    @property
    def text(self) -> Text:
        """`điểm a khoản 4 Điều 34 Luật 41/2024/QH15`."""
        name = self.instrument.name
        if not self.article:
            return name
        article, clause, point = [*self.article.split("."), "", ""][:3]
        vi = f"Điều {article}"
        en = f"article {article}"
        if clause:
            vi, en = f"khoản {clause} {vi}", f"{en}, clause {clause}"
        if point:
            vi, en = f"điểm {point} {vi}", f"{en}, point {point}"
        return Text(f"{vi} {name.vi}", f"{name.en}, {en}")


@cache
def instruments() -> dict[str, Instrument]:
    """Every instrument by its number."""
    with _FILE.open(encoding="utf-8", newline="") as file:
        return {row["number"]: _instrument(row) for row in csv.DictReader(file)}


def _instrument(row: dict[str, str]) -> Instrument:
    issued, since, until = (
        dt.date.fromisoformat(row[name]) if row[name] else None for name in ("issued", "since", "until")
    )
    title, note = Text(row["title_vi"], row["title_en"]), Text(row["note_vi"], row["note_en"])
    return Instrument(
        row["number"], row["kind"], title, issued, since, until, Confidence(row["confidence"]), note
    )


def instrument(number: str) -> Instrument:
    """The instrument with this number. Raises: NotFound."""
    try:
        return instruments()[number]
    except KeyError:
        raise NotFound(say(_UNKNOWN, number=number), _ADD) from None


def citations(source: str) -> tuple[Citation, ...]:
    """What `source` cites, in its order. Raises: NotFound for an instrument that is not registered."""
    cited = []
    for part in filter(None, (part.strip() for part in source.split(";"))):
        number, _, article = part.partition(":")
        cited.append(Citation(instrument(number.strip()), article.strip()))
    return tuple(cited)


def cited(source: str) -> Text:
    """`source` as a person reads it, in each language."""
    texts = [citation.text for citation in citations(source)]
    return Text("; ".join(text.vi for text in texts), "; ".join(text.en for text in texts))


def in_force(source: str, on: dt.date) -> str:
    """The citations of `source` whose instrument is in force on `on`; all of them where none is.

    So a step may cite the old and the new law, and an explanation names the one that governs the day.
    """
    parts = [part.strip() for part in source.split(";") if part.strip()]
    kept = [part for part in parts if instrument(part.partition(":")[0].strip()).in_force(on)]
    return "; ".join(kept or parts)
