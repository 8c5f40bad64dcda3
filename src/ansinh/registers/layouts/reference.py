"""How do the layouts of official forms read as a page for officers and programmers?

`python -m ansinh.registers.layouts.reference` writes docs/reference/forms.md; a test keeps it fresh.
"""

from pathlib import Path

from ansinh.base.texts import Text
from ansinh.registers.layouts import LAYOUTS, Cell, Layout, Shape

PAGE = Path(__file__).parents[4] / "docs" / "reference" / "forms.md"

_OPENING = """# Official forms · Mẫu biểu chính thức

Which forms are read and written, in which versions, and where their columns stand. Made from `src/ansinh/registers/layouts`;
do not edit by hand (`python -m ansinh.registers.layouts.reference`).

- A form is told by its titles, headings, code row and issuing act, never by the file's name. A heading says more than a code, a code
  more than a place. · Mẫu được nhận theo tiêu đề, tên cột, dòng mã cột và văn bản ban hành, không theo tên tệp.
- Read from: xlsx (visible sheets), xls, web pages named .xls, Word tables, CSV, and the XML of electronic dossiers with their envelope:
  D02, D03, D05 and TK1. Each register takes its own list from an envelope; the others are named.
- A form goes to the register named with it; sent to another one, it is returned with the right one named. Sections such as “I. Tăng”
  give the lines below them their meaning; totals, signatures and repeated headings are skipped and counted. A total that is not
  the sum of its lines is said with both amounts (docs/reference/intake.md).
- Lost zeros of identifiers are restored where one length alone is possible, and said. Values of formulas are taken as kept in the file,
  and said; formulas printed on a form are never used. Amounts are compared with the law and differences reported; nothing is corrected.
- A version that is no longer in force is read, with a note (Decision 366/QĐ-BHXH, Article 2: since 1 May 2026).
- Several lists of one sender in a month add up. A list with the number (“Số: 12”) or batch (“đợt 2”) of an earlier one of the same unit, or
  an unnumbered one with mostly the same people, waits until somebody says that it replaces that one; the same lines never count twice
  (docs/reference/intake.md).
- What a source does not settle stands under “open”. It can be set for an installation in `layouts.toml` of the data folder:
  further headings of a column, and the choices named below.

```toml
[forms."D02-LT 366/QĐ-BHXH".headings]
wage = ["Mức lương đóng BHXH, BHYT"]

[forms."NTG/luykedstg TST/SMS".choices]
paid_by_employer = "DN HX CH NN TK HC XK"
```
"""
_SHAPES = {
    Shape.LIST: Text("danh sách", "a list"),
    Shape.NOTICE: Text("thông báo theo dòng cố định", "a notice of fixed lines"),
    Shape.PAPER: Text("tờ khai có ô đánh số", "a paper of numbered boxes"),
    Shape.SHEET_OF_UNITS: Text("bảng số dư, mỗi dòng một đơn vị", "balances, a unit a line"),
}


def page() -> str:
    """The whole page in Markdown."""
    lines = [
        "| form | act | register | since | until | known from | written |",
        "|---|---|---|---|---|---|---|",
    ]
    lines += [_summary(one) for one in LAYOUTS]
    return "\n".join([_OPENING, *lines, "", *(_section(one) for one in LAYOUTS)])


def _summary(one: Layout) -> str:
    days = [f"{day:%d/%m/%Y}" if day else "" for day in (one.since, one.until)]
    register = f"`{one.register}`" if one.register else "–"
    cells = (one.code, one.act, register, *days, _both(one.confidence.label), "✓" if one.written else "")
    return f"| {' | '.join(cells)} |"


def _section(one: Layout) -> str:
    facts = [f"- {_both(_SHAPES[one.shape])}; {_both(one.confidence.label)}: {one.source}"]
    if one.code_row:
        first, last = one.heading_rows
        facts.append(
            f"- Sheet `{one.sheet or '–'}`, headings {first}–{last}, codes row {one.code_row}, lines from row {one.first_row}"
        )
    facts += [f"- Open · Chưa rõ: {_both(point)}" for point in one.open_points]
    facts += [f"- Misprinted · In sai: {_both(slip)}" for slip in one.misprints]
    facts += [f"- Choice `{name}`: `{value}`" for name, value in one.variants.items()]
    lines = [f"## {one.name} · {_both(one.label)}", "", *facts, ""]
    if one.columns:
        lines += ["| code | cell | heading | feeds | read as | also |", "|---|---|---|---|---|---|"]
        lines += [_column(cell) for cell in one.columns]
    if one.shape is Shape.PAPER:
        lines += ["| box | words | feeds |", "|---|---|---|"]
        lines += [f"| {field.at} | {', '.join(field.labels)} | `{field.feeds}` |" for field in one.fields]
    return "\n".join([*lines, ""])  # fmt: skip


def _column(cell: Cell) -> str:
    heading = f"{cell.above} › {cell.heading}" if cell.above else cell.heading
    means = f" = {cell.value}" if cell.value else ""
    return f"| {cell.code} | {cell.at} | {heading} | `{cell.feeds}`{means} | {cell.read} | {', '.join(cell.also)} |"


def _both(text: Text) -> str:
    return f"{text.vi} · {text.en}"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
