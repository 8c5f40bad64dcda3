"""Official forms as offices fill them in, at the real cells of the blank forms."""

from __future__ import annotations

import base64
import unicodedata
from collections.abc import Mapping, Sequence
from pathlib import Path

import openpyxl

D02_HEADS = {
    "A14": "STT", "B14": "Họ và tên", "C14": "Mã số BHXH", "D14": "Ngày/ tháng/ năm sinh",
    "E14": "Chức vụ, chức danh nghề, nghề nghiệp, nơi làm việc", "F14": "Tiền lương",
    "F15": "Hệ số lương/ Tiền lương", "G15": "Hệ số chênh lệch bảo lưu", "H15": "Phụ cấp", "H16": "Chức vụ",
    "I16": "Thâm niên VK (%)", "J16": "Thâm niên nghề (%)",
    "K14": "Các khoản phụ cấp lương và thu nhập bổ sung", "L14": "Loại HĐLĐ", "L15": "Không xác định thời hạn",
    "M15": "Xác định thời hạn", "N15": "Hợp đồng, thỏa thuận khác", "O14": "Ngày QĐ/HĐLĐ/HĐLV có hiệu lực",
    "P14": "Thời gian", "P15": "Từ tháng, năm", "Q15": "Đến tháng, năm", "R14": "Nơi đăng ký KCB ban đầu",
    "S14": "Hình thức nhận kết quả", "T14": "Loại tăng, giảm, điều chỉnh", "U14": "Ghi chú",
}  # fmt: skip
D02_MERGED = (
    "A14:A16",
    "B14:B16",
    "C14:C16",
    "F14:J14",
    "H15:J15",
    "L14:N14",
    "P14:Q14",
    "F15:F16",
    "L15:L16",
)
D02_TOP = {
    "A1": "Tên đơn vị: Công ty Thử nghiệm", "A2": "Mã đơn vị: TZ0001A", "S1": "Mẫu D02-LT",
    "S2": "(Ban hành kèm theo Quyết định số 366/QĐ-BHXH ngày 29/4/2026)",
    "A4": "DANH SÁCH LAO ĐỘNG THAM GIA BHXH, BHYT, BHTN, BHTNLĐ-BNN", "A5": "Số: 12 ngày 03 tháng 11 năm 2026",
    "A6": "A. Đơn vị/Tổ chức", "A7": "1. Mã đơn vị: TZ0001A    2. Tên đơn vị: Công ty Thử nghiệm",
    "A12": "B. Danh sách",
}  # fmt: skip
D02_LINE = (
    1, "Người Thử Một", "0920000011", "05/03/1990", "Kế toán, phường Cái Khế", 7_000_000, None, None, None, None,
    None, "x", None, None, "01/10/2026", "10/2026", None, "Bệnh viện Thử", "bản điện tử", "Tăng lao động", None,
)  # fmt: skip
D02_LINES = (
    D02_LINE,
    (2, "Người Thử Hai", "0920000012", "1985", "Lái xe", 2.34, None, 0.4, None, None, None, None, "x", None,
     "15/10/2026", "10/2026", None, None, "bản giấy", "Giảm lao động do nghỉ việc", "BHYT tiếp tục đóng"),
    (3, "Người Thử Một", "0920000011", "05/03/1990", "Kế toán", 8_000_000, None, None, None, None, None, "x", None,
     None, "20/10/2026", "11/2026", None, None, None, "Điều chỉnh tiền lương", None),
)  # fmt: skip


def book(
    path: Path, *sheets: tuple[str, Mapping[str, object], Sequence[str]], hidden: Sequence[str] = ()
) -> Path:
    """A workbook of sheets, each with its cells by address and its merged spans."""
    made = openpyxl.Workbook()
    made.remove(made.active)
    for name, cells, merged in sheets:
        page = made.create_sheet(name)
        for at, value in cells.items():
            page[at] = value
        for span in merged:
            page.merge_cells(span)
        page.sheet_state = "hidden" if name in hidden else "visible"
    made.save(path)
    return path


