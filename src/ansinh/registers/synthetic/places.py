"""Where do the invented people live? The province's real communes, with invented hamlets and sizes."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import numpy as np

from ansinh import territory
from ansinh.territory import Level, Unit

REFORM = dt.date(2025, 7, 1)
"""The demonstration tells every month in the units of this day."""
_BEFORE = dt.date(2025, 6, 30)
_ON_ISLANDS = ("Cù Lao Dung", "An Thạnh", "Phong Nẫm")
"""Communes on the islets of the Hậu river."""
_HAMLET_NAMES = [
    "Phú Thạnh",
    "Thạnh Lợi",
    "Thới Hòa",
    "Mỹ Phước",
    "Hòa Thành",
    "Tân Bình",
    "Long Hòa",
    "Vĩnh Lộc",
    "Đông Thắng",
    "Trường Thọ",
    "Phước Hòa",
    "An Lợi",
    "Thạnh Phú",
    "Nhơn Mỹ",
    "Bình Hòa",
    "Hưng Thạnh",
    "Xẻo Môn",
    "Cái Chanh",
    "Kinh Ngang",
    "Bưng Tróp",
]


@dataclass(frozen=True)
class Places:
    """Communes and hamlets as arrays; a hamlet is known by its place in `hamlets`."""

    province: Unit
    communes: tuple[Unit, ...]
    hamlets: tuple[str, ...]
    hamlet_names: tuple[str, ...]
    commune_of: np.ndarray
    weight: np.ndarray
    urban: np.ndarray
    skill: np.ndarray
    difficult: np.ndarray
    island: np.ndarray
    minority: np.ndarray
    zone: np.ndarray
    old_names: tuple[str, ...]
    old_codes: tuple[str, ...]
    former_code_differs: np.ndarray
    former_name_differs: np.ndarray
    neighbours: tuple[str, ...]
    """Codes of communes in neighbouring provinces, from where people come to work and learn."""

    @property
    def codes(self) -> list[str]:
        return [unit.code for unit in self.communes]

    def spread(self, persons: int) -> np.ndarray:
        """How many persons live in each hamlet: shares by weight, exact in sum (largest remainders)."""
        exact = self.weight / self.weight.sum() * persons
        counts = np.floor(exact).astype(np.int64)
        order = np.argsort(counts - exact, kind="stable")
        counts[order[: persons - counts.sum()]] += 1
        return counts


def places(province: str, rng: np.random.Generator) -> Places:
    """The communes of `province` with unequal sizes, 4 to 12 hamlets each, and unlike performance."""
    communes = territory.units(on=REFORM, level=Level.COMMUNE, within=province)
    count = len(communes)
    urban = np.array([unit.name.startswith("Phường") for unit in communes])
    size = rng.lognormal(0, 0.35, count) * np.where(urban, 1.25, 0.9)
    hamlets = np.clip(np.rint(size * 7 + rng.normal(0, 1.2, count)), 4, 12).astype(int)
    commune_of = np.repeat(np.arange(count), hamlets)
    weight = (size / hamlets)[commune_of] * rng.lognormal(0, 0.25, len(commune_of))
    low = rng.permutation(count)[: max(1, count // 15)]
    skill = np.clip(rng.normal(0.1, 0.6, count), -1.2, 1.4)
    skill[low] = rng.normal(-1.6, 0.15, len(low))
    rural = ~urban
    former = [_former(unit, {one.code for one in communes}) for unit in communes]
    return Places(
        province=territory.unit(province, on=REFORM),
        communes=communes,
        hamlets=tuple(
            f"{communes[commune].code}-{number:02d}"
            for commune, total in enumerate(hamlets)
            for number in range(1, total + 1)
        ),
        hamlet_names=tuple(
            name
            for unit, total in zip(communes, hamlets, strict=True)
            for name in _hamlet_names(unit, total, rng)
        ),
        commune_of=commune_of,
        weight=weight,
        urban=urban,
        skill=skill,
        difficult=rural & (rng.random(count) < 0.18),
        island=np.array([unit.short_name in _ON_ISLANDS for unit in communes]),
        minority=np.where(rural, rng.beta(1, 6, count), rng.beta(1, 20, count)),
        zone=np.where(urban, np.where(rng.random(count) < 0.6, 1, 2), 2 + (rng.random(count) < 0.5)),
        old_names=tuple(unit.name for unit in former),
        old_codes=tuple(unit.code for unit in former),
        former_code_differs=~np.isin([unit.code for unit in former], [unit.code for unit in communes]),
        former_name_differs=~np.isin([unit.name for unit in former], [unit.name for unit in communes]),
        neighbours=_neighbours(province),
    )


def _neighbours(province: str) -> tuple[str, ...]:
    """Communes of the four provinces whose codes are nearest."""
    others = [unit.code for unit in territory.units(REFORM, level=Level.PROVINCE) if unit.code != province]
    nearest = sorted(others, key=lambda code: (abs(int(code) - int(province)), code))[:4]
    return tuple(
        unit.code for code in nearest for unit in territory.units(REFORM, Level.COMMUNE, within=code)[:12]
    )


def _former(unit: Unit, codes: set[str]) -> Unit:
    """A commune from before the reform that went into `unit`: best whole, and with a code not used today."""
    links = [
        link
        for link in territory.lineage(unit.code, since=_BEFORE, until=REFORM)
        if link.after.code == unit.code
    ]
    links.sort(key=lambda link: (link.kind != "whole", link.before.code in codes, link.before.code))
    return links[0].before if links else unit


def _hamlet_names(unit: Unit, count: int, rng: np.random.Generator) -> list[str]:
    """Khu vực 1, 2, 3 … in wards; Ấp with a name in communes."""
    if unit.name.startswith("Phường"):
        return [f"Khu vực {number}" for number in range(1, count + 1)]
    chosen = rng.choice(len(_HAMLET_NAMES), count, replace=False)
    return [f"Ấp {_HAMLET_NAMES[place]}" for place in chosen]
