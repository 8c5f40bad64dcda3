"""Which official forms are filled from the data, for whom, and which states does a filled form pass through?"""

from __future__ import annotations

from enum import StrEnum

from ansinh.base.texts import Text


class About(StrEnum):
    """Whom a filled form is about."""

    EMPLOYER = "employer"
    COMMUNE = "commune"
    ORGANISATION = "organisation"
    PROVINCE = "province"

    @property
    def label(self) -> Text:
        return _ABOUT[self]


_ABOUT = {
    About.EMPLOYER: Text("Đơn vị sử dụng lao động", "Employer"),
    About.COMMUNE: Text("Xã, phường", "Commune"),
    About.ORGANISATION: Text("Tổ chức hỗ trợ phát triển người tham gia", "Support organisation"),
    About.PROVINCE: Text("Tỉnh, thành phố", "Province"),
}


class Form(StrEnum):
    """A form that the system fills. The value is its code, as `registers.layouts` knows it."""

    LABOUR_CHANGES = "D02-LT"
    HI_PARTICIPANTS = "Mẫu số 3"
    VOLUNTARY_SI = "D05-TS"
    VOLUNTARY_ACCIDENT = "D06-TS"
    WIN_BACK = "C21a-TS"
    TARGETS = "B15a-UQ"

    @property
    def label(self) -> Text:
        return _FORMS[self][0]

    @property
    def about(self) -> About:
        return _FORMS[self][1]

    @property
    def filled_from(self) -> Text:
        """Where its lines come from, in one sentence."""
        return _FORMS[self][2]

    @property
    def needs(self) -> tuple[str, ...]:
        """The columns that every line must have before the form may be sent."""
        return _FORMS[self][3]


_FORMS: dict[Form, tuple[Text, About, Text, tuple[str, ...]]] = {
    Form.LABOUR_CHANGES: (
        Text("Danh sách lao động tham gia BHXH, BHYT, BHTN", "Labour changes of an employer"),
        About.EMPLOYER,
        Text(
            "So bảng lương đóng của tháng với tháng trước: ai vào, ai ra, ai đổi tiền lương.",
            "This month's payroll against the month before: who came, who left, whose wage changed.",
        ),
        ("full_name", "si_number", "birth_date", "position", "wage", "contract", "effective_on", "since", "change"),
    ),
    Form.HI_PARTICIPANTS: (
        Text("Danh sách người chỉ tham gia BHYT", "List of people with HI alone"),
        About.COMMUNE,
        Text(
            "Người thuộc nhóm Nhà nước đóng, hỗ trợ mà chưa có thẻ, và người đã vận động được trong tháng.",
            "People of supported groups who have no card, and people enrolled by a visit of the month.",
        ),
        ("full_name", "si_number", "personal_id", "facility", "base", "since"),
    ),
    Form.VOLUNTARY_SI: (
        Text("Danh sách người tham gia BHXH tự nguyện", "Participants in voluntary SI"),
        About.ORGANISATION,
        Text(
            "Người mà nhân viên của tổ chức đã vận động tham gia trong tháng.",
            "People whom the organisation's collectors enrolled in the month.",
        ),
        ("full_name", "si_number", "birth_date", "since", "months", "income", "participation"),
    ),
    Form.VOLUNTARY_ACCIDENT: (
        Text("Danh sách người tham gia BHTNLĐ tự nguyện", "Participants in voluntary work-accident insurance"),
        About.ORGANISATION,
        Text(
            "Các dòng mà tổ chức đã gửi trong tháng theo bất kỳ phiên bản mẫu nào, lập lại theo mẫu hiện hành.",
            "The lines that the organisation sent in the month in any version of the form, in today's form.",
        ),
        ("full_name", "si_number", "birth_date", "job", "since_day", "months", "income", "participation"),
    ),
    Form.WIN_BACK: (
        Text("Danh sách người dừng tham gia chưa tham gia lại", "People who left and have not come back"),
        About.COMMUNE,
        Text(
            "Người đã dừng BHXH, BHYT, BHTN trong danh sách việc của tháng.",
            "People on the month's work lists because they left SI, HI or UI.",
        ),
        ("full_name", "si_number", "commune", "stopped", "address", "phone"),
    ),
    Form.TARGETS: (
        Text("Kết quả thực hiện chỉ tiêu của tổ chức hỗ trợ", "Results against targets of support organisations"),
        About.PROVINCE,
        Text(
            "Kết quả vận động ghi trong danh sách việc, theo tổ chức và nhân viên.",
            "Enrolments recorded on the work lists, by organisation and collector.",
        ),
        ("name", "code", "voluntary_target_total", "hi_target_total"),
    ),
}  # fmt: skip


LOST = Text(
    "Người đã ghi là tham gia nhưng không còn trong danh sách của tháng",
    "Person recorded as enrolled who is no longer on the month's list",
)
"""What a line lacks whose person nobody finds any more."""


class State(StrEnum):
    """How far a filled form has come."""

    ASKED = "asked"
    FILLED = "filled"
    FAILED = "failed"
    SUBMITTED = "submitted"
    REOPENED = "reopened"
    DROPPED = "dropped"

    @property
    def label(self) -> Text:
        return _STATES[self][0]

    @property
    def look(self) -> str:
        """The sign under which pages show it."""
        return _STATES[self][1]

    def may_become(self, other: State) -> bool:
        """Is the step allowed?"""
        return other in MOVES[self]


_STATES = {
    State.ASKED: (Text("Đang lập", "Being filled"), "waiting"),
    State.FILLED: (Text("Đã lập, chưa gửi", "Filled, not sent"), "partial"),
    State.FAILED: (Text("Không lập được", "Could not be filled"), "failed"),
    State.SUBMITTED: (Text("Đã gửi, đã khóa", "Sent and locked"), "accepted"),
    State.REOPENED: (Text("Đã mở lại", "Reopened"), "partial"),
    State.DROPPED: (Text("Đã bỏ", "Dropped"), "superseded"),
}

MOVES: dict[State, frozenset[State]] = {
    State.ASKED: frozenset({State.FILLED, State.FAILED, State.DROPPED}),
    State.FILLED: frozenset({State.ASKED, State.SUBMITTED, State.DROPPED}),
    State.FAILED: frozenset({State.ASKED, State.DROPPED}),
    State.SUBMITTED: frozenset({State.REOPENED}),
    State.REOPENED: frozenset({State.ASKED, State.SUBMITTED, State.DROPPED}),
    State.DROPPED: frozenset(),
}
"""Allowed steps: a form that was sent is locked; it is reopened with a reason, then filled or sent again."""
