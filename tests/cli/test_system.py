"""`ansinh doctor`, `serve`, `create-admin`, and how the command says what went wrong."""

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from ansinh.accounts import queries, services
from ansinh.accounts.models import User
from ansinh.accounts.terms import Permission
from ansinh.base.errors import AnSinhError
from ansinh.base.texts import Text
from ansinh.cli import health, system
from ansinh.cli.main import app


@pytest.fixture(autouse=True)
def vietnamese(monkeypatch):
    monkeypatch.delenv("ANSINH_LANGUAGE", raising=False)


def test_an_error_is_said_with_what_to_do_and_without_a_traceback():
    small = typer.Typer(cls=system.Commands)

    @small.callback()
    def nothing() -> None: ...

    @small.command()
    def fail() -> None:
        raise AnSinhError(Text("Không được.", "It failed."), Text("Làm lại.", "Try again."))

    result = CliRunner().invoke(small, ["fail"])
    assert result.exit_code == 1
    assert "Không được." in result.stderr
    assert "Làm lại." in result.stderr
    assert "Traceback" not in result.output


def test_the_command_line_speaks_english_when_asked(monkeypatch, db):
    monkeypatch.setenv("ANSINH_LANGUAGE", "en")
    result = CliRunner().invoke(app, ["doctor", "--json"])
    assert "up to date" in result.stdout


@pytest.mark.django_db
def test_the_doctor_finds_a_well_house_well():
    result = CliRunner().invoke(app, ["doctor", "--audit", "--json"])
    rows = json.loads(result.stdout)
    assert [row["check"] for row in rows if not row["ok"]] == []
    assert {row["check"] for row in rows} >= {"database", "migrations", "disk", "registers", "fonts", "audit"}
    assert result.exit_code == 0


@pytest.mark.django_db
def test_the_doctor_says_what_to_do_about_an_open_secret(settings):
    secret = Path(settings.HOME) / "audit.key"
    secret.write_text("x")
    secret.chmod(0o644)
    (finding,) = [each for each in health.findings() if each.check == "secrets"]
    assert not finding.ok
    assert f"chmod 600 {secret}" in str(finding.todo)


@pytest.mark.django_db
def test_the_doctor_finds_an_altered_audit_trail():
    from django.db import connection

    services.record("target.set", by=None)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute("UPDATE accounts_entry SET action = 'target.seen'")
    result = CliRunner().invoke(app, ["doctor", "--audit"])
    assert result.exit_code == 1
    assert "Dòng 1 đã bị sửa" in result.stdout


@pytest.mark.django_db
def test_the_first_administrator_may_manage_accounts():
    import datetime as dt

    secret = "một câu dài để nhớ"
    result = CliRunner().invoke(app, ["create-admin", "quan.tri"], input=f"{secret}\n{secret}\n")
    assert result.exit_code == 0, result.output
    viewer = queries.viewer_of(User.objects.get(username="quan.tri"), dt.date(2100, 1, 1))
    assert queries.may(viewer, Permission.MANAGE_ACCOUNTS, "92")
    again = CliRunner().invoke(app, ["create-admin", "quan.tri"], input=f"{secret}\n{secret}\n")
    assert again.exit_code == 1


def free_port() -> int:
    with socket.socket() as line:
        line.bind(("127.0.0.1", 0))
        return line.getsockname()[1]


def test_a_taken_port_is_said_plainly():
    from ansinh.cli import serving

    with socket.socket() as line, pytest.raises(AnSinhError, match="--port"):
        line.bind(("127.0.0.1", 0))
        line.listen()
        serving.run("127.0.0.1", line.getsockname()[1])


def test_serving_answers_and_stops_whole_on_a_signal():
    home = Path("/tmp") / f"ansinh-serve-{os.getpid()}"
    port = free_port()
    environment = {name: value for name, value in os.environ.items() if not name.startswith("DJANGO")}
    process = subprocess.Popen(
        [sys.executable, "-c", "from ansinh.cli.main import app; app()", "serve", "--port", str(port)],
        env=environment | {"ANSINH_HOME": str(home)}, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip
    try:
        assert f"http://127.0.0.1:{port}" in process.stdout.readline()
        page = urllib.request.urlopen(f"http://127.0.0.1:{port}/accounts/login/").read().decode()
        assert "Đăng nhập" in page
        process.send_signal(signal.SIGTERM)
        assert process.wait(60) == 0
        with pytest.raises(OSError), contextlib.closing(socket.create_connection(("127.0.0.1", port), 1)):
            pass
        assert not list(home.glob("postgres/data/postmaster.pid"))
        time.sleep(0.2)
        assert (
            str(home)
            not in subprocess.run(["ps", "axeww"], capture_output=True, text=True, check=True).stdout
        )
    finally:
        process.terminate()
        process.wait()
        process.stdout.close()
        subprocess.run(["rm", "-rf", str(home)], check=True)
