"""In which encoding and with which separator is a CSV file written?"""

from __future__ import annotations

import codecs
import csv
import io
from dataclasses import dataclass
from pathlib import Path

from ansinh.intake.frames.containers import Unreadable
from ansinh.intake.rules import limits
from ansinh.intake.rules.headings import Row

_CHUNK = 1 << 20
_SEPARATORS = ("\t", ";", ",", "|")
_VIETNAMESE = set(
    "ăâđêôơưĂÂĐÊÔƠƯ\u0300\u0301\u0303\u0309\u0323àáâãèéêìíòóôõùúýạảấầẩậắằẵặẹẻếềểễệỉịọỏốồổộớờởợụủứừửựỳỵỷỹ"
)


@dataclass(frozen=True)
class Delimited:
    """A CSV file as DuckDB can read it: UTF-8 at `path`, its separator and its first rows."""

    path: Path
    separator: str
    head: tuple[Row, ...]
    columns: int


def delimited(path: Path, workplace: Path) -> Delimited:
    """The CSV file at `path`, rewritten in UTF-8 within `workplace` if need be. Raises: Unreadable."""
    encoding = _encoding(path)
    readable = path if encoding == "utf-8" else _rewritten(path, encoding, workplace / "utf-8.csv")
    with readable.open("rb") as file:
        start = file.read(1 << 18).decode("utf-8", "ignore")
    if "\0" in start:
        raise Unreadable("unknown_format")
    lines = start.splitlines()[: limits.HEADER_WITHIN + limits.ROWS_BELOW]
    if not any(line.strip() for line in lines):
        raise Unreadable("empty")
    separator = max(_SEPARATORS, key=lambda mark: sum(line.count(mark) for line in lines))
    head = _head(start, separator)
    return Delimited(readable, separator, head, max(len(cells) for _, cells in head))


def _head(start: str, separator: str) -> tuple[Row, ...]:
    found: list[Row] = []
    reader = csv.reader(io.StringIO(start, newline=""), delimiter=separator)
    try:
        for number, cells in enumerate(reader, 1):
            if number > limits.HEADER_WITHIN + limits.ROWS_BELOW:
                break
            found.append((number, [*cells[: limits.MOST_COLUMNS]]))
    except csv.Error:
        raise Unreadable("unreadable_row", row=len(found) + 1) from None
    return tuple(found)


def _encoding(path: Path) -> str:
    """UTF-8 if every byte agrees; UTF-16 by its mark; else Windows-1258, which must look Vietnamese."""
    with path.open("rb") as file:
        start = file.read(4)
        if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return "utf-16"
        file.seek(0)
        if _is(file, "utf-8"):
            return "utf-8"
        file.seek(0)
        sample = file.read(_CHUNK)
    return _single_byte(sample)


def _is(file: io.BufferedReader, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        while chunk := file.read(_CHUNK):
            decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _single_byte(sample: bytes) -> str:
    try:
        text = sample.decode("cp1258")
    except UnicodeDecodeError:
        raise Unreadable("unknown_encoding") from None
    strange = [letter for letter in text if ord(letter) > 127]
    if sum(letter in _VIETNAMESE for letter in strange) < 0.8 * len(strange):
        raise Unreadable("unknown_encoding")
    return "cp1258"


def _rewritten(path: Path, encoding: str, target: Path) -> Path:
    """The same text in UTF-8. Accents are joined to their letters when the cells are read."""
    try:
        with (
            path.open(encoding=encoding, newline="") as source,
            target.open("w", encoding="utf-8", newline="") as out,
        ):
            while chunk := source.read(_CHUNK):
                out.write(chunk)
    except UnicodeError:
        raise Unreadable("unknown_encoding") from None
    return target
