"""Is this late payment or evasion, since when, and from which day are the days of evasion counted?"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from ansinh.base.errors import InvalidValue
from ansinh.base.texts import Text
from ansinh.law.choices import Choice
from ansinh.law.parameters import arrears
from ansinh.law.registry import NO_ROUNDING, rule
from ansinh.law.working import step

DAY = dt.timedelta(days=1)


class Fault(Choice):
    """What the employer did not do; the letters are the points of article 39.1."""

    NOT_REGISTERED = (
        "not_registered",
        "không đăng ký, đăng ký thiếu người (a, b)",
        "not registered, or not all (a, b)",
    )
    LOW_WAGE = (
        "low_wage",
        "đăng ký tiền lương thấp hơn quy định (c, d)",
        "a lower wage registered than the law's (c, d)",
    )
    UNPAID = "unpaid", "đã đăng ký nhưng không đóng đủ (đ, e)", "registered but not paid in full (đ, e)"


class Standing(Choice):
    """How the employer stands on a day."""

    ON_TIME = "on_time", "trong hạn", "on time"
    LATE = "late", "chậm đóng", "late"
    EXCUSED = "excused", "chậm đóng, không coi là trốn đóng", "late, not held to be evasion"
    EVASION = "evasion", "trốn đóng", "evasion"


@dataclass(frozen=True)
class Classification:
    """Standing on the day; days late or of evasion; and the two days that must not be mixed up.

    `evasion_since` is the day on which the act turned into evasion, `days_counted_from` the first day that counts for
    the extra money of evasion. They differ: not registering counts back to the deadline, late urging counts later.
    """

    standing: Standing
    days: int
    late_since: dt.date
    evasion_since: dt.date | None
    days_counted_from: dt.date | None


_WHEN = Text("Quá hạn từ ngày {since}.", "Past the deadline since {since}.")
_IN_TIME = Text("Ngày {on} chưa quá hạn {deadline}.", "On {on} the deadline of {deadline} has not passed.")
_TURNS = Text(
    "{fault}: thành trốn đóng từ ngày {since}, số ngày trốn đóng tính từ {counted}.",
    "{fault}: evasion since {since}, its days counted from {counted}.",
)
_NEVER_URGED = Text("Chưa có văn bản đôn đốc: chưa phải trốn đóng.", "Never urged in writing: not evasion.")
_URGED_IN_TIME = Text(
    "Đôn đốc ngày {urged}, trong {limit:days} sau hạn: tính từ sau ngày thứ {after}.",
    "Urged on {urged}, within {limit:days} of the deadline: counted from after day {after}.",
)
_URGED_LATE = Text(
    "Đôn đốc ngày {urged}, quá {limit:days} sau hạn: tính từ ngày thứ {later} sau ngày ban hành văn bản đôn đốc.",
    "Urged on {urged}, later than {limit:days}: counted from day {later} after the letter was issued.",
)
_NOT_YET = Text(
    "Đến ngày {on} chưa tới ngày trốn đóng {since}.", "On {on} the day of evasion, {since}, has not come."
)
_EXCUSED = Text(
    "Bất khả kháng, hồ sơ gửi ngày {proof} trước ngày 25 của tháng đôn đốc: coi là chậm đóng.",
    "Force majeure, proof sent on {proof}, before day 25 of the month of the reminder: held to be late.",
)
_PROOF_LATE = Text(
    "Nêu lý do bất khả kháng nhưng hồ sơ không gửi trước ngày 25 của tháng đôn đốc: không được xét.",
    "Force majeure was pleaded, but no proof came before day 25 of the month of the reminder: not accepted.",
)
_RESULT = Text("Kết luận ngày {on}: {standing}, {days:days}.", "On {on}: {standing}, {days:days}.")
_URGED_EARLY = Text(
    "Văn bản đôn đốc ghi ngày trước khi quá hạn.", "The reminder is dated before the deadline had passed."
)


@rule(
    "arrears.classification",
    Text("Chậm đóng hay trốn đóng", "Late payment or evasion"),
    law="41/2024/QH15:38; 41/2024/QH15:39; 274/2025/NĐ-CP:4; 274/2025/NĐ-CP:5; 274/2025/NĐ-CP:6; 51/2024/QH15:48a; 51/2024/QH15:48b",
    since="2025-07-01",
    rounding=NO_ROUNDING,
    arguments={
        "fault": Text("hành vi", "what was not done"),
        "deadline": Text(
            "ngày cuối của thời hạn: đăng ký (a, b) hoặc đóng (c, d, đ, e)",
            "last day to register (a, b) or to pay (c, d, đ, e)",
        ),
        "urged_on": Text("ngày văn bản đôn đốc", "day of the written reminder"),
        "force_majeure": Text("có lý do bất khả kháng", "force majeure is pleaded"),
        "proof_on": Text("ngày gửi hồ sơ chứng minh", "day the proof was sent"),
    },
    example={"fault": "unpaid", "deadline": "2026-06-30", "urged_on": "2026-08-20", "on": "2026-10-01"},
)
def classification(
    *,
    fault: Fault,
    deadline: dt.date,
    urged_on: dt.date | None = None,
    force_majeure: bool = False,
    proof_on: dt.date | None = None,
    on: dt.date,
) -> Classification:
    """How an employer who has still not done it stands on `on`, with the reasons.

    Law: 41/2024/QH15 arts. 38-39; 274/2025/NĐ-CP arts. 3-6; for HI the same pattern, 51/2024/QH15 arts. 48a-48b.
    Raises: InvalidValue for a reminder dated before the deadline passed.
    """
    late_since = deadline + DAY
    if on <= deadline:
        step(_IN_TIME, "41/2024/QH15:38.1", on=on, deadline=deadline)
        return Classification(Standing.ON_TIME, 0, late_since, None, None)
    step(_WHEN, "274/2025/NĐ-CP:5.2", since=late_since)
    since, counted = _clock(fault, deadline, urged_on if urged_on and urged_on <= on else None, on)
    excused = _is_excused(force_majeure, proof_on, urged_on)
    if since is None or since > on or excused:
        standing, start = (Standing.EXCUSED if excused else Standing.LATE), late_since
        since = counted = None
    else:
        standing, start = Standing.EVASION, counted
    days = max(0, (on - start).days + 1)
    step(_RESULT, "41/2024/QH15:38; 41/2024/QH15:39", on=on, standing=standing, days=days)
    return Classification(standing, days, late_since, since, counted)


def _clock(
    fault: Fault, deadline: dt.date, urged_on: dt.date | None, on: dt.date
) -> tuple[dt.date | None, dt.date | None]:
    """Since when it is (or will be) evasion, and from which day its days count."""
    after = arrears.evasion_after.on(on, quiet=True)
    turned = deadline + dt.timedelta(days=after + 1)
    if fault is Fault.LOW_WAGE:
        since = counted = deadline + DAY
    elif fault is Fault.NOT_REGISTERED:
        since, counted = turned, deadline + DAY
    elif urged_on is None:
        step(_NEVER_URGED, "41/2024/QH15:39.1.đ; 41/2024/QH15:35")
        return None, None
    else:
        since, counted = _unpaid_clock(deadline, urged_on, turned, after, on)
    if since > on:
        step(_NOT_YET, "41/2024/QH15:39.1", on=on, since=since)
    else:
        step(_TURNS, "41/2024/QH15:39.1; 274/2025/NĐ-CP:6.2", fault=fault, since=since, counted=counted)
    return since, counted


def _unpaid_clock(
    deadline: dt.date, urged_on: dt.date, turned: dt.date, after: int, on: dt.date
) -> tuple[dt.date, dt.date]:
    if urged_on <= deadline:
        raise InvalidValue(_URGED_EARLY, source="41/2024/QH15:35.1")
    limit, later = arrears.urged_within.on(on, quiet=True), arrears.urged_late_from.on(on, quiet=True)
    if (urged_on - deadline).days <= limit:
        step(_URGED_IN_TIME, "274/2025/NĐ-CP:6.2", urged=urged_on, limit=limit, after=after)
        return turned, turned
    step(_URGED_LATE, "274/2025/NĐ-CP:6.2", urged=urged_on, limit=limit, later=later)
    return max(turned, urged_on), urged_on + dt.timedelta(days=later)


def _is_excused(force_majeure: bool, proof_on: dt.date | None, urged_on: dt.date | None) -> bool:
    if not force_majeure:
        return False
    in_time = proof_on is not None and (urged_on is None or proof_on < urged_on.replace(day=25))
    if in_time:
        step(_EXCUSED, "41/2024/QH15:39.2; 274/2025/NĐ-CP:3.1; 274/2025/NĐ-CP:4", proof=proof_on)
    else:
        step(_PROOF_LATE, "274/2025/NĐ-CP:3.1")
    return in_time
