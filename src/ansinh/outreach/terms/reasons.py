"""Why is a person or an employer on a list, in which order do the reasons apply, and why is somebody left out?

T is the last day of the month, M the month. The order of the members is the order of the reasons: within one
scheme a person gets the first that applies, and no other.
"""

from __future__ import annotations

from enum import StrEnum

from ansinh.base.texts import Text


class Scheme(StrEnum):
    """What the person should join."""

    HI = "hi"
    SI = "si"
    UI = "ui"

    @property
    def label(self) -> Text:
        return _SCHEMES[self]


class Reason(StrEnum):
    """Why a person is on a list."""

    SUBSIDISED_NOT_ENROLLED = "subsidised_not_enrolled"
    STUDENT_WITHOUT_HI = "student_without_hi"
    HI_CARD_EXPIRED = "hi_card_expired"
    LEFT_HI = "left_hi"
    RESIDENT_WITHOUT_HI = "resident_without_hi"
    STUDENT_INTERRUPTED_COVER = "student_interrupted_cover"
    HI_CARD_EXPIRING_30 = "hi_card_expiring_30"
    HI_CARD_EXPIRING_60 = "hi_card_expiring_60"
    HI_CARD_EXPIRING_90 = "hi_card_expiring_90"
    DECLARED_WITHOUT_SI = "declared_without_si"
    TAXED_WITHOUT_SI = "taxed_without_si"
    LEFT_SI_COMPULSORY = "left_si_compulsory"
    LEFT_SI_VOLUNTARY = "left_si_voluntary"
    VOLUNTARY_SI_ELIGIBLE = "voluntary_si_eligible"
    LEFT_UI = "left_ui"

    @property
    def label(self) -> Text:
        return _REASONS[self][1]

    @property
    def definition(self) -> Text:
        """Who is meant, in one sentence."""
        return _REASONS[self][2]

    @property
    def scheme(self) -> Scheme:
        return _REASONS[self][0]

    @property
    def rank(self) -> int:
        """Place in the order of reasons, from 1."""
        return list(Reason).index(self) + 1

    @property
    def won_back(self) -> bool:
        """Is the person on the official list of those who left and have not come back (C21a)?"""
        return self in _LEFT


class EmployerReason(StrEnum):
    """Why an employer is on a list. An employer may be there for several reasons: they are different debts."""

    EMPLOYER_WITHOUT_SI = "employer_without_si"
    HEADCOUNT_GAP = "headcount_gap"
    WAGE_GAP = "wage_gap"

    @property
    def label(self) -> Text:
        return _EMPLOYER_REASONS[self][0]

    @property
    def definition(self) -> Text:
        return _EMPLOYER_REASONS[self][1]


class LeftOut(StrEnum):
    """Why somebody who would be a candidate is on no list; the first that applies counts."""

    DECEASED = "deceased"
    MOVED = "moved"
    INSURED_ELSEWHERE = "insured_elsewhere"
    NOT_RESIDENT = "not_resident"
    TAKEN_OFF = "taken_off"
    VISITED_DECEASED = "visited_deceased"
    VISITED_MOVED = "visited_moved"
    VISITED_ALREADY_INSURED = "visited_already_insured"
    DOUBTFUL_LINK = "doubtful_link"

    @property
    def label(self) -> Text:
        return _LEFT_OUT[self]


class Outcome(StrEnum):
    """What a visit found; kept in the register of outcomes and read by the next run."""

    ALREADY_INSURED = "already_insured"
    MOVED = "moved"
    REFUSED = "refused"
    ENROLLED = "enrolled"
    NOT_FOUND = "not_found"
    DECEASED = "deceased"

    @property
    def label(self) -> Text:
        return _OUTCOMES[self]


def reasons_of(scheme: Scheme) -> tuple[Reason, ...]:
    """The reasons of one scheme in their order."""
    return tuple(reason for reason in Reason if reason.scheme is scheme)


_SCHEMES = {
    Scheme.HI: Text("BHYT", "HI"),
    Scheme.SI: Text("BHXH", "SI"),
    Scheme.UI: Text("BHTN", "UI"),
}
_LEFT = (Reason.LEFT_HI, Reason.LEFT_SI_COMPULSORY, Reason.LEFT_SI_VOLUNTARY, Reason.LEFT_UI)
_EXPIRING = Text(
    "Có thẻ BHYT phải tự gia hạn, còn giá trị từ {first} đến {last} ngày sau ngày cuối tháng.",
    "Holds an HI card that the person must renew and that ends {first} to {last} days after the month's last day.",
)


def _expiring(first: int, last: int) -> tuple[Scheme, Text, Text]:
    label = Text("Thẻ BHYT hết hạn trong {days} ngày tới", "HI card ends within {days} days")
    return Scheme.HI, label.format(days=last), _EXPIRING.format(first=first, last=last)


