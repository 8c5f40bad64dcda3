"""Who employs whom, for which wage, and what was paid? What do tax and licences say?"""

from ansinh.base.texts import Text
from ansinh.registers.schemas.columns import (
    TAX_CODE,
    Column,
    Kind,
    commune,
    flag,
    full_name,
    personal_id,
    si_number,
)
from ansinh.registers.schemas.register import Register

_NAME_MESSY = Text("Tên viết tắt, không thống nhất.", "Names are shortened and not uniform.")


def _employer() -> Column:
    return Column(
        Kind.TEXT,
        Text("Mã đơn vị", "Employer"),
        Text("Mã đơn vị sử dụng lao động do cơ quan BHXH cấp.", "Employer code given by the SI office."),
        required=True,
        headings=("Mã đơn vị SDLĐ", "Mã ĐV", "ma_don_vi"),
    )


def _tax_code(required: bool = True) -> Column:
    return Column(
        Kind.TEXT,
        Text("Mã số thuế", "Tax code"),
        Text(
            "10 chữ số, chi nhánh thêm gạch nối và 3 số.", "10 digits; a branch adds a hyphen and 3 digits."
        ),
        required=required,
        pattern=TAX_CODE,
        headings=("MST", "Mã số doanh nghiệp", "ma_so_thue"),
    )


def _money(vi: str, en: str, meaning: Text, *headings: str) -> Column:
    return Column(Kind.MONEY, Text(vi, en), meaning, required=True, headings=headings)


class Employers(Register):
    """Which employers are registered for insurance?"""

    label = Text("Đơn vị sử dụng lao động", "Employers")
    grain = Text("Mỗi dòng là một đơn vị đã đăng ký đóng.", "One row per registered employer, at month end.")
    sender = Text("Cơ quan BHXH", "The Social Insurance office")
    lateness = Text("Ngày 5 tháng sau.", "The 5th of the next month.")
    flaws = (
        _NAME_MESSY,
        Text("Đơn vị đã giải thể chưa báo giảm.", "Dissolved employers not yet taken off."),
    )
    key = ("employer",)

    employer = _employer()
    tax_code = _tax_code(required=False)
    name = Column(
        Kind.TEXT,
        Text("Tên đơn vị", "Name"),
        Text("Tên đơn vị.", "Name of the employer."),
        required=True,
        headings=("Tên doanh nghiệp", "Tên ĐV"),
    )
    commune = commune()
    kind = Column(
        Kind.TEXT,
        Text("Loại hình", "Kind"),
        Text("Loại hình đơn vị.", "Kind of employer."),
        required=True,
        allowed={
            "state": Text("Hành chính, sự nghiệp, Đảng, đoàn thể", "Public body"),
            "state_enterprise": Text("Doanh nghiệp nhà nước", "State enterprise"),
            "enterprise": Text("Doanh nghiệp ngoài nhà nước", "Private enterprise"),
            "foreign": Text("Doanh nghiệp có vốn đầu tư nước ngoài", "Foreign-invested enterprise"),
            "cooperative": Text("Hợp tác xã", "Cooperative"),
            "household_business": Text("Hộ kinh doanh", "Household business"),
        },
        headings=("Loại hình đơn vị", "Khối"),
    )
    since = Column(
        Kind.DAY,
        Text("Tham gia từ", "Since"),
        Text("Ngày bắt đầu đóng.", "First day of contributing."),
        required=True,
        headings=("Ngày tham gia",),
    )
    status = Column(
        Kind.TEXT,
        Text("Trạng thái", "Status"),
        Text("Tình trạng đóng.", "Whether the employer still contributes."),
        required=True,
        allowed={
            "active": Text("Đang đóng", "Active"),
            "suspended": Text("Tạm ngừng", "Suspended"),
            "closed": Text("Đã ngừng", "Closed"),
        },
        headings=("Tình trạng",),
    )
    wage_zone = Column(
        Kind.TEXT,
        Text("Vùng lương", "Wage zone"),
        Text("Vùng lương tối thiểu của nơi làm việc.", "Regional minimum wage zone of the place of work."),
        required=True,
        allowed={zone: Text(f"Vùng {zone}", f"Zone {zone}") for zone in ("I", "II", "III", "IV")},
        headings=("Vùng",),
    )
    workers = Column(
        Kind.COUNT,
        Text("Số lao động", "Workers"),
        Text("Số lao động đang đóng tại đơn vị.", "Workers for whom the employer contributes."),
        required=True,
        headings=("Số LĐ", "Tổng số lao động"),
    )


