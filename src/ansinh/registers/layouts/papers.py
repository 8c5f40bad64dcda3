"""How are declarations laid out: TK1-TS of a person, TK3-TS of a unit, form 2 of Decree 188/2025?

A declaration has numbered boxes, [01] to [19]. A box is told by the words after its number, because the same
number means another thing in another version; the number decides only where the words say nothing.
"""

from ansinh.base.texts import Text
from ansinh.registers.layouts import acts
from ansinh.registers.layouts.layout import Confidence, Field, Layout, Read, Shape

_NAME = ("ho va ten", "ho ten", "ho chu dem va ten")
_PERSON = (
    Field("full_name", _NAME, "[01]"),
    Field("sex", ("gioi tinh",), "[02]", Read.SEX),
    Field("birth_date", ("ngay thang nam sinh", "ngay sinh"), "[03]", Read.BIRTH),
)
_SI_NUMBER = Field("si_number", ("ma so bhxh", "ma so bao hiem xa hoi"), "", Read.IDENTIFIER)
_TITLE = ("to khai tham gia dieu chinh thong tin bhxh bhyt", "to khai tham gia dieu chinh thong tin bao hiem")

TK1_366 = Layout(
    "TK1-TS",
    acts.ACT_366,
    Text("Tờ khai tham gia, điều chỉnh thông tin BHXH, BHYT", "A person's declaration"),
    "person_declarations",
    Confidence.OFFICIAL,
    "366/QĐ-BHXH, TK1-TS",
    Shape.PAPER,
    since=acts.SINCE_366,
    titles=_TITLE,
    marks=("tk1 ts",),
    fields=(
        *_PERSON,
        _SI_NUMBER,
        Field("personal_id", ("so dinh danh ca nhan", "so cccd", "so dinh danh", "so can cuoc"), "[04]", Read.IDENTIFIER),
        Field("ethnicity", ("dan toc",), "[05]"),
        Field("nationality", ("quoc tich",), "[06]"),
        Field("phone", ("dien thoai", "so dien thoai"), "[07]", Read.IDENTIFIER),
        Field("email", ("email", "thu dien tu"), "[08]"),
        Field("facility", ("noi dang ky kham benh", "noi dang ky kcb", "co so kham benh"), "[09]"),
        Field("result", ("hinh thuc nhan ket qua", "nhan ket qua"), "[10]", Read.RESULT),
        Field("address", ("dia chi nhan ket qua", "dia chi nhan", "dia chi"), "[11]"),
        Field("income", ("muc tien dong", "muc thu nhap", "tien luong thu nhap", "muc dong"), "[12]", Read.MONEY),
        Field("mode", ("phuong thuc dong",), "[13]"),
        Field("job", ("nghe nghiep", "cong viec"), "[14]"),
        Field("participant_kind", ("loai nguoi tham gia", "doi tuong tham gia", "loai doi tuong"), "[15]"),
        Field("request", ("noi dung thay doi", "noi dung yeu cau"), "[16]"),
        Field("documents", ("ho so kem theo", "tai lieu kem theo"), "[17]"),
    ),
    needs=("full_name",),
    open_points=(
        Text("Nhãn của từng ô chưa đối chiếu từng chữ với mẫu trống; số ô thì đã.", "The words of the boxes were not compared letter by letter with the blank form; their numbers were."),
    ),
)  # fmt: skip

TK1_505 = Layout(
    "TK1-TS",
    "505/QĐ-BHXH, 490/QĐ-BHXH",
    Text("Tờ khai tham gia, điều chỉnh thông tin (mẫu cũ)", "A person's declaration (older form)"),
    "person_declarations",
    Confidence.RECALLED,
    "505/QĐ-BHXH, 490/QĐ-BHXH, TK1-TS",
    Shape.PAPER,
    since=acts.SINCE_505,
    until=acts.SINCE_366,
    titles=_TITLE,
    marks=("tk1 ts",),
    fields=(
        *_PERSON,
        Field("nationality", ("quoc tich",), "[04]"),
        Field("ethnicity", ("dan toc",), "[05]"),
        Field("personal_id", ("so cmnd", "so cccd", "so dinh danh ca nhan", "so can cuoc"), "[06]", Read.IDENTIFIER),
        Field("phone", ("dien thoai", "so dien thoai"), "[07]", Read.IDENTIFIER),
        Field("email", ("email", "thu dien tu"), "[08]"),
        Field("address", ("dia chi nhan ho so", "dia chi nhan"), "[11]"),
        Field("si_number", ("ma so bhxh", "ma so bao hiem xa hoi"), "[13]", Read.IDENTIFIER),
        Field("request", ("noi dung thay doi", "noi dung yeu cau"), "[14]"),
        Field("income", ("muc tien dong", "muc thu nhap"), "[15]", Read.MONEY),
        Field("mode", ("phuong thuc dong",), "[16]"),
        Field("facility", ("noi dang ky kham benh", "noi dang ky kcb"), "[17]"),
        Field("documents", ("ho so kem theo", "tai lieu kem theo"), "[19]"),
    ),
    needs=("full_name",),
    open_points=(
        Text("Số ô [04] đến [19] theo trí nhớ: ô được nhận theo lời ghi cạnh số.", "Boxes [04] to [19] are recalled: a box is told by the words beside its number."),
        Text("Phụ lục thành viên hộ gia đình không được đọc.", "The appendix of household members is not read."),
    ),
)  # fmt: skip

