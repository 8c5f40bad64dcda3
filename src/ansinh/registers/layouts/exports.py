"""How do programs write their files: VNPT's D03, the import of the SI office's software, its participants?"""

from ansinh.base.texts import Text
from ansinh.registers.layouts import acts
from ansinh.registers.layouts.layout import Cell, Confidence, Layout, Read


def _key(
    key: str,
    feeds: str,
    read: Read = Read.TEXT,
    *also: str,
    digits: tuple[int, ...] = (),
    at: str = "",
    value: str = "",
) -> Cell:
    return Cell("", at, key, feeds, read, also=also, digits=digits, value=value)  # fmt: skip


D03_VNPT = Layout(
    "FileMau_D03_TK1",
    acts.VNPT,
    Text("Tệp nhập D03 của phần mềm VNPT", "VNPT import sheet for D03"),
    "hi_registrations",
    Confidence.SEEN,
    "FileMau_D03_TK1_VNPT, A:BU",
    sheet="Dữ Liệu",
    heading_rows=(1, 3),
    first_row=4,
    columns=(
        _key("STT", "number", at="A"),
        _key("HoTen", "full_name", at="B"),
        _key("MasoBHXH", "si_number", Read.IDENTIFIER, digits=(10, 12), at="C"),
        _key("Loai", "direction", Read.DIRECTION),
        _key("TyleNSDP", "local_rate", Read.DECIMAL),
        _key("NgayBienLai", "receipt_on", Read.DAY),
        _key("SoBienLai", "receipt", Read.IDENTIFIER),
        _key("Tiendong", "base", Read.MONEY),
        _key("TienDongThucTe", "amount", Read.MONEY),
        _key("TuNgay", "since_day", Read.DAY),
        _key("HotroKhac", "other_rate", Read.DECIMAL),
        _key("Sothang", "months", Read.COUNT),
        _key("Ghichu", "note"),
        _key("NgaySinh", "birth_date", Read.BIRTH),
        _key("GioiTinh", "sex", Read.SEX),
        _key("MaBenhVien", "facility", Read.TEXT, "MaBV", "BenhVien", "MaTinhBenhVien"),
        _key("Maho_Giadinh", "household"),
        _key("SoCCCD", "personal_id", Read.IDENTIFIER, "CMND", digits=(12,)),
        _key("MaNhanvienThu", "collector", Read.IDENTIFIER),
        _key("Nhan_BanDientu", "result", Read.MARK, value="electronic"),
        _key("Nhan_Bangiay", "result", Read.MARK, value="paper"),
    ),
    needs=("full_name", "si_number", "months", "base"),
    open_points=(
        Text("Tiendong là lương cơ sở, TienDongThucTe là số tiền thực đóng.", "Tiendong is the base salary, TienDongThucTe what was paid."),
        Text("Mã tỉnh, huyện, xã là mã trước 01/7/2025 và không được đọc.", "Codes of provinces, districts and communes are those before 1 July 2025 and are not read."),
    ),
)  # fmt: skip

D03_SMS = Layout(
    "D03 (TST/SMS)",
    acts.SMS,
    Text("Tệp nhập BHYT của phần mềm cơ quan BHXH", "HI import of the SI office's software"),
    "hi_registrations",
    Confidence.SEEN,
    "TST/SMS, 46 cột",
    heading_rows=(1, 1),
    first_row=2,
    columns=(
        _key("STT", "number"),
        _key("HOTEN", "full_name"),
        _key("SOBHXH", "si_number", Read.IDENTIFIER, digits=(10, 12)),
        _key("NGAYSINH", "birth_date", Read.BIRTH),
        _key("NAMSINH", "birth_date", Read.BIRTH_YEAR_ONLY),
        _key("GIOITINH", "sex", Read.FEMALE_MARK),
        _key("MADT", "concerns", Read.IGNORED),
        _key("TUNGAY", "since_day", Read.DAY),
        _key("TUTHANG", "since", Read.MONTH),
        _key("SOTHANG", "months", Read.COUNT),
        _key("TYLE_NSNN", "support_rate", Read.DECIMAL),
        _key("ML", "base", Read.MONEY),
        _key("PA", "direction", Read.DIRECTION),
        _key("MA_BV", "facility", Read.IDENTIFIER),
        _key("SOBL", "receipt", Read.IDENTIFIER),
        _key("NGAYBL", "receipt_on", Read.DAY),
        _key("CMND", "personal_id", Read.IDENTIFIER, "SOCMND", "CCCD", digits=(12,)),
        _key("GHICHU", "note"),
    ),
    needs=("full_name", "si_number", "months", "receipt"),
    open_points=(
        Text("Cột TYLEDONG mang nấc cũ 90/80/70/60 và không được đọc.", "TYLEDONG holds the old steps 90/80/70/60 and is not read."),
    ),
)  # fmt: skip

