"""Whom do employers say that they employ, in their declarations of the use of labour?"""

from ansinh.base.texts import Text
from ansinh.registers.schemas.columns import (
    TAX_CODE,
    Column,
    Kind,
    birth_date,
    full_name,
    personal_id,
    sex,
)
from ansinh.registers.schemas.register import Register


class LabourUse(Register):
    """Whom do employers declare as their workers to the labour department?"""

    label = Text("Khai trình sử dụng lao động", "Labour-use declarations")
    grain = Text(
        "Mỗi dòng là một người lao động của một đơn vị, tình trạng ngày cuối tháng.",
        "One row per worker and employer, as of the last day of the month.",
    )
    sender = Text("Sở Nội vụ", "The Department of Home Affairs (labour)")
    lateness = Text(
        "Ngày 15 tháng sau; nhiều đơn vị chỉ cập nhật sáu tháng một lần.",
        "The 15th of the next month; many employers bring theirs up to date twice a year.",
    )
    flaws = (
        Text("Họ tên không dấu hoặc đảo thứ tự.", "Names without accents or in another order."),
        Text("Người đã nghỉ việc chưa được báo giảm.", "Workers who left are not yet taken off."),
        Text("Không phải đơn vị nào cũng khai trình.", "Not every employer declares."),
        Text("Một người có thể ghi hai lần.", "A person may be listed twice."),
    )

    employer_tax_code = Column(
        Kind.TEXT,
        Text("Mã số thuế đơn vị", "Employer's tax code"),
        Text(
            "Mã số thuế của đơn vị sử dụng lao động: 10 chữ số, chi nhánh thêm gạch nối và 3 số.",
            "Tax code of the employer: 10 digits; a branch adds a hyphen and 3 digits.",
        ),
        required=True,
        pattern=TAX_CODE,
        headings=("MST đơn vị", "Mã số thuế", "MST", "Mã số doanh nghiệp"),
    )
    employer = Column(
        Kind.TEXT,
        Text("Mã đơn vị", "Employer"),
        Text("Mã đơn vị do cơ quan BHXH cấp, nếu có.", "Employer code given by the SI office, if any."),
        headings=("Mã đơn vị SDLĐ", "Mã đơn vị BHXH", "Mã ĐV"),
    )
    personal_id = personal_id()
    full_name = full_name()
    birth_date = birth_date()
    sex = sex()
    position = Column(
        Kind.TEXT,
        Text("Vị trí việc làm", "Position"),
        Text("Cấp bậc, chức vụ, chức danh nghề, nơi làm việc.", "Rank, post, trade or place of work."),
        headings=("Chức vụ", "Chức danh nghề", "Công việc", "Nghề nghiệp"),
    )
    contract = Column(
        Kind.TEXT,
        Text("Loại hợp đồng lao động", "Contract"),
        Text("Loại và hiệu lực của hợp đồng.", "Kind of labour contract."),
        required=True,
        allowed={
            "indefinite": Text("Không xác định thời hạn", "Indefinite"),
            "definite": Text("Xác định thời hạn", "Definite"),
            "trial": Text("Thử việc", "Trial"),
            "part_time": Text("Không trọn thời gian", "Part-time"),
        },
        headings=("Loại hợp đồng", "Loại HĐLĐ", "HĐLĐ"),
    )
    since = Column(
        Kind.DAY,
        Text("Làm việc từ ngày", "Since"),
        Text("Ngày bắt đầu làm việc tại đơn vị.", "First day of work with this employer."),
        required=True,
        headings=("Ngày bắt đầu HĐLĐ", "Ngày bắt đầu làm việc", "Từ ngày"),
    )
    wage = Column(
        Kind.MONEY,
        Text("Tiền lương", "Wage"),
        Text("Mức lương theo hợp đồng, đồng một tháng.", "Wage by contract, đồng a month."),
        required=True,
        headings=("Mức lương", "Lương hợp đồng"),
    )
