"""Is each part of an installation well, and if not, what should be done?"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import util
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from ansinh.accounts import queries
from ansinh.base.errors import AnSinhError
from ansinh.base.texts import Text
from ansinh.web import postgres

ENOUGH_DISK = 5
"""Free gigabytes that the demonstration, or a month of a province, needs."""
JAVA = 17
"""The oldest Java that the Spark extra runs on."""
SHOWN = 20
"""Alterations of the audit trail that are listed one by one."""


@dataclass(frozen=True)
class Finding:
    """One line of the doctor: what was looked at, is it well, what was seen, what to do."""

    check: str
    ok: bool
    said: Text
    todo: Text | str = ""

    @property
    def subject(self) -> Text:
        return _SUBJECTS[self.check]


def findings(*, audit: bool = False) -> list[Finding]:
    """Every check in turn; with `audit` the whole audit trail as well."""
    checks = [_database, _migrations, _disk, _registers, _secrets, _fonts, _spark]
    if audit:
        checks.append(_audit)
    return [finding for check in checks for finding in _attempt(check)]


def _attempt(check: Callable[[], Iterator[Finding]]) -> list[Finding]:
    try:
        return list(check())
    except AnSinhError as error:
        return [Finding(check.__name__.strip("_"), False, error.message, error.hint)]
    except (DatabaseError, OSError) as error:
        said = Text("không kiểm tra được ({kind}).", "could not be checked ({kind}).")
        todo = _LOOK_AT_DATABASE if isinstance(error, DatabaseError) else ""
        return [Finding(check.__name__.strip("_"), False, said.format(kind=type(error).__name__), todo)]


def _database() -> Iterator[Finding]:
    connection.ensure_connection()
    major = connection.pg_version // 10_000
    own = postgres.cluster(Path(settings.HOME)) if "CLUSTER" in connection.settings_dict else None
    place = str(own.folder) if own else "DATABASE_URL"
    said = Text("PostgreSQL {major}, {place}.", "PostgreSQL {major}, {place}.").format(
        major=major, place=place
    )
    apart = own is not None and not own.folder.is_relative_to(own.home)
    yield Finding("database", True, said, _NOT_FOR_GOOD if apart else "")


def _migrations() -> Iterator[Finding]:
    executor = MigrationExecutor(connection)
    missing = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    if missing:
        said = Text("còn {missing} bước cập nhật.", "{missing} steps are missing.").format(missing=missing)
        yield Finding(
            "migrations", False, said,
            Text("Chạy “ansinh serve”, hoặc “python -m django migrate --settings ansinh.web.settings”.", "Run “ansinh serve”, or “python -m django migrate --settings ansinh.web.settings”."),
        )  # fmt: skip
    else:
        yield Finding("migrations", True, Text("đã cập nhật.", "up to date."))


def _disk() -> Iterator[Finding]:
    free = shutil.disk_usage(settings.HOME).free // 2**30
    said = Text("còn trống {free} GB.", "{free} GB free.").format(free=free)
    todo = Text(
        "Cần ít nhất {enough} GB: dọn đĩa, hoặc chuyển ANSINH_HOME sang đĩa khác.",
        "At least {enough} GB are needed: free some, or move ANSINH_HOME to another disk.",
    ).format(enough=ENOUGH_DISK)
    yield Finding("disk", free >= ENOUGH_DISK, said, "" if free >= ENOUGH_DISK else todo)


def _registers() -> Iterator[Finding]:
    folder = Path(settings.HOME) / "registers"
    nearest = folder if folder.exists() else folder.parent
    writable = os.access(nearest, os.W_OK | os.X_OK)
    said = Text("ghi được vào {folder}.", "{folder} is writable.")
    if not writable:
        said = Text("không ghi được vào {folder}.", "{folder} is not writable.")
    todo = "" if writable else Text("Sửa quyền của thư mục.", "Correct the folder's permissions.")
    yield Finding("registers", writable, said.format(folder=folder), todo)


def _secrets() -> Iterator[Finding]:
    home = Path(settings.HOME)
    kept = [path for name in ("secret", "audit.key", "postgres.json") if (path := home / name).exists()]
    open_to_others = [path for path in kept if path.stat().st_mode & 0o077]
    for path in open_to_others:
        said = Text("{path} có thể bị người khác đọc.", "{path} can be read by others.").format(path=path)
        todo = Text("Chạy: chmod 600 {path}", "Run: chmod 600 {path}").format(path=path)
        yield Finding("secrets", False, said, todo)
    if not open_to_others:
        yield Finding("secrets", True, Text("chỉ chủ sở hữu đọc được.", "readable by their owner only."))


def _fonts() -> Iterator[Finding]:
    missing = [name for name in _FONTS if not finders.find(name)]
    said = Text("đủ phông chữ tiếng Việt.", "the Vietnamese faces are there.")
    if missing:
        said = Text("thiếu phông chữ {names}.", "missing: {names}.").format(names=", ".join(missing))
    todo = Text("Cài lại gói ansinh.", "Install ansinh again.") if missing else ""
    yield Finding("fonts", not missing, said, todo)


def _spark() -> Iterator[Finding]:
    if util.find_spec("pyspark") is None:
        said = Text("không cài (không bắt buộc).", "not installed (not needed).")
        yield Finding("spark", True, said)
        return
    found = _java_version()
    said = Text("Java {found}.", "Java {found}.").format(found=found or "–")
    todo = Text(
        "Cài Java {java} trở lên, hoặc đặt JAVA_HOME.", "Install Java {java} or newer, or set JAVA_HOME."
    )
    yield Finding("spark", found >= JAVA, said, "" if found >= JAVA else todo.format(java=JAVA))


def _java_version() -> int:
    home = os.environ.get("JAVA_HOME")
    program = str(Path(home) / "bin" / "java") if home else shutil.which("java")
    if not program or not Path(program).exists():
        return 0
    said = subprocess.run([program, "-version"], capture_output=True, text=True, check=False).stderr
    version = re.search(r'version "(\d+)', said)
    return int(version[1]) if version else 0


def _audit() -> Iterator[Finding]:
    found = queries.alterations()
    if not found:
        last = queries.last_line()
        said = Text("{lines} dòng, nguyên vẹn.", "{lines} lines, whole.").format(
            lines=last.number if last else 0
        )
        yield Finding("audit", True, said)
    for alteration in found[:SHOWN]:
        yield Finding("audit", False, alteration, _WHAT_THEN)
    if len(found) > SHOWN:
        more = Text("và {more} chỗ khác.", "and {more} more.").format(more=len(found) - SHOWN)
        yield Finding("audit", False, more)


_FONTS = tuple(
    f"web/fonts/ibm-plex-sans-{letters}-{weight}-normal.woff2"
    for letters in ("latin", "vietnamese")
    for weight in (400, 600)
)
_SUBJECTS = {
    "database": Text("Cơ sở dữ liệu", "Database"),
    "migrations": Text("Bảng dữ liệu", "Tables"),
    "disk": Text("Đĩa", "Disk"),
    "registers": Text("Kho sổ bộ", "Registers"),
    "secrets": Text("Tệp khoá", "Secret files"),
    "fonts": Text("Phông chữ", "Type"),
    "spark": Text("Spark", "Spark"),
    "audit": Text("Nhật ký", "Audit trail"),
}
_NOT_FOR_GOOD = Text(
    "Thư mục này chỉ hợp cho chạy thử: máy có thể tự dọn /var/tmp. Để dùng lâu dài, chạy bằng tài khoản thường,"
    " đặt ANSINH_HOME ở nơi tài khoản nobody vào được, hoặc dùng DATABASE_URL.",
    "Good for a trial only: systems may clean /var/tmp. To stay, run as an ordinary user, set ANSINH_HOME where"
    " the account nobody may enter, or use DATABASE_URL.",
)
_LOOK_AT_DATABASE = Text("Kiểm tra DATABASE_URL, hoặc tệp log trong thư mục dữ liệu.", "Check DATABASE_URL, or the log in the data folder.")  # fmt: skip
_WHAT_THEN = Text(
    "Giữ nguyên hiện trạng, sao lưu cơ sở dữ liệu và thư mục dữ liệu, báo người phụ trách an toàn thông tin.",
    "Leave everything as it is, back up database and data folder, tell who is responsible for security.",
)
