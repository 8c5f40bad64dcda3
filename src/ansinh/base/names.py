"""Are these two names the same, and which comes first? Vietnamese spelling, folding and order.

A name is kept as it was delivered. Next to it stand forms made here: `canonical_tones` (hoà → hòa),
`folded` (without accents), `loose` (y and i alike) and `sort_key`, which a database without
Vietnamese collation can order by.
"""

from __future__ import annotations

import re
import unicodedata

_TONES = {"\u0300": "2", "\u0309": "3", "\u0303": "4", "\u0301": "5", "\u0323": "6"}
"""Tone marks in dictionary order after the unmarked tone: huyền, hỏi, ngã, sắc, nặng."""
_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_ORDER = {letter: chr(ord("A") + place) for place, letter in enumerate(_ALPHABET)}
_APOSTROPHES = str.maketrans("’ʼ‘`´", "'''''")
_WITHOUT_BAR = str.maketrans("đĐ", "dD")

_VOWELS = "aăâeêioôơuưy"
_SYLLABLE = re.compile(
    r"(?P<initial>ngh|gh|gi(?=[aăâeêioôơuưy])|kh|ng|nh|ph|qu|th|tr|ch|[bcdđghklmnpqrstvx]?)"
    rf"(?P<nucleus>[{_VOWELS}]{{1,3}})"
    r"(?P<final>ch|ng|nh|[cmnpt]?)",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+")
_TOKEN = re.compile(r"\d+|[^\W\d_]+")
_Y_ALONE = re.compile(r"\b((?:[hklmstv]|th|ph|ch|qu)?)y\b")


def nfc(text: str) -> str:
    """The same text in composed letters (NFC), with single spaces and none at the ends."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def canonical_tones(text: str) -> str:
    """The text with each tone mark where the traditional spelling has it: hoà → hòa, thuý → thúy.

    A word that is no Vietnamese syllable stays as it is.
    """
    return _WORD.sub(lambda word: _canonical(word[0]), nfc(text))


def folded(text: str) -> str:
    """Without accents, in small letters, with single spaces: “Nguyễn Văn Đức” → “nguyen van duc”."""
    plain = unicodedata.normalize("NFD", text.translate(_WITHOUT_BAR).translate(_APOSTROPHES))
    letters = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return " ".join(letters.casefold().split())


def loose(text: str) -> str:
    """`folded`, and i for y where spellings differ: Mỹ Quý and Mĩ Quí are alike, Tuy and Tui are not."""
    return _Y_ALONE.sub(r"\1i", folded(text))


def sort_key(text: str) -> str:
    """A text whose plain byte order is Vietnamese order: letters, then tone, syllable by syllable.

    Numbers order by size (Phường 2 before Phường 10). Two different texts never share a key.
    """
    text = nfc(text)
    return "".join(_token_key(token) for token in _TOKEN.findall(text.casefold())) + " " + text


def person_sort_key(full_name: str) -> str:
    """The order of lists of people: by given name (the last word), then by the rest from the surname."""
    rest, _, given = nfc(full_name).rpartition(" ")
    return sort_key(f"{given} {rest}" if rest else given)


def _canonical(word: str) -> str:
    letters, tone = _without_tone(word)
    match = _SYLLABLE.fullmatch(letters) if tone else None
    if not match:
        return word
    place = match.start("nucleus") + _tone_place(match["nucleus"].lower(), closed=bool(match["final"]))
    return unicodedata.normalize("NFC", letters[: place + 1] + tone + letters[place + 1 :])


def _tone_place(nucleus: str, *, closed: bool) -> int:
    """Which letter of the vowels carries the tone mark."""
    shaped = [place for place, letter in enumerate(nucleus) if letter in "ăâêôơư"]
    if shaped:
        return shaped[-1]
    if closed:
        return len(nucleus) - 1
    return 1 if len(nucleus) == 3 else 0


def _without_tone(word: str) -> tuple[str, str]:
    """The word without its tone mark, and the mark; a word with several marks counts as without."""
    parts = unicodedata.normalize("NFD", word)
    marks = [letter for letter in parts if letter in _TONES]
    if len(marks) != 1:
        return word, ""
    letters = "".join(letter for letter in parts if letter not in _TONES)
    return unicodedata.normalize("NFC", letters), marks[0]


def _token_key(token: str) -> str:
    if token.isdigit():
        return f"#{len(token.lstrip('0')):02d}{token.lstrip('0')}"
    letters, tone = _without_tone(token)
    return "".join(_ORDER.get(letter, "~") for letter in letters) + _TONES.get(tone, "1")
