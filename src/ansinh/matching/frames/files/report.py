"""What was linked, how and how surely? A page without personal data; with examples only when asked."""

from __future__ import annotations

from html import escape

import pyarrow as pa

from ansinh.base.figures import number
from ansinh.base.texts import Text
from ansinh.matching.frames.files.columns import LABELS
from ansinh.matching.frames.files.linking import DOUBTFUL_AT, LINK_AT, FileLinks

_TITLE = Text("Kết quả ghép hai tệp", "What linking the two files gave")
_PART, _ROWS = Text("Mục", "Item"), Text("Số dòng", "Rows")
_LEFT, _RIGHT = Text("Tệp trái", "Left file"), Text("Tệp phải", "Right file")
_LINKED = Text("Đã ghép", "Linked")
_UNLINKED_LEFT = Text("Tệp trái còn lại", "Left over of the left file")
_UNLINKED_RIGHT = Text("Tệp phải còn lại", "Left over of the right file")
_DOUBTFUL = Text("Cặp chưa chắc, nên xem lại", "Doubtful pairs, to be looked at")
_HOW = Text("Ghép bằng cách nào", "How they were linked")
_CERTAINTY = Text("Xác suất của các cặp ghép theo mô hình", "Probability of the links by model")
_WEIGHTS = Text("Mỗi mức giống nhau nặng bao nhiêu", "What each level of agreement weighs")
_WEIGHTS_ARE = Text(
    "Trọng số là log2 của tỉ số khả năng, ước lượng từ chính hai tệp; cặp được ghép khi xác suất từ {link}, "
    "chưa chắc khi từ {doubtful}.",
    "A weight is log2 of the likelihood ratio, estimated from the two files; a pair is linked from a "
    "probability of {link} on, and doubtful from {doubtful} on.",
)
_COMPARED = Text("So sánh: {fields}.", "Compared: {fields}.")
_ALONE = Text(
    "Không so sánh vì chỉ một tệp có: {fields}.", "Not compared, since only one file gives it: {fields}."
)
_LEVEL = Text("Mức", "Level")
_TRUE, _CHANCE = Text("Cặp đúng", "True pairs"), Text("Cặp ngẫu nhiên", "Random pairs")
_WEIGHT = Text("Trọng số", "Weight")
_EXAMPLES = Text("Ví dụ về cặp chưa chắc (dữ liệu cá nhân)", "Examples of doubtful pairs (personal data)")
_BANDS = (0.5, 0.8, 0.95, 0.99, 0.999)
Table = tuple[str, list[str], list[list[str]]]


def report(found: FileLinks, *, examples: int = 0, html: bool = True) -> str:
    """The page as HTML, or as Markdown. `examples`: how many doubtful pairs to show with their values."""
    notes = [str(_COMPARED.format(fields=", ".join(str(LABELS[name]) for name in found.fields)))]
    if found.left_alone:
        alone = ", ".join(str(LABELS[name]) for name in found.left_alone)
        notes.append(str(_ALONE.format(fields=alone)))
    notes.append(str(_WEIGHTS_ARE_WITH))
    tables = [_counts(found), _ways(found), _bands(found), *_weights(found)]
    if examples:
        tables.append(_examples(found, examples))
    return _html(notes, tables) if html else _markdown(notes, tables)


def _comma(value: float) -> str:
    return str(value).replace(".", ",")


_WEIGHTS_ARE_WITH = Text(
    _WEIGHTS_ARE.vi.format(link=_comma(LINK_AT), doubtful=_comma(DOUBTFUL_AT)),
    _WEIGHTS_ARE.en.format(link=LINK_AT, doubtful=DOUBTFUL_AT),
)


def _counts(found: FileLinks) -> Table:
    left, right, links, doubtful = (
        rows.count().execute() for rows in (found.left, found.right, found.links, found.doubtful)
    )
    rows = (
        (_LEFT, left), (_RIGHT, right), (_LINKED, links), (_UNLINKED_LEFT, left - links),
        (_UNLINKED_RIGHT, right - links), (_DOUBTFUL, doubtful),
    )  # fmt: skip
    return str(_TITLE), [str(_PART), str(_ROWS)], [[str(name), number(count)] for name, count in rows]


