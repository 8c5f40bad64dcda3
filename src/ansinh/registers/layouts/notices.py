"""How are notices of results laid out: C12-TS of 2026, the portal's of 2025, that of 2015, local sheets?"""

from ansinh.base.texts import Text
from ansinh.registers.layouts import acts
from ansinh.registers.layouts.layout import Cell, Confidence, Field, Layout, Read, Shape

_TITLES = ("thong bao ket qua dong", "thong bao ket qua dong bhxh", "ket qua dong bhxh bhyt bhtn")
_UNIT = (
    Field("employer", ("ma don vi", "ma so don vi"), "", Read.IDENTIFIER),
    Field("employer_name", ("kinh gui", "ten don vi"), "A9"),
    Field("period", ("thang",), "A8", Read.MONTH),
)
_STT = Cell("A", "A", "STT", "number", also=("Số TT", "stt"), width=8)
_CONTENT = Cell("B", "B", "Nội dung", "content", also=("noiDung", "Chỉ tiêu"), width=48)


def _fund(code: str, at: str, heading: str, feeds: str, *also: str) -> Cell:
    return Cell(code, at, heading, feeds, Read.DECIMAL, also=also, width=16)


_CARRIED = (
    ("1", "Số lao động", "persons"),
    ("2", "Số tiền phải đóng", "dong"),
    ("2.1", "Thừa", "dong"),
    ("2.2", "Thiếu", "dong"),
    ("2.2.1", "Chưa đến hạn", "dong"),
    ("2.2.2", "Chậm đóng", "dong"),
    ("2.2.3", "Trốn đóng", "dong"),
    ("3", "Số tiền lãi chậm đóng, trốn đóng", "dong"),
    ("3.1", "Chậm đóng", "dong"),
    ("3.2", "Trốn đóng", "dong"),
    ("4", "Số ngày chậm đóng, trốn đóng", "days"),
    ("4.1", "Chậm đóng", "days"),
    ("4.2", "Trốn đóng", "days"),
)
_ARISING = (
    ("1", "Số lao động", "persons"), ("1.1", "Tăng", "persons"), ("1.2", "Giảm", "persons"),
    ("2", "Quỹ lương", "dong"), ("2.1", "Tăng", "dong"), ("2.2", "Giảm", "dong"),
    ("3", "Số tiền phải đóng", "dong"), ("3.1", "Tăng", "dong"), ("3.1.1", "Trong kỳ", "dong"),
    ("3.1.2", "Trong kỳ, có xử lý chậm đóng", "dong"), ("3.1.2.1", "Số tiền chậm đóng", "dong"),
    ("3.1.2.2", "Số tiền lãi", "dong"), ("3.2", "Giảm", "dong"),
    ("4", "Các kỳ trước", "dong"), ("4.1", "Tăng", "dong"), ("4.1.1", "Truy thu không tính lãi", "dong"),
    ("4.1.2", "Truy thu có tính lãi", "dong"), ("4.1.2.1", "Chậm đóng", "dong"), ("4.1.2.2", "Trốn đóng", "dong"),
    ("4.1.3", "Lãi", "dong"), ("4.1.3.1", "Chậm đóng", "dong"), ("4.1.3.2", "Trốn đóng", "dong"),
    ("4.2", "Giảm", "dong"),
    ("5", "Tiền lãi phải đóng", "dong"), ("5.1", "Chậm đóng", "dong"), ("5.2", "Trốn đóng", "dong"),
)  # fmt: skip
_ALLOCATED = (
    ("1", "Số tiền phải đóng", "dong"),
    ("2", "Tiền lãi", "dong"),
    ("2.1", "Chậm đóng", "dong"),
    ("2.2", "Trốn đóng", "dong"),
)
_LINES = (
    *((f"A.{line}", content, measure) for line, content, measure in _CARRIED),
    *((f"B.{line}", content, measure) for line, content, measure in _ARISING),
    ("C", "Số tiền đã nộp trong kỳ", "dong"),
    *((f"D.{line}", content, measure) for line, content, measure in _ALLOCATED),
    *((f"Đ.{line}", content, measure) for line, content, measure in _CARRIED),
)

C12_366 = Layout(
    "C12-TS",
    acts.ACT_366,
    Text("Thông báo kết quả đóng", "Monthly notice of results"),
    "contribution_notices",
    Confidence.OFFICIAL,
    "366/QĐ-BHXH, C12-TS, A4:IW95",
    Shape.NOTICE,
    since=acts.SINCE_366,
    titles=_TITLES,
    marks=("c12 ts",),
    sheet="C12-TS",
    title_at="A7",
    heading_rows=(16, 17),
    code_row=18,
    first_row=19,
    columns=(
        _STT,
        _CONTENT,
        _fund("1", "C", "BHXH ÔĐ, TS", "si_short_term", "BHXH ÔĐTS", "Ốm đau, thai sản", "ÔĐ, TS", "Quỹ ÔĐTS"),
        _fund("2", "D", "BHXH HTTT", "si_retirement", "Hưu trí, tử tuất", "HTTT", "HT, TT"),
        _fund("3", "E", "BHYT", "hi"),
        _fund("4", "F", "BHTN", "ui"),
        _fund("5", "G", "BHTNLĐ, BNN", "accident", "BHTNLĐ-BNN", "BHTNLĐ,BNN", "TNLĐ, BNN"),
        _fund("6", "H", "Cộng", "total", "Tổng cộng", "6=1+2+3+4+5", "Tổng số"),
    ),
    fields=_UNIT,
    lines=_LINES,
    needs=("content", "si_retirement", "hi", "ui", "total"),
    misprints=(
        Text("Dưới mục B.2, mẫu in lại số 1.1, 1.2: được đọc là 2.1, 2.2.", "Under B.2 the form prints 1.1 and 1.2 again: read as 2.1 and 2.2."),
    ),
    open_points=(
        Text("Số thừa (2.1) không tách theo quỹ: chỉ có tổng.", "A surplus (2.1) is not divided among the funds: there is only a total."),
    ),
)  # fmt: skip

