"""Who takes part, who lives here, in which household, at which school?"""

from ansinh.base.texts import Text
from ansinh.registers.schemas.columns import (
    HI_CARD,
    Column,
    Kind,
    birth_date,
    commune,
    flag,
    full_name,
    hamlet,
    personal_id,
    sex,
    si_number,
)
from ansinh.registers.schemas.register import Register


class Participants(Register):
    """Who takes part in which scheme on the last day of the month."""

    label = Text("Người tham gia BHXH, BHYT, BHTN", "SI, HI and UI participants")
    grain = Text(
        "Mỗi dòng là một người có mã số BHXH, tình trạng ngày cuối tháng.",
        "One row per person with an SI number, as of the last day of the month.",
    )
    sender = Text("Cơ quan BHXH", "The Social Insurance office")
    lateness = Text("Ngày 5 tháng sau.", "The 5th of the next month.")
    flaws = (
        Text("Họ tên không dấu hoặc đảo thứ tự.", "Names without accents or in another order."),
        Text("Ngày sinh chỉ có năm.", "Birth dates with the year alone."),
        Text("Thiếu hoặc sai số định danh cá nhân.", "Personal IDs missing or mistyped."),
        Text("Mã, tên xã phường trước 01/7/2025.", "Commune codes and names from before 1 July 2025."),
        Text(
            "Người đã chuyển nơi ở vẫn còn ở địa chỉ cũ; người chết chưa được báo giảm.",
            "People who moved are still at the old address; deaths are not yet reported.",
        ),
        Text(
            "Lực lượng vũ trang do BHXH của ngành quản lý, không có trong tệp.",
            "Army and police are with their own SI offices and not in the file.",
        ),
    )
    key = ("si_number",)

    si_number = si_number()
    personal_id = personal_id()
    full_name = full_name()
    birth_date = birth_date()
    sex = sex()
    commune = commune()
    hamlet = hamlet()
    si_compulsory = flag(
        Text("BHXH bắt buộc", "Compulsory SI"),
        Text(
            "Đang tham gia BHXH bắt buộc ngày cuối tháng.",
            "Takes part in compulsory SI on the month's last day.",
        ),
        "BHXHBB",
        "BHXH BB",
    )
    si_voluntary = flag(
        Text("BHXH tự nguyện", "Voluntary SI"),
        Text(
            "Đang tham gia BHXH tự nguyện: đã đóng đến hết tháng này hoặc sau đó.",
            "Takes part in voluntary SI: paid up to this month or later.",
        ),
        "BHXHTN",
        "BHXH TN",
    )
    ui = flag(
        Text("BHTN", "UI"),
        Text("Đang tham gia bảo hiểm thất nghiệp.", "Takes part in unemployment insurance."),
        "Bảo hiểm thất nghiệp",
    )
    hi = flag(
        Text("BHYT", "HI"),
        Text("Có thẻ BHYT còn giá trị ngày cuối tháng.", "Holds an HI card valid on the month's last day."),
        "Bảo hiểm y tế",
        "Thẻ còn hạn",
    )
    hi_group = Column(
        Kind.TEXT,
        Text("Nhóm đối tượng BHYT", "HI group"),
        Text("Mã đối tượng 2 chữ cái trên thẻ, ví dụ HS, GD.", "Two-letter group code of the card, e.g. HS."),
        pattern="[A-Z]{2}",
        headings=("Mã đối tượng", "Đối tượng", "Mã ĐT"),
    )
    hi_card = Column(
        Kind.TEXT,
        Text("Mã thẻ BHYT", "HI card"),
        Text(
            "Mã thẻ 15 ký tự; thẻ mới chỉ in 10 hoặc 12 số.",
            "Card of 15 characters; newer cards print only 10 or 12 digits.",
        ),
        pattern=HI_CARD,
        headings=("Số thẻ BHYT", "Mã thẻ", "Số thẻ"),
    )
    hi_since = Column(
        Kind.DAY,
        Text("Thẻ có giá trị từ", "Card valid from"),
        Text("Ngày đầu của thời hạn thẻ hiện tại.", "First day of the card's present term."),
        headings=("Giá trị từ", "Từ ngày", "Hạn thẻ từ"),
    )
    hi_until = Column(
        Kind.DAY,
        Text("Thẻ có giá trị đến", "Card valid to"),
        Text("Ngày cuối cùng thẻ còn giá trị.", "Last day on which the card is valid (included)."),
        headings=("Giá trị đến", "Đến ngày", "Hạn thẻ đến", "Ngày hết hạn"),
    )
    voluntary_since = Column(
        Kind.MONTH,
        Text("BHXH tự nguyện từ tháng", "Voluntary SI since"),
        Text(
            "Tháng đầu của đợt tham gia liên tục gần nhất.", "First month of the latest unbroken membership."
        ),
        headings=("Tham gia từ tháng",),
    )
    voluntary_until = Column(
        Kind.MONTH,
        Text("BHXH tự nguyện đã đóng đến tháng", "Voluntary SI paid to"),
        Text(
            "Tháng cuối cùng đã đóng; vẫn còn ghi sau khi dừng.", "Last month paid for; kept after a lapse."
        ),
        headings=("Đóng đến tháng", "Đã đóng đến"),
    )
    voluntary_mode = Column(
        Kind.COUNT,
        Text("Phương thức đóng (tháng)", "Payment mode (months)"),
        Text("Số tháng mỗi lần đóng: 1, 3, 6 hoặc 12.", "Months paid at a time: 1, 3, 6 or 12."),
        headings=("Phương thức đóng", "PT đóng"),
    )
    employer = Column(
        Kind.TEXT,
        Text("Mã đơn vị", "Employer"),
        Text("Mã đơn vị sử dụng lao động nơi đang đóng.", "Code of the employer that pays for the person."),
        headings=("Mã đơn vị SDLĐ", "Đơn vị"),
    )
    verified = flag(
        Text("Đã xác thực với CSDL dân cư", "Verified with the population database"),
        Text(
            "Thông tin đã khớp với cơ sở dữ liệu quốc gia về dân cư.",
            "The person was matched with the national population database.",
        ),
        "Đã xác thực",
        "Xác thực",
    )


