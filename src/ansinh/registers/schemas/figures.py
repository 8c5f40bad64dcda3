"""Which figures were reported by hand, on a monthly sheet, instead of computed from registers?"""

from ansinh.base.texts import Text
from ansinh.registers.schemas.columns import Column, Kind
from ansinh.registers.schemas.register import Register


def _text(vi: str, en: str, meaning: Text, *headings: str, required: bool = False) -> Column:
    return Column(Kind.TEXT, Text(vi, en), meaning, required=required, headings=headings)


def _number(vi: str, en: str, meaning: Text, *headings: str) -> Column:
    return Column(Kind.DECIMAL, Text(vi, en), meaning, headings=headings)


class ReportedFigures(Register):
    """One figure of one unit on one day, as printed."""

    label = Text("Số liệu báo cáo tổng hợp", "Reported figures")
    grain = Text(
        "Mỗi dòng là một chỉ tiêu của một đơn vị tại một ngày, đúng như văn bản in.",
        "One row per unit, indicator and day, exactly as printed.",
    )
    sender = Text(
        "Ủy ban nhân dân cấp xã, cơ quan BHXH, cơ quan Thống kê",
        "Communes' People's Committees, the Social Insurance office, the statistics office",
    )
    from_communes = True
    lateness = Text("Ngày 5 tháng sau; một số xã nộp chậm.", "The 5th of the next month; some are late.")
    flaws = (
        Text("Làm tròn, cắt số, tỷ lệ không rõ mẫu số.", "Rounded or cut; percentages of unclear bases."),
        Text("Số liệu chốt sớm hơn ngày cuối tháng.", "Figures closed before the month's last day."),
    )

    case = _text("Ký hiệu", "Case", Text("Ký hiệu văn bản nguồn.", "Mark of the source document."), "Nguồn")
    unit = _text(
        "Đơn vị",
        "Unit",
        Text("Tên đơn vị như văn bản in, hoặc mã.", "The unit's name as printed, or its code."),
        "Tên đơn vị",
        "Xã, phường",
        required=True,
    )
    unit_known_as = _text(
        "Mã đơn vị",
        "Unit known as",
        Text("Đơn vị đó là gì, ví dụ “new commune 31471”.", "Which unit that is, e.g. “new commune 31471”."),
        "Mã xã",
    )
    on = Column(
        Kind.DAY,
        Text("Ngày số liệu", "On"),
        Text("Số liệu tính đến ngày nào.", "The day of the figure."),
        required=True,
        headings=("Tính đến ngày", "Ngày"),
    )
    assigned_by = _text(
        "Cơ quan giao chỉ tiêu",
        "Assigned by",
        Text("Cơ quan giao kế hoạch.", "The body that set the plan."),
        "Cơ quan giao",
    )
    indicator = _text(
        "Chỉ tiêu", "Indicator", Text("Mã chỉ tiêu.", "Indicator code."), "Mã chỉ tiêu", required=True
    )
    value = _number("Giá trị", "Value", Text("Kết quả thực hiện.", "The result."), "Kết quả", "Thực hiện")
    value_is = _text(
        "Tính chất giá trị",
        "Value is",
        Text("Chính xác hay “trên”.", "“exact” or “more than”."),
    )
    plan = _number("Kế hoạch", "Plan", Text("Chỉ tiêu được giao.", "The target count."), "Chỉ tiêu giao")
    percent_of_plan = _number(
        "Tỷ lệ hoàn thành kế hoạch",
        "Percent of plan",
        Text("Tỷ lệ hoàn thành kế hoạch.", "The value in percent of the plan."),
        "Tỷ lệ hoàn thành",
        "Hoàn thành kế hoạch (%)",
    )
    percent = _number(
        "Tỷ lệ %", "Percent", Text("Tỷ lệ phần trăm in ra.", "The printed percentage."), "Tỷ lệ"
    )
    percent_is = _text(
        "Tỷ lệ của", "Percent is", Text("Mẫu số của tỷ lệ.", "What the percentage is of."), "Mẫu số"
    )
    target_percent = _number(
        "Tỷ lệ được giao", "Target percent", Text("Chỉ tiêu tỷ lệ.", "The target rate."), "Chỉ tiêu tỷ lệ"
    )
    percent_of_target = _number(
        "Mức đạt so với tỷ lệ được giao",
        "Percent of target",
        Text("Tỷ lệ đạt so với tỷ lệ được giao.", "The rate in percent of the target rate."),
    )
    exceeds_points = _number(
        "Vượt (điểm %)",
        "Exceeds by points",
        Text("Vượt bao nhiêu điểm phần trăm.", "Points over the target."),
    )
    need = _number("Còn phải thực hiện", "Need", Text("Số còn thiếu.", "What is still missing."), "Còn thiếu")
    need_is = _text("Tính chất số thiếu", "Need is", Text("Chính xác hay “trên”.", "“exact” or “more than”."))
    unit_of_value = _text(
        "Đơn vị tính",
        "Unit of value",
        Text("Người, tỷ đồng, hồ sơ…", "persons, billion VND, dossiers …"),
        "ĐVT",
    )
    note = _text("Ghi chú", "Note", Text("Ghi chú.", "A note."))