def lines(first: int, rows: Sequence[Sequence[object]]) -> dict[str, object]:
    """Rows from row `first`, from column A."""
    letters = openpyxl.utils.get_column_letter
    return {
        f"{letters(place)}{number}": value
        for number, row in enumerate(rows, first)
        for place, value in enumerate(row, 1)
        if value is not None
    }


def codes(row: int, said: str) -> dict[str, object]:
    """The code row, for example “A B 1 2”."""
    return lines(row, [[int(one) if one.isdecimal() else one for one in said.split()]])


def d02(rows: Sequence[Sequence[object]] = D02_LINES, *, down: int = 0) -> dict[str, object]:
    """The cells of a filled D02-LT; `down` moves everything from the headings on."""
    heads = {
        f"{at.rstrip('0123456789')}{int(at.lstrip('ABCDEFGHIJKLMNOPQRSTU')) + down}": text
        for at, text in D02_HEADS.items()
    }
    signed = {f"I{30 + down}": "Thủ trưởng đơn vị"}
    return D02_TOP | heads | codes(17 + down, "A B " + " ".join(map(str, range(1, 20)))) | lines(18 + down, rows) | signed  # fmt: skip


def without_accents(cells: Mapping[str, object]) -> dict[str, object]:
    return {at: _bare(value) if isinstance(value, str) else value for at, value in cells.items()}


def in_nfd(cells: Mapping[str, object]) -> dict[str, object]:
    return {
        at: unicodedata.normalize("NFD", value) if isinstance(value, str) else value
        for at, value in cells.items()
    }


def _bare(text: str) -> str:
    letters = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


D03_TOP = {
    "A2": "Tên đơn vị: Điểm thu Thử", "A3": "Mã đơn vị: BI0113G", "L2": "Mẫu D03-TS",
    "L3": "(Ban hành kèm theo Quyết định số 490/QĐ-BHXH)", "G5": "DANH SÁCH NGƯỜI CHỈ THAM GIA BHYT",
    "G6": "Số: 01 tháng 10 năm 2026",
}  # fmt: skip
D03_HEADS = (
    ("STT", "Họ và tên", "Mã số BHXH", "Số CCCD", "Ngày tháng năm sinh", "Giới tính", "Địa chỉ",
     "Nơi đăng ký KCB ban đầu", "Biên lai thu tiền", None, "Tiền lương, lương hưu, trợ cấp",
     "Ngân sách địa phương hỗ trợ (%)", "Khác (%)", "Từ tháng", "Số tháng đóng", "Mã nhân viên thu", "Ghi chú"),
    (None,) * 8 + ("Ngày", "Số"),
)  # fmt: skip


def d03() -> dict[str, object]:
    """The cells of a filled D03-TS with sections, totals and foot."""
    rows = [
        ("I", "Tăng"),
        ("I.1", "Người"),
        (1, "Người Thử Ba", 920000013.0, 92190000013, "03/1988", "Nữ", "Ấp Một", "92001", "05/10/2026", "0000123", "631.800", 20, None, "01/11/2026", 12, "NV01"),
        (2, "Người Thử Bốn", "0920000014", "092190000014", 32000, "Nam", "Ấp Hai", "92001", "05/10/2026", "0000124", "1.263.600", None, None, "11/2026", 12, "NV01", "Biên lai hủy"),
        (None, "Cộng tăng", None, None, None, None, None, None, None, None, "1.895.400"),
        ("II", "Giảm"),
        ("II.1", "Người"),
        (1, "Người Thử Năm", "0920000015", None, "1950"),
        (None, "Cộng giảm"),
        (None, "Tổng số thẻ BHYT đề nghị cấp: 2"),
        (None, None, None, None, None, None, None, "Cần Thơ, ngày 31 tháng 10 năm 2026"),
        (None, "Người lập biểu"),
        (None, "Trần Thị Ký"),
    ]  # fmt: skip
    return (
        D03_TOP
        | lines(10, D03_HEADS)
        | codes(12, "A B " + " ".join(map(str, range(1, 16))))
        | lines(13, rows)
    )


