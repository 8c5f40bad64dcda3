"""How are the forms laid out that we only write: the win-back list C21a-TS, targets B15a-UQ?"""

from ansinh.base.texts import Text
from ansinh.registers.layouts import acts
from ansinh.registers.layouts.layout import Cell, Confidence, Field, Layout, Read

C21A_366 = Layout(
    "C21a-TS",
    acts.ACT_366,
    Text("Danh sách người dừng tham gia chưa tham gia lại", "People who left and have not come back"),
    "",
    Confidence.OFFICIAL,
    "366/QĐ-BHXH, C21a-TS",
    since=acts.SINCE_366,
    titles=("danh sach nguoi dung tham gia",),
    marks=("c21a ts",),
    sheet="C21a-TS",
    title_at="A4",
    heading_rows=(7, 8),
    code_row=9,
    first_row=10,
    columns=(
        Cell("A", "A", "STT", "number", width=6),
        Cell("1", "B", "Mã xã, phường", "commune", width=11),
        Cell("2", "C", "Họ và tên", "full_name", width=26),
        Cell("3", "D", "Mã số BHXH", "si_number", Read.IDENTIFIER, width=14),
        Cell("4", "E", "BHXH bắt buộc", "left_compulsory", Read.MARK, above="Loại hình đã dừng tham gia", value="x"),
        Cell("5", "F", "BHXH tự nguyện", "left_voluntary", Read.MARK, above="Loại hình đã dừng tham gia", value="x"),
        Cell("6", "G", "BHYT", "left_hi", Read.MARK, above="Loại hình đã dừng tham gia", value="x"),
        Cell("7", "H", "BHTN", "left_ui", Read.MARK, above="Loại hình đã dừng tham gia", value="x"),
        Cell("8", "I", "Tháng dừng tham gia", "stopped", Read.MONTH, width=12),
        Cell("9", "J", "Mã đơn vị khi dừng", "employer", Read.IDENTIFIER, width=14),
        Cell("10", "K", "Địa chỉ", "address", width=34),
        Cell("11", "L", "Điện thoại", "phone", Read.IDENTIFIER, width=14),
    ),
    fields=(
        Field("office", ("co quan bhxh",), "A1"),
        Field("period", ("thang",), "A5", Read.MONTH),
    ),
    open_points=(
        Text("Thứ tự và vị trí cột của C21a trong tệp gốc chưa đối chiếu: do hệ thống chọn.", "The order and cells of C21a were not compared with the original: they are ours."),
    ),
    written=True,
)  # fmt: skip

_BLOCKS = (
    ("compulsory", "BHXH bắt buộc, BHTN, BHYT"),
    ("voluntary", "BHXH tự nguyện"),
    ("accident", "BHTNLĐ tự nguyện"),
    ("hi", "BHYT tự đóng"),
)
_FIGURES = (
    ("target_total", "Chỉ tiêu cam kết", "Tổng số"),
    ("target_new", "Chỉ tiêu cam kết", "Tham gia mới"),
    ("target_continuing", "Chỉ tiêu cam kết", "Tiếp tục"),
    ("done_total", "Thực hiện trong tháng", "Tổng số"),
    ("done_new", "Thực hiện trong tháng", "Tham gia mới"),
    ("done_continuing", "Thực hiện trong tháng", "Tiếp tục"),
    ("cumulative", "", "Lũy kế"),
    ("percent", "", "Tỷ lệ (%)"),
)


def _letters(place: int) -> str:
    return chr(65 + place) if place < 26 else chr(64 + place // 26) + chr(65 + place % 26)


def _targets() -> tuple[Cell, ...]:
    cells, place = [], 3
    for block, title in _BLOCKS:
        for figure, group, heading in _FIGURES:
            over = f"{title} › {group}" if group else title
            read = Read.DECIMAL if figure == "percent" else Read.COUNT
            cells.append(
                Cell(str(place - 2), _letters(place), heading, f"{block}_{figure}", read, above=over, total=figure != "percent", width=11)
            )  # fmt: skip
            place += 1
    return tuple(cells)


B15A_366 = Layout(
    "B15a-UQ",
    acts.ACT_366,
    Text("Kết quả thực hiện chỉ tiêu của tổ chức hỗ trợ", "Results against targets of support organisations"),
    "",
    Confidence.OFFICIAL,
    "366/QĐ-BHXH, B15a-UQ",
    since=acts.SINCE_366,
    titles=("chi tieu phat trien nguoi tham gia", "thuc hien chi tieu cua to chuc ho tro"),
    marks=("b15a uq",),
    sheet="B15a-UQ",
    title_at="A4",
    heading_rows=(7, 10),
    code_row=11,
    first_row=12,
    columns=(
        Cell("A", "A", "STT", "number", width=6),
        Cell("B", "B", "Tổ chức, nhân viên", "name", width=30),
        Cell("C", "C", "Mã", "code", Read.IDENTIFIER, width=14),
        *_targets(),
    ),
    fields=(Field("office", ("co quan bhxh",), "A1"), Field("period", ("thang",), "A5", Read.MONTH)),
    open_points=(
        Text("Nguồn không nói lũy kế và tỷ lệ có tách mới, tiếp tục hay không: mỗi khối ghi một cột.", "The source does not say whether cumulative and percent are divided into new and continuing: one column each."),
    ),
    written=True,
)  # fmt: skip
