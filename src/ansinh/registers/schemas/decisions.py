"""What did people decide or find out that the next month's run must know?

These registers are written by this system alone: decisions re-enter like any other delivery.
"""

from ansinh.base.texts import Text
from ansinh.registers.schemas.columns import Column, Kind, commune, hamlet
from ansinh.registers.schemas.register import Register

_HERE = Text("Hệ thống này", "This system")
_AT_ONCE = Text("Ngày 1 tháng sau, tự động.", "The 1st of the next month, by itself.")


def _record(side_vi: str, side: str) -> tuple[Column, Column]:
    register = Column(
        Kind.TEXT,
        Text(f"Sổ {side_vi}", f"{side.capitalize()} register"),
        Text(f"Tên sổ của bản ghi bên {side_vi}.", f"Register of the {side} record."),
        required=True,
        pattern="[a-z_]+",
    )
    record = Column(
        Kind.TEXT,
        Text(f"Bản ghi {side_vi}", f"{side.capitalize()} record"),
        Text("Dấu vân của bản ghi, 24 ký tự.", "Fingerprint of the record, 24 hexadecimal digits."),
        required=True,
        pattern="[0-9a-f]{24}",
    )
    return register, record


class MatchDecisions(Register):
    """Which pairs of records did a clerk call the same person?"""

    own = True
    label = Text("Quyết định đối chiếu", "Match decisions")
    grain = Text(
        "Mỗi dòng là quyết định cuối cùng về một cặp bản ghi, cộng dồn đến cuối tháng.",
        "One row per pair of records with the last decision on it, all those up to month end.",
    )
    sender = _HERE
    lateness = _AT_ONCE
    flaws = (Text("Cặp chưa chắc chắn được xem lại sau.", "Unsure pairs come up again."),)
    key = ("left_register", "left_record", "right_register", "right_record")

    left_register, left_record = _record("trái", "left")
    right_register, right_record = _record("phải", "right")
    verdict = Column(
        Kind.TEXT,
        Text("Kết luận", "Verdict"),
        Text("Cùng một người hay không.", "Whether they are one person."),
        required=True,
        allowed={
            "same": Text("Cùng một người", "Same"),
            "different": Text("Hai người khác nhau", "Different"),
            "unsure": Text("Chưa chắc chắn", "Unsure"),
        },
    )
    decided_on = Column(
        Kind.DAY,
        Text("Ngày quyết định", "Decided on"),
        Text("Ngày ra quyết định.", "Day of the decision."),
        required=True,
    )


class Outcomes(Register):
    """What came of the people on the work lists?"""

    own = True
    label = Text("Kết quả vận động", "Outcomes")
    grain = Text(
        "Mỗi dòng là kết quả cuối cùng của một người theo một lý do, cộng dồn đến cuối tháng.",
        "One row per person and reason with the last outcome, all those up to month end.",
    )
    sender = _HERE
    lateness = _AT_ONCE
    flaws = (Text("Kết quả theo lời người được gặp.", "Outcomes rest on what people said."),)
    key = ("person", "reason")

    person = Column(
        Kind.TEXT,
        Text("Khóa người", "Person"),
        Text(
            "Khóa người của hệ thống, không phải số giấy tờ.", "Person key of this system, no paper's number."
        ),
        required=True,
        pattern="P[0-9a-f]{16}",
    )
    reason = Column(
        Kind.TEXT,
        Text("Lý do", "Reason"),
        Text("Lý do người này có trong danh sách.", "Why the person was on a list."),
        required=True,
        pattern="[a-z0-9_]+",
    )
    outcome = Column(
        Kind.TEXT,
        Text("Kết quả", "Outcome"),
        Text("Kết quả khi gặp hoặc xác minh.", "What the visit or check found."),
        required=True,
        allowed={
            "already_insured": Text("Đã có bảo hiểm", "Already insured"),
            "moved": Text("Đã chuyển đi", "Moved away"),
            "refused": Text("Không đồng ý tham gia", "Refused"),
            "enrolled": Text("Đã tham gia", "Enrolled"),
            "not_found": Text("Không gặp được", "Not found"),
            "deceased": Text("Đã chết", "Deceased"),
        },
    )
    recorded_on = Column(
        Kind.DAY,
        Text("Ngày ghi nhận", "Recorded on"),
        Text("Ngày ghi kết quả.", "Day the outcome was recorded."),
        required=True,
    )
    commune = commune()
    hamlet = hamlet()
    collector = Column(
        Kind.TEXT,
        Text("Nhân viên thu", "Collector"),
        Text("Mã nhân viên thu đã gặp.", "Code of the collector who called."),
    )
