"""What stands in the cells of a large sheet, as text: read from its XML with whole-array arithmetic.

An ordinary workbook (Excel, LibreOffice, the usual programs' exports) is written so regularly that the places
of its tags tell everything. A sheet that is written in any other way raises `Unusual`, and DuckDB's slower
reader takes it; a test holds the two to the same cells.
"""

from __future__ import annotations

import html
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

_PIECE = 4 << 20
"""Bytes worked on at once: what is made of them on the way stays within a processor's reach."""
_AT_ONCE = 2
_OPEN, _CLOSE, _QUOTE, _SPACE, _SLASH = (ord(mark) for mark in '<>" /')
_KEPT_SPACE = len('<t xml:space="preserve">')
_SHARED, _RAW = ord("s"), 0
_LONGEST_TAG = 64


class Unusual(Exception):
    """The sheet is not written as these lines expect."""


@dataclass(frozen=True)
class _Tags:
    """The opening brackets of a piece of XML, and the two letters after each."""

    bytes: np.ndarray
    at: np.ndarray
    first: np.ndarray
    second: np.ndarray

    @classmethod
    def of(cls, piece: bytes) -> _Tags:
        padded = np.frombuffer(piece + b"\0\0\0", np.uint8)
        at = np.flatnonzero(padded == _OPEN)
        return cls(padded, at, padded[at + 1], padded[at + 2])

    def named(self, first: str, second: str) -> np.ndarray:
        """Which of the brackets open a tag that begins with these letters."""
        found = self.second == ord(second[0])
        for other in second[1:]:
            found |= self.second == ord(other)
        return found & (self.first == ord(first))

    def says(self, places: np.ndarray, text: bytes) -> bool:
        """Does this text stand at every one of the places?"""
        return all(bool((self.bytes[places + k] == letter).all()) for k, letter in enumerate(text))


def shared_strings(content: bytes) -> pa.Array:
    """The workbook's shared texts in order. Raises: Unusual."""
    tags = _Tags.of(content)
    items = tags.named("s", "i")
    texts = tags.named("t", "> ")
    if tags.named("r", "P").any() and b"<rPh" in content:
        raise Unusual
    starts, ends = _text_spans(tags, texts)
    owner = np.cumsum(items)[texts] - 1
    count = int(items.sum())
    if len(owner) and (owner[0] < 0 or owner[-1] >= count):
        raise Unusual
    values = _unescaped(_gathered(tags.bytes, starts, ends))
    if len(owner) == count and bool((owner == np.arange(count)).all()):
        return values
    joined = [""] * count
    for item, text in zip(owner.tolist(), values.to_pylist(), strict=True):
        joined[item] += text
    return pa.array(joined, pa.string())


def batches(
    pieces: Iterable[bytes], strings: pa.Array, first_row: int, places: Sequence[int], width: int
) -> Iterator[pa.RecordBatch]:
    """The rows from `first_row` that hold a value: line, the cells at `places` as c0, c1 …, and the first cell.

    Only columns below `width` count. `pieces` are those of `whole_rows`; two are worked on at a time, in their
    order. Raises: Unusual.
    """
    seen = False
    with ThreadPoolExecutor(_AT_ONCE) as workers:
        begun: deque[Future[pa.RecordBatch | None]] = deque()
        for piece in pieces:
            begun.append(workers.submit(_batch, piece, strings, first_row, places, width))
            if len(begun) > _AT_ONCE and (found := begun.popleft().result()) is not None:
                seen = True
                yield found
        for one in begun:
            if (found := one.result()) is not None:
                seen = True
                yield found
    if not seen:
        raise Unusual


