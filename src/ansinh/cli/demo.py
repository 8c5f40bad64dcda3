"""`ansinh demo`: an invented city on real units, ready to be looked at."""

from __future__ import annotations

import os
from pathlib import Path

import typer

from ansinh.base.texts import Text
from ansinh.cli.system import with_django

_READY = Text("Thành phố trình diễn đã sẵn sàng", "The demonstration city is ready")
_INVENTED = Text(
    "Mọi người trong dữ liệu này là giả định; đơn vị hành chính là thật.",
    "Everybody in these data is invented; the administrative units are real.",
)
_COLUMNS = (Text("Tài khoản", "Account"), Text("Vai trò", "Role"), Text("Địa bàn", "Area"))
_PASSWORD = Text("Mật khẩu chung", "Password of all")


def add_to(app: typer.Typer) -> None:
    """Add this module's command to the `ansinh` command."""
    app.command()(demo)


def demo(
    persons: int = typer.Option(60_000, min=2_000, help="How many invented persons."),
    host: str = typer.Option("127.0.0.1", help="Address to listen on."),
    port: int = typer.Option(8000, help="Port to listen on."),
    serve: bool = typer.Option(True, help="Serve the pages when the city is ready."),
) -> None:
    """Make the demonstration city (a second call starts at once), print the sign-ins, and serve it."""
    home = Path(os.environ.get("ANSINH_HOME", "data")).resolve()
    from ansinh.demo.marks import claim

    city = claim(home, persons)
    with_django()
    if not city.complete:
        _build(city)
    _say_ready(host, port)
    if serve:
        from ansinh.cli import serving

        raise typer.Exit(serving.run(host, port))


def _build(city) -> None:
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    from ansinh.demo.city import build

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns) as shown:
        tasks: dict[str, int] = {}

        def progress(what: Text, done: int, total: int) -> None:
            task = tasks.setdefault(what.en, None)
            if task is None:
                task = tasks[what.en] = shown.add_task(str(what), total=total)
            shown.update(task, completed=done, total=total)

        build(city, progress=progress)


def _say_ready(host: str, port: int) -> None:
    from rich.console import Console
    from rich.table import Table

    from ansinh.demo.city import accounts
    from ansinh.demo.signins import PASSWORD

    console = Console(highlight=False)
    console.print(f"\n[bold]{_READY}[/bold]: http://{host}:{port}", soft_wrap=True)
    console.print(str(_INVENTED))
    table = Table(*(str(column) for column in _COLUMNS))
    for one in accounts():
        table.add_row(one.username, str(one.role.label), one.area)
    console.print(table)
    console.print(f"{_PASSWORD}: [bold]{PASSWORD}[/bold]\n")
