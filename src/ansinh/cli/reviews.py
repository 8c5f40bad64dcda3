"""`ansinh decisions`: hand the clerks' decisions on pairs over to the next run of a month."""

from __future__ import annotations

import json

import typer

from ansinh.base.texts import Text
from ansinh.cli.system import with_django

_HANDED_OVER = Text(
    "Sổ quyết định rà soát tháng {month}: {rows} quyết định.", "Decisions for {month}: {rows} decisions."
)
_NONE = Text("Chưa có quyết định rà soát nào.", "Nobody has decided a pair yet.")


def add_to(app: typer.Typer) -> None:
    """Add this module's command to the `ansinh` command."""
    app.command("decisions")(decisions)


def decisions(
    month: str = typer.Argument(help="The month, YYYY-MM."),
    as_json: bool = typer.Option(False, "--json", help="Print for reading by programs."),
) -> None:
    """Hand decisions on doubtful pairs over as a register; each run of a month does the same by itself."""
    with_django()
    from django.conf import settings
    from django.utils import timezone

    from ansinh.base.months import Month
    from ansinh.matching import services
    from ansinh.registers.store import Store

    made = services.export_decisions(Month.parse(month), Store(settings.HOME / "registers"), timezone.now())
    if as_json:
        told = {"month": month, "decisions": made.rows, "sha256": made.sha256} if made else None
        typer.echo(json.dumps(told))
    else:
        typer.echo(str(_HANDED_OVER.format(month=month, rows=made.rows) if made else _NONE))
