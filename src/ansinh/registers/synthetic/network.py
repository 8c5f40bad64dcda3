"""Who collects, where: hamlets, organisations, collection points, collectors, schools – all invented."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from ansinh.registers.synthetic.names import Names
from ansinh.registers.synthetic.places import REFORM, Places

if TYPE_CHECKING:
    from ansinh.registers.synthetic.plan import Plan

Row = tuple[str, ...]
_STAGES = ("Tiểu học", "THCS", "THPT", "Đại học")


def schools(where: Places) -> list[str]:
    """Four schools per commune, in the order primary, lower secondary, upper secondary, university."""
    return [
        f"TH{unit.code}{stage} Trường {_STAGES[stage]} {unit.short_name} (minh họa)"
        for unit in where.communes
        for stage in range(len(_STAGES))
    ]


def write(plan: Plan, where: Places) -> None:
    """The four files of the network, in the form in which the network's screens load them."""
    folder = plan.out / "network"
    folder.mkdir(parents=True, exist_ok=True)
    names = Names()
    rng = plan.rng(6)
    count = len(where.hamlets)
    sex = (rng.random(count) < 0.7).astype(int)
    people = names.full(names.draw_surnames(rng, count), names.draw_given(rng, sex, np.full(count, 42.0)))
    _save(folder / "hamlets.csv", "code,commune,name,kind,since", _hamlets(where))
    _save(folder / "organisations.csv", "code,name,kind,commune", _organisations(where))
    _save(folder / "collection_points.csv", "code,organisation,name,commune,address", _points(where))
    _save(
        folder / "collectors.csv",
        "code,organisation,name,commune,hamlets",
        [
            (f"NVT-{code}", "BDVN" if place % 3 else "HPN", f"{name} (minh họa)", code[:5], code)
            for place, (code, name) in enumerate(zip(where.hamlets, people.to_pylist(), strict=True))
        ],
    )


def _hamlets(where: Places) -> list[Row]:
    return [
        (code, code[:5], name, "area" if where.urban[commune] else "hamlet", REFORM.isoformat())
        for code, name, commune in zip(where.hamlets, where.hamlet_names, where.commune_of, strict=True)
    ]


def _organisations(where: Places) -> list[Row]:
    rows: list[Row] = [
        ("BHXH", "Bảo hiểm xã hội thành phố (minh họa)", "si_office", ""),
        ("BDVN", "Bưu điện thành phố (minh họa)", "collection", ""),
        ("HPN", "Hội Liên hiệp Phụ nữ thành phố (minh họa)", "union", ""),
        ("SGDDT", "Sở Giáo dục và Đào tạo (minh họa)", "department", ""),
        ("STC", "Sở Tài chính (minh họa)", "department", ""),
        ("MTTQ", "Ủy ban Mặt trận Tổ quốc thành phố (minh họa)", "fatherland_front", ""),
    ]
    for place, text in enumerate(schools(where)):
        code, name = text.split(" ", 1)
        rows.append((code, name, "school", where.codes[place // len(_STAGES)]))
    for unit in where.communes:
        rows.append(
            (f"TYT{unit.code}", f"Trạm Y tế {unit.in_a_sentence} (minh họa)", "health_facility", unit.code)
        )
    return rows


def _points(where: Places) -> list[Row]:
    return [
        (f"DT-{unit.code}-{number}", organisation, f"Điểm thu {unit.short_name} {number}", unit.code, "")
        for unit in where.communes
        for number, organisation in ((1, "BDVN"), (2, "HPN"))
    ]


def _save(path: Path, heading: str, rows: list[Row]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(heading.split(","))
        writer.writerows(rows)
