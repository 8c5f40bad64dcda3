"""How do the pages and the queue run side by side, and stop together?"""

from __future__ import annotations

import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
import warnings
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from rich.console import Console

from ansinh.base.errors import AnSinhError
from ansinh.base.texts import Text

WORKERS = min(4, os.cpu_count() or 1)
"""Processes that answer; each keeps its own parts of pages in memory."""
THREADS = 4
"""Requests answered at once; each keeps one database connection."""
PATIENCE = 15
"""Seconds that a process is given to finish before it is killed."""

_PARENT_DEATH_SIGNAL = 1
_STOP = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def run(host: str, port: int) -> None:
    """Bring the database up to date, serve on `host`:`port` and work the queue until a signal comes.

    Raises: AnSinhError when the port is taken or a process ended by itself.
    """
    _refuse_a_taken_port(host, port)
    with warnings.catch_warnings(action="ignore"):
        call_command("migrate", verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)
    wanted: list[int] = []
    before = {number: signal.signal(number, lambda got, _: wanted.append(got)) for number in _STOP}
    children = [_pages(host, port), _queue()]
    try:
        _wait_until_it_answers(host, port, children, wanted)
        if not wanted:
            _say_where(host, port)
        while not wanted and all(child.poll() is None for child in children):
            time.sleep(0.2)
    finally:
        _end(children)
        for number, handler in before.items():
            signal.signal(number, handler)
    if not wanted:
        raise AnSinhError(
            Text("Một tiến trình phục vụ đã tự dừng.", "One of the serving processes ended by itself."),
            Text("Xem {log}.", "See {log}.").format(log=Path(settings.HOME) / "queue.log"),
        )


def _pages(host: str, port: int) -> subprocess.Popen:
    return _start(
        "granian", "--interface", "wsgi", "--no-ws", "--host", host, "--port", str(port),
        "--workers", str(WORKERS), "--blocking-threads", str(THREADS), "--log-level", "warning", "ansinh.web.wsgi:application",
    )  # fmt: skip


def _queue() -> subprocess.Popen:
    with (Path(settings.HOME) / "queue.log").open("a") as said:
        return _start("django", "procrastinate", "worker", stderr=said)


def _start(module: str, *arguments: str, **more) -> subprocess.Popen:
    """A process of our own session, so that Ctrl-C reaches it through us alone."""
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "ansinh.web.settings"}
    return subprocess.Popen(
        [sys.executable, "-m", module, *arguments],
        env=environment, start_new_session=True, preexec_fn=_end_with_the_parent, **more,
    )  # fmt: skip


def _end_with_the_parent() -> None:
    """Where the kernel can (Linux), a child is told to end when we are killed without a chance to say so."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PARENT_DEATH_SIGNAL, signal.SIGTERM)


def _wait_until_it_answers(host: str, port: int, children: list[subprocess.Popen], wanted: list[int]) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and not wanted and all(child.poll() is None for child in children):
        with socket.socket(_family(host)) as line:
            if line.connect_ex((_reach(host), port)) == 0:
                return
        time.sleep(0.1)


def _end(children: list[subprocess.Popen]) -> None:
    for child in children:
        if child.poll() is None:
            child.terminate()
    deadline = time.monotonic() + PATIENCE
    for child in children:
        try:
            child.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()


def _refuse_a_taken_port(host: str, port: int) -> None:
    with socket.socket(_family(host)) as line:
        line.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            line.bind((host, port))
        except OSError as error:
            raise AnSinhError(
                Text(
                    "Không mở được địa chỉ {host}:{port}: cổng đang được dùng hoặc không được phép.",
                    "Cannot listen on {host}:{port}: the port is taken or not allowed.",
                ).format(host=host, port=port),
                Text("Chọn cổng khác bằng --port.", "Choose another port with --port."),
            ) from error


def _say_where(host: str, port: int) -> None:
    address = f"http://{host}:{port}"
    said = Text("Đang phục vụ tại {address} — Ctrl-C để dừng.", "Serving on {address} — Ctrl-C to stop.")
    Console(highlight=False).print(str(said.format(address=address)), style="bold")


def _family(host: str) -> socket.AddressFamily:
    return socket.AF_INET6 if ":" in host else socket.AF_INET


def _reach(host: str) -> str:
    return {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)
