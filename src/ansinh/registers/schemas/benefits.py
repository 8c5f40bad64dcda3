"""Who draws a benefit, who holds which HI card, who is insured elsewhere, and how do dossiers go?"""

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

_NAMES_MESSY = Text("Họ tên không dấu hoặc đảo thứ tự.", "Names without accents or in another order.")
_IDS_MESSY = Text("Thiếu hoặc sai số định danh cá nhân.", "Personal IDs missing or mistyped.")
_SI_OFFICE = Text("Cơ quan BHXH", "The Social Insurance office")
_THE_FIFTH = Text("Ngày 5 tháng sau.", "The 5th of the next month.")


class Beneficiaries(Register):
    """Who draws a pension or another monthly benefit?"""

    label = Text("Người hưởng lương hưu, trợ cấp", "Pension and benefit recipients")
    grain = Text(
        "Mỗi dòng là một chế độ hằng tháng mà một người đang hưởng ngày cuối tháng.",
        "One row per person and monthly benefit being paid at month end.",
    )
    sender = _SI_OFFICE
    lateness = _THE_FIFTH
    flaws = (
        _NAMES_MESSY,
        _IDS_MESSY,
        Text("Người già thường chỉ có năm sinh.", "Old people often have only a birth year."),
        Text("Người đã chết còn được chi vài tháng.", "The dead are still paid for some months."),
        Text("Một người có thể hưởng hai chế độ.", "A person may draw two benefits."),
    )

    si_number = si_number(required=False)
    personal_id = personal_id()
    full_name = full_name()
    birth_date = birth_date()
    sex = sex()
    commune = commune()
    hamlet = hamlet()
    benefit = Column(
        Kind.TEXT,
        Text("Chế độ đang hưởng", "Benefit"),
        Text("Loại chế độ hằng tháng.", "Kind of monthly benefit."),
        required=True,
        allowed={
            "pension": Text("Lương hưu", "Pension"),
            "disability": Text("Trợ cấp mất sức lao động", "Loss-of-work-capacity benefit"),
            "survivor": Text("Tuất hằng tháng", "Survivor's benefit"),
            "work_accident": Text("Tai nạn lao động, bệnh nghề nghiệp", "Work accident benefit"),
            "social_pension": Text("Trợ cấp hưu trí xã hội", "Social pension"),
            "unemployment": Text("Trợ cấp thất nghiệp", "Unemployment benefit"),
        },
        headings=("Loại chế độ", "Chế độ", "Loại trợ cấp"),
    )
    since = Column(
        Kind.DAY,
        Text("Hưởng từ ngày", "Since"),
        Text("Ngày đầu hưởng chế độ.", "First day of the benefit."),
        required=True,
        headings=("Hưởng từ", "Từ ngày", "Ngày bắt đầu hưởng"),
    )
    until = Column(
        Kind.DAY,
        Text("Hưởng đến ngày", "Until"),
        Text(
            "Ngày cuối cùng được hưởng; trống khi không có thời hạn.", "Last day; empty when there is none."
        ),
        headings=("Hưởng đến", "Đến ngày", "Ngày thôi hưởng"),
    )
    amount = Column(
        Kind.MONEY,
        Text("Mức hưởng", "Amount"),
        Text("Mức hưởng một tháng, đồng.", "Monthly amount, đồng."),
        required=True,
        headings=("Số tiền hưởng", "Mức hưởng hằng tháng", "Số tiền"),
    )
    without_cash = flag(
        Text("Nhận qua tài khoản", "Without cash"),
        Text("Nhận qua tài khoản cá nhân.", "Paid into a personal account."),
        "Chi qua ATM",
        "Tài khoản cá nhân",
    )


