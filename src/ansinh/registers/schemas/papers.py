"""What do declarations of people and units say, and the notices sent back to units?"""

from ansinh.base.texts import Text
from ansinh.registers.schemas import lines
from ansinh.registers.schemas.columns import SEXES, Kind
from ansinh.registers.schemas.register import Register


class PersonDeclarations(Register):
    """One declaration of a person: TK1-TS, or form 2 of Decree 188/2025."""

    label = Text("Tờ khai của người tham gia (TK1, Mẫu 2)", "Person declarations (TK1, form 2)")
    grain = Text(
        "Mỗi dòng là một tờ khai, hoặc một thành viên hộ.", "One row per declaration or household member."
    )
    sender = Text(
        "Người tham gia, qua đơn vị hoặc cơ quan BHXH", "Participants, through a unit or the SI office"
    )
    lateness = lines.WHEN_NEEDED
    flaws = (lines.TYPED_BY_HAND,)
    on_event = True

    form = lines.form()
    organisation = lines.unit()
    number = lines.number()
    full_name = lines.name()
    si_number = lines.si_number()
    personal_id = lines.personal_id()
    birth_date = lines.birth()
    sex = lines.listed("Giới tính", "Sex", SEXES)
    ethnicity = lines.text("Dân tộc", "Ethnicity")
    nationality = lines.text("Quốc tịch", "Nationality")
    phone = lines.text("Điện thoại", "Phone")
    email = lines.text("Thư điện tử", "E-mail")
    address = lines.text("Địa chỉ nhận kết quả", "Address for the result")
    household = lines.text("Mã hộ hoặc chủ hộ", "Household or its head")
    relation = lines.text("Quan hệ với chủ hộ", "Relation to the head")
    facility = lines.facility()
    result = lines.result()
    income = lines.of(Kind.MONEY, "Mức tiền đóng hoặc thu nhập", "Amount or income")
    mode = lines.text("Phương thức đóng", "Payment mode")
    job = lines.text("Nghề nghiệp, thời giờ, nơi làm việc", "Job, hours and place")
    participant_kind = lines.text("Loại người tham gia", "Kind of participant")
    request = lines.text("Nội dung thay đổi, yêu cầu", "Change wanted")
    documents = lines.text("Hồ sơ kèm theo", "Documents attached")


class UnitDeclarations(Register):
    """One declaration of a unit: TK3-TS."""

    label = Text("Tờ khai của đơn vị (TK3)", "Unit declarations (TK3)")
    grain = Text("Mỗi dòng là một tờ khai.", "One row per declaration.")
    sender = lines.EMPLOYER_SENDS
    lateness = lines.WHEN_NEEDED
    flaws = (lines.TYPED_BY_HAND,)
    on_event = True

    form = lines.form()
    employer = lines.unit()
    employer_name = lines.text("Tên đơn vị", "Unit name", required=True)
    tax_code = lines.text("Mã số thuế hoặc mã ngân sách", "Tax or budget code", "Mã số thuế")
    head_office = lines.text("Địa chỉ trụ sở", "Head office")
    address = lines.text("Địa chỉ liên hệ", "Contact address")
    email = lines.text("Thư điện tử", "E-mail")
    phone = lines.text("Điện thoại", "Phone")
    representative = lines.text("Người đại diện", "Representative")
    personal_id = lines.personal_id()
    kind = lines.text("Loại hình đơn vị", "Kind of unit")
    sector = lines.text("Ngành nghề", "Sector")
    participants = lines.text("Loại người tham gia", "Kinds of participants")
    mode = lines.text("Phương thức đóng", "Payment mode")
    office = lines.text("Cơ quan BHXH", "SI office")
    request = lines.text("Nội dung yêu cầu", "Request")
    documents = lines.text("Hồ sơ kèm theo", "Documents attached")


class ContributionNotices(Register):
    """One line of a unit's monthly notice C12-TS, or of a local sheet of balances."""

    label = Text("Thông báo kết quả đóng (C12)", "Contribution notices (C12)")
    grain = Text("Mỗi dòng là một dòng của thông báo một đơn vị.", "One row per line of a unit's notice.")
    sender = Text("Cơ quan BHXH", "The Social Insurance office")
    lateness = Text("Ngày 5 tháng sau.", "The 5th of the next month.")
    flaws = (
        Text("Số thừa không tách theo quỹ.", "A surplus is not divided among the funds."),
        Text("Số người ghi ở cột tiền.", "Counts of people stand in columns of money."),
    )
    on_event = True

    form = lines.form()
    employer = lines.text("Mã đơn vị", "Unit code", "madvi", required=True)
    employer_name = lines.unit_name()
    period = lines.of(Kind.MONTH, "Tháng", "Month of the notice", "Kỳ")
    number = lines.text("Mục", "Line", "Số mục", required=True)
    content = lines.text("Nội dung", "Content")
    measure = lines.listed(
        "Đơn vị tính",
        "Measure",
        {
            "persons": Text("Người", "Persons"),
            "dong": Text("Đồng", "Đồng"),
            "days": Text("Ngày", "Days"),
            "rate": Text("Tỷ lệ (%)", "Rate (%)"),
        },
    )
    si = lines.of(Kind.DECIMAL, "BHXH (không tách)", "SI, undivided")
    si_short_term = lines.of(Kind.DECIMAL, "BHXH ốm đau, thai sản", "SI: sickness and maternity")
    si_retirement = lines.of(Kind.DECIMAL, "BHXH hưu trí, tử tuất", "SI: retirement and death")
    hi = lines.of(Kind.DECIMAL, "BHYT", "HI")
    ui = lines.of(Kind.DECIMAL, "BHTN", "UI")
    accident = lines.of(Kind.DECIMAL, "BHTNLĐ, BNN", "Work accidents")
    total = lines.of(Kind.DECIMAL, "Tổng cộng", "Total", "Cộng")
