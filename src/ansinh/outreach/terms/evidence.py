"""How is the evidence for a candidate said in a sentence? Codes and values in, words of both languages out.

Keys of a person's evidence: `until` (last day of the last card), `days` (from the month's end), `group` (HI group),
`kind` (kind of household), `school`, `grade`, `insured` and `of` (months), `last_month`, `employer`, `tax_code`,
`contract`, `wage` (đồng), `income` and `months`, `age`, `paid_to`, `refused_on`, `no_id` (no personal ID).
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping

from ansinh.base import figures
from ansinh.base.months import Month
from ansinh.base.texts import LANGUAGES, Text, speaking
from ansinh.outreach.terms.groups import CardGroup
from ansinh.outreach.terms.reasons import EmployerReason, Reason

_NO_CARD = Text("Không thấy thẻ BHYT còn giá trị.", "No valid HI card was found.")
_ENDED = Text("Thẻ BHYT cuối cùng hết hạn ngày {until}.", "The last HI card ended on {until}.")
_ENDED_AGO = Text(
    "Thẻ BHYT cuối cùng hết hạn ngày {until}, cách ngày cuối tháng {days} ngày.",
    "The last HI card ended on {until}, {days} days before the month's end.",
)
_ENDS = Text(
    "Thẻ BHYT hết hạn ngày {until}, còn {days} ngày.", "The HI card ends on {until}, in {days} days."
)
_NEVER = Text("Không thấy thẻ BHYT nào trước đây.", "No earlier HI card is known.")
_GROUP = Text("Thuộc nhóm {group}.", "Belongs to: {group}.")
_TAUGHT = Text(
    "Có tên trong danh sách của {school}, khối {grade}.", "On the list of {school}, grade {grade}."
)
_MONTHS = Text("Có BHYT {insured} trên {of} tháng.", "Had HI in {insured} of {of} months.")
_DECLARED = Text(
    "Đơn vị {employer} khai trình sử dụng lao động từ {since}.",
    "Declared as employed by {employer} since {since}.",
)
_TAXED = Text(
    "Mã số thuế {tax_code} đã trả {income} trong {months} tháng từ đầu năm.",
    "Tax code {tax_code} paid {income} in {months} months since January.",
)
_ELIGIBLE = Text(
    "{age} tuổi, không tham gia BHXH, không hưởng lương hưu.", "Aged {age}, in no SI, on no pension."
)
_REFUSED = Text("Đã từ chối ngày {refused_on}.", "Refused on {refused_on}.")
_NO_ID = Text("Không có số định danh để đối chiếu.", "No personal ID to compare by.")

_PARTS = {
    Reason.SUBSIDISED_NOT_ENROLLED: _GROUP,
    Reason.STUDENT_WITHOUT_HI: _TAUGHT,
    Reason.HI_CARD_EXPIRED: _ENDED_AGO,
    Reason.LEFT_HI: _ENDED_AGO,
    Reason.RESIDENT_WITHOUT_HI: _NEVER,
    Reason.STUDENT_INTERRUPTED_COVER: Text(f"{_TAUGHT.vi} {_MONTHS.vi}", f"{_TAUGHT.en} {_MONTHS.en}"),
    Reason.HI_CARD_EXPIRING_30: _ENDS,
    Reason.HI_CARD_EXPIRING_60: _ENDS,
    Reason.HI_CARD_EXPIRING_90: _ENDS,
    Reason.DECLARED_WITHOUT_SI: _DECLARED,
    Reason.TAXED_WITHOUT_SI: _TAXED,
    Reason.LEFT_SI_COMPULSORY: Text(
        "Tham gia BHXH bắt buộc lần cuối {last_month}.", "Last in compulsory SI in {last_month}."
    ),
    Reason.LEFT_SI_VOLUNTARY: Text(
        "Tham gia BHXH tự nguyện lần cuối {last_month}.", "Last in voluntary SI in {last_month}."
    ),
    Reason.VOLUNTARY_SI_ELIGIBLE: _ELIGIBLE,
    Reason.LEFT_UI: Text("Tham gia BHTN lần cuối {last_month}.", "Last in UI in {last_month}."),
}
_WITH_CARD = (Reason.SUBSIDISED_NOT_ENROLLED, Reason.STUDENT_WITHOUT_HI)
"""Said with what is known of an earlier card."""

_EMPLOYER = {
    EmployerReason.EMPLOYER_WITHOUT_SI: Text(
        "{taxed} người có tiền lương chịu thuế; chưa đăng ký đóng BHXH.",
        "{taxed} people with taxed wages; not registered for SI.",
    ),
    EmployerReason.HEADCOUNT_GAP: Text(
        "{taxed} người theo thuế, {declared} người đóng BHXH: thiếu {persons} người.",
        "{taxed} people by tax, {declared} in the payroll: {persons} missing.",
    ),
    EmployerReason.WAGE_GAP: Text(
        "{persons} người có mức lương đóng thấp hơn lương chịu thuế, cộng {wages} một tháng.",
        "{persons} people with a wage for SI below the taxed wage, {wages} a month in all.",
    ),
}


def sentence(reason: Reason | str, evidence: Mapping[str, object] | str) -> Text:
    """The evidence of one candidate as sentences; `evidence` is the JSON object or what was read from it."""
    found = json.loads(evidence) if isinstance(evidence, str) else dict(evidence)
    known = Reason(reason)
    parts = [_PARTS[known]]
    if known in _WITH_CARD:
        parts.append(_ENDED if found.get("until") else _NO_CARD)
    if found.get("refused_on"):
        parts.append(_REFUSED)
    if found.get("no_id"):
        parts.append(_NO_ID)
    return _joined(parts, found)


def employer_sentence(
    reason: EmployerReason | str, *, taxed: int, declared: int, persons: int, wages: int
) -> Text:
    """What was compared at one employer. `wages` in đồng a month."""
    values = {"taxed": taxed, "declared": declared, "persons": persons, "wages": wages}
    return _joined([_EMPLOYER[EmployerReason(reason)]], values)


def _joined(parts: list[Text], found: Mapping[str, object]) -> Text:
    whole = Text(" ".join(part.vi for part in parts), " ".join(part.en for part in parts))
    said = []
    for language in LANGUAGES:
        with speaking(language):
            words = {name: _word(name, value) for name, value in found.items()}
            said.append(whole.in_language(language).format_map(_Words(words)))
    return Text(*said)


class _Words(dict):
    """What a value was not given for is a dash: an old evidence must never break a page."""

    def __missing__(self, name: str) -> str:
        return "–"


def _word(name: str, value: object) -> str:
    if value is None or value == "":
        return "–"
    if name in ("until", "since", "refused_on"):
        return figures.day(dt.date.fromisoformat(str(value)))
    if name in ("last_month", "paid_to"):
        return figures.month(Month.parse(str(value)))
    if name in ("income", "wage", "wages"):
        return figures.exact_money(int(value))
    if name == "group" and value in set(CardGroup):
        return str(CardGroup(value).label)
    return figures.number(value) if isinstance(value, int) else str(value)
