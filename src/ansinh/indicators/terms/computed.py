"""Which indicators can a run compute from the registers, and by which formula?"""

from ansinh.base.dated import Confidence
from ansinh.base.texts import Text
from ansinh.indicators.terms.indicator import Indicator
from ansinh.indicators.terms.kinds import Nature, Scheme, Unit

_DISTINCT = Text(
    "Đếm người, không đếm dòng: theo số định danh cá nhân, nếu thiếu thì theo mã số BHXH. Một người có hai "
    "mã mà thiếu số định danh vẫn bị đếm hai lần, cho đến khi các sổ được đối chiếu.",
    "Counts people, not rows: by personal ID, else by SI number. A person with two numbers and no personal "
    "ID still counts twice, until the registers are linked.",
)


def _with_people(vi: str, en: str) -> Text:
    return Text(f"{vi} {_DISTINCT.vi}", f"{en} {_DISTINCT.en}")


def _people(code: str, scheme: Scheme, label: Text, short: Text, formula: Text, **more: object) -> Indicator:
    declared = {"nature": Nature.STOCK, "unit": Unit.PERSONS, "computed": True, **more}
    return Indicator(code=code, scheme=scheme, label=label, short=short, formula=formula, **declared)


def _rate(code: str, scheme: Scheme, label: Text, short: Text, formula: Text, **more: object) -> Indicator:
    declared = {"nature": Nature.STOCK, "unit": Unit.PERCENT, "computed": True, **more}
    return Indicator(code=code, scheme=scheme, label=label, short=short, formula=formula, **declared)


PARTICIPANTS = (
    _people(
        "si_compulsory", Scheme.SI_COMPULSORY,
        Text("Số người tham gia BHXH bắt buộc", "Participants in compulsory social insurance"),
        Text("BHXH bắt buộc", "Compulsory SI"),
        _with_people(
            "Số người đang tham gia BHXH bắt buộc vào ngày cuối tháng.",
            "People in compulsory SI on the last day of the month.",
        ),
        law="Law 41/2024/QH15 art. 2; VSS Decision 454/QĐ-BHXH (2019)",
    ),
    _people(
        "si_voluntary", Scheme.SI_VOLUNTARY,
        Text("Số người tham gia BHXH tự nguyện", "Participants in voluntary social insurance"),
        Text("BHXH tự nguyện", "Voluntary SI"),
        _with_people(
            "Số người đang tham gia BHXH tự nguyện vào ngày cuối tháng.",
            "People in voluntary SI on the last day of the month.",
        ),
        law="Law 41/2024/QH15 art. 2; VSS Decision 454/QĐ-BHXH (2019)",
    ),
    _people(
        "ui", Scheme.UI,
        Text("Số người tham gia BHTN", "Participants in unemployment insurance"),
        Text("BHTN", "UI"),
        _with_people(
            "Số người đang tham gia BHTN vào ngày cuối tháng.", "People in UI on the last day of the month."
        ),
        law="Law 74/2025/QH15 art. 31; VSS Decision 454/QĐ-BHXH (2019)",
    ),
    _people(
        "hi", Scheme.HI,
        Text("Số người tham gia BHYT", "Participants in health insurance"),
        Text("BHYT", "HI"),
        _with_people(
            "Số người có thẻ BHYT còn hiệu lực vào ngày cuối tháng.",
            "People with a valid HI card on the last day of the month.",
        ),
        law="VSS Decision 454/QĐ-BHXH (2019), indicator 0118 (numerator)", confidence=Confidence.READ,
    ),
    _people(
        "participants_total", Scheme.ALL,
        Text("Tổng số người tham gia (cách tính công bố)", "Total participants (the published rule)"),
        Text("Tổng số (BHYT + BHXH TN)", "Total (HI + voluntary SI)"),
        Text(
            "Số người tham gia BHYT cộng số người tham gia BHXH tự nguyện. Người tham gia cả hai được tính hai "
            "lần, đúng như cách các địa phương công bố.",
            "HI participants plus voluntary-SI participants. A person in both counts twice, exactly as provinces "
            "publish it.",
        ),
        parts=("hi", "si_voluntary"),
    ),
    _people(
        "participants_distinct", Scheme.ALL,
        Text("Tổng số người tham gia (mỗi người tính một lần)", "Total participants, each person once"),
        Text("Tổng số người, không trùng", "Distinct persons"),
        _with_people(
            "Số người tham gia ít nhất một trong BHXH bắt buộc, BHXH tự nguyện, BHTN, BHYT.",
            "People in at least one of compulsory SI, voluntary SI, UI and HI.",
        ),
    ),
    _people(
        "verified_with_population_db", Scheme.ALL,
        Text("Số người đã xác thực với CSDL quốc gia về dân cư", "People verified with the population database"),
        Text("Đã xác thực", "Verified"),
        _with_people(
            "Số người tham gia có thông tin đã xác thực với Cơ sở dữ liệu quốc gia về dân cư.",
            "Participants whose data are verified with the national population database.",
        ),
    ),
)  # fmt: skip