class Payroll(Register):
    """For whom and on which wage does an employer contribute this month?"""

    label = Text("Danh sách lao động và tiền lương đóng", "Payroll declared for contributions")
    grain = Text(
        "Mỗi dòng là một người lao động của một đơn vị trong tháng.",
        "One row per worker and employer in the month.",
    )
    sender = Text("Cơ quan BHXH, theo mẫu D02-LT", "The Social Insurance office, from forms D02-LT")
    lateness = Text("Ngày 5 tháng sau.", "The 5th of the next month.")
    flaws = (
        Text("Mức lương khai sát lương tối thiểu vùng.", "Wages declared close to the regional minimum."),
        Text("Một người có thể có hai đơn vị.", "A person may have two employers."),
    )
    key = ("employer", "si_number")

    employer = _employer()
    si_number = si_number()
    personal_id = personal_id()
    full_name = full_name()
    wage = _money(
        "Mức lương đóng",
        "Wage",
        Text("Tiền lương tháng làm căn cứ đóng, đồng.", "Monthly wage on which contributions are due, đồng."),
        "Tiền lương",
        "Mức lương",
    )
    allowance = _money(
        "Phụ cấp",
        "Allowance",
        Text("Phụ cấp lương và khoản bổ sung, đồng.", "Pay allowances and steady sums, đồng."),
        "Phụ cấp lương",
    )
    si = flag(Text("BHXH", "SI"), Text("Đóng BHXH bắt buộc.", "Compulsory SI is due."))
    hi = flag(Text("BHYT", "HI"), Text("Đóng BHYT.", "HI is due."))
    ui = flag(Text("BHTN", "UI"), Text("Đóng BHTN.", "UI is due."))


class Receipts(Register):
    """What was paid in, by whom, for which scheme?"""

    label = Text("Số tiền đã thu", "Contribution receipts")
    grain = Text("Mỗi dòng là một lần nộp cho một chế độ.", "One row per payment and scheme in the month.")
    sender = Text("Cơ quan BHXH, ngân hàng", "The Social Insurance office, from the banks")
    lateness = Text("Ngày 5 tháng sau.", "The 5th of the next month.")
    flaws = (
        Text("Nội dung chuyển khoản ghi sai mã đơn vị.", "Transfers that name a wrong employer code."),
        Text("Tiền nộp gộp nhiều tháng.", "One payment for several months."),
    )
    key = ("receipt",)

    receipt = Column(
        Kind.TEXT,
        Text("Số chứng từ", "Receipt"),
        Text("Số chứng từ thu.", "Number of the receipt."),
        required=True,
        headings=("Số biên lai", "Chứng từ"),
    )
    paid_on = Column(
        Kind.DAY,
        Text("Ngày nộp", "Paid on"),
        Text("Ngày tiền vào tài khoản.", "Day the money arrived."),
        required=True,
        headings=("Ngày thu", "Ngày chứng từ"),
    )
    payer = Column(
        Kind.TEXT,
        Text("Người nộp", "Payer"),
        Text(
            "Mã đơn vị hoặc mã số BHXH của người nộp.",
            "Employer code, or SI number of the person who pays.",
        ),
        required=True,
        headings=("Mã người nộp", "Mã đơn vị nộp"),
    )
    scheme = Column(
        Kind.TEXT,
        Text("Chế độ", "Scheme"),
        Text("Nộp cho chế độ nào.", "For which scheme."),
        required=True,
        allowed={
            "compulsory": Text("Đơn vị nộp BHXH, BHYT, BHTN", "Employer's SI, HI and UI"),
            "si_voluntary": Text("BHXH tự nguyện", "Voluntary SI"),
            "hi_household": Text("BHYT hộ gia đình", "Household HI"),
            "hi_student": Text("BHYT học sinh, sinh viên", "Students' HI"),
        },
        headings=("Loại thu",),
    )
    amount = _money(
        "Số tiền", "Amount", Text("Số tiền đã nộp, đồng.", "Amount paid, đồng."), "Tiền nộp", "Thành tiền"
    )
    months = Column(
        Kind.COUNT,
        Text("Số tháng", "Months"),
        Text("Số tháng được đóng bằng khoản này.", "Months paid for."),
        required=True,
        headings=("Số tháng đóng",),
    )
    collector = Column(
        Kind.TEXT,
        Text("Nhân viên thu", "Collector"),
        Text("Mã nhân viên thu; trống khi nộp thẳng.", "Collector's code; empty when paid directly."),
        headings=("Mã nhân viên thu", "Nhân viên đại lý"),
    )