_PAID_BY_EMPLOYER = "DN HX CH NN TK HC"

NTG = Layout(
    "NTG/luykedstg",
    acts.SMS,
    Text("Danh sách người tham gia xuất từ phần mềm cơ quan BHXH", "Participants exported by the SI office's software"),
    "participants",
    Confidence.SEEN,
    "TST/SMS, NTG, luykedstg",
    heading_rows=(1, 1),
    first_row=2,
    columns=(
        _key("MaDvi", "employer", Read.IDENTIFIER),
        _key("SoBhxh", "si_number", Read.IDENTIFIER, digits=(10, 12)),
        _key("SoKcb", "hi_card", Read.IDENTIFIER),
        _key("LoaiDt", "hi_group"),
        _key("HoTen", "full_name"),
        _key("GioiTinh", "sex", Read.SEX),
        _key("NgaySinh", "birth_date", Read.BIRTH),
        _key("SoDdcnCccdBca", "personal_id", Read.IDENTIFIER, digits=(12,)),
        _key("SoCmnd", "personal_id", Read.IDENTIFIER, digits=(12,)),
        _key("MaXaLh", "commune", Read.IDENTIFIER, digits=(5,)),
        _key("TyLeBhtn", "ui_rate", Read.DECIMAL),
        _key("HanTheTu", "hi_since", Read.DAY),
        _key("HanTheDen", "hi_until", Read.DAY),
        _key("TrangThaiXacThuc", "verified", Read.MARK, value="true"),
    ),
    needs=("si_number", "full_name", "hi_card", "hi_group"),
    variants={"paid_by_employer": _PAID_BY_EMPLOYER},
    open_points=(
        Text("BHXH bắt buộc được suy ra từ mã đối tượng của đơn vị (DN, HX, CH, NN, TK, HC); có thể chọn khác.", "Compulsory SI is inferred from the group codes that employers pay (DN, HX, CH, NN, TK, HC); another choice is possible."),
        Text("Tệp không nói ai tham gia BHXH tự nguyện: nơi gửi phải xác nhận.", "The file does not say who is in voluntary SI: the sender must confirm."),
    ),
)  # fmt: skip

TK1_XML = Layout(
    "TK1-TS",
    acts.XML,
    Text("Tờ khai tham gia, điều chỉnh thông tin trong hồ sơ điện tử", "A person's declaration in an electronic dossier"),
    "person_declarations",
    Confidence.SEEN,
    "hoaivq/IVANGenXML, TK1-TS/NoiDung/LaoDong",
    titles=("tk1 ts",),
    heading_rows=(1, 1),
    first_row=2,
    columns=(
        _key("STT", "number"),
        _key("HoTen", "full_name"),
        _key("NgaySinh", "birth_date", Read.BIRTH),
        _key("GioiTinh", "sex", Read.SEX),
        _key("QuocTich", "nationality"),
        _key("DanToc", "ethnicity"),
        _key("Diachi_NN", "address"),
        _key("MasoBHXH", "si_number", Read.IDENTIFIER, digits=(10, 12)),
        _key("Dienthoai_LH", "phone"),
        _key("Email_LH", "email"),
        _key("CMND", "personal_id", Read.IDENTIFIER, "SoCCCD", digits=(12,)),
        _key("Maho_Giadinh", "household"),
        _key("Mucdong", "income", Read.MONEY),
        _key("Phuongthuc", "mode"),
        _key("MaBenhVien", "facility"),
        _key("Noidung_Thaydoi", "request"),
        _key("HosoKemtheo", "documents"),
    ),
    needs=("full_name",),
    open_points=(
        Text("Khóa XML theo một phần mềm lập hồ sơ trước 366/QĐ-BHXH; cấu trúc XML của TK1 mới chưa thấy.", "The keys are those of one program from before 366/QĐ-BHXH; the XML of the new TK1 was not seen."),
        Text("Phụ lục hộ (PhuLuc/DSThanhVien) không được đọc: thành viên ở đó không phải người kê khai. Mã tỉnh, huyện, xã trước 01/7/2025 và cờ CCNS cũng không.", "The household appendix (PhuLuc/DSThanhVien) is not read: its members do not declare anything. Nor are codes of places from before 1 July 2025, and the flag CCNS."),
    ),
)  # fmt: skip
