"""Who may sign in to the demonstration? One account a role."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from ansinh.accounts import services
from ansinh.accounts.models import User
from ansinh.accounts.terms import Role

PASSWORD = "trinh-dien-2026"
"""The same for every demonstration account; the accounts exist nowhere else."""
CLERK = "bhxh"
"""Who has decided some doubtful pairs already."""


@dataclass(frozen=True)
class SignIn:
    """A demonstration account: who it is, and over which unit."""

    username: str
    name: str
    role: Role
    area: str


def sign_ins(province: str, commune: str, hamlet: str) -> tuple[SignIn, ...]:
    """The accounts of the demonstration: one of each role, of a province, a commune and a hamlet."""
    return (
        SignIn("lanhdao", "Phó Chủ tịch (trình diễn)", Role.PROVINCE_LEADER, province),
        SignIn(CLERK, "Cán bộ BHXH (trình diễn)", Role.SI_OFFICER, province),
        SignIn("sonoivu", "Cán bộ Sở Nội vụ (trình diễn)", Role.DEPARTMENT_OFFICER, province),
        SignIn("phuong", "Cán bộ phường (trình diễn)", Role.COMMUNE_OFFICER, commune),
        SignIn("nhanvienthu", "Nhân viên thu (trình diễn)", Role.COLLECTOR, hamlet),
        SignIn("thanhtra", "Thanh tra viên (trình diễn)", Role.INSPECTOR, province),
        SignIn("kiemtoan", "Kiểm toán nhật ký (trình diễn)", Role.AUDITOR, province),
        SignIn("quantri", "Quản trị hệ thống (trình diễn)", Role.ADMINISTRATOR, province),
    )


def open_accounts(wanted: tuple[SignIn, ...], *, since: dt.date) -> None:
    """Make the accounts that are not there yet, and give each its role from `since`."""
    known = set(User.objects.values_list("username", flat=True))
    for one in wanted:
        if one.username not in known:
            user = services.create_user(one.username, password=PASSWORD, name=one.name, by=None)
            services.grant(user, one.role, one.area, since=since, by=None)
