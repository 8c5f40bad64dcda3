"""What do the XML files of electronic dossiers hold: a list of D03, declarations of TK1, an envelope of files?"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

from ansinh.intake.frames.containers import Unreadable
from ansinh.intake.rules import limits
from ansinh.intake.rules.headings import Row
from ansinh.intake.rules.official_values import text

_LARGEST = 60 * limits.MEGABYTE
_MOST_FILES = 50
_UNSAFE = (b"<!DOCTYPE", b"<!ENTITY")
ROOTS = ("Hoso", "D03-TS", "BangKe", "D02-TS", "D02-LT", "D05-TS", "TK1-TS")
"""Root elements that are read; D01's BangKe is recognised and belongs to no register."""

_UNIT = {"MaSoBHXH": ("employer", "organisation"), "TenDoiTuong": ("employer_name", "organisation_name")}
Table = tuple[str, tuple[Row, ...]]
"""A root's name, and its lines as rows under a row of their keys."""


def starts_as_xml(start: bytes) -> bool:
    """Do the first bytes begin one of these files?"""
    bare = start.removeprefix(b"\xef\xbb\xbf").lstrip()
    head = bare.partition(b"?>")[2].lstrip() if bare.startswith(b"<?xml") else bare
    return head.startswith(tuple(f"<{root}".encode() for root in ROOTS))


def tables(path: Path) -> tuple[list[Table], dict[str, str], list[str]]:
    """The lists in an XML file, what its envelope says of the unit, and its other files by name.

    Raises: Unreadable.
    """
    if path.stat().st_size > _LARGEST:
        raise Unreadable(
            "too_large", size=path.stat().st_size // limits.MEGABYTE, limit=_LARGEST // limits.MEGABYTE
        )
    root = _root(path.read_bytes())
    if _name(root) != "Hoso":
        return [_table(root)], {}, []
    found, others = [], []
    for name, content in _files(root):
        if starts_as_xml(content[:400]):
            inner = _root(content)
            found.append(_table(inner))
        else:
            others.append(name)
    return found, _facts(root), others


def _root(content: bytes) -> ElementTree.Element:
    if any(mark in content for mark in _UNSAFE):
        raise Unreadable("unsafe_xml")
    try:
        return ElementTree.fromstring(content)
    except ElementTree.ParseError:
        raise Unreadable("damaged") from None


def _files(root: ElementTree.Element) -> Iterator[tuple[str, bytes]]:
    """The files of an envelope, decoded; no more than a dossier really has."""
    size = 0
    listed = [one for one in root.iter() if _name(one) == "FileToKhai"][:_MOST_FILES]
    for one in listed:
        said = {_name(part): part.text or "" for part in one}
        try:
            content = base64.b64decode(said.get("NoiDungFile", ""), validate=False)
        except (binascii.Error, ValueError):
            raise Unreadable("damaged") from None
        size += len(content)
        if size > _LARGEST:
            raise Unreadable("too_large", size=size // limits.MEGABYTE, limit=_LARGEST // limits.MEGABYTE)
        yield said.get("MaToKhai") or said.get("TenFile") or "?", content


def _facts(root: ElementTree.Element) -> dict[str, str]:
    found: dict[str, str] = {}
    for unit in (one for one in root.iter() if _name(one) == "ThongTinDonVi"):
        for part in unit:
            for feeds in _UNIT.get(_name(part), ()):
                found[feeds] = text(part.text or "")
    return found


def _table(root: ElementTree.Element) -> Table:
    """Every element that has an order number (STT) as a row under the keys of all; not what stands within one."""
    lines = [*_lines(root)]
    keys = list(dict.fromkeys(_name(part) for line in lines for part in line))
    rows: list[Row] = [(1, keys)]
    for number, line in enumerate(lines, 2):
        said = {_name(part): text(part.text or "") for part in line}
        rows.append((number, [said.get(key) or None for key in keys]))
    return _name(root), tuple(rows)


def _lines(element: ElementTree.Element) -> Iterator[ElementTree.Element]:
    if any(_name(part) == "STT" for part in element):
        yield element
        return
    for part in element:
        yield from _lines(part)


def _name(element: ElementTree.Element) -> str:
    return element.tag.rpartition("}")[2]