class Population(Register):
    """Who lives in the province."""

    label = Text("Dân cư", "Population register")
    grain = Text(
        "Mỗi dòng là một người cư trú, tình trạng ngày cuối tháng.",
        "One row per resident, as of the last day of the month.",
    )
    sender = Text("Công an", "The police (population database)")
    lateness = Text("Ngày 10 tháng sau.", "The 10th of the next month.")
    flaws = (
        Text("Người đã chết còn trong danh sách vài tháng.", "The dead stay on the list for some months."),
        Text("Người đã chuyển đi còn ghi ở nơi cũ.", "People who moved are still listed at the old place."),
        Text("Một số người già chỉ có năm sinh.", "Some old people have only a birth year."),
    )

    personal_id = personal_id()
    full_name = full_name()
    birth_date = birth_date()
    sex = sex()
    commune = commune()
    hamlet = hamlet()
    household = Column(
        Kind.TEXT,
        Text("Mã hộ", "Household"),
        Text("Mã hộ gia đình nơi cư trú.", "Code of the household of residence."),
        required=True,
        headings=("Số hộ", "Mã hộ gia đình", "Số hồ sơ hộ"),
    )
    residence = Column(
        Kind.TEXT,
        Text("Loại cư trú", "Residence"),
        Text("Thường trú hay tạm trú.", "Permanent or temporary residence."),
        required=True,
        allowed={"permanent": Text("Thường trú", "Permanent"), "temporary": Text("Tạm trú", "Temporary")},
        headings=("Cư trú", "Tình trạng cư trú"),
    )
    status = Column(
        Kind.TEXT,
        Text("Tình trạng", "Status"),
        Text("Đang cư trú, đã chết hay đã chuyển đi.", "Resident, deceased or moved away."),
        required=True,
        allowed={
            "resident": Text("Đang cư trú", "Resident"),
            "deceased": Text("Đã chết", "Deceased"),
            "moved": Text("Đã chuyển đi", "Moved away"),
        },
        headings=("Trạng thái",),
    )