class TaxIncomes(Register):
    """Whose wages does the tax authority know?"""

    label = Text("Thu nhập chịu thuế từ tiền lương", "Wages known to the tax authority")
    grain = Text(
        "Mỗi dòng là một người và một nơi trả thu nhập, lũy kế từ đầu năm.",
        "One row per person and payer of income, cumulative since January.",
    )
    sender = Text("Cơ quan Thuế", "The tax authority")
    lateness = Text("Ngày 20 tháng sau.", "The 20th of the next month.")
    flaws = (
        Text(
            "Thu nhập gồm cả khoản không phải lương đóng BHXH.",
            "Income holds sums that are not part of the contribution wage.",
        ),
    )
    key = ()

    personal_id = personal_id()
    full_name = full_name()
    employer_tax_code = _tax_code()
    income = _money(
        "Thu nhập", "Income", Text("Thu nhập đã trả từ đầu năm, đồng.", "Income paid since January, đồng.")
    )
    months = Column(
        Kind.COUNT,
        Text("Số tháng", "Months"),
        Text("Số tháng có thu nhập từ đầu năm.", "Months with income since January."),
        required=True,
        headings=("Số tháng trả",),
    )


class BusinessRegistrations(Register):
    """Which firms are licensed?"""

    label = Text("Đăng ký kinh doanh", "Business registrations")
    grain = Text("Mỗi dòng là một doanh nghiệp, hợp tác xã, hộ kinh doanh.", "One row per licensed business.")
    sender = Text("Sở Tài chính", "The Department of Finance (business registration)")
    lateness = Text("Ngày 15 tháng sau.", "The 15th of the next month.")
    flaws = (
        _NAME_MESSY,
        Text("Doanh nghiệp còn giấy phép nhưng không hoạt động.", "Licensed businesses that do not operate."),
    )
    key = ("tax_code",)

    tax_code = _tax_code()
    name = Column(
        Kind.TEXT,
        Text("Tên doanh nghiệp", "Name"),
        Text("Tên đăng ký.", "Registered name."),
        required=True,
        headings=("Tên đơn vị",),
    )
    commune = commune()
    registered_on = Column(
        Kind.DAY,
        Text("Ngày đăng ký", "Registered on"),
        Text("Ngày cấp giấy chứng nhận.", "Day of the certificate."),
        required=True,
        headings=("Ngày cấp",),
    )
    status = Column(
        Kind.TEXT,
        Text("Tình trạng", "Status"),
        Text("Tình trạng hoạt động.", "Whether the business operates."),
        required=True,
        allowed={
            "operating": Text("Đang hoạt động", "Operating"),
            "suspended": Text("Tạm ngừng", "Suspended"),
            "dissolved": Text("Đã giải thể", "Dissolved"),
        },
        headings=("Trạng thái",),
    )
    activity = Column(
        Kind.TEXT,
        Text("Ngành nghề chính", "Line of business"),
        Text("Ngành nghề kinh doanh chính.", "Main line of business."),
        headings=("Ngành nghề", "Ngành"),
    )
