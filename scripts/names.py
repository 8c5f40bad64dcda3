"""Write src/ansinh/registers/data/names.csv: Vietnamese surnames and given names with their weights.

Needs the extra `data`: surname counts from name-variants (MIT), given names from vn-fullname-generator (MIT).
The latter has no counts; a given name weighs by how often its two syllables occur in the list.

    uv pip install name-variants vn-fullname-generator && python scripts/names.py
"""

import csv
import unicodedata
from collections import Counter
from importlib import resources
from pathlib import Path

from name_variants.vietnamese_surnames import VIETNAMESE_SURNAME_VARIANTS

TARGET = Path(__file__).parents[1] / "src" / "ansinh" / "registers" / "data" / "names.csv"
RARE = 400_000
"""Bearers of a surname that the source lists without a count."""
UNCOUNTED = frozenset(
    [
        "Bạch",
        "Chu",
        "Doãn",
        "Hà",
        "Khổng",
        "Kim",
        "Kiều",
        "Liêu",
        "Lâm",
        "Lý",
        "Lưu",
        "Lương",
        "Lại",
        "Mai",
        "Mạc",
        "Ninh",
        "Phùng",
        "Quách",
        "Sơn",
        "Thái",
        "Thạch",
        "Trương",
        "Trịnh",
        "Tô",
        "Tạ",
        "Tống",
        "Vương",
        "Đinh",
        "Đoàn",
        "Đào",
    ]
)
"""The source mixes given names among its uncounted surnames; these are surnames."""


def tidy(text: str) -> str:
    """Composed letters; the Icelandic Eth that the source uses becomes the Vietnamese Đ."""
    return unicodedata.normalize("NFC", text.replace("\u00d0", "Đ").replace("\u00f0", "đ")).strip()


def surnames() -> list[tuple[str, int]]:
    """Surnames with their bearers, most frequent first; single syllables only."""
    counted = {
        tidy(name).capitalize(): facts.get("frequency", RARE)
        for name, facts in VIETNAMESE_SURNAME_VARIANTS.items()
        if "frequency" in facts or tidy(name).capitalize() in UNCOUNTED
    }
    return sorted(counted.items(), key=lambda item: (-item[1], item[0]))


def given(part: str) -> list[tuple[str, int]]:
    """Middle and given name, weighed by the product of their syllables' counts."""
    text = resources.files("vn_fullname_generator.data").joinpath(f"{part}.name").read_text("utf-8")
    names = sorted({tidy(line) for line in text.splitlines() if len(line.split()) == 2})
    middles = Counter(name.split()[0] for name in names)
    lasts = Counter(name.split()[1] for name in names)
    return [(name, middles[name.split()[0]] * lasts[name.split()[1]]) for name in names]


def main() -> None:
    rows = [("part", "name", "weight")]
    rows += [("surname", *item) for item in surnames()]
    rows += [(part, *item) for part in ("male", "female") for item in given(part)]
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    with TARGET.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


if __name__ == "__main__":
    main()