D05_TOP = {
    "A1": "Tên tổ chức: Bưu điện Thử", "A2": "Mã tổ chức: DV0001B", "A4": "Mã nhân viên: NV07", "N1": "Mẫu D05-TS",
    "N2": "(Ban hành kèm theo QĐ số 366/QĐ-BHXH)", "A6": "DANH SÁCH NGƯỜI THAM GIA BẢO HIỂM XÃ HỘI TỰ NGUYỆN",
}  # fmt: skip
D05_HEADS = {
    "A9": "STT", "B9": "Họ và tên", "C9": "Mã số BHXH", "D9": "Ngày tháng năm sinh", "E9": "Từ tháng", "F9": "Số tháng",
    "G9": "Thu nhập làm căn cứ đóng", "H9": "Số tiền phải đóng theo quy định", "I9": "Số tiền người tham gia đóng",
    "J9": "Nhà nước hỗ trợ theo quy định", "J12": "Tỷ lệ (%)", "K9": "Nhà nước hỗ trợ thêm", "K12": "Tỷ lệ (%)",
    "L12": "Số tiền", "M9": "Tổ chức, cá nhân khác hỗ trợ", "M12": "Tỷ lệ (%)", "N12": "Số tiền",
    "O9": "Hình thức nhận kết quả", "P9": "Loại tham gia", "Q9": "Ghi chú",
}  # fmt: skip


def d05(rows: Sequence[Sequence[object]]) -> dict[str, object]:
    """The cells of a filled D05-TS of 2026, with its total and its request below."""
    foot = {
        f"B{15 + len(rows)}": "Cộng",
        f"H{15 + len(rows)}": 3_960_000,
        f"A{17 + len(rows)}": "Đề nghị thanh toán thù lao: 10 đồng",
    }
    return D05_TOP | D05_HEADS | codes(14, "A B " + " ".join(map(str, range(1, 16)))) | lines(15, rows) | foot  # fmt: skip


def c12(rows: Sequence[Sequence[object]], *, month: str = "10 năm 2026") -> dict[str, object]:
    """The cells of a filled C12-TS of 2026."""
    top = {
        "A4": "BHXH thành phố", "G4": "Mẫu C12-TS", "G5": "366/QĐ-BHXH", "A7": "THÔNG BÁO KẾT QUẢ ĐÓNG BHXH, BHYT, BHTN",
        "A8": f"Tháng {month}", "A9": "Kính gửi: Công ty Thử nghiệm", "A10": "Địa chỉ: Cần Thơ; Mã đơn vị: TZ0001A",
        "G15": "Đơn vị tính: Người, đồng", "A16": "STT", "B16": "Nội dung", "C16": "BHXH", "C17": "BHXH ÔĐ,TS", "D17": "BHXH HTTT",
        "E16": "BHYT", "F16": "BHTN", "G16": "BHTNLĐ,BNN", "H16": "Cộng",
    }  # fmt: skip
    coded = {"A18": "A", "B18": "B", "C18": 1, "D18": 2, "E18": 3, "F18": 4, "G18": 5, "H18": "6=1+2+3+4+5"}
    return top | coded | lines(19, rows)


C12_LINES = (
    ("A", "Kỳ trước mang sang"),
    ("1", "Số lao động", 9, 9, 10, 9, 9, None),
    ("2", "Số tiền phải đóng", 100, 200, 300, 50, 10, 660),
    ("2.1", "Thừa", None, None, None, None, None, 40),
    ("B", "Phát sinh trong kỳ"),
    ("1", "Số lao động", 10, 10, 11, 10, 10, None),
    ("1.1", "Tăng", 1, 1, 1, 1, 1, None),
    ("2", "Quỹ lương", 1000, 1000, 1000, 1000, 1000, None),
    ("1.1", "Tăng", 100, 100, 100, 100, 100, None),
    ("3", "Số tiền phải đóng", 30, 220, 45, 20, 5, 321),
    ("C", "Số tiền đã nộp trong kỳ", None, None, None, None, None, 500),
    (None, "+ UNC số 17, ngày 20/10/2026", None, None, None, None, None, 500),
    ("Đ", "Chuyển kỳ sau"),
    ("2", "Số tiền phải đóng", 100, 200, 300, 50, 10, 660),
)