def _ways(found: FileLinks) -> Table:
    counted = found.links.group_by("how").agg(times=found.links.count()).order_by("how").to_pyarrow()
    rows = [[one["how"], number(one["times"])] for one in counted.to_pylist()]
    return str(_HOW), [str(_PART), str(_ROWS)], rows


def _bands(found: FileLinks) -> Table:
    scored = found.links.filter(found.links.how == "model").select("probability").to_pyarrow()
    values = scored.column("probability").to_pylist()
    rows = []
    for low, high in zip(_BANDS, (*_BANDS[1:], 1.01), strict=True):
        rows.append([f"≥ {low}", number(sum(low <= value < high for value in values))])
    return str(_CERTAINTY), [str(_PART), str(_ROWS)], rows


def _weights(found: FileLinks) -> list[Table]:
    if found.estimate is None:
        return []
    rows = []
    for place, one in enumerate(found.compared):
        for level, shown in enumerate(reversed(one.levels)):
            m, u = found.estimate.m[place][level], found.estimate.u[place][level]
            weight = f"{found.estimate.weight(place, level):+.1f}"
            rows.append([f"{one.column}: {shown.name}", f"{m:.4f}", f"{u:.2e}", weight])
    return [(str(_WEIGHTS), [str(_LEVEL), str(_TRUE), str(_CHANCE), str(_WEIGHT)], rows)]


def _examples(found: FileLinks, most: int) -> Table:
    pairs = found.doubtful.order_by("left_record", "right_record").limit(most)
    sides = [
        rows.drop("row").rename({f"{name}_{side}": name for name in ("record", *found.fields)})
        for rows, side in ((found.left, "l"), (found.right, "r"))
    ]
    told = pairs.join(sides[0], pairs.left_record == sides[0].record_l)
    told = told.join(sides[1], told.right_record == sides[1].record_r)
    columns = [f"{name}_{side}" for name in found.fields for side in "lr"]
    rows: pa.Table = told.order_by("left_record").select(*columns, "probability").to_pyarrow()
    return (
        str(_EXAMPLES),
        rows.column_names,
        [[str(cell or "") for cell in one.values()] for one in rows.to_pylist()],
    )


def _html(notes: list[str], tables: list[Table]) -> str:
    body = []
    for place, (title, heads, rows) in enumerate(tables):
        tag = "h2" if place else "h1"
        body.append(f"<{tag}>{escape(title)}</{tag}>")
        if not place:
            body += [f"<p>{escape(note)}</p>" for note in notes]
        head = "".join(f'<th scope="col">{escape(one)}</th>' for one in heads)
        lines = ["<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows]
        body.append(f"<table><thead><tr>{head}</tr></thead><tbody>{''.join(lines)}</tbody></table>")
    return (
        f'<!doctype html><html lang="{_LANGUAGE}"><meta charset="utf-8"><title>{escape(tables[0][0])}</title>'
        f"<style>{_STYLE}</style><main>{''.join(body)}</main></html>\n"
    )


def _markdown(notes: list[str], tables: list[Table]) -> str:
    parts = []
    for place, (title, heads, rows) in enumerate(tables):
        lines = [f"{'##' if place else '#'} {title}", ""]
        lines += [*notes, ""] if not place else []
        lines += [_line(heads), _line(["---"] * len(heads)), *(_line(row) for row in rows)]
        parts.append("\n".join(lines))
    return "\n\n".join(parts) + "\n"


def _line(cells: list[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


_LANGUAGE = Text("vi", "en")
_STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;margin:2rem;color:#1a1f26;background:#fdfdfc}"
    "main{max-width:56rem}table{border-collapse:collapse;margin:.5rem 0 2rem}"
    "td,th{padding:.25rem .75rem;border-bottom:1px solid #d9dde2;text-align:left}"
    "td+td{text-align:right;font-variant-numeric:tabular-nums}"
)