class Households(Register):
    """Which households are poor, near-poor, of a minority, in a difficult area?"""

    label = Text("Hộ gia đình", "Households")
    grain = Text("Mỗi dòng là một hộ, tình trạng ngày cuối tháng.", "One row per household, as of month end.")
    sender = Text("Ủy ban nhân dân cấp xã", "The commune's People's Committee")
    from_communes = True
    lateness = Text(
        "Rà soát cuối năm, cập nhật hằng tháng ngày 10.",
        "Reviewed at the end of the year, updated monthly by the 10th.",
    )
    flaws = (
        Text(
            "Hộ thoát nghèo còn ghi hộ nghèo đến kỳ rà soát sau.",
            "Households that escaped poverty stay listed as poor until the next review.",
        ),
        Text("Chủ hộ đã chuyển hoặc đã chết.", "The head moved or died."),
    )
    key = ("household",)

    household = Population.household
    commune = commune()
    hamlet = hamlet()
    head_personal_id = Column(
        Kind.TEXT,
        Text("Số định danh chủ hộ", "Head's personal ID"),
        Text("Số định danh cá nhân của chủ hộ.", "Personal ID of the head of the household."),
        pattern=personal_id().pattern,
        headings=("CCCD chủ hộ", "Số CCCD chủ hộ"),
        messy=True,
    )
    kind = Column(
        Kind.TEXT,
        Text("Loại hộ", "Kind of household"),
        Text("Phân loại theo chuẩn nghèo đa chiều.", "Class by the multidimensional poverty standard."),
        required=True,
        allowed={
            "poor": Text("Hộ nghèo", "Poor"),
            "near_poor": Text("Hộ cận nghèo", "Near-poor"),
            "escaped_poverty": Text("Hộ mới thoát nghèo", "Recently escaped poverty"),
            "average": Text("Hộ có mức sống trung bình", "Average living standard"),
            "other": Text("Hộ khác", "Other"),
        },
        headings=("Phân loại hộ", "Diện hộ"),
    )
    ethnic_minority = flag(
        Text("Hộ dân tộc thiểu số", "Ethnic minority"),
        Text("Chủ hộ là người dân tộc thiểu số.", "The head belongs to an ethnic minority."),
        "DTTS",
        "Dân tộc thiểu số",
    )
    area = Column(
        Kind.TEXT,
        Text("Vùng", "Area"),
        Text("Vùng thường, vùng khó khăn hay xã đảo.", "Ordinary, difficult, or island area."),
        required=True,
        allowed={
            "ordinary": Text("Vùng thường", "Ordinary"),
            "difficult": Text("Vùng khó khăn", "Difficult"),
            "island": Text("Xã đảo", "Island"),
        },
        headings=("Khu vực địa lý", "Địa bàn"),
    )


class Students(Register):
    """Who goes to which school and grade?"""

    label = Text("Học sinh, sinh viên", "Pupils and students")
    grain = Text(
        "Mỗi dòng là một học sinh, sinh viên của một trường.",
        "One row per pupil or student of a school, as of month end.",
    )
    sender = Text("Sở Giáo dục và Đào tạo", "The Department of Education and Training")
    lateness = Text(
        "Ngày 15 tháng sau; tháng 6 đến tháng 8 giữ danh sách cuối năm học.",
        "The 15th of the next month; from June to August the list of the school year's end.",
    )
    flaws = (
        Text("Học sinh nhỏ tuổi thường thiếu số định danh.", "Young pupils often lack a personal ID."),
        Text("Địa chỉ là nơi tạm trú gần trường.", "The address may be a lodging near the school."),
    )

    personal_id = personal_id()
    full_name = full_name()
    birth_date = birth_date()
    sex = sex()
    school = Column(
        Kind.TEXT,
        Text("Trường", "School"),
        Text("Mã và tên trường.", "Code and name of the school."),
        required=True,
        headings=("Tên trường", "Trường học"),
    )
    grade = Column(
        Kind.TEXT,
        Text("Khối lớp", "Grade"),
        Text("Khối 1 đến 12; ĐH cho sinh viên.", "Grade 1 to 12; ĐH for university students."),
        required=True,
        pattern="[1-9]|1[0-2]|ĐH",
        headings=("Khối", "Lớp"),
    )
    commune = commune(required=False)
    hamlet = hamlet()
