"""`ansinh check-figures FILE`: does a table agree with itself before it is sent out?"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ansinh.indicators.rules.figures.tables import Table
    from ansinh.indicators.rules.figures.verdicts import Check, Verdict

SOMETHING_WRONG, UNREADABLE = 1, 2
_STYLES = {
    "does_not_hold": "bold red",
    "flagged": "yellow",
    "ambiguous": "magenta",
    "holds_only_by_truncation": "yellow",
    "cannot_be_checked": "dim",
}


def add_to(app: typer.Typer) -> None:
    """Add this module's commands to the `ansinh` command."""
    app.command("check-figures")(check_figures)


def check_figures(
    file: Annotated[Path, typer.Argument(help="A csv, xlsx or text file of printed figures.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print for programs.")] = False,
    language: Annotated[str, typer.Option(help="vi or en")] = "vi",
) -> None:
    """Check a table of figures against itself: sums, percents, needs, target rates, means per head.

    Ends with 0 when nothing is wrong, 1 when something does not hold, 2 when the file cannot be read.
    """
    from ansinh.base.errors import InvalidValue
    from ansinh.base.texts import speaking
    from ansinh.indicators.rules.figures import cells, checking, tables
    from ansinh.indicators.rules.figures.verdicts import Verdict

    with speaking(language):
        try:
            table = tables.read(cells.of_file(file.read_bytes()))
        except (InvalidValue, OSError) as error:
            reason = error.strerror if isinstance(error, OSError) else error
            typer.echo(f"{file.name}: {reason}", err=True)
            raise typer.Exit(UNREADABLE) from error
        checks = checking.check(table)
        (_print_json if as_json else _print_table)(file.name, table, checks)
        if any(check.verdict is Verdict.DOES_NOT_HOLD for check in checks):
            raise typer.Exit(SOMETHING_WRONG)


def _print_json(name: str, table: Table, checks: Sequence[Check]) -> None:
    import json

    from ansinh.indicators.rules.figures import checking

    found = {
        "file": name,
        "lines": len(table.lines),
        "style": table.style.value,
        "unknown_headings": table.unknown_headings,
        "summary": {verdict.value: count for verdict, count in checking.counts(checks).items()},
        "checks": [checking.as_record(check) for check in checks],
    }
    typer.echo(json.dumps(found, ensure_ascii=False, indent=1))


def _print_table(name: str, table: Table, checks: Sequence[Check]) -> None:
    from rich.console import Console
    from rich.text import Text as Line

    from ansinh.base.texts import Text
    from ansinh.indicators.rules.figures import checking

    console = Console()
    console.print(Line(str(table.style.label), style="dim"))
    if table.unknown_headings:
        unknown = Text("Cột không dùng đến: {names}.", "Columns not used: {names}.")
        console.print(Line(str(unknown.format(names=", ".join(table.unknown_headings))), style="dim"))
    for (case, unit), found in checking.by_unit(checks):
        console.print()
        console.print(Line(" · ".join(part for part in (case, unit) if part) or name, style="bold"))
        console.print(_of_unit(found))
    console.print()
    console.print(Line(_summary(checking.counts(checks))))


def _of_unit(checks: Sequence[Check]) -> object:
    from rich import box
    from rich.table import Table as Grid
    from rich.text import Text as Cell

    from ansinh.base.texts import Text
    from ansinh.indicators.rules.figures import printed

    grid = Grid(box=box.SIMPLE_HEAD, pad_edge=False, expand=True)
    grid.add_column(str(Text("Dòng", "Row")), justify="right", no_wrap=True)
    grid.add_column(str(Text("Chỉ tiêu", "Indicator")), ratio=2)
    grid.add_column(str(Text("Kết luận", "Verdict")), ratio=2)
    grid.add_column(str(Text("Vì sao", "Why")), ratio=7)
    for check in checks:
        style = _STYLES.get(check.verdict.value, "")
        grid.add_row(
            str(check.lines[0]),
            Cell(str(printed.label(check.indicator))),
            Cell(f"{check.verdict.symbol} {check.verdict.label}", style=style),
            Cell(str(check.sentence)),
        )
    return grid


def _summary(counts: dict[Verdict, int]) -> str:
    return " · ".join(f"{verdict.symbol} {count} {verdict.label}" for verdict, count in counts.items())
