"""What kind of file is this really, and is it safe to open?"""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass
from pathlib import Path

from ansinh.intake.rules import limits
from ansinh.intake.terms import Finding, Severity

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_MARKUP = re.compile(rb"\s*(<!doctype html|<html|<\?xml|<table|<meta|<head|<style)", re.IGNORECASE)
_MACROS = ("vbaproject.bin", "xl/macrosheets/")


class Unreadable(Exception):
    """The file cannot be taken at all; `finding` says why."""

    def __init__(self, code: str, **values: str | int) -> None:
        super().__init__(code)
        self.finding = Finding(code, Severity.ERROR, values=values)


@dataclass(frozen=True)
class Container:
    """A file that is safe to open: its kind (xlsx, csv, parquet) as its content says, and its path."""

    path: Path
    kind: str


def container(path: Path) -> Container:
    """What `path` holds, from its first bytes and never from its name. Raises: Unreadable."""
    size = path.stat().st_size
    if size == 0:
        raise Unreadable("empty")
    with path.open("rb") as file:
        start = file.read(4096)
        file.seek(max(0, size - 4))
        end = file.read(4)
    kind = _kind(start, end, path)
    limit = limits.LARGEST_FILE[kind]
    if size > limit:
        raise Unreadable("too_large", size=size // limits.MEGABYTE, limit=limit // limits.MEGABYTE)
    if kind == "xlsx":
        _refuse_unsafe_archive(path)
    return Container(path, kind)


def of_name(name: str, kind: str) -> list[Finding]:
    """The finding that a file is named as something else than it is, or nothing."""
    named = Path(name).suffix.lower().lstrip(".")
    fits = {"xlsx": {"xlsx"}, "csv": {"csv", "tsv", "txt"}, "parquet": {"parquet"}}
    if not named or named in fits.get(kind, {kind}):
        return []
    return [Finding("name_does_not_match", Severity.WARNING, values={"named": named[:8], "kind": kind})]


def _kind(start: bytes, end: bytes, path: Path) -> str:
    if start.startswith(b"PAR1"):
        if end != b"PAR1":
            raise Unreadable("damaged")
        return "parquet"
    if start.startswith(b"PK\x03\x04"):
        return "xlsx"
    if start.startswith(_OLE):
        raise Unreadable("password" if _holds(path, _ENCRYPTED) else "old_excel")
    if _MARKUP.match(start.removeprefix(b"\xef\xbb\xbf")):
        raise Unreadable("html_as_excel")
    if b"\0" in start and not start.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Unreadable("unknown_format")
    return "csv"


def _holds(path: Path, mark: bytes, within: int = 8 * limits.MEGABYTE) -> bool:
    """Does `mark` stand near the beginning or the end of the file?"""
    with path.open("rb") as file:
        found = mark in file.read(within)
        if not found:
            file.seek(max(0, path.stat().st_size - within))
            found = mark in file.read(within)
    return found


def _refuse_unsafe_archive(path: Path) -> None:
    """Refuse by what the archive declares, before anything is unpacked. Raises: Unreadable."""
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        raise Unreadable("damaged") from None
    names = [part.filename.lower() for part in parts]
    if any(name.endswith(_MACROS[0]) or name.startswith(_MACROS[1]) for name in names):
        raise Unreadable("macros")
    if "xl/workbook.bin" in names:
        raise Unreadable("binary_excel")
    if "xl/workbook.xml" not in names:
        raise Unreadable("not_a_workbook")
    if any(part.flag_bits & 1 for part in parts):
        raise Unreadable("password")
    if len(set(names)) != len(names):
        raise Unreadable("damaged")
    _refuse_bomb(parts, path.stat().st_size)


def _refuse_bomb(parts: list[zipfile.ZipInfo], size: int) -> None:
    total = sum(part.file_size for part in parts)
    worst = max(
        (
            part.file_size // max(1, part.compress_size)
            for part in parts
            if part.file_size > limits.RATIO_COUNTS_FROM
        ),
        default=0,
    )
    if total > limits.LARGEST_UNPACKED or len(parts) > limits.MOST_PARTS or worst > limits.LARGEST_RATIO:
        ratio = max(worst, total // max(1, size))
        raise Unreadable("zip_bomb", size=total // limits.MEGABYTE, ratio=ratio)
