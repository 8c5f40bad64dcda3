"""The embedded PostgreSQL: one cluster for a data folder, for whoever runs it, and never in the way."""

import os
import shutil
import signal
import subprocess
import sys
import sysconfig
import textwrap
import time
from pathlib import Path

import pytest

from ansinh.base.errors import AnSinhError, NotPermitted
from ansinh.web import postgres, postgres_places

ROOT = os.getuid() == 0
SOURCE = Path(__file__).parents[2] / "src"
PACKAGES = Path(sysconfig.get_path("purelib"))


@pytest.fixture
def home(tmp_path_factory):
    """A data folder; what it left under /var/tmp is taken away afterwards."""
    base = Path("/tmp") / f"ansinh-pg-{os.getpid()}-{tmp_path_factory.mktemp('home').name}"
    base.mkdir(mode=0o755)
    base.chmod(0o755)
    yield base / "data"
    for identity in base.rglob("postgres.json"):
        own = postgres.cluster(identity.parent)
        postgres.stop(own)
        if not own.folder.is_relative_to(own.home):
            shutil.rmtree(own.folder, ignore_errors=True)
    shutil.rmtree(base)


def ask(own: postgres.Cluster, question: str, database: str = "ansinh") -> str:
    import psycopg

    access = {"user": "ansinh", "password": own.password, "host": str(own.sockets), "port": 5432}
    with psycopg.connect(dbname=database, autocommit=True, **access) as connection:
        cursor = connection.execute(question)
        return str(cursor.fetchone()[0]) if cursor.description else ""


@pytest.fixture
def python_for_everybody() -> str:
    """A Python of our version that an ordinary user may run, with packages that they may read."""
    if not ROOT:
        pytest.skip("only root can be two users")
    for python in (sys.executable, f"/usr/bin/python3.{sys.version_info.minor}"):
        tried = subprocess.run(
            ["runuser", "-u", "nobody", "--", python, "-c", f"open({str(PACKAGES / 'psycopg/__init__.py')!r})"],
            check=False, capture_output=True, cwd="/",
        )  # fmt: skip
        if tried.returncode == 0:
            return python
    pytest.skip("an ordinary user can run no Python here, or not read these packages")


def postmaster(own: postgres.Cluster) -> int:
    return int((own.data / "postmaster.pid").read_text().split()[0])


def in_a_process(code: str, *, wait: bool = True, python: str = sys.executable, **more):
    environment = {"PATH": os.defpath, "PYTHONPATH": f"{SOURCE}:{PACKAGES}"} | more.pop("env", {})
    process = subprocess.Popen(
        [python, "-c", textwrap.dedent(code)],
        env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **more,
    )  # fmt: skip
    if not wait:
        return process
    out, err = process.communicate(timeout=120)
    assert process.returncode == 0, err
    return out.strip()


def test_a_new_cluster_has_its_database_keeps_fsync_and_opens_no_port(home):
    own = postgres.cluster(home)
    postgres.start(own)
    assert ask(own, "SELECT current_database()") == "ansinh"
    assert ask(own, "SHOW fsync") == "on"
    assert ask(own, "SHOW listen_addresses") == ""
    assert ask(own, "SHOW server_encoding") == "UTF8"
    assert own.folder.is_relative_to(home)
    for private in (own.data, own.sockets, own.log.parent):
        assert private.stat().st_mode & 0o077 == 0
        assert private.stat().st_uid == own.server_uid
    assert (home / "postgres.json").stat().st_mode & 0o077 == 0
    postgres.stop(own)
    assert not postgres.is_running(own)
    assert not (own.data / "postmaster.pid").exists()


def test_a_wrong_password_is_refused(home):
    import dataclasses

    import psycopg

    own = postgres.cluster(home)
    postgres.start(own)
    with pytest.raises(psycopg.OperationalError):
        ask(dataclasses.replace(own, password="guess"), "SELECT 1")


