"""In which order, and how far, does the reader want to see a ranking?"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise, SimpleLazyObject
from django.utils.translation import gettext_lazy as _

from ansinh.base import names
from ansinh.indicators.queries.shapes import Ranked, Ranking

KEYS: dict[str, Callable[[Ranked], object]] = {
    "rank": lambda row: row.rank,
    "name": lambda row: names.sort_key(row.place.name),
    "value": lambda row: row.value,
    "target": lambda row: row.target,
    "percent": lambda row: row.percent,
    "gap": lambda row: row.gap,
    "pace": lambda row: row.pace,
    "change": lambda row: row.change_month,
}
DOWN_FIRST = {"value", "target", "percent", "gap", "pace", "change"}


@dataclass(frozen=True)
class Head:
    """The head of a column that sorts: what a click asks for, and how it is sorted now."""

    key: str
    word: Promise
    asks: str
    sorted: str


_WORDS = {
    "rank": _("Rank"),
    "name": _("Unit"),
    "value": _("Reached"),
    "target": _("Target"),
    "percent": _("Of target"),
    "gap": _("Missing"),
    "pace": _("Needed a working day"),
    "change": _("On last month"),
}


def shown(ranking: Ranking, asked: Mapping[str, str]) -> dict[str, object]:
    """What the ranking's template needs: rows in the order and as far as `asked`, and the heads that sort."""
    order, text, only = asked.get("sort", "rank"), asked.get("name", ""), asked.get("only", "")
    return {
        "ranking": ranking,
        "rows": SimpleLazyObject(
            lambda: arranged(ranking.rows if ranking else (), order=order, text=text, only=only)
        ),
        "heads": heads(order),
        "text": text,
        "only": only,
        "short_on_a_phone": not asked.get("all"),
    }


def heads(order: str) -> list[Head]:
    """The heads of the ranking's columns when it is in `order` (`gap`, or `-gap` from the largest)."""
    shown = []
    for key, word in _WORDS.items():
        down, up = f"-{key}", key
        first, other = (down, up) if key in DOWN_FIRST else (up, down)
        way = "descending" if order == down else "ascending" if order == up else ""
        shown.append(Head(key, word, other if order == first else first, way))
    return shown


def arranged(rows: Sequence[Ranked], *, order: str = "rank", text: str = "", only: str = "") -> list[Ranked]:
    """`rows` that match `text` (accents optional) and `only` (`low`, `open`), in `order`; unknown values last."""
    wanted = names.folded(text)
    found = [row for row in rows if wanted in names.folded(row.place.name) and _kept(row, only)]
    key = KEYS.get(order.removeprefix("-"), KEYS["rank"])
    known = [row for row in found if key(row) is not None]
    known.sort(key=lambda row: row.place.code)
    known.sort(key=key, reverse=order.startswith("-"))
    return known + [row for row in found if key(row) is None]


def _kept(row: Ranked, only: str) -> bool:
    if only == "low":
        return row.low
    return bool(row.gap) if only == "open" else True
