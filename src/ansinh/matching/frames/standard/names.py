"""How is a delivered name spelled for comparison? The original is never changed.

In small letters, composed (NFC), with single spaces, without titles and notes, with each tone mark where the
traditional spelling has it. The expressions give the same on DuckDB and on Spark.
"""

from __future__ import annotations

import csv
import unicodedata
from functools import lru_cache, reduce
from importlib import resources

import ibis
import ibis.expr.types as ir

from ansinh.base import names

_TONES = "\u0300\u0301\u0303\u0309\u0323"
_SHAPES = "\u0302\u0306\u031b"
_LETTERS = "àáâãèéêìíòóôõùúýăđĩũơư" + "".join(chr(point) for point in range(0x1EA1, 0x1EFA, 2))
_ACCENTED = {
    plain: "".join(one for one in _LETTERS if unicodedata.normalize("NFD", one)[0] == plain)
    for plain in "aeiouy"
} | {"d": "đ", "": _TONES + _SHAPES}
_GAPS = r"(\([^)]*\)|[\s\x{a0}\x{200b}\x{feff}.,;:_/\\*\"?|+-])+"
_POLITE = "ông|bà|cụ|ong|đ/c|đồng chí"
_WITH_A_DOT = (
    f"{_POLITE}|ba|cu|anh|chị|chi|em|cháu|bé|cô|chú|bác|út|mr|mrs|ms|miss|dr|bs|ts|ths|ks|gs|pgs|gv|lm|đc"
)


def with_names(rows: ir.Table) -> ir.Table:
    """`rows` with `name_composed`, `name_untitled`, `name_spaced`, `name_marked`, `name`: string, each made from
    the one before, and `given_first`: bool. In: full_name: string as delivered.
    """
    rows = rows.mutate(name_composed=composed(rows.full_name))
    rows = rows.mutate(name_untitled=untitled(rows.name_composed))
    rows = rows.mutate(name_spaced=spaced(rows.name_untitled))
    rows = rows.mutate(name_marked=canonical(rows.name_spaced).nullif(""))
    rows = rows.mutate(name=folded(rows.name_marked))
    return rows.mutate(given_first=is_given_first(rows.name).fill_null(False))


def composed(name: ir.StringValue) -> ir.StringValue:
    """In small letters, each letter and its marks as one character (NFC)."""
    small = name.lower()
    loose = small.re_search(f"[{_TONES}{_SHAPES}]")
    return ibis.ifelse(loose, _composed(small), small)


def untitled(name: ir.StringValue) -> ir.StringValue:
    """Without “Ông”, “Bà.”, “Mr.” before a name. “Ông Ích Khiêm” keeps his surname, “Anh Nguyễn Thị” hers."""
    usual = "|".join(sorted(_both(_usual_surnames())))
    dotted = name.re_replace(rf"^\s*({_WITH_A_DOT})\s*[.:]+\s*", "")
    polite = dotted.re_search(rf"^\s*({_POLITE})\s+({usual})\s+\S")
    return ibis.ifelse(polite, dotted.re_replace(rf"^\s*({_POLITE})\s+", ""), dotted)


def spaced(name: ir.StringValue) -> ir.StringValue:
    """Words with one space between them; notes in brackets and other signs are gaps."""
    return name.re_replace(_GAPS, " ").strip()


def canonical(name: ir.StringValue) -> ir.StringValue:
    """Tone marks as in the traditional spelling: hoà → hòa, hòan → hoàn. In: composed small letters."""
    wrong = [*_open_syllables(), *_closed_syllables()]
    found = name.re_search("|".join(sorted({one for one, _ in wrong})))
    moved = name
    for before, after in _open_syllables():
        moved = moved.re_replace(rf"(^|[^q]){before}($|[ '])", _groups(1, after, 2))
    for before, after in _closed_syllables():
        moved = moved.re_replace(rf"(^|[^q]){before}([a-zđ])", _groups(1, after, 2))
    return ibis.ifelse(found, moved, name)


def folded(name: ir.StringValue) -> ir.StringValue:
    """Without accents, in small letters, with single spaces. In: letters composed or not."""
    bare = name.lower()
    for plain, letters in _ACCENTED.items():
        bare = bare.re_replace(f"[{letters}]", plain)
    return bare.re_replace(r"\s+", " ").strip()


def is_given_first(name: ir.StringValue) -> ir.BooleanValue:
    """Does it look like “đức nguyễn văn”: a usual surname second, and none first? In: folded."""
    surnames, usual = ("|".join(sorted(_bare(known))) for known in (_surnames(), _usual_surnames()))
    return name.re_search(rf"^\S+ ({usual}) ") & ~name.re_search(f"^({surnames}) ")


def _composed(text: ir.StringValue) -> ir.StringValue:
    """The tone before the shape is put behind it, then shapes and tones join their letters."""
    text = text.re_replace(f"([{_TONES}])([{_SHAPES}])", _groups(2, "", 1))
    steps = [(letter, mark) for mark in _SHAPES for letter in "aeouạẹọụ"]
    steps += [(letter, mark) for mark in _TONES for letter in "aăâeêioôơuưy"]
    pairs = [(letter + mark, unicodedata.normalize("NFC", letter + mark)) for letter, mark in steps]
    return reduce(lambda done, pair: done.replace(*pair), (p for p in pairs if len(p[1]) == 1), text)


def _open_syllables() -> list[tuple[str, str]]:
    """oà → òa, where the word ends."""
    return [
        (one, other) for one, other in _both_places(("oa", "oe", "uy")) if names.canonical_tones(one) == other
    ]


def _closed_syllables() -> list[tuple[str, str]]:
    """òa → oà, where letters follow (hòan, thúyên)."""
    return [(other, one) for one, other in _both_places(("oa", "oe", "uy", "uâ", "uê", "oă"))]


def _both_places(nuclei: tuple[str, ...]) -> list[tuple[str, str]]:
    """Each nucleus with each tone on its second vowel and on its first."""
    return [
        (nucleus[0] + _nfc(nucleus[1] + tone), _nfc(nucleus[0] + tone) + nucleus[1])
        for nucleus in nuclei for tone in _TONES
    ]  # fmt: skip


def _nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _groups(first: int, between: str, second: int) -> str:
    return rf"\{first}{between}\{second}"


@lru_cache(maxsize=1)
def _surnames() -> tuple[str, ...]:
    text = resources.files("ansinh.registers").joinpath("data/names.csv").read_text("utf-8")
    return tuple(row["name"].lower() for row in csv.DictReader(text.splitlines()) if row["part"] == "surname")


def _usual_surnames() -> tuple[str, ...]:
    return _surnames()[:15]


def _bare(known: tuple[str, ...]) -> set[str]:
    return {names.folded(one) for one in known}


def _both(known: tuple[str, ...]) -> set[str]:
    return set(known) | _bare(known)