MOVEMENTS = tuple(
    _people(
        f"{code}_{move}", scheme, Text(f"{name.vi}: {label.vi}", f"{name.en}: {label.en}"),
        Text(f"{name.vi} {short.vi}", f"{name.en} {short.en}"), formula,
        nature=Nature.FLOW, more_is_better=move != "lapsed",
    )
    for code, scheme, name in (
        ("si_voluntary", Scheme.SI_VOLUNTARY, Text("BHXH tự nguyện", "Voluntary SI")),
        ("hi", Scheme.HI, Text("BHYT", "HI")),
    )
    for move, label, short, formula in (
        (
            "new", Text("tham gia mới hoặc quay lại trong tháng", "joined or came back in the month"),
            Text("tăng mới", "new"),
            Text(
                "Có trong tháng này, không có trong tháng trước (so hai bản chụp cuối tháng).",
                "In this month's snapshot and not in last month's.",
            ),
        ),
        (
            "renewed", Text("gia hạn trong tháng", "renewed in the month"), Text("gia hạn", "renewed"),
            Text(
                "Có trong cả hai tháng và hạn đã đóng (hoặc hạn thẻ) muộn hơn tháng trước.",
                "In both months, and paid (or valid) to a later date than last month.",
            ),
        ),
        (
            "lapsed", Text("rời khỏi trong tháng", "left in the month"), Text("giảm", "lapsed"),
            Text(
                "Có trong tháng trước, không có trong tháng này; tính cho địa bàn của tháng trước.",
                "In last month's snapshot and not in this month's; counted where the person was last month.",
            ),
        ),
    )
)  # fmt: skip

EXPIRING = tuple(
    _people(
        f"hi_expiring_{days}", Scheme.HI,
        Text(f"Thẻ BHYT hết hạn trong {days} ngày tới", f"HI cards expiring within {days} days"),
        Text(f"Hết hạn {days} ngày", f"Expiring in {days} days"),
        Text(
            f"Số người có thẻ hết hạn trong {days} ngày sau ngày cuối tháng (cộng dồn).",
            f"People whose card ends within the {days} days after the month's last day (cumulative).",
        ),
        more_is_better=False,
    )
    for days in (30, 60, 90)
)  # fmt: skip

STUDENTS = (
    _people(
        "students", Scheme.POPULATION,
        Text("Số học sinh, sinh viên", "Pupils and students"), Text("Học sinh, sinh viên", "Students"),
        Text("Số học sinh, sinh viên trong danh sách các trường gửi.", "Students on the lists sent by schools."),
        more_is_better=None,
    ),
    _people(
        "students_without_hi", Scheme.HI,
        Text("Học sinh, sinh viên chưa thấy có BHYT", "Students not found among HI participants"),
        Text("HSSV chưa có BHYT", "Students without HI"),
        Text(
            "Học sinh, sinh viên không tìm thấy trong số người có BHYT, theo số định danh, hoặc theo họ tên "
            "(bỏ dấu) và đủ ngày sinh. Đây là mức cao nhất: bản ghi sai lệch chưa nối được cũng nằm trong đó.",
            "Students not found among people with HI, by personal ID, or by name without accents and full birth "
            "date. An upper bound: records that could not be joined are among them.",
        ),
        more_is_better=False,
    ),
    _rate(
        "students_hi_share", Scheme.HI,
        Text("Tỷ lệ học sinh, sinh viên có BHYT", "Share of students with HI"),
        Text("HSSV có BHYT", "Students with HI"),
        Text("Học sinh, sinh viên tìm thấy có BHYT chia tổng số.", "Students found with HI over all students."),
        numerator="students_with_hi", denominator="students",
        denominator_source=Text("danh sách học sinh, sinh viên các trường gửi", "the lists sent by schools"),
    ),
    _people(
        "students_with_hi", Scheme.HI,
        Text("Học sinh, sinh viên có BHYT", "Students found among HI participants"),
        Text("HSSV có BHYT (người)", "Students with HI (persons)"),
        Text("Học sinh, sinh viên trừ số chưa thấy có BHYT.", "Students less those not found with HI."),
    ),
)  # fmt: skip

