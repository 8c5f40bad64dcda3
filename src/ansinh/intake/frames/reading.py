"""What stands in the cells of a sheet, and which of them hold formulas?"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pyarrow as pa

from ansinh.intake.frames import cells
from ansinh.intake.frames.containers import Unreadable
from ansinh.intake.frames.workbooks import BROKEN, UNSAFE, Sheet, Workbook, letters, place
from ansinh.intake.rules import limits

_CHUNK = 1 << 20
_FORMULA = re.compile(rb'<c r="([A-Z]{1,3})(\d{1,7})"[^>]*><f[ >/]')
_ROW = re.compile(rb'<row[^>]*? r="(\d{1,7})"')
_MOST_FORMULAS = 10_000


@dataclass(frozen=True)
class Scan:
    """What reading a whole sheet once showed: its last row, and (row, column place) of formula cells."""

    last_row: int
    formulas: tuple[tuple[int, int], ...]
    formula_count: int


@dataclass(frozen=True)
class Read:
    """What a sheet was read into: `columns` names each place's column of `raw`, empty where nobody reads it."""

    columns: list[str]
    formulas: tuple[tuple[int, int], ...]


class Strings:
    """The shared texts of a workbook, read once for all its sheets."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._found: pa.Array | None = None

    def array(self) -> pa.Array:
        """Raises: cells.Unusual, Unreadable."""
        if self._found is None:
            self._found = cells.shared_strings(self._content())
        return self._found

    def _content(self) -> bytes:
        with zipfile.ZipFile(self._path) as archive:
            if "xl/sharedStrings.xml" not in archive.namelist():
                return b""
            return b"".join(_chunks(archive, "xl/sharedStrings.xml"))


def read(
    con: duckdb.DuckDBPyConnection,
    book: Workbook,
    sheet: Sheet,
    strings: Strings,
    first_row: int,
    places: Sequence[int],
    width: int,
) -> Read:
    """The cells at `places` from `first_row` on as the relation `raw`: line, c0, c1 …, first_cell; all text.

    Raises: Unreadable when a part is larger than declared, damaged or holds unsafe XML; duckdb.Error.
    """
    try:
        found = _quickly(book, sheet, strings, first_row, places, width)
    except cells.Unusual:
        return _by_duckdb(con, book, sheet, first_row, width)
    except BROKEN:
        raise Unreadable("damaged") from None
    con.register("raw", found[0])
    named = {place: f"c{number}" for number, place in enumerate(places)}
    return Read([named.get(place, "") for place in range(width)], found[1])


def _quickly(
    book: Workbook, sheet: Sheet, strings: Strings, first_row: int, places: Sequence[int], width: int
) -> tuple[pa.Table, tuple[tuple[int, int], ...]]:
    formulas: list[tuple[int, int]] = []
    with zipfile.ZipFile(book.path) as archive:

        def looked_at() -> Iterator[bytes]:
            for piece in cells.whole_rows(_chunks(archive, sheet.part)):
                if b"<f" in piece:
                    room = _MOST_FORMULAS - len(formulas)
                    named = _FORMULA.findall(piece)[:room]
                    formulas.extend((int(row), place(column.decode())) for column, row in named)
                yield piece

        found = list(cells.batches(looked_at(), strings.array(), first_row, places, width))
    return pa.Table.from_batches(found), tuple(formulas)


def _by_duckdb(
    con: duckdb.DuckDBPyConnection, book: Workbook, sheet: Sheet, first_row: int, width: int
) -> Read:
    scanned = scan(book.path, sheet)
    last = max(scanned.last_row, first_row - 1) or 1_048_576
    if last < first_row:
        raise Unreadable("empty")
    path, name = str(book.path).replace("'", "''"), sheet.name.replace("'", "''")
    span = f"A{first_row}:{letters(width - 1)}{last}"
    names = [f"c{i}" for i in range(width)]
    con.execute(
        f"CREATE OR REPLACE TEMP TABLE raw AS SELECT row_number() OVER () + {first_row - 1} AS line, *,"
        f" coalesce({', '.join(names)}) AS first_cell FROM read_xlsx('{path}', sheet = '{name}', range = '{span}',"
        f" header = false, all_varchar = true, stop_at_empty = false) AS sheet({', '.join(names)})"
    )
    return Read(names, scanned.formulas)


def _chunks(archive: zipfile.ZipFile, part: str) -> Iterator[bytes]:
    """The part as it is unpacked. Raises: Unreadable when it is unsafe or larger than any real one."""
    total, tail = 0, b""
    with archive.open(part) as file:
        while chunk := file.read(_CHUNK):
            total += len(chunk)
            if total > limits.LARGEST_UNPACKED:
                raise Unreadable("zip_bomb", size=total // limits.MEGABYTE, ratio=0)
            if any(mark in tail + chunk[:16] or mark in chunk for mark in UNSAFE):
                raise Unreadable("unsafe_xml")
            tail = chunk[-16:]
            yield chunk


def scan(path: Path, sheet: Sheet) -> Scan:
    """Unpack the sheet and the shared texts once, in pieces, and see that they are what they claim.

    Raises: Unreadable when a part is larger than declared, damaged or holds unsafe XML.
    """
    formulas: list[tuple[int, int]] = []
    count, last = 0, 0
    try:
        with zipfile.ZipFile(path) as archive:
            if "xl/sharedStrings.xml" in archive.namelist():
                for _ in _pieces(archive, "xl/sharedStrings.xml"):
                    pass
            for piece in _pieces(archive, sheet.part):
                if b"<f" in piece:
                    found = _FORMULA.findall(piece)
                    count += len(found)
                    room = _MOST_FORMULAS - len(formulas)
                    formulas += [(int(row), place(column.decode())) for column, row in found[:room]]
                at = piece.rfind(b"<row")
                rows = _ROW.findall(piece[at:]) if at >= 0 else []
                last = int(rows[-1]) if rows else last
    except BROKEN:
        raise Unreadable("damaged") from None
    return Scan(last, tuple(formulas), count)


def _pieces(archive: zipfile.ZipFile, part: str) -> Iterator[bytes]:
    """The part in pieces that break between tags of cells, so that no cell is cut in two."""
    kept, total = b"", 0
    with archive.open(part) as file:
        while chunk := file.read(_CHUNK):
            total += len(chunk)
            if total > limits.LARGEST_UNPACKED:
                raise Unreadable("zip_bomb", size=total // limits.MEGABYTE, ratio=0)
            piece = kept + chunk
            if any(mark in piece for mark in UNSAFE):
                raise Unreadable("unsafe_xml")
            cut = piece.rfind(b"<c ")
            if cut < 0 or len(piece) - cut > _CHUNK:
                cut = len(piece)
            yield piece[:cut]
            kept = piece[cut:]
    yield kept