def whole_rows(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """The rows of a sheet in pieces that break between rows; what stands before and after them is left out."""
    kept: list[bytes] = []
    size, begun = 0, False
    for chunk in chunks:
        kept.append(chunk)
        size += len(chunk)
        if size < _PIECE:
            continue
        text = b"".join(kept)
        text, begun = _begun(text, begun)
        cut = text.rfind(b"<row")
        if cut > 0:
            yield text[:cut]
            text = text[cut:]
        kept, size = [text], len(text)
    text, begun = _begun(b"".join(kept), begun)
    yield text[:end] if (end := text.rfind(b"</sheetData")) >= 0 else text


def _begun(text: bytes, begun: bool) -> tuple[bytes, bool]:
    if begun:
        return text, True
    start = text.find(b"<sheetData")
    return (text[start + 10 :], True) if start >= 0 else (text, False)


def _batch(
    piece: bytes, strings: pa.Array, first_row: int, places: Sequence[int], width: int
) -> pa.RecordBatch | None:
    tags = _Tags.of(piece)
    is_row, is_cell = tags.named("r", "o"), tags.named("c", " ")
    if not is_row.any():
        return None
    if tags.named("c", ">").any() or tags.named("v", " ").any():
        raise Unusual
    rows = _numbers_of_rows(tags, tags.at[is_row])
    cell_at = tags.at[is_cell]
    kind, column = _kinds(tags, is_cell), _columns(tags, cell_at)
    is_text = tags.named("v", ">") | tags.named("t", "> ")
    owner = np.cumsum(is_cell)[is_text] - 1
    starts, ends = _text_spans(tags, is_text)
    if len(owner) and (owner[0] < 0 or not bool((np.diff(owner) > 0).all())):
        raise Unusual
    at_row = (np.cumsum(is_row)[is_cell] - 1)[owner]
    kept = (rows[at_row] >= first_row) & (column[owner] < width) & (ends > starts)
    owner, starts, ends, at_row = owner[kept], starts[kept], ends[kept], at_row[kept]
    if not len(owner):
        return _nothing(len(places))
    filled, line = np.unique(at_row, return_inverse=True)
    found = _Values(tags.bytes, strings, starts, ends, kind[owner])
    arrays: list[pa.Array] = [pa.array(rows[filled], pa.int64())]
    for place in places:
        arrays.append(found.spread(np.flatnonzero(column[owner] == place), line, len(filled)))
    firsts = np.unique(line, return_index=True)[1]
    arrays.append(found.spread(firsts, line, len(filled)))
    names = ["line", *(f"c{k}" for k in range(len(places))), "first_cell"]
    return pa.RecordBatch.from_arrays(arrays, names)


def _nothing(columns: int) -> pa.RecordBatch:
    names = ["line", *(f"c{k}" for k in range(columns)), "first_cell"]
    empty = [pa.array([], pa.int64()), *(pa.array([], pa.string()) for _ in names[1:])]
    return pa.RecordBatch.from_arrays(empty, names)


@dataclass(frozen=True)
class _Values:
    """The values of a piece: where each stands, and of which kind it is."""

    bytes: np.ndarray
    strings: pa.Array
    starts: np.ndarray
    ends: np.ndarray
    kinds: np.ndarray

    def spread(self, which: np.ndarray, line: np.ndarray, rows: int) -> pa.Array:
        """The values `which`, each in its row of `rows`; NULL elsewhere."""
        shared = self.kinds[which] == _SHARED
        parts = []
        if shared.any():
            parts.append(self._shared(which[shared], line, rows))
        if not shared.all():
            parts.append(self._raw(which[~shared], line, rows))
        if not parts:
            return pa.nulls(rows, pa.string())
        return parts[0] if len(parts) == 1 else pc.coalesce(*parts)

    def _shared(self, which: np.ndarray, line: np.ndarray, rows: int) -> pa.Array:
        index = _whole_numbers(self.bytes, self.starts[which], self.ends[which])
        if len(index) and int(index.max()) >= len(self.strings):
            raise Unusual
        at = np.zeros(rows, np.int64)
        absent = np.ones(rows, bool)
        at[line[which]], absent[line[which]] = index, False
        return self.strings.take(pa.array(at, mask=absent))

    def _raw(self, which: np.ndarray, line: np.ndarray, rows: int) -> pa.Array:
        values = _unescaped(_gathered(self.bytes, self.starts[which], self.ends[which]))
        if len(which) == rows:
            return values
        at = np.zeros(rows, np.int64)
        absent = np.ones(rows, bool)
        at[line[which]], absent[line[which]] = np.arange(len(which)), False
        return values.take(pa.array(at, mask=absent))


def _numbers_of_rows(tags: _Tags, at: np.ndarray) -> np.ndarray:
    if not tags.says(at, b'<row r="'):
        raise Unusual
    starts = at + 8
    ends = starts.copy()
    for k in range(9):
        ends = np.where((ends == starts + k) & (tags.bytes[starts + k] != _QUOTE), starts + k + 1, ends)
    return _whole_numbers(tags.bytes, starts, ends)


def _columns(tags: _Tags, at: np.ndarray) -> np.ndarray:
    """The place of each cell's column: A is 0."""
    if not tags.says(at, b'<c r="'):
        raise Unusual
    letters = [tags.bytes[at + 6 + k].astype(np.int32) - 64 for k in range(3)]
    two = letters[1] > 0
    three = two & (letters[2] > 0)
    number = letters[0]
    number = np.where(two, number * 26 + letters[1], number)
    return np.where(three, number * 26 + letters[2], number) - 1


def _kinds(tags: _Tags, is_cell: np.ndarray) -> np.ndarray:
    """Of each cell: `_SHARED` where its value is the number of a shared text, else `_RAW`.

    Raises: Unusual for yes/no cells, which DuckDB writes in its own way.
    """
    which = np.flatnonzero(is_cell)
    at, after = tags.at[which], np.append(tags.at, len(tags.bytes) - 3)[which + 1]
    end = after - 1
    if not bool((tags.bytes[end] == _CLOSE).all()):
        raise Unusual
    length = end - at
    kinds = np.full(len(at), _RAW, np.uint8)
    typed = _type_at(tags, end - 5)
    kinds[typed] = tags.bytes[end[typed] - 2]
    open_ = np.flatnonzero(~typed & (length > 10))
    for k in range(8, min(int(length.max(initial=0)), _LONGEST_TAG) - 4):
        if not len(open_):
            break
        hit = open_[(tags.bytes[at[open_] + k] == _SPACE) & (k < length[open_] - 4)]
        hit = hit[_type_at(tags, at[hit] + k + 1)]
        short = hit[tags.bytes[at[hit] + k + 5] == _QUOTE]
        kinds[short] = tags.bytes[at[short] + k + 4]
    if int(length.max(initial=0)) > _LONGEST_TAG or bool((kinds == ord("b")).any()):
        raise Unusual
    return kinds


def _type_at(tags: _Tags, at: np.ndarray) -> np.ndarray:
    """Does ` t="?` of one letter stand here, its `t` at each place?"""
    return (
        (tags.bytes[at] == ord("t"))
        & (tags.bytes[at + 1] == ord("="))
        & (tags.bytes[at + 2] == _QUOTE)
        & (tags.bytes[at - 1] == _SPACE)
    )


def _text_spans(tags: _Tags, is_text: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """From where to where the text of each of these tags goes."""
    which = np.flatnonzero(is_text)
    at = tags.at[which]
    spaced = tags.second[which] == _SPACE
    starts = at + np.where(spaced, _KEPT_SPACE, 3)
    ends = np.append(tags.at, len(tags.bytes) - 3)[which + 1]
    if spaced.any() and not tags.says(at[spaced], b'<t xml:space="preserve">'):
        raise Unusual
    return starts, ends


def _whole_numbers(content: np.ndarray, starts: np.ndarray, ends: np.ndarray) -> np.ndarray:
    length = ends - starts
    longest = int(length.max(initial=0))
    if longest > 9 or (len(length) and int(length.min()) < 1):
        raise Unusual
    found = np.zeros(len(starts), np.int64)
    for k in range(longest):
        digit = content[np.minimum(starts + k, len(content) - 1)].astype(np.int64) - 48
        inside = k < length
        if bool((inside & ((digit < 0) | (digit > 9))).any()):
            raise Unusual
        found = np.where(inside, found * 10 + digit, found)
    return found


def _gathered(content: np.ndarray, starts: np.ndarray, ends: np.ndarray) -> pa.Array:
    """The texts from `starts` to `ends`, one after another."""
    lengths = ends - starts
    offsets = np.zeros(len(starts) + 1, np.int64)
    np.cumsum(lengths, out=offsets[1:])
    if offsets[-1] >= 1 << 31:
        raise Unusual
    places = np.repeat(starts - offsets[:-1], lengths)
    places += np.arange(offsets[-1])
    array = pa.StringArray.from_buffers(
        len(starts), pa.py_buffer(offsets.astype(np.int32)), pa.py_buffer(content[places])
    )
    try:
        array.validate(full=True)
    except pa.ArrowInvalid:
        raise Unusual from None
    return array


def _unescaped(texts: pa.Array) -> pa.Array:
    """The same without the escapes of XML."""
    escaped = pc.match_substring(texts, "&")
    if not pc.any(escaped).as_py():
        return texts
    written = [html.unescape(text) for text in texts.filter(escaped).to_pylist()]
    return pc.replace_with_mask(texts, escaped, pa.array(written, pa.string()))
