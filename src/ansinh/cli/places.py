"""`ansinh units`, `ansinh lineage`: administrative units on a day, and what became of them."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from ansinh.base.errors import AnSinhError
from ansinh.territory import Level

if TYPE_CHECKING:
    from ansinh.territory import Link, Unit

_DAY = ["%Y-%m-%d", "%d/%m/%Y"]
Json = Annotated[bool, typer.Option("--json", help="Print JSON for programs.")]


def add_to(app: typer.Typer) -> None:
    """Add this module's commands to the `ansinh` command."""
    app.command()(units)
    app.command()(lineage)


def units(
    on: Annotated[dt.datetime, typer.Option(formats=_DAY, help="The day asked about.")],
    within: Annotated[str, typer.Option(metavar="CODE", help="Only inside this unit.")] = "",
    level: Annotated[Level | None, typer.Option(help="Only units of this level.")] = None,
    search: Annotated[str, typer.Option(help="Only units that this text may mean; accents optional.")] = "",
    as_json: Json = False,
) -> None:
    """List the administrative units of a day."""
    from ansinh import territory

    day = on.date()
    with _said_plainly():
        if search:
            found = territory.search(search, day, level, within or None, limit=100)
        else:
            found = territory.units(day, level, within or None)
    if as_json:
        _print_json([_unit(one) for one in found])
        return
    _print_table(
        ["Mã", "Tên", "Trực thuộc", "Từ ngày", "Văn bản"],
        [(one.code, one.name, one.parent or "", f"{one.since:%d/%m/%Y}", one.act) for one in found],
        f"{len(found):,} đơn vị hành chính ngày {day:%d/%m/%Y}".replace(",", "."),
    )


def lineage(
    code: str,
    since: Annotated[dt.datetime, typer.Option("--from", formats=_DAY, help="The first day.")],
    until: Annotated[dt.datetime, typer.Option("--to", formats=_DAY, help="The last day.")],
    as_json: Json = False,
) -> None:
    """Show what the unit with this code became, and what it was made of."""
    from ansinh import territory

    with _said_plainly():
        found = territory.lineage(code, since.date(), until.date())
    if as_json:
        _print_json([_link(one) for one in found])
        return
    rows = [
        (one.before.code, one.before.name, str(one.kind.label), one.after.code, one.after.name, one.act)
        for one in found
    ]
    title = f"{since:%d/%m/%Y} → {until:%d/%m/%Y}"
    _print_table(["Mã", "Trước", "Phần nhập", "Mã", "Sau", "Văn bản"], rows, title)


def _unit(one: Unit) -> dict:
    return {
        "code": one.code,
        "name": one.name,
        "kind": one.kind.value,
        "level": one.level.value,
        "parent": one.parent,
        "since": one.since.isoformat(),
        "until": one.until.isoformat() if one.until else None,
        "act": one.act,
        "latitude": one.latitude,
        "longitude": one.longitude,
    }


def _link(one: Link) -> dict:
    return {
        "before": _unit(one.before),
        "after": _unit(one.after),
        "kind": one.kind.value,
        "day": one.day.isoformat() if one.day else None,
        "act": one.act,
    }


def _print_json(value: object) -> None:
    typer.echo(json.dumps(value, ensure_ascii=False, indent=1))


def _print_table(heads: list[str], rows: list[tuple], title: str) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table(title=title, title_justify="left", box=None, header_style="bold", pad_edge=False)
    for head in heads:
        table.add_column(head, overflow="fold")
    for row in rows:
        table.add_row(*row)
    Console().print(table)


@contextmanager
def _said_plainly() -> Iterator[None]:
    """An error of ours ends the command with its sentence and code 1, without a trace."""
    try:
        yield
    except AnSinhError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from error
