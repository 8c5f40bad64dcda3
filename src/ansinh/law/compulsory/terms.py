"""Which kinds of payers and which funds are there in compulsory insurance?"""

from __future__ import annotations

from dataclasses import dataclass

from ansinh.law.choices import Choice


class Payer(Choice):
    """Kind of participant; the letter is the point of article 2.1 of Law 41/2024."""

    EMPLOYEE = (
        "employee",
        "người lao động hưởng lương do doanh nghiệp quyết định",
        "employee, wage set by the employer",
    )
    STATE_STAFF = (
        "state_staff",
        "viên chức, người lao động hưởng lương do Nhà nước quy định",
        "staff on the State's pay scale",
    )
    FOREIGN = "foreign", "người lao động nước ngoài", "foreign employee"
    PART_TIME = "part_time", "người làm việc không trọn thời gian (điểm l)", "part-time employee (l)"
    COMMUNE_STAFF = (
        "commune_staff",
        "người hoạt động không chuyên trách ở xã, thôn (điểm k)",
        "non-professional commune or village staff (k)",
    )
    BUSINESS_OWNER = (
        "business_owner",
        "chủ hộ kinh doanh có đăng ký (điểm m)",
        "registered business-household owner (m)",
    )
    UNPAID_MANAGER = "unpaid_manager", "người quản lý không hưởng tiền lương (điểm n)", "unpaid manager (n)"
    ABROAD = (
        "abroad",
        "người đi làm việc ở nước ngoài theo hợp đồng (điểm g)",
        "worker abroad on contract (g)",
    )


class Fund(Choice):
    """The funds that contributions go to."""

    RETIREMENT = "retirement", "quỹ hưu trí và tử tuất", "retirement and death fund"
    SICKNESS = "sickness", "quỹ ốm đau và thai sản", "sickness and maternity fund"
    ACCIDENT = "accident", "quỹ tai nạn lao động, bệnh nghề nghiệp", "occupational accident and disease fund"
    HEALTH = "health", "quỹ bảo hiểm y tế", "health insurance fund"
    UNEMPLOYMENT = "unemployment", "quỹ bảo hiểm thất nghiệp", "unemployment insurance fund"


@dataclass(frozen=True)
class Share:
    """What goes to one fund for one month, in đồng: the wage it is reckoned on and who pays."""

    fund: Fund
    wage: int
    employee: int
    employer: int

    @property
    def total(self) -> int:
        return self.employee + self.employer


@dataclass(frozen=True)
class Contributions:
    """The contributions of one person for one month, in đồng."""

    shares: tuple[Share, ...]
    employee: int
    employer: int
    total: int

    @classmethod
    def of(cls, shares: tuple[Share, ...]) -> Contributions:
        """The shares with their sums."""
        employee, employer = sum(s.employee for s in shares), sum(s.employer for s in shares)
        return cls(shares, employee, employer, employee + employer)

    def to(self, fund: Fund) -> Share:
        """The share of `fund`; zero where the person does not pay to it."""
        return next((share for share in self.shares if share.fund == fund), Share(fund, 0, 0, 0))
