"""`ansinh bench pages`: how long do readers wait for the pages of figures when many read at once?"""

from __future__ import annotations

import http.client
import json as jsons
import os
import signal
import socket
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Annotated

import typer

from ansinh.base.errors import NotFound
from ansinh.base.texts import Text
from ansinh.cli.system import with_django

_NOBODY = Text("Chưa có lãnh đạo tỉnh nào có tài khoản.", "No province leader has an account yet.")
_DEMO = Text("Chạy `ansinh demo` trước.", "Run `ansinh demo` first.")


def pages(
    readers: Annotated[int, typer.Option(help="How many read at once.")] = 20,
    each: Annotated[int, typer.Option(help="Pages that each of them opens.")] = 30,
    pause: Annotated[float, typer.Option(help="Seconds between two pages of one reader.")] = 0.0,
    json: Annotated[bool, typer.Option("--json", help="Print for programs.")] = False,
) -> None:
    """Serve this installation, let a province leader's sessions read it all at once, and say how long they waited."""
    with_django()
    cookie, addresses = _session(), _addresses()
    port = _free_port()
    served = [sys.executable, "-c", "from ansinh.cli.main import app; app()", "serve", "--port", str(port)]
    server = subprocess.Popen(served, env=os.environ, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait_for(port)
        for address in addresses:
            _seconds(port, cookie, address)
        started = time.perf_counter()
        with ThreadPoolExecutor(readers) as pool:
            jobs = [pool.submit(_read, port, cookie, addresses, at, each, pause) for at in range(readers)]
            waits = sorted(wait for job in jobs for wait in job.result())
        whole = time.perf_counter() - started
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait()
    measured = {
        "readers": readers, "pages": len(waits), "pause_seconds": pause,
        "pages_a_second": round(len(waits) / whole, 1), "p50_ms": round(waits[len(waits) // 2] * 1000),
        "p95_ms": round(waits[int(len(waits) * 0.95)] * 1000), "max_ms": round(waits[-1] * 1000),
    }  # fmt: skip
    typer.echo(jsons.dumps(measured) if json else "\n".join(f"{k:20} {v:,}" for k, v in measured.items()))


def _session() -> str:
    """A signed-in session of a province leader of this installation."""
    from django.conf import settings
    from django.test import Client

    from ansinh.accounts.models import User
    from ansinh.accounts.terms import Role

    user = User.objects.filter(
        grants__role=Role.PROVINCE_LEADER.value, grants__area=settings.PROVINCE
    ).first()
    if user is None:
        raise NotFound(_NOBODY, _DEMO)
    client = Client()
    client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[-1])
    return f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"


def _addresses() -> list[str]:
    """The pages that a steering meeting opens: the province, communes, an indicator."""
    from django.conf import settings

    from ansinh import territory
    from ansinh.indicators.models import Run

    newest = Run.objects.filter(province=settings.PROVINCE).latest("geography").geography
    communes = territory.units(newest, level=territory.Level.COMMUNE, within=settings.PROVINCE)
    found = [f"/units/{settings.PROVINCE}/", "/indicators/hi/", "/indicators/si_voluntary/"]
    return found + [f"/units/{unit.code}/" for unit in communes[::10]]


def _read(port: int, cookie: str, addresses: list[str], first: int, each: int, pause: float) -> list[float]:
    """One reader; not all of them begin in the same moment."""
    waits = []
    time.sleep(pause * (first % 20) / 20)
    for step in range(each):
        waits.append(_seconds(port, cookie, addresses[(first + step) % len(addresses)]))
        time.sleep(pause)
    return waits


def _seconds(port: int, cookie: str, address: str) -> float:
    """How long one page took, from asking to its last byte."""
    started = time.perf_counter()
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    line.request("GET", address, headers={"Cookie": cookie})
    answer = line.getresponse()
    answer.read()
    line.close()
    if answer.status != 200:
        raise SystemExit(f"{address}: {answer.status}")
    return time.perf_counter() - started


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _wait_for(port: int) -> None:
    deadline = time.monotonic() + 90
    while time.monotonic() < deadline:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.2)