class HiCards(Register):
    """Which HI cards were valid in the last twelve months, of whom, until when?"""

    label = Text("Thẻ BHYT", "HI cards")
    grain = Text(
        "Mỗi dòng là một thẻ có giá trị vào lúc nào đó trong 12 tháng đến cuối tháng, kể cả thẻ đã hết hạn.",
        "One row per card valid at any time in the twelve months to month end, ended ones included.",
    )
    sender = _SI_OFFICE
    lateness = _THE_FIFTH
    flaws = (
        _NAMES_MESSY,
        _IDS_MESSY,
        Text("Mã, tên xã phường trước 01/7/2025.", "Commune codes and names from before 1 July 2025."),
        Text(
            "Thẻ của người đã chết, đã chuyển đi chưa thu hồi.", "Cards of the dead and departed still run."
        ),
    )
    key = ("card", "since")

    card = Column(
        Kind.TEXT,
        Text("Mã thẻ BHYT", "Card"),
        Text(
            "Mã thẻ 15 ký tự; thẻ mới chỉ in 10 hoặc 12 số.",
            "Card of 15 characters; newer cards print only 10 or 12 digits.",
        ),
        required=True,
        pattern=HI_CARD,
        headings=("Số thẻ BHYT", "Mã thẻ", "Số thẻ", "ma_the"),
    )
    si_number = si_number()
    personal_id = personal_id()
    full_name = full_name()
    birth_date = birth_date()
    sex = sex()
    commune = commune()
    hamlet = hamlet()
    hi_group = Column(
        Kind.TEXT,
        Text("Nhóm đối tượng BHYT", "HI group"),
        Text("Mã đối tượng 2 chữ cái, ví dụ HS, GD.", "Two-letter group code, e.g. HS."),
        required=True,
        pattern="[A-Z]{2}",
        headings=("Mã đối tượng", "Đối tượng", "Mã ĐT"),
    )
    since = Column(
        Kind.DAY,
        Text("Giá trị từ", "Since"),
        Text("Ngày đầu thẻ có giá trị.", "First day on which the card is valid."),
        required=True,
        headings=("Thẻ có giá trị từ", "Từ ngày", "Hạn thẻ từ", "gt_the_tu"),
    )
    until = Column(
        Kind.DAY,
        Text("Giá trị đến", "Until"),
        Text(
            "Ngày cuối cùng thẻ có giá trị; trống khi thẻ không ghi thời hạn.",
            "Last day on which the card is valid (included); empty when it is open.",
        ),
        headings=("Thẻ có giá trị đến", "Đến ngày", "Hạn thẻ đến", "Ngày hết hạn", "gt_the_den"),
    )
    continuous_since = Column(
        Kind.DAY,
        Text("Thời điểm đủ 5 năm tính từ", "Continuous since"),
        Text(
            "Ngày bắt đầu tham gia BHYT liên tục, không gián đoạn.",
            "Day since which the person has been insured without a gap.",
        ),
        required=True,
        headings=("Tham gia liên tục từ", "Liên tục từ ngày", "BHYT liên tục từ"),
    )