def test_the_server_runs_while_somebody_uses_it_and_the_last_to_leave_stops_it(home):
    code = f"""
        from pathlib import Path
        from ansinh.web import postgres
        own = postgres.cluster(Path({str(home)!r}))
        postgres.use(own)
        print("in", flush=True)
        input()
    """
    first, second = (in_a_process(code, wait=False, stdin=subprocess.PIPE) for _ in range(2))
    assert first.stdout.readline() == second.stdout.readline() == "in\n"  # both started at once
    own = postgres.cluster(home)
    before = postmaster(own)
    first.communicate("\n", timeout=60)
    assert postgres.is_running(own)
    assert postmaster(own) == before
    second.communicate("\n", timeout=60)
    assert not postgres.is_running(own)


def test_a_server_killed_at_once_is_started_again_with_what_it_knew(home):
    own = postgres.cluster(home)
    postgres.start(own)
    ask(own, "CREATE TABLE kept AS SELECT 42 AS answer")
    os.kill(postmaster(own), signal.SIGKILL)
    for _ in range(100):  # the kernel takes its time with a dying process
        if not postgres.is_running(own):
            break
        time.sleep(0.05)
    assert (own.data / "postmaster.pid").exists()
    postgres.start(own)
    assert ask(own, "SELECT answer FROM kept") == "42"


def test_the_lock_of_a_dead_server_whose_number_another_process_has_is_cleared(home):
    own = postgres.cluster(home)
    postgres.start(own)
    lock = own.data / "postmaster.pid"
    written = lock.read_text()
    postgres.stop(own)
    stranger = subprocess.Popen(["sleep", "60"], **({"user": "nobody"} if ROOT else {}))
    try:
        lock.write_text(written.replace(written.split()[0], str(stranger.pid), 1))
        if ROOT:
            shutil.chown(lock, own.runs_as)
        postgres.start(own)
        assert ask(own, "SELECT 1") == "1"
    finally:
        stranger.kill()
        stranger.wait()


def test_a_copied_data_folder_gets_a_server_of_its_own(home):
    own = postgres.cluster(home)
    postgres.start(own)
    ask(own, "CREATE TABLE place AS SELECT 'original' AS name")
    postgres.stop(own)
    postgres.start(own)
    subprocess.run(
        ["cp", "-a", str(home), str(home.with_name("copy"))], check=False, stderr=subprocess.DEVNULL
    )
    copy = postgres.cluster(home.with_name("copy"))
    postgres.start(copy)
    ask(copy, "UPDATE place SET name = 'copy'")
    assert ask(own, "SELECT name FROM place") == "original"
    assert postmaster(copy) != postmaster(own)


def test_a_moved_data_folder_keeps_its_database(home):
    own = postgres.cluster(home)
    postgres.start(own)
    ask(own, "CREATE TABLE kept AS SELECT 42 AS answer")
    postgres.stop(own)
    home.rename(home.with_name("elsewhere"))
    moved = postgres.cluster(home.with_name("elsewhere"))
    postgres.start(moved)
    assert ask(moved, "SELECT answer FROM kept") == "42"


def test_a_folder_whose_path_is_too_long_for_a_socket_works_all_the_same(home):
    deep = home / ("thư-mục-rất-dài-" * 5) / "data"
    for folder in (home, deep.parent):
        folder.mkdir()
        folder.chmod(0o755)
    own = postgres.cluster(deep)
    assert not own.sockets.is_relative_to(deep)
    assert own.data.is_relative_to(deep)
    postgres.start(own)
    assert ask(own, "SELECT 1") == "1"
    shutil.rmtree(own.sockets)


def test_a_cluster_of_another_major_version_says_what_to_do(home):
    own = postgres.cluster(home)
    postgres.start(own)
    postgres.stop(own)
    (own.data / "PG_VERSION").write_text("17\n")
    with pytest.raises(AnSinhError, match="17") as told:
        postgres.start(own)
    assert "pg_dump" in str(told.value.hint)


