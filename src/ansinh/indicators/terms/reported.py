"""Which indicators reach us only as figures reported by an office, never computed from registers?"""

from ansinh.base.texts import Text
from ansinh.indicators.terms.indicator import Indicator
from ansinh.indicators.terms.kinds import Nature, Scheme, Unit

_AS_REPORTED = Text("Số do đơn vị báo cáo; hệ thống không tính lại.", "As reported; not computed here.")


def _count(code: str, scheme: Scheme, unit: Unit, vi: str, en: str, **more: object) -> Indicator:
    label = Text(vi, en)
    declared = {"nature": Nature.FLOW, "formula": _AS_REPORTED, **more}
    return Indicator(code=code, scheme=scheme, label=label, short=label, unit=unit, **declared)


def _share(code: str, vi: str, en: str, of: Text) -> Indicator:
    label = Text(vi, en)
    return Indicator(
        code=code, scheme=Scheme.PROCEDURES, label=label, short=label, unit=Unit.PERCENT,
        nature=Nature.FLOW, formula=_AS_REPORTED, denominator_source=of,
    )  # fmt: skip


REPORTED = (
    _count(
        "population", Scheme.POPULATION, Unit.PERSONS, "Dân số (cơ quan thống kê)", "Population (statistics)",
        nature=Nature.STOCK, more_is_better=None,
    ),
    _count(
        "labour_force", Scheme.POPULATION, Unit.PERSONS,
        "Lực lượng lao động trong độ tuổi", "Labour force in working age",
        nature=Nature.STOCK, more_is_better=None,
    ),
    _count("revenue", Scheme.MONEY, Unit.BILLION_VND, "Số thu", "Revenue"),
    _count(
        "expenditure", Scheme.MONEY, Unit.BILLION_VND, "Số chi", "Expenditure",
        parts=("expenditure_benefits", "expenditure_hi_care"), more_is_better=None,
    ),
    _count(
        "expenditure_benefits", Scheme.MONEY, Unit.BILLION_VND, "Chi các chế độ BHXH, BHTN",
        "Expenditure on SI and UI benefits", more_is_better=None,
    ),
    _count(
        "expenditure_hi_care", Scheme.MONEY, Unit.BILLION_VND, "Chi khám, chữa bệnh BHYT",
        "Expenditure on HI care", more_is_better=None,
    ),
    _count(
        "benefit_recipients", Scheme.ALL, Unit.PERSONS, "Số người hưởng chế độ", "Recipients of benefits",
        more_is_better=None,
    ),
    _share(
        "e_transactions", "Tỷ lệ giao dịch điện tử", "Share of electronic transactions",
        Text("tổng số giao dịch", "all transactions"),
    ),
    _share(
        "e_dossiers_level4", "Tỷ lệ hồ sơ dịch vụ công mức độ 4", "Share of level-4 online dossiers",
        Text("số hồ sơ tiếp nhận", "dossiers received"),
    ),
    _share(
        "cashless_payment", "Tỷ lệ chi trả không dùng tiền mặt", "Share paid without cash",
        Text("người hưởng ở khu vực đô thị hoặc toàn bộ, theo báo cáo", "recipients, as the report defines them"),
    ),
    _count(
        "vssid_accounts", Scheme.PROCEDURES, Unit.PERSONS, "Tài khoản VssID", "VssID accounts",
        nature=Nature.STOCK,
    ),
    _count(
        "dossiers_received", Scheme.PROCEDURES, Unit.DOSSIERS, "Hồ sơ tiếp nhận", "Dossiers received",
        more_is_better=None,
    ),
    _count("dossiers_returned", Scheme.PROCEDURES, Unit.DOSSIERS, "Hồ sơ đã trả kết quả", "Dossiers returned"),
    _count(
        "inspections_planned", Scheme.ENFORCEMENT, Unit.ORGANISATIONS, "Thanh tra, kiểm tra theo kế hoạch",
        "Inspections by plan",
    ),
    _count(
        "inspections_unscheduled", Scheme.ENFORCEMENT, Unit.ORGANISATIONS, "Thanh tra, kiểm tra đột xuất",
        "Unscheduled inspections",
    ),
    _count(
        "inspections_interdisciplinary", Scheme.ENFORCEMENT, Unit.ORGANISATIONS,
        "Thanh tra, kiểm tra liên ngành", "Interdisciplinary inspections",
    ),
    _count(
        "sanction_decisions", Scheme.ENFORCEMENT, Unit.DECISIONS, "Quyết định xử phạt", "Sanction decisions",
        more_is_better=None,
    ),
    _count(
        "recovered_workers", Scheme.ENFORCEMENT, Unit.PERSONS, "Người lao động được truy thu",
        "Workers whose contributions were recovered",
    ),
    _count(
        "communication_sessions", Scheme.OUTREACH, Unit.SESSIONS, "Cuộc truyền thông", "Communication sessions"
    ),
    _count(
        "communication_attendees", Scheme.OUTREACH, Unit.PERSONS, "Lượt người dự truyền thông",
        "Attendees of communication sessions",
    ),
)  # fmt: skip
