"""A commune's workbook under headings of its own, for walks in the browser."""

from __future__ import annotations

from pathlib import Path

from tests.intake import files

ODD = ("Hộ số", "Mã xã/phường", "Ấp", "CCCD chủ hộ", "Xếp hạng", "DTTS", "Vùng")
"""Headings of which an office made up the first and the fifth."""


def households(path: Path, rows=files.ROWS) -> Path:
    """A ward's workbook with a title, its own headings, a section, a total and signatures."""
    above = [("UBND PHƯỜNG LONG MỸ",), ("DANH SÁCH HỘ GIA ĐÌNH",), ()]
    below = [("Tổng cộng", "", "", "", f"{len(rows)} hộ"), (), ("Người lập biểu",)]
    return files.xlsx(path, [*rows, *below], ODD, above=above, sheet="Hộ")
