"""What do the lines of lists on official forms say: changes of labour, lists of HI, voluntary SI?

Whatever version of a form a line came from (`registers.layouts`), it is kept in one shape; `form` names the
form and the act that issued its version. They come when there is something to report, not every month.
"""

from ansinh.base.texts import Text
from ansinh.registers.schemas import lines
from ansinh.registers.schemas.columns import SEXES, Kind
from ansinh.registers.schemas.register import Register


class LabourChanges(Register):
    """One line of D02-LT, or of the older D02-TS and its vendors' files."""

    label = Text("Tăng, giảm, điều chỉnh lao động (D02)", "Labour changes (D02)")
    grain = Text("Mỗi dòng là một dòng của mẫu D02.", "One row per line of form D02.")
    sender = lines.EMPLOYER_SENDS
    lateness = lines.WHEN_NEEDED
    flaws = (lines.TYPED_BY_HAND, lines.TWICE)
    on_event = True

    form = lines.form()
    employer = lines.unit()
    employer_name = lines.unit_name()
    number = lines.number()
    direction = lines.direction()
    change = lines.text("Loại tăng, giảm, điều chỉnh", "Kind of change", "Phương án")
    full_name = lines.name()
    si_number = lines.si_number()
    personal_id = lines.personal_id()
    birth_date = lines.birth()
    sex = lines.listed("Giới tính", "Sex", SEXES)
    nationality = lines.text("Quốc tịch", "Nationality")
    ethnicity = lines.text("Dân tộc", "Ethnicity")
    position = lines.text("Chức vụ, chức danh nghề, nơi làm việc", "Position and place of work")
    coefficient = lines.of(Kind.DECIMAL, "Hệ số lương", "Wage coefficient")
    wage = lines.of(Kind.MONEY, "Tiền lương", "Wage")
    reserved_coefficient = lines.of(Kind.DECIMAL, "Hệ số chênh lệch bảo lưu", "Reserved coefficient")
    position_allowance = lines.of(Kind.DECIMAL, "Phụ cấp chức vụ", "Position allowance")
    seniority_beyond = lines.of(Kind.DECIMAL, "Thâm niên vượt khung (%)", "Seniority beyond the scale (%)")
    seniority_in_job = lines.of(Kind.DECIMAL, "Thâm niên nghề (%)", "Seniority in the job (%)")
    allowances = lines.of(Kind.MONEY, "Phụ cấp lương và thu nhập bổ sung", "Allowances and other income")
    contract = lines.listed(
        "Loại hợp đồng",
        "Contract",
        {
            "indefinite": Text("Không xác định thời hạn", "Indefinite"),
            "definite": Text("Xác định thời hạn", "Fixed-term"),
            "other": Text("Hợp đồng, thỏa thuận khác", "Other agreement"),
        },
    )
    effective_on = lines.of(Kind.DAY, "Ngày có hiệu lực", "Effective on")
    since = lines.of(Kind.MONTH, "Từ tháng", "From month")
    until = lines.of(Kind.MONTH, "Đến tháng", "To month")
    rate = lines.of(Kind.DECIMAL, "Tỷ lệ đóng (%)", "Rate (%)")
    wage_zone = lines.text("Vùng lương tối thiểu", "Minimum-wage zone")
    facility = lines.facility()
    result = lines.result()
    note = lines.note()


