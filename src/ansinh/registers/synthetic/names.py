"""What are invented people called, and how do clerks misspell them?"""

from __future__ import annotations

import csv
import unicodedata
from functools import cached_property
from importlib import resources

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

_WITHOUT_BAR = str.maketrans("đĐ", "dD")
_OLD_STYLE = {"òa": "oà", "óa": "oá", "ọa": "oạ", "ỏa": "oả", "úy": "uý", "ùy": "uỳ", "ủy": "uỷ", "òe": "oè"}
_NEIGHBOURS = dict(zip("qwertyuiopasdfghjklzxcvbnm", "wertyuioiosdfghjklkxcvbnmn", strict=True))
_TRADITIONAL_MIDDLE = {"male": "Văn", "female": "Thị"}


def unaccented(name: str) -> str:
    """As on an old keyboard: Nguyen Van Duc."""
    plain = unicodedata.normalize("NFD", name.translate(_WITHOUT_BAR))
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def given_first(name: str) -> str:
    """As in a list sorted by given name: Đức Nguyễn Văn."""
    rest, _, given = name.rpartition(" ")
    return f"{given} {rest}"


def other_tone_place(name: str) -> str:
    """The other accepted place of the tone mark: Hòa as Hoà, Thúy as Thuý."""
    for usual, other in _OLD_STYLE.items():
        if name.endswith(usual) or f"{usual} " in name:
            return name.replace(usual, other)
    return name


def mistyped(name: str) -> str:
    """One slip of the keyboard, the same for the same name: a letter doubled, left out, swapped or its neighbour."""
    seed = sum(ord(letter) * place for place, letter in enumerate(name, 7))
    places = [place for place in range(1, len(name)) if name[place] != " " and name[place - 1] != " "]
    place = places[seed % len(places)]
    before, letter, after = name[:place], name[place], name[place + 1 :]
    slips = (
        before + letter + letter + after,
        before + after,
        before[:-1] + letter + before[-1] + after,
        before + _NEIGHBOURS.get(unaccented(letter), "x") + after,
    )
    return slips[seed // 97 % len(slips)]


class Names:
    """Surnames and given names by their real frequency. Men are 0, women 1 in `sex`."""

    def __init__(self) -> None:
        text = resources.files("ansinh.registers").joinpath("data/names.csv").read_text("utf-8")
        rows = [row for row in csv.DictReader(text.splitlines()) if row["name"]]
        self.surnames, self._surname_weights = _weighed(rows, "surname")
        self._given = [_weighed(rows, part) for part in ("male", "female")]

    @cached_property
    def given(self) -> pa.Array:
        """Every middle and given name: men's, women's, then the traditional Văn … and Thị … of each."""
        modern = [names for names, _ in self._given]
        traditional = [
            [f"{middle} {name.split()[-1]}" for name in names]
            for names, middle in zip(modern, _TRADITIONAL_MIDDLE.values(), strict=True)
        ]
        return pa.array([name for part in (*modern, *traditional) for name in part])

    def draw_surnames(self, rng: np.random.Generator, size: int) -> np.ndarray:
        """Places in `surnames`."""
        return rng.choice(len(self.surnames), size, p=self._surname_weights).astype(np.int32)

    def draw_given(self, rng: np.random.Generator, sex: np.ndarray, age: np.ndarray) -> np.ndarray:
        """Places in `given`; the older the person, the likelier Văn or Thị."""
        drawn = np.empty(len(sex), np.int32)
        men, women = (len(names) for names, _ in self._given)
        for which, (names, weights) in enumerate(self._given):
            here = np.flatnonzero(sex == which)
            drawn[here] = rng.choice(len(names), len(here), p=weights) + which * men
        traditional = rng.random(len(sex)) < np.clip((age - 5) / 75, 0.04, 0.7)
        return drawn + np.where(traditional, men + women, 0).astype(np.int32)

    def full(self, surnames: np.ndarray, given: np.ndarray) -> pa.Array:
        """Full names as text: family, middle and given name."""
        families = pa.array(self.surnames).take(pa.array(surnames))
        return pc.binary_join_element_wise(families, self.given.take(pa.array(given)), " ")


def _weighed(rows: list[dict[str, str]], part: str) -> tuple[list[str], np.ndarray]:
    chosen = [row for row in rows if row["part"] == part]
    weights = np.array([int(row["weight"]) for row in chosen], dtype=np.float64)
    return [row["name"] for row in chosen], weights / weights.sum()
