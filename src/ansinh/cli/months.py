"""`ansinh month`: run one month from its snapshots and publish it; `ansinh targets`: take a file of targets."""

from __future__ import annotations

import json
from pathlib import Path

import typer

from ansinh.base.texts import Text
from ansinh.cli.system import with_django

_DONE = Text(
    "Đã công bố tháng {month}: {readings} số liệu, {seconds:.1f} giây, lần chạy {code}.",
    "Published {month}: {readings} readings, {seconds:.1f} seconds, run {code}.",
)
_SAME = Text(
    "Tháng {month} không có gì mới; lần chạy {code} vẫn là số liệu hiện hành.",
    "Nothing new for {month}; run {code} is still the current one.",
)
_TAKEN = Text(
    "Chỉ tiêu: {created} mới, {changed} điều chỉnh, {unchanged} không đổi.",
    "Targets: {created} new, {changed} adjusted, {unchanged} unchanged.",
)


def add_to(app: typer.Typer) -> None:
    """Add this module's commands to the `ansinh` command."""
    app.command("month")(month)
    app.command("targets")(targets)


def month(
    month: str = typer.Argument(help="The month, YYYY-MM."),
    as_json: bool = typer.Option(False, "--json", help="Print for reading by programs."),
    engine: str = typer.Option("duckdb", help="duckdb or spark."),
    memory: str = typer.Option("6GB", help="Memory for the engine; beyond it spills to disk."),
    again: bool = typer.Option(False, help="Run even when the same inputs are published already."),
) -> None:
    """Run one month: place, count, compare, publish."""
    with_django()
    from django.utils import timezone

    from ansinh import monthly
    from ansinh.base.months import Month

    with _StepLine(quiet=as_json) as progress:
        outcome = monthly.run(
            Month.parse(month), now=timezone.now, kind=engine, memory=memory, progress=progress, again=again
        )
    if as_json:
        typer.echo(json.dumps(_plain(outcome), ensure_ascii=False))
        return
    told = _DONE if outcome.changed else _SAME
    typer.echo(
        told.format(
            month=outcome.month, readings=outcome.readings, seconds=outcome.seconds, code=outcome.code[:12]
        )
    )
    for note in outcome.notes:
        typer.echo(f"  {note}")


def targets(
    file: str = typer.Argument(help="An xlsx or csv file of targets."),
    as_json: bool = typer.Option(False, "--json", help="Print for reading by programs."),
) -> None:
    """Take a file of targets, the whole of it or nothing."""
    with_django()
    from ansinh.indicators import services

    try:
        taken = services.import_targets(Path(file))
    except services.TargetsRefused as refused:
        for finding in refused.findings[:50]:
            typer.echo(f"{finding.row}\t{finding.column}\t{finding.message}", err=True)
        raise
    if as_json:
        typer.echo(json.dumps(vars(taken)))
    else:
        typer.echo(_TAKEN.format(**vars(taken)))


class _StepLine:
    """A line that says which step is under way; nothing when output is for programs."""

    def __init__(self, quiet: bool) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

        columns = (BarColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
        self.bar = Progress(*columns, console=Console(stderr=True), transient=True, disable=quiet)

    def __enter__(self):
        self.bar.start()
        task = self.bar.add_task("")
        return lambda label, done, total: self.bar.update(
            task, description=str(label), completed=done, total=total
        )

    def __exit__(self, *error: object) -> None:
        self.bar.stop()


def _plain(outcome) -> dict[str, object]:
    return {
        "month": str(outcome.month), "run": outcome.code, "readings": outcome.readings,
        "seconds": round(outcome.seconds, 3), "changed": outcome.changed, "folder": str(outcome.folder),
        "notes": [str(note) for note in outcome.notes],
    }  # fmt: skip
