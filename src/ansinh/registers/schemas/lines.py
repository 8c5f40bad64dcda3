"""Which columns do the lines of official forms share?"""

from ansinh.base.texts import Text
from ansinh.registers.schemas.columns import PERSONAL_ID, SI_NUMBER, Column, Kind

EMPLOYER_SENDS = Text("Đơn vị sử dụng lao động, qua cơ quan BHXH", "Employers, through the SI office")
WHEN_NEEDED = Text(
    "Khi có phát sinh; ngày 5 tháng sau.", "When there is a change; the 5th of the next month."
)
TYPED_BY_HAND = Text(
    "Nhập tay: ngày sinh chỉ có năm, mã số mất số 0, số tiền có dấu chấm.",
    "Typed by hand: years alone for births, identifiers without their zeros, amounts with points.",
)
TWICE = Text("Một người có thể có hai dòng trong một tệp.", "One person may have two lines in a file.")
RESULTS = {
    "electronic": Text("Bản điện tử", "Electronic"),
    "paper": Text("Bản giấy", "On paper"),
}


def text(vi: str, en: str, *headings: str, pattern: str = "", required: bool = False) -> Column:
    label = Text(vi, en)
    meaning = Text("Như ghi trên mẫu.", "As the form has it.")
    return Column(Kind.TEXT, label, meaning, required, pattern=pattern, headings=headings, messy=not required)


def of(kind: Kind, vi: str, en: str, *headings: str) -> Column:
    return Column(kind, Text(vi, en), Text("Như ghi trên mẫu.", "As the form has it."), headings=headings)


def listed(vi: str, en: str, allowed: dict[str, Text], *headings: str) -> Column:
    meaning = Text("Đọc từ mục hoặc ô của mẫu.", "Read from the section or cell of the form.")
    return Column(Kind.TEXT, Text(vi, en), meaning, allowed=allowed, headings=headings)


def form() -> Column:
    return Column(
        Kind.TEXT,
        Text("Mẫu biểu", "Form"),
        Text("Mẫu và văn bản ban hành, ví dụ D02-LT 366/QĐ-BHXH.", "Form and issuing act, e.g. D02-LT 366/QĐ-BHXH."),
        required=True,
        headings=("Mẫu số",),
    )  # fmt: skip


def unit() -> Column:
    return text("Mã đơn vị", "Unit code", "Mã đơn vị/đại lý")


def unit_name() -> Column:
    return text("Tên đơn vị", "Unit name", "Tên đơn vị/đại lý")


def number() -> Column:
    return text("Số thứ tự trên mẫu", "Line of the form")


def name() -> Column:
    return text("Họ và tên", "Full name", "Họ tên", required=True)


def si_number() -> Column:
    return text("Mã số BHXH", "SI number", "Số sổ BHXH", pattern=f"{SI_NUMBER}|{PERSONAL_ID}")


def personal_id() -> Column:
    return text("Số định danh cá nhân/CCCD", "Personal ID", "CCCD", "Số CCCD", pattern=PERSONAL_ID)


def birth() -> Column:
    return text(
        "Ngày sinh",
        "Birth date",
        "Ngày/tháng/năm sinh",
        pattern=r"\d{1,2}/\d{1,2}/\d{4}|\d{1,2}/\d{4}|\d{4}",
    )


def direction() -> Column:
    words = {
        "up": Text("Tăng", "Increase"),
        "down": Text("Giảm", "Decrease"),
        "adjust": Text("Điều chỉnh", "Adjustment"),
    }
    return listed("Tăng, giảm", "Direction", words)


def facility() -> Column:
    return text("Nơi đăng ký KCB ban đầu", "First-contact facility", "Nơi ĐK KCB")


def result() -> Column:
    return listed("Hình thức nhận kết quả", "How the result is received", RESULTS)


def note() -> Column:
    return text("Ghi chú", "Note")