def test_an_interrupted_beginning_is_begun_again(home):
    own = postgres.cluster(home)
    postgres_places.claim(own)
    half = own.folder / "data.half"
    half.mkdir()
    (half / "PG_VERSION").write_text("18\n")
    postgres.start(own)
    assert ask(own, "SELECT 1") == "1"


def test_folders_above_keep_their_permissions(home):
    before = {path: path.stat().st_mode for path in (home.parent, Path("/tmp"), Path("/var/tmp"))}
    postgres.start(postgres.cluster(home))
    assert {path: path.stat().st_mode for path in before} == before


def test_importing_the_settings_starts_nothing(home):
    in_a_process("import ansinh.web.settings", env={"ANSINH_HOME": str(home)})
    assert not (home / "postgres").exists()


def test_an_ordinary_user_runs_a_cluster_in_the_own_data_folder(home, python_for_everybody):
    home.parent.chmod(0o777)
    said = in_a_process(
        f"""
        import os
        from pathlib import Path
        from ansinh.web import postgres
        own = postgres.cluster(Path({str(home)!r}))
        postgres.use(own)
        assert own.runs_as is None and own.folder.is_relative_to(own.home), own
        import psycopg
        access = dict(user="ansinh", password=own.password, host=str(own.sockets), port=5432)
        print(psycopg.connect(dbname="ansinh", **access).execute("SELECT 'hello'").fetchone()[0])
        """,
        python=python_for_everybody, user=65534, group=65534, extra_groups=[], cwd="/",
    )  # fmt: skip
    assert said == "hello"
    home.parent.chmod(0o755)
    with pytest.raises(NotPermitted):  # root does not touch what is another user's
        postgres.cluster(home)
    shutil.rmtree(home)


def test_an_ordinary_user_is_refused_the_folder_of_another(home, python_for_everybody):
    postgres.start(postgres.cluster(home))
    home.chmod(0o755)
    said = in_a_process(
        f"""
        from pathlib import Path
        from ansinh.base.errors import NotPermitted
        from ansinh.web import postgres
        try:
            postgres.use(postgres.cluster(Path({str(home)!r})))
        except NotPermitted:
            print("refused")
        """,
        python=python_for_everybody, user=65534, group=65534, extra_groups=[], cwd="/",
    )  # fmt: skip
    assert said == "refused"


@pytest.mark.skipif(not ROOT, reason="an ordinary user's cluster always stands in the data folder")
def test_root_with_a_private_data_folder_keeps_the_cluster_apart_and_copies_do_not_share_it(home):
    home.parent.chmod(0o700)
    own = postgres.cluster(home)
    assert own.folder.parent == Path("/var/tmp/ansinh-0")
    postgres.start(own)
    ask(own, "CREATE TABLE kept AS SELECT 42 AS answer")
    assert home.parent.stat().st_mode & 0o777 == 0o700
    copy = home.with_name("copy")
    shutil.copytree(home, copy)
    with pytest.raises(AnSinhError, match=str(copy)):
        postgres.start(postgres.cluster(copy))
    shutil.rmtree(copy)
    moved = home.rename(home.with_name("moved"))
    postgres.start(postgres.cluster(moved))
    assert ask(postgres.cluster(moved), "SELECT answer FROM kept") == "42"


def debians() -> list[Path]:
    return sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))


@pytest.mark.skipif(not debians(), reason="Debian's PostgreSQL is not installed")
def test_all_migrations_run_on_debians_postgresql(home):
    own = postgres.cluster(home, binaries=debians()[-1].parent)
    postgres.start(own)
    address = f"postgres://ansinh:{own.password}@{str(own.sockets).replace('/', '%2F')}/ansinh"
    environment = {
        "PATH": os.defpath, "PYTHONPATH": str(SOURCE), "ANSINH_HOME": str(home),
        "DATABASE_URL": address, "DJANGO_SETTINGS_MODULE": "ansinh.web.settings",
    }  # fmt: skip
    for command in (["migrate", "-v0"], ["migrate", "--check"]):
        done = subprocess.run(
            [sys.executable, "-m", "django", *command],
            env=environment, check=False, capture_output=True, text=True,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
