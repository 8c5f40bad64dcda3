"""Who may do what, where: the roles, and the reader whom every query is asked for."""

from __future__ import annotations

import datetime as dt
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
    on: dt.date | None = None
    """The day on which the scopes hold and unit codes are read."""


class Permission(StrEnum):
    """What a role may do within its area."""

    SEE_FIGURES = "see_figures"
    SEE_PERSONS = "see_persons"
    DELIVER_FILES = "deliver_files"
    REVIEW_LINKS = "review_links"
    WORK_LISTS = "work_lists"
    EXPORT_LISTS = "export_lists"
    FILL_FORMS = "fill_forms"
    SET_TARGETS = "set_targets"
    MANAGE_ACCOUNTS = "manage_accounts"
    READ_AUDIT = "read_audit"

    @property
    def label(self) -> Text:
        return _PERMISSION_LABELS[self]


_PERMISSION_LABELS = {
    Permission.SEE_FIGURES: Text("Xem số liệu", "See figures"),
    Permission.SEE_PERSONS: Text("Xem danh sách người dân", "See persons"),
    Permission.DELIVER_FILES: Text("Gửi tệp dữ liệu", "Deliver files"),
    Permission.REVIEW_LINKS: Text("Rà soát ghép nối", "Review doubtful links"),
    Permission.WORK_LISTS: Text("Ghi kết quả vào danh sách", "Record outcomes on work lists"),
    Permission.EXPORT_LISTS: Text("Xuất danh sách", "Export work lists"),
    Permission.FILL_FORMS: Text("Lập biểu mẫu nghiệp vụ", "Fill official forms"),
    Permission.SET_TARGETS: Text("Nhập chỉ tiêu", "Set targets"),
    Permission.MANAGE_ACCOUNTS: Text("Quản lý tài khoản", "Manage accounts"),
    Permission.READ_AUDIT: Text("Xem nhật ký", "Read the audit trail"),
}

MATRIX: dict[Role, frozenset[Permission]] = {
    Role.PROVINCE_LEADER: frozenset({Permission.SEE_FIGURES, Permission.SET_TARGETS}),
    Role.SI_OFFICER: frozenset(
        {
            Permission.SEE_FIGURES,
            Permission.SEE_PERSONS,
            Permission.DELIVER_FILES,
            Permission.REVIEW_LINKS,
            Permission.WORK_LISTS,
            Permission.EXPORT_LISTS,
            Permission.FILL_FORMS,
            Permission.SET_TARGETS,
        }
    ),
    Role.DEPARTMENT_OFFICER: frozenset({Permission.SEE_FIGURES, Permission.DELIVER_FILES}),
    Role.COMMUNE_OFFICER: frozenset(
        {
            Permission.SEE_FIGURES,
            Permission.SEE_PERSONS,
            Permission.DELIVER_FILES,
            Permission.REVIEW_LINKS,
            Permission.WORK_LISTS,
            Permission.EXPORT_LISTS,
            Permission.FILL_FORMS,
        }
    ),
    Role.COLLECTOR: frozenset({Permission.SEE_FIGURES, Permission.SEE_PERSONS, Permission.WORK_LISTS}),
    Role.INSPECTOR: frozenset({Permission.SEE_FIGURES, Permission.SEE_PERSONS}),
    Role.AUDITOR: frozenset({Permission.SEE_FIGURES, Permission.READ_AUDIT}),
    Role.ADMINISTRATOR: frozenset(
        {Permission.SEE_FIGURES, Permission.MANAGE_ACCOUNTS, Permission.READ_AUDIT}
    ),
}
"""What each role may do within its area; what is not written here is refused."""