FORM_2_188 = Layout(
    "Mẫu số 2",
    acts.ACT_188,
    Text("Tờ khai tham gia, điều chỉnh thông tin BHYT", "A declaration for HI alone"),
    "person_declarations",
    Confidence.OFFICIAL,
    "188/2025/NĐ-CP, Mẫu số 2",
    Shape.PAPER,
    since=acts.SINCE_188,
    titles=("to khai tham gia bao hiem y te", "to khai tham gia dieu chinh thong tin bao hiem y te", "to khai tham gia bhyt", "to khai tham gia dieu chinh thong tin bhyt"),
    marks=("mau so 2", "mau so 02", "188 2025"),
    fields=(
        *_PERSON,
        _SI_NUMBER,
        Field("ethnicity", ("dan toc",), "[04]"),
        Field("nationality", ("quoc tich",), "[05]"),
        Field("personal_id", ("so dinh danh ca nhan", "so cccd", "so can cuoc", "so dinh danh"), "[06]", Read.IDENTIFIER),
        Field("phone", ("dien thoai", "so dien thoai"), "[07]", Read.IDENTIFIER),
        Field("email", ("email", "thu dien tu"), "[08]"),
        Field("facility", ("noi dang ky kham benh", "co so kham benh", "noi dang ky kcb"), "[09]"),
        Field("address", ("dia chi nhan",), "[10.2]"),
        Field("request", ("noi dung thay doi", "noi dung yeu cau"), "[11]"),
        Field("documents", ("ho so kem theo", "tai lieu kem theo"), "[12]"),
    ),
    needs=("full_name",),
)  # fmt: skip

TK3_366 = Layout(
    "TK3-TS",
    acts.ACT_366,
    Text("Tờ khai đơn vị tham gia, điều chỉnh BHXH, BHYT", "A unit's declaration"),
    "unit_declarations",
    Confidence.OFFICIAL,
    "366/QĐ-BHXH, TK3-TS",
    Shape.PAPER,
    since=acts.SINCE_366,
    titles=("to khai don vi tham gia", "to khai tham gia dieu chinh thong tin cua don vi"),
    marks=("tk3 ts",),
    fields=(
        Field("employer", ("ma don vi", "ma so don vi"), "", Read.IDENTIFIER),
        Field("employer_name", ("ten don vi", "ten co quan don vi"), "[01]"),
        Field("tax_code", ("ma so thue", "ma ngan sach"), "[02]", Read.IDENTIFIER),
        Field("head_office", ("dia chi tru so", "tru so chinh", "dia chi dang ky"), "[03]"),
        Field("address", ("dia chi lien he", "dia chi giao dich"), "[04]"),
        Field("email", ("email", "thu dien tu"), "[05]"),
        Field("phone", ("dien thoai", "so dien thoai"), "[06]", Read.IDENTIFIER),
        Field("representative", ("nguoi dai dien", "ho va ten nguoi dai dien"), "[07]"),
        Field("personal_id", ("so dinh danh ca nhan", "so cccd", "so dinh danh"), "[08]", Read.IDENTIFIER),
        Field("kind", ("loai hinh don vi", "loai hinh"), "[09]"),
        Field("sector", ("nganh nghe",), "[10]"),
        Field("participants", ("loai nguoi tham gia", "doi tuong tham gia"), "[11]"),
        Field("mode", ("phuong thuc dong",), "[12]"),
        Field("office", ("co quan bhxh", "co quan bao hiem xa hoi"), "[13]"),
        Field("request", ("noi dung yeu cau", "noi dung thay doi"), "[14]"),
        Field("documents", ("ho so kem theo",), "[15]"),
    ),
    needs=("employer_name",),
)  # fmt: skip