C12_PORTAL = Layout(
    "C12-TS",
    "Cổng DVC 2025",
    Text("Thông báo kết quả đóng (cổng, 2025–đầu 2026)", "Notice of results, portal of 2025"),
    "contribution_notices",
    Confidence.SEEN,
    "API 137, gh#41675867781",
    Shape.NOTICE,
    until=acts.SINCE_366,
    titles=_TITLES,
    marks=("c12 ts",),
    heading_rows=(1, 1),
    first_row=2,
    columns=(
        Cell("", "", "maDonVi", "employer", Read.IDENTIFIER, also=("Mã đơn vị",)),
        Cell("", "", "tenDonVi", "employer_name", also=("Tên đơn vị",)),
        _STT,
        _CONTENT,
        _fund("1", "", "bhxh", "si", "BHXH"),
        _fund("2", "", "bhyt", "hi", "BHYT"),
        _fund("3", "", "bhtn", "ui", "BHTN"),
        _fund("4", "", "bhtnld", "accident", "BHTNLĐ, BNN", "BHTNLĐ-BNN", "TNLĐ-BNN"),
        _fund("5", "", "cong", "total", "Cộng", "Tổng cộng"),
    ),
    fields=_UNIT,
    needs=("content", "si", "accident", "total"),
    open_points=(
        Text("Số người đứng ở cột tiền; các số là chữ.", "Counts of people stand in columns of money; numbers are text."),
    ),
)  # fmt: skip

C12_959 = Layout(
    "C12-TS",
    acts.ACT_959,
    Text("Thông báo kết quả đóng (2015)", "Notice of results of 2015"),
    "contribution_notices",
    Confidence.SEEN,
    "959/QĐ-BHXH",
    Shape.NOTICE,
    since=acts.SINCE_959,
    until=acts.SINCE_595,
    titles=_TITLES,
    marks=("c12 ts",),
    heading_rows=(8, 9),
    code_row=10,
    first_row=11,
    columns=(
        _STT,
        _CONTENT,
        _fund("1", "C", "BHXH", "si"),
        _fund("2", "D", "BHYT", "hi"),
        _fund("3", "E", "BHTN", "ui"),
        _fund("4", "F", "Cộng", "total", "Tổng cộng"),
    ),
    fields=_UNIT,
    needs=("content", "si", "hi", "ui", "total"),
)


def _balance(key: str, line: str, *also: str) -> Cell:
    read = Read.DECIMAL if line == "rate" else Read.MONEY
    return Cell("", "", key, f"line:{line}", read, also=also)


C12_LOCAL = Layout(
    "C12_CHI_TIEU",
    "cơ sở",
    Text("Bảng số dư các đơn vị của BHXH cơ sở", "Local sheet of units' balances"),
    "contribution_notices",
    Confidence.SEEN,
    "C12_CHI_TIEU*.xlsx, c12.xls",
    Shape.SHEET_OF_UNITS,
    heading_rows=(1, 1),
    first_row=2,
    columns=(
        Cell("", "", "madvi", "employer", Read.IDENTIFIER, also=("Mã đơn vị", "Mã ĐV", "ma_dvi")),
        Cell("", "", "tendvi", "employer_name", also=("Tên đơn vị", "Tên ĐV", "ten_dvi")),
        _balance("tien_dau_ky", "opening", "Tiền đầu kỳ", "Số dư đầu kỳ", "Đầu kỳ"),
        _balance("so_phai_dong", "due", "Số phải đóng", "Phải đóng"),
        _balance("dieu_chinh_ky_truoc", "adjusted", "Điều chỉnh kỳ trước", "Điều chỉnh"),
        _balance("so_da_dong", "paid", "Số đã đóng", "Đã đóng"),
        _balance("so_bi_lech", "difference", "Số bị lệch", "Lệch"),
        _balance("tien_cuoi_ky", "closing", "Tiền cuối kỳ", "Số dư cuối kỳ", "Cuối kỳ"),
        _balance("tyleno", "rate", "Tỷ lệ nợ", "ty_le_no"),
    ),
    needs=("employer", "line:opening", "line:due", "line:paid", "line:closing"),
    variants={"adjusted": "+"},
    open_points=(
        Text("Số dương là còn nợ, số âm là thừa.", "Positive is owed, negative is a credit."),
        Text("Dấu của điều chỉnh kỳ trước không thống nhất: cộng trước, nếu không khớp thì thử trừ.", "The sign of adjustments differs: added first, subtracted if that does not agree."),
    ),
)  # fmt: skip

NO_SPLIT = frozenset({"A.2.1", "Đ.2.1"})
"""Lines whose total is not divided among the funds."""