_REASONS = {
    Reason.SUBSIDISED_NOT_ENROLLED: (
        Scheme.HI,
        Text("Thuộc nhóm được Nhà nước đóng, hỗ trợ mà chưa có thẻ BHYT", "Paid for by the State, not enrolled in HI"),
        Text(
            "Không có BHYT ngày cuối tháng và thuộc nhóm ngân sách đóng (trẻ em dưới 6 tuổi, hộ nghèo, dân tộc thiểu "
            "số vùng khó khăn, bảo trợ xã hội, người có công) hoặc hộ cận nghèo.",
            "No HI on the month's last day, and of a group that the budget pays for (child under 6, poor household, "
            "ethnic minority in a difficult area, social protection, people of merit) or near-poor.",
        ),
    ),
    Reason.STUDENT_WITHOUT_HI: (
        Scheme.HI,
        Text("Học sinh, sinh viên chưa có BHYT", "Pupil or student without HI"),
        Text(
            "Có tên trong danh sách học sinh, sinh viên và không có BHYT ngày cuối tháng.",
            "On a school's list, and no HI on the month's last day.",
        ),
    ),
    Reason.HI_CARD_EXPIRED: (
        Scheme.HI,
        Text("Thẻ BHYT hết hạn chưa quá 90 ngày", "HI card ended at most 90 days ago"),
        Text(
            "Không có BHYT ngày cuối tháng; thẻ cuối cùng hết hạn trong 90 ngày trước đó.",
            "No HI on the month's last day; the last card ended within the 90 days before it.",
        ),
    ),
    Reason.LEFT_HI: (
        Scheme.HI,
        Text("Đã dừng BHYT, chưa quay lại", "Left HI and has not come back"),
        Text(
            "Không có BHYT ngày cuối tháng; đã có thẻ, hết hạn trước đó hơn 90 ngày (C21a).",
            "No HI on the month's last day; an earlier card ended more than 90 days before it (C21a).",
        ),
    ),
    Reason.RESIDENT_WITHOUT_HI: (
        Scheme.HI,
        Text("Người cư trú chưa có BHYT", "Resident without HI"),
        Text(
            "Cư trú tại địa bàn, không có BHYT ngày cuối tháng và không thấy thẻ nào trước đó.",
            "Lives here, no HI on the month's last day, and no earlier card is known.",
        ),
    ),
    Reason.STUDENT_INTERRUPTED_COVER: (
        Scheme.HI,
        Text("Học sinh, sinh viên không có BHYT đủ 12 tháng liên tục", "Pupil or student without twelve unbroken months of HI"),
        Text(
            "Học sinh, sinh viên có BHYT ngày cuối tháng nhưng có tháng trong 12 tháng gần nhất không có; người mới "
            "đến hoặc mới sinh tính từ khi đó.",
            "A pupil or student with HI on the month's last day who lacked it at some month end of the last twelve; "
            "who came or was born since is counted from then.",
        ),
    ),
    Reason.HI_CARD_EXPIRING_30: _expiring(1, 30),
    Reason.HI_CARD_EXPIRING_60: _expiring(31, 60),
    Reason.HI_CARD_EXPIRING_90: _expiring(61, 90),
    Reason.DECLARED_WITHOUT_SI: (
        Scheme.SI,
        Text("Có khai trình lao động mà chưa đóng BHXH bắt buộc", "In a labour-use declaration, not in compulsory SI"),
        Text(
            "Đơn vị khai đang sử dụng lao động ngày cuối tháng (trừ hợp đồng thử việc riêng và việc không trọn thời gian "
            "có lương dưới mức thấp nhất làm căn cứ đóng); không tham gia BHXH bắt buộc, không hưởng lương hưu.",
            "An employer declares the person as employed on the month's last day (but for separate trial contracts and "
            "part-time work below the lowest wage for SI); not in compulsory SI, no pension.",
        ),
    ),
    Reason.TAXED_WITHOUT_SI: (
        Scheme.SI,
        Text("Có thu nhập tiền lương chịu thuế mà chưa đóng BHXH bắt buộc", "Taxed wage, not in compulsory SI"),
        Text(
            "Cơ quan thuế biết tiền lương của tháng; không tham gia BHXH bắt buộc ngày cuối tháng, không hưởng lương hưu.",
            "The tax authority knows a wage of the month; not in compulsory SI on its last day, no pension.",
        ),
    ),
    Reason.LEFT_SI_COMPULSORY: (
        Scheme.SI,
        Text("Đã dừng BHXH bắt buộc, chưa quay lại", "Left compulsory SI and has not come back"),
        Text(
            "Tham gia BHXH bắt buộc vào cuối một tháng trong 12 tháng trước; nay không tham gia BHXH nào, không hưởng lương hưu (C21a).",
            "In compulsory SI at some month end of the twelve months before; now in no SI, no pension (C21a).",
        ),
    ),
    Reason.LEFT_SI_VOLUNTARY: (
        Scheme.SI,
        Text("Đã dừng BHXH tự nguyện, chưa quay lại", "Left voluntary SI and has not come back"),
        Text(
            "Tham gia BHXH tự nguyện vào cuối một tháng trong 12 tháng trước; nay không tham gia BHXH nào, không hưởng lương hưu (C21a).",
            "In voluntary SI at some month end of the twelve months before; now in no SI, no pension (C21a).",
        ),
    ),
    Reason.VOLUNTARY_SI_ELIGIBLE: (
        Scheme.SI,
        Text("Đủ điều kiện tham gia BHXH tự nguyện", "May join voluntary SI"),
        Text(
            "Từ đủ 15 tuổi và dưới 60 tuổi, cư trú tại địa bàn, không tham gia BHXH, không hưởng lương hưu hay trợ cấp "
            "BHXH hằng tháng, không phải học sinh, sinh viên.",
            "Aged 15 or more and under 60, lives here, in no SI, no pension or monthly SI benefit, no pupil or student.",
        ),
    ),
    Reason.LEFT_UI: (
        Scheme.UI,
        Text("Đã dừng BHTN, chưa quay lại", "Left UI and has not come back"),
        Text(
            "Tham gia BHTN vào cuối một tháng trong 12 tháng trước, nay không tham gia, không hưởng lương hưu (C21a).",
            "In UI at some month end of the twelve months before, not now, and on no pension (C21a).",
        ),
    ),
}  # fmt: skip
_EMPLOYER_REASONS = {
    EmployerReason.EMPLOYER_WITHOUT_SI: (
        Text("Đơn vị có trả lương mà chưa đăng ký BHXH", "Employer that pays wages and is not registered for SI"),
        Text(
            "Đăng ký kinh doanh đang hoạt động, có ít nhất một người có tiền lương chịu thuế trong tháng, không có trong danh sách đơn vị đóng BHXH.",
            "An operating business registration with at least one taxed wage in the month, not among the employers of SI.",
        ),
    ),
    EmployerReason.HEADCOUNT_GAP: (
        Text("Số lao động theo thuế nhiều hơn số đóng BHXH", "More employees taxed than in the payroll"),
        Text(
            "Số người có tiền lương chịu thuế trong tháng nhiều hơn số người đóng BHXH, ít nhất 1 người và 5 %.",
            "More people with a taxed wage of the month than in the SI payroll, by at least one person and 5 %.",
        ),
    ),
    EmployerReason.WAGE_GAP: (
        Text("Mức lương đóng BHXH thấp hơn lương chịu thuế", "Wage for SI below the taxed wage"),
        Text(
            "Có ít nhất một người có mức lương đóng BHXH dưới 90 % tiền lương chịu thuế của tháng.",
            "At least one employee whose wage for SI is below 90 % of the taxed wage of the month.",
        ),
    ),
}  # fmt: skip
_LEFT_OUT = {
    LeftOut.DECEASED: Text("đã chết", "deceased"),
    LeftOut.MOVED: Text("đã chuyển khỏi tỉnh", "moved out of the province"),
    LeftOut.INSURED_ELSEWHERE: Text("do quân đội, công an hoặc tỉnh khác quản lý", "counted by army, police or another province"),
    LeftOut.NOT_RESIDENT: Text("không cư trú tại tỉnh", "not a resident of the province"),
    LeftOut.TAKEN_OFF: Text("cơ quan BHXH đã báo giảm trước hạn, chờ xác minh", "taken off early by the SI office, to be checked"),
    LeftOut.VISITED_DECEASED: Text("đã đến thăm: đã chết", "visited: deceased"),
    LeftOut.VISITED_MOVED: Text("đã đến thăm: đã chuyển đi", "visited: moved away"),
    LeftOut.VISITED_ALREADY_INSURED: Text("đã đến thăm: đang tham gia", "visited: already insured"),
    LeftOut.DOUBTFUL_LINK: Text("có thể trùng với người khác, chờ rà soát", "may be the same as another record, to be reviewed"),
}  # fmt: skip
_OUTCOMES = {
    Outcome.ALREADY_INSURED: Text("đã có bảo hiểm từ trước", "already insured"),
    Outcome.MOVED: Text("đã chuyển đi", "moved away"),
    Outcome.REFUSED: Text("chưa đồng ý tham gia", "refused"),
    Outcome.ENROLLED: Text("tham gia mới", "enrolled"),
    Outcome.NOT_FOUND: Text("không gặp được", "not found"),
    Outcome.DECEASED: Text("đã chết", "deceased"),
}