RATES = (
    _rate(
        "hi_coverage", Scheme.HI,
        Text("Tỷ lệ bao phủ BHYT trên dân số", "Health insurance coverage of the population"),
        Text("Bao phủ BHYT", "HI coverage"),
        Text(
            "Số người tham gia BHYT chia dân số do cơ quan thống kê công bố, nhân 100. Đây là số hiển thị trước.",
            "HI participants over the population given by the statistics office, times 100. The one shown first.",
        ),
        numerator="hi", denominator="population",
        denominator_source=Text("dân số do cơ quan thống kê cung cấp", "population from the statistics office"),
        law="VSS Decision 454/QĐ-BHXH (2019), indicator 0118", confidence=Confidence.READ,
    ),
    _rate(
        "hi_coverage_register", Scheme.HI,
        Text("Tỷ lệ bao phủ BHYT theo sổ dân cư", "HI coverage by the population register"),
        Text("Bao phủ BHYT (sổ dân cư)", "HI coverage (register)"),
        Text(
            "Số người trong sổ dân cư tìm thấy có BHYT (theo số định danh) chia số người trong sổ dân cư. Không "
            "bao giờ quá 100 %; người thiếu số định danh bị tính là chưa có.",
            "Residents on the population register found with HI (by personal ID) over all residents on it. Never "
            "above 100 %; a resident without a personal ID counts as not covered.",
        ),
        numerator="residents_with_hi", denominator="residents",
        denominator_source=Text("sổ dân cư (thường trú và tạm trú)", "population register, permanent and temporary"),
    ),
    _rate(
        "si_rate", Scheme.SI,
        Text("Tỷ lệ tham gia BHXH trên lực lượng lao động", "SI share of the labour force"),
        Text("Tỷ lệ BHXH/LLLĐ", "SI share"),
        Text(
            "Người tham gia BHXH (bắt buộc và tự nguyện, mỗi người một lần) chia lực lượng lao động trong độ tuổi "
            "do cơ quan thống kê cung cấp, nhân 100.",
            "People in compulsory or voluntary SI (each once) over the labour force in working age given by the "
            "statistics office, times 100.",
        ),
        numerator="si_participants", denominator="labour_force",
        denominator_source=Text(
            "lực lượng lao động trong độ tuổi, cơ quan thống kê", "labour force in working age, statistics office"
        ),
        law="VSS Decision 454/QĐ-BHXH (2019), indicator 0115", confidence=Confidence.READ,
    ),
    _rate(
        "ui_rate", Scheme.UI,
        Text("Tỷ lệ tham gia BHTN trên lực lượng lao động", "UI share of the labour force"),
        Text("Tỷ lệ BHTN/LLLĐ", "UI share"),
        Text(
            "Người tham gia BHTN chia lực lượng lao động trong độ tuổi, nhân 100.",
            "People in UI over the labour force in working age, times 100.",
        ),
        numerator="ui", denominator="labour_force",
        denominator_source=Text(
            "lực lượng lao động trong độ tuổi, cơ quan thống kê", "labour force in working age, statistics office"
        ),
        law="VSS Decision 454/QĐ-BHXH (2019), indicator 0116", confidence=Confidence.READ,
    ),
    _rate(
        "verified_share", Scheme.ALL,
        Text("Tỷ lệ người tham gia đã xác thực dân cư", "Share of participants verified"),
        Text("Tỷ lệ đã xác thực", "Verified share"),
        Text(
            "Số người đã xác thực chia tổng số người tham gia, mỗi người một lần.",
            "Verified people over all participants, each person once.",
        ),
        numerator="verified_with_population_db", denominator="participants_distinct",
        denominator_source=Text("sổ người tham gia", "register of participants"),
    ),
)  # fmt: skip

BASES = (
    _people(
        "si_participants", Scheme.SI,
        Text("Số người tham gia BHXH (bắt buộc và tự nguyện)", "Participants in SI, compulsory or voluntary"),
        Text("BHXH", "SI"),
        _with_people(
            "Số người tham gia BHXH bắt buộc hoặc tự nguyện vào ngày cuối tháng.",
            "People in compulsory or voluntary SI on the last day of the month.",
        ),
        law="VSS Decision 454/QĐ-BHXH (2019), indicator 0115 (numerator)", confidence=Confidence.READ,
    ),
    _people(
        "residents", Scheme.POPULATION,
        Text("Dân số theo sổ dân cư", "Residents on the population register"), Text("Sổ dân cư", "Residents"),
        Text(
            "Số người trên sổ dân cư đang cư trú (thường trú, tạm trú), không tính người đã mất hoặc đã chuyển đi.",
            "People on the population register who reside (permanent, temporary), without deceased or moved.",
        ),
        more_is_better=None,
    ),
    _people(
        "residents_with_hi", Scheme.HI,
        Text("Người trên sổ dân cư có BHYT", "Residents found among HI participants"),
        Text("Dân cư có BHYT", "Residents with HI"),
        Text(
            "Người trên sổ dân cư tìm thấy trong số người có BHYT theo số định danh cá nhân.",
            "Residents found among people with HI by personal ID.",
        ),
    ),
)  # fmt: skip

COMPUTED = (*PARTICIPANTS, *RATES, *MOVEMENTS, *EXPIRING, *STUDENTS, *BASES)