class HiRegistrations(Register):
    """One line of form 3 or 4 of Decree 188/2025, or of the older D03-TS."""

    label = Text("Đăng ký chỉ tham gia BHYT (Mẫu 3, 4, D03)", "HI registrations (forms 3, 4, D03)")
    grain = Text("Mỗi dòng là một dòng của danh sách.", "One row per line of the list.")
    sender = Text(
        "Đơn vị quản lý người tham gia, tổ chức dịch vụ", "Managing bodies, collection organisations"
    )
    lateness = lines.WHEN_NEEDED
    flaws = (lines.TYPED_BY_HAND, lines.TWICE)
    on_event = True

    form = lines.form()
    organisation = lines.unit()
    organisation_name = lines.unit_name()
    collector = lines.text("Mã nhân viên thu", "Collector")
    number = lines.number()
    direction = lines.direction()
    concerns = lines.listed(
        "Nội dung",
        "Concerns",
        {"people": Text("Người", "People"), "wage": Text("Mức đóng", "Base")},
    )
    full_name = lines.name()
    si_number = lines.si_number()
    personal_id = lines.personal_id()
    birth_date = lines.birth()
    sex = lines.listed("Giới tính", "Sex", SEXES)
    address = lines.text("Địa chỉ", "Address")
    household = lines.text("Mã hộ hoặc chủ hộ", "Household or its head")
    relation = lines.text("Quan hệ với chủ hộ", "Relation to the head")
    facility = lines.facility()
    receipt = lines.text("Số biên lai", "Receipt")
    receipt_on = lines.of(Kind.DAY, "Ngày biên lai", "Receipt day")
    base = lines.of(Kind.MONEY, "Mức làm căn cứ đóng", "Base of the contribution")
    amount = lines.of(Kind.MONEY, "Số tiền đóng", "Amount paid")
    position_allowance = lines.of(Kind.DECIMAL, "Phụ cấp chức vụ", "Position allowance")
    seniority_beyond = lines.of(Kind.DECIMAL, "Thâm niên vượt khung (%)", "Seniority beyond the scale (%)")
    seniority_in_job = lines.of(Kind.DECIMAL, "Thâm niên nghề (%)", "Seniority in the job (%)")
    allowances = lines.of(Kind.MONEY, "Phụ cấp khác", "Other allowances")
    support_rate = lines.of(Kind.DECIMAL, "Nhà nước hỗ trợ (%)", "State support (%)")
    local_rate = lines.of(Kind.DECIMAL, "Địa phương hỗ trợ (%)", "Local support (%)")
    other_rate = lines.of(Kind.DECIMAL, "Hỗ trợ khác (%)", "Other support (%)")
    since = lines.of(Kind.MONTH, "Từ tháng", "From month")
    since_day = lines.of(Kind.DAY, "Từ ngày", "From day")
    until_day = lines.of(Kind.DAY, "Đến ngày", "To day")
    months = lines.of(Kind.COUNT, "Số tháng", "Months")
    result = lines.result()
    note = lines.note()


class VoluntaryRegistrations(Register):
    """One line of D05-TS (voluntary SI) or D06-TS (voluntary work-accident insurance)."""

    label = Text("Đăng ký BHXH, BHTNLĐ tự nguyện (D05, D06)", "Voluntary registrations (D05, D06)")
    grain = Text("Mỗi dòng là một dòng của danh sách.", "One row per line of the list.")
    sender = Text("Tổ chức hỗ trợ phát triển người tham gia", "Organisations that support participation")
    lateness = lines.WHEN_NEEDED
    flaws = (
        lines.TYPED_BY_HAND,
        Text("Biên lai đã hủy còn trong danh sách.", "Cancelled receipts left in the list."),
    )
    on_event = True

    form = lines.form()
    scheme = lines.listed(
        "Loại hình",
        "Scheme",
        {
            "si": Text("BHXH tự nguyện", "Voluntary SI"),
            "accident": Text("BHTNLĐ tự nguyện", "Voluntary work-accident insurance"),
        },
    )
    organisation = lines.unit()
    organisation_name = lines.unit_name()
    collector = lines.text("Mã nhân viên thu", "Collector")
    number = lines.number()
    direction = lines.direction()
    full_name = lines.name()
    si_number = lines.si_number()
    personal_id = lines.personal_id()
    birth_date = lines.birth()
    sex = lines.listed("Giới tính", "Sex", SEXES)
    address = lines.text("Địa chỉ", "Address")
    job = lines.text("Nghề nghiệp, thời giờ, nơi làm việc", "Job, hours and place")
    since = lines.of(Kind.MONTH, "Từ tháng", "From month")
    since_day = lines.of(Kind.DAY, "Từ ngày", "From day")
    months = lines.of(Kind.COUNT, "Số tháng", "Months")
    mode = lines.text("Phương thức đóng", "Payment mode")
    income = lines.of(Kind.MONEY, "Thu nhập làm căn cứ đóng", "Income")
    due = lines.of(Kind.MONEY, "Số tiền phải đóng", "Amount due")
    own_amount = lines.of(Kind.MONEY, "Người tham gia đóng", "Paid by the participant")
    state_rate = lines.of(Kind.DECIMAL, "Nhà nước hỗ trợ (%)", "State support (%)")
    state_amount = lines.of(Kind.MONEY, "Nhà nước hỗ trợ (đồng)", "State support (đồng)")
    extra_rate = lines.of(Kind.DECIMAL, "Địa phương hỗ trợ thêm (%)", "Extra support (%)")
    extra_amount = lines.of(Kind.MONEY, "Địa phương hỗ trợ thêm (đồng)", "Extra support (đồng)")
    other_rate = lines.of(Kind.DECIMAL, "Hỗ trợ khác (%)", "Other support (%)")
    other_amount = lines.of(Kind.MONEY, "Hỗ trợ khác (đồng)", "Other support (đồng)")
    receipt = lines.text("Số biên lai", "Receipt")
    receipt_on = lines.of(Kind.DAY, "Ngày biên lai", "Receipt day")
    participation = lines.text("Hình thức tham gia", "Kind of participation", "Loại tham gia")
    result = lines.result()
    note = lines.note()
