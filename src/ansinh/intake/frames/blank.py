"""What does the empty form of a register look like, with an explanation of every column?"""

from __future__ import annotations

import io

import xlsxwriter

from ansinh.base.texts import Text
from ansinh.registers.schemas import Column, Register

_DATA = "Dữ liệu"
_EXPLANATIONS = "Giải thích"
_ROWS = 2000
_HEADS = (
    Text("Cột", "Column"),
    Text("Tên kỹ thuật", "Technical name"),
    Text("Kiểu", "Kind"),
    Text("Bắt buộc", "Required"),
    Text("Ý nghĩa", "Meaning"),
    Text("Giá trị được dùng", "Allowed values"),
)
_WIDTHS = (30, 22, 22, 12, 60, 60)
_YES, _NO = Text("bắt buộc", "required"), Text("có thể trống", "may be empty")


def blank(register: type[Register]) -> bytes:
    """A workbook with the headings on its first sheet, every column as text so that no zero is lost,
    and on the second what each column means."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False}) as book:
        head = book.add_format(
            {"bold": True, "text_wrap": True, "valign": "top", "bottom": 1, "bg_color": "#f2f3f0"}
        )
        text = book.add_format({"num_format": "@"})
        data = book.add_worksheet(_DATA)
        for place, column in enumerate(register.columns.values()):
            data.set_column(place, place, 20, text)
            data.write_string(0, place, column.label.vi, head)
            if column.allowed:
                names = [meaning.vi for meaning in column.allowed.values()]
                data.data_validation(1, place, _ROWS, place, {"validate": "list", "source": names})
        data.freeze_panes(1, 0)
        _explain(
            book.add_worksheet(_EXPLANATIONS),
            register,
            head,
            book.add_format({"text_wrap": True, "valign": "top"}),
        )
    return out.getvalue()


def _explain(sheet, register: type[Register], head, wrapped) -> None:
    for place, width in enumerate(_WIDTHS):
        sheet.set_column(place, place, width)
    sheet.write_string(0, 0, f"{register.label.vi} · {register.label.en}")
    sheet.write_string(1, 0, f"{register.grain.vi} · {register.grain.en}")
    for place, text in enumerate(_HEADS):
        sheet.write_string(3, place, f"{text.vi} · {text.en}", head)
    for line, (name, column) in enumerate(register.columns.items(), 4):
        for place, cell in enumerate(_explained(name, column)):
            sheet.write_string(line, place, cell, wrapped)


def _explained(name: str, column: Column) -> tuple[str, ...]:
    needed = _YES if column.required else _NO
    allowed = "; ".join(f"{meaning.vi} · {meaning.en}" for meaning in column.allowed.values())
    return (
        f"{column.label.vi} · {column.label.en}",
        name,
        f"{column.kind.label.vi} · {column.kind.label.en}",
        f"{needed.vi} · {needed.en}",
        f"{column.meaning.vi} · {column.meaning.en}",
        allowed,
    )
