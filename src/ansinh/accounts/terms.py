"""Who may do what, where: the roles, and the reader whom every query is asked for."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from ansinh.base.texts import Text


class Role(StrEnum):
    """What a person is in the steering of a province."""

    PROVINCE_LEADER = "province_leader"
    SI_OFFICER = "si_officer"
    DEPARTMENT_OFFICER = "department_officer"
    COMMUNE_OFFICER = "commune_officer"
    COLLECTOR = "collector"
    INSPECTOR = "inspector"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"

    @property
    def label(self) -> Text:
        return _LABELS[self]


_LABELS = {
    Role.PROVINCE_LEADER: Text("Lãnh đạo tỉnh, thành phố", "Province leader"),
    Role.SI_OFFICER: Text("Cán bộ BHXH", "SI officer"),
    Role.DEPARTMENT_OFFICER: Text("Cán bộ sở, ngành", "Department officer"),
    Role.COMMUNE_OFFICER: Text("Cán bộ xã, phường", "Commune officer"),
    Role.COLLECTOR: Text("Nhân viên thu", "Collector"),
    Role.INSPECTOR: Text("Thanh tra, kiểm tra", "Inspector"),
    Role.AUDITOR: Text("Kiểm toán nhật ký", "Auditor"),
    Role.ADMINISTRATOR: Text("Quản trị hệ thống", "Administrator"),
}


@dataclass(frozen=True)
class Scope:
    """One role over one area (a unit code: province, commune or hamlet) and, if named, one organisation."""

    role: Role
    area: str
    organisation: str = ""


@dataclass(frozen=True)
class Viewer:
    """The reader of a query. `user_id` None is a visitor, who sees nothing that is not public."""

    user_id: int | None
    scopes: tuple[Scope, ...] = field(default=())