def html(path: Path, rows: Sequence[Sequence[object]]) -> Path:
    """A page that calls itself Excel, as old programs write it."""
    body = "".join(
        "<tr>" + "".join(f"<td>{'' if cell is None else cell}</td>" for cell in row) + "</tr>" for row in rows
    )
    path.write_text(f'<html><head><meta charset="utf-8"></head><body><table>{body}</table></body></html>')
    return path


def grid(cells: Mapping[str, object]) -> list[list[object]]:
    """Cells by address as a list of rows."""
    places = {openpyxl.utils.cell.coordinate_to_tuple(at): value for at, value in cells.items()}
    height, width = max(row for row, _ in places), max(column for _, column in places)
    return [[places.get((row, column)) for column in range(1, width + 1)] for row in range(1, height + 1)]


def xml_d03() -> str:
    """The XML of an electronic D03."""
    return (
        '<?xml version="1.0" encoding="utf-8"?><D03-TS><ThongTinKhac><LuongCoSo>2530000</LuongCoSo></ThongTinKhac>'
        "<DanhSach><LaoDong><STT>1</STT><HoTen>Người Thử Sáu</HoTen><MasoBHXH>0920000016</MasoBHXH>"
        "<NgaySinh>01/02/1960</NgaySinh><GioiTinh>0</GioiTinh><Tiendong>2530000</Tiendong><Sothang>6</Sothang>"
        "<Loai>1</Loai><SoBienLai>00001</SoBienLai><TuNgay>01/11/2026</TuNgay></LaoDong></DanhSach></D03-TS>"
    )


def xml_tk1() -> str:
    """The XML of two persons' TK1, the first with the members of the household in its appendix."""
    member = "<ThanhVien><STT>1</STT><HoTen>Người Thử Vợ</HoTen><MoiQuanHe>01</MoiQuanHe></ThanhVien>"
    first = (
        "<LaoDong><STT>1</STT><HoTen>Người Thử Bảy</HoTen><NgaySinh>02/03/1985</NgaySinh><GioiTinh>1</GioiTinh>"
        "<QuocTich>VN</QuocTich><DanToc>01</DanToc><MasoBHXH>0920000017</MasoBHXH><CMND>092085000017</CMND>"
        "<Mucdong>1500000</Mucdong><Phuongthuc>6</Phuongthuc><MaBenhVien>92001</MaBenhVien>"
        "<Noidung_Thaydoi>Đổi nơi KCB</Noidung_Thaydoi><HosoKemtheo/>"
        f"<PhuLuc><Hoten_Chuho>Người Thử Bảy</Hoten_Chuho><DSThanhVien>{member}</DSThanhVien></PhuLuc></LaoDong>"
    )
    second = "<LaoDong><STT>2</STT><HoTen>Người Thử Tám</HoTen><NgaySinh>1990</NgaySinh><GioiTinh>0</GioiTinh></LaoDong>"
    return f'<?xml version="1.0" encoding="utf-8"?><TK1-TS><NoiDung>{first}{second}</NoiDung></TK1-TS>'


def envelope(path: Path, *, unsafe: bool = False, more: Sequence[tuple[str, str]] = ()) -> Path:
    """The envelope of an electronic dossier: the list as one file, a picture as another, `more` XML by code."""
    files = "".join(
        f"<FileToKhai><MaToKhai>{code}</MaToKhai><TenFile>{code}.xml</TenFile>"
        f"<NoiDungFile>{base64.b64encode(content).decode()}</NoiDungFile></FileToKhai>"
        for code, content in (
            ("D03-TS", xml_d03().encode()),
            ("ANH", b"\x89PNG"),
            *((code, said.encode()) for code, said in more),
        )
    )
    start = '<!DOCTYPE x [<!ENTITY a "b">]>' if unsafe else ""
    path.write_text(
        f'<?xml version="1.0" encoding="utf-8"?>{start}<Hoso><NoiDung><ThongTinDonVi><TenDoiTuong>Đại lý Thử'
        "</TenDoiTuong><MaSoBHXH>BI0113G</MaSoBHXH></ThongTinDonVi><ThongTinHoSo><ToKhais>"
        f"{files}</ToKhais></ThongTinHoSo></NoiDung></Hoso>"
    )
    return path