class Procedures(Register):
    """Which dossiers were received, and were they returned in time?"""

    label = Text("Hồ sơ thủ tục hành chính", "Procedures")
    grain = Text(
        "Mỗi dòng là một hồ sơ nhận trong tháng, hoặc nhận trước mà đầu tháng chưa trả.",
        "One row per dossier received in the month, or received before and not returned at its start.",
    )
    sender = _SI_OFFICE
    lateness = _THE_FIFTH
    flaws = (Text("Hồ sơ trả rồi nhưng chưa ghi ngày trả.", "Returned dossiers without the day of return."),)
    key = ("dossier",)

    dossier = Column(
        Kind.TEXT,
        Text("Mã hồ sơ", "Dossier"),
        Text("Số tiếp nhận hồ sơ.", "Number of the dossier."),
        required=True,
        headings=("Số hồ sơ", "Số tiếp nhận", "ma_ho_so"),
    )
    procedure = Column(
        Kind.TEXT,
        Text("Thủ tục", "Procedure"),
        Text("Tên hoặc mã thủ tục hành chính.", "Name or code of the procedure."),
        required=True,
        headings=("Tên thủ tục", "Mã thủ tục", "Loại hồ sơ"),
    )
    received_on = Column(
        Kind.DAY,
        Text("Ngày nhận", "Received on"),
        Text("Ngày tiếp nhận hồ sơ.", "Day the dossier was received."),
        required=True,
        headings=("Ngày tiếp nhận",),
    )
    due_on = Column(
        Kind.DAY,
        Text("Ngày hẹn trả", "Due on"),
        Text("Ngày hẹn trả kết quả.", "Day on which the result is due."),
        required=True,
        headings=("Hạn trả", "Hạn xử lý"),
    )
    returned_on = Column(
        Kind.DAY,
        Text("Ngày trả", "Returned on"),
        Text("Ngày trả kết quả; trống khi đang xử lý.", "Day of the result; empty while in hand."),
        headings=("Ngày trả kết quả",),
    )
    channel = Column(
        Kind.TEXT,
        Text("Hình thức nhận", "Channel"),
        Text("Hồ sơ đến bằng cách nào.", "How the dossier came in."),
        required=True,
        allowed={
            "electronic": Text("Điện tử", "Electronic"),
            "post": Text("Bưu chính", "Post"),
            "counter": Text("Trực tiếp", "Counter"),
        },
        headings=("Hình thức nộp", "Kênh nộp"),
    )
    commune = commune()
    status = Column(
        Kind.TEXT,
        Text("Trạng thái", "Status"),
        Text("Tình trạng cuối tháng.", "Where it stands at month end."),
        required=True,
        allowed={
            "received": Text("Đang xử lý", "Received"),
            "returned": Text("Đã trả", "Returned"),
            "withdrawn": Text("Rút hồ sơ", "Withdrawn"),
        },
        headings=("Tình trạng",),
    )


class InsuredElsewhere(Register):
    """Who lives here and is insured by the army, the police or another province?"""

    label = Text("Người tham gia BHYT ở nơi khác", "People insured elsewhere")
    grain = Text(
        "Mỗi dòng là một người cư trú tại tỉnh, do Quân đội, Công an hoặc tỉnh khác quản lý tham gia.",
        "One row per resident who is insured through the army, the police or another province.",
    )
    sender = Text(
        "Cơ quan BHXH, tổng hợp từ BHXH Quân đội, BHXH Công an và các tỉnh",
        "The Social Insurance office, from those of the army, the police and other provinces",
    )
    lateness = Text("Ngày 20 tháng sau.", "The 20th of the next month.")
    flaws = (
        _NAMES_MESSY,
        _IDS_MESSY,
        Text("Người đã trở về còn trong danh sách vài tháng.", "People who came back stay for some months."),
    )

    personal_id = personal_id()
    full_name = full_name()
    birth_date = birth_date()
    sex = sex()
    commune = commune(required=False)
    hamlet = hamlet()
    by = Column(
        Kind.TEXT,
        Text("Nơi quản lý tham gia", "By"),
        Text("Ai quản lý việc tham gia BHYT của người này.", "Through whom the person is insured."),
        required=True,
        allowed={
            "army": Text("Quân đội", "Army"),
            "police": Text("Công an", "Police"),
            "other_province": Text("Tỉnh khác", "Another province"),
        },
        headings=("Nơi tham gia", "Đơn vị quản lý"),
    )
    since = Column(
        Kind.DAY,
        Text("Từ ngày", "Since"),
        Text("Ngày đầu được bảo hiểm ở nơi đó.", "First day of being insured there."),
        required=True,
        headings=("Tham gia từ", "Giá trị từ"),
    )
    until = Column(
        Kind.DAY,
        Text("Đến ngày", "Until"),
        Text("Ngày cuối cùng; trống khi còn tiếp tục.", "Last day; empty while it goes on."),
        headings=("Tham gia đến", "Giá trị đến"),
    )