ACTIONS: dict[str, Text] = {
    "form.asked": Text("Lập biểu mẫu", "Asked for a form"),
    "form.submitted": Text("Gửi và khóa biểu mẫu", "Sent and locked a form"),
    "form.reopened": Text("Mở lại biểu mẫu", "Reopened a form"),
    "form.dropped": Text("Bỏ biểu mẫu", "Dropped a form"),
    "form.copied": Text("Tải biểu mẫu", "Took a form away"),
    "session.opened": Text("Đăng nhập", "Signed in"),
    "user.created": Text("Tạo tài khoản", "Made an account"),
    "user.deactivated": Text("Đóng tài khoản", "Closed an account"),
    "user.password_set": Text("Đặt lại mật khẩu cho tài khoản", "Set an account's password"),
    "user.password_changed": Text("Đổi mật khẩu của mình", "Changed the own password"),
    "grant.given": Text("Giao vai trò", "Gave a role"),
    "grant.ended": Text("Kết thúc vai trò", "Ended a role"),
    "delivery.received": Text("Nhận tệp", "Received a file"),
    "delivery.accepted": Text("Tiếp nhận tệp", "Accepted a file"),
    "delivery.returned": Text("Trả lại tệp để sửa", "Returned a file"),
    "delivery.held": Text("Giữ tệp chờ xác nhận", "Held a file for confirmation"),
    "delivery.confirmed": Text("Xác nhận tệp", "Confirmed a file"),
    "delivery.superseded": Text("Thay tệp bằng bản sau", "Replaced a file by a later one"),
    "delivery.shown": Text("Chờ người gửi xem trước tệp", "Waits for its sender to look at a file"),
    "delivery.looked": Text(
        "Xem trước dòng đầu của tệp (đã che)", "Looked at the first rows of a file (covered)"
    ),
    "delivery.looked_over": Text("Tiếp nhận tệp sau khi xem trước", "Took a file after looking at it"),
    "mapping.saved": Text("Lưu cách ghép cột", "Saved a column mapping"),
    "mapping.ended": Text("Kết thúc cách ghép cột", "Ended a column mapping"),
    "delivery.withdrawn": Text("Rút tệp", "Withdrew a file"),
    "target.set": Text("Nhập chỉ tiêu", "Set a target"),
    "target.ended": Text("Kết thúc chỉ tiêu", "Ended a target"),
    "target.shown_first": Text("Chọn chỉ tiêu hiển thị trước", "Chose the target shown first"),
    "targets.imported": Text("Nhập bảng chỉ tiêu", "Imported a table of targets"),
    "month.published": Text("Công bố số liệu tháng", "Published a month"),
    "published_figures.shown": Text("Đưa kết quả đã công bố lên trang", "Showed published results"),
    "keys.published": Text("Công bố các khóa người cũ", "Published former person keys"),
    "matches.asked": Text("Đưa các cặp cần rà soát ra danh sách", "Put doubtful pairs up for review"),
    "matches.measured": Text("Công bố chất lượng ghép nối", "Published the quality of links"),
    "matches.looked": Text("Xem danh sách cặp cần rà soát", "Looked at a list of pairs"),
    "matches.handed_over": Text("Chuyển quyết định rà soát vào sổ", "Handed decisions over as a register"),
    "match.looked": Text("Xem một cặp để rà soát", "Looked at a pair"),
    "match.decided": Text("Quyết định một cặp", "Decided a pair"),
    "match.taken_back": Text("Rút lại quyết định về một cặp", "Took back a decision on a pair"),
    "lists.published": Text("Công bố danh sách cần vận động", "Published work lists"),
    "list.looked": Text("Xem danh sách cần vận động", "Looked at a work list"),
    "list.exported": Text("Xuất danh sách cần vận động", "Exported a work list"),
    "list.printed": Text("In danh sách cần vận động", "Printed a work list"),
    "list.handed_over": Text("Giao danh sách cho nhân viên thu khác", "Handed a list to another collector"),
    "list.handover_lapsed": Text("Giao danh sách hết hiệu lực", "A handover of a list lapsed"),
    "list.handover_ended": Text("Thôi giao danh sách", "Ended a handover of a list"),
    "candidate.looked": Text("Xem hồ sơ người cần vận động", "Looked at a person on a list"),
    "visit.recorded": Text("Ghi kết quả tiếp xúc", "Recorded what a visit found"),
    "visit.taken_back": Text("Rút kết quả tiếp xúc", "Took back what a visit found"),
    "outcomes.exported": Text(
        "Chuyển kết quả tiếp xúc vào kho dữ liệu", "Put the outcomes of visits into the store"
    ),
    "employer_gaps.looked": Text("Xem chênh lệch của đơn vị", "Looked at gaps of employers"),
    "collectors.looked": Text("Xem thông tin nhân viên thu", "Looked at collectors' records"),
    "network.hamlets_loaded": Text("Nạp danh sách ấp, khu vực", "Loaded the hamlets"),
    "network.organisations_loaded": Text("Nạp danh sách tổ chức", "Loaded the organisations"),
    "network.points_loaded": Text("Nạp danh sách điểm thu", "Loaded the collection points"),
    "network.collectors_loaded": Text("Nạp danh sách nhân viên thu", "Loaded the collectors"),
    "network.collector_linked": Text(
        "Liên kết tài khoản với nhân viên thu", "Linked an account to a collector"
    ),
    "network.cluster_formed": Text("Lập cụm ấp, khu vực", "Formed a cluster of hamlets"),
}
"""What an entry of the audit trail says happened, in words; an action without words is shown as its name."""
