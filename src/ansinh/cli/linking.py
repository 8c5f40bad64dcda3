"""`ansinh link`: which rows of any two files are the same person? No registers, no database."""

from __future__ import annotations

import json as jsons
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    import ibis.expr.types as ir

    from ansinh.base.texts import Text
    from ansinh.matching.frames.files import FileLinks

_COLUMNS = (
    "key=…,id=…,name=…,birth=…,sex=…,address=… (join several columns with +; leave out what there is not)"
)


def add_to(app: typer.Typer) -> None:
    """Add this module's command to the `ansinh` command."""
    app.command()(link)


def link(
    left: Annotated[Path, typer.Argument(help="A file of people: .parquet, .csv or .xlsx.")],
    right: Annotated[Path, typer.Argument(help="Another file of people.")],
    left_columns: Annotated[str, typer.Option(help=f"The left file's columns: {_COLUMNS}.")],
    right_columns: Annotated[str, typer.Option(help="The right file's columns, written the same way.")],
    out: Annotated[Path, typer.Option(help="Where the links go: .parquet, .csv or .xlsx.")],
    report: Annotated[
        Path | None, typer.Option(help="Also write a page on what was linked how: .html or .md.")
    ] = None,
    examples: Annotated[
        int, typer.Option(help="Show so many doubtful pairs in the report: personal data.")
    ] = 0,
    memory: Annotated[str, typer.Option(help="Memory of the engine.")] = "4GB",
    json: Annotated[bool, typer.Option("--json", help="Print for programs.")] = False,
) -> None:
    """Link the rows of two files, one to one: OUT has left_key, right_key, probability, how.

    Exact agreement first; the rest is compared by Splink with weights estimated from the two files.
    """
    from ansinh.matching.frames import files
    from ansinh.registers import engine

    started = time.perf_counter()
    sides = (
        (left, files.Columns.parse(left_columns)), (right, files.Columns.parse(right_columns)),
    )  # fmt: skip
    _check_targets(out, report)
    con = engine.connect(memory=memory, excel=True)
    found = files.link_files(con, *sides, progress=None if json else _shown)
    _write(found.links, out)
    if report:
        _write_report(found, report, examples)
    _say(found, time.perf_counter() - started, out, json)


def _check_targets(out: Path, report: Path | None) -> None:
    """Before an hour of work, not after it."""
    from ansinh.base.errors import InvalidValue
    from ansinh.base.texts import Text

    for path, kinds in ((out, (".parquet", ".csv", ".xlsx")), (report, (".html", ".md"))):
        if path is None:
            continue
        if path.suffix.lower() not in kinds:
            what = Text("Không ghi được tệp loại “{kind}”.", "A file of kind “{kind}” cannot be written.")
            hint = Text("Dùng một trong: {kinds}.", "Use one of: {kinds}.")
            raise InvalidValue(
                what.format(kind=path.suffix or path.name), hint.format(kinds=", ".join(kinds))
            )
        if not path.parent.is_dir():
            what = Text("Không có thư mục {folder}.", "There is no folder {folder}.")
            raise InvalidValue(what.format(folder=path.parent))


def _shown(what: Text, done: int, total: int) -> None:
    typer.echo(f"[{min(done + 1, total)}/{total}] {what}", err=True)


def _write(links: ir.Table, out: Path) -> None:
    kind = out.suffix.lower()
    if kind == ".parquet":
        links.to_parquet(str(out))
    elif kind == ".csv":
        links.to_csv(str(out))
    else:
        links.to_xlsx(str(out))


def _write_report(found: FileLinks, path: Path, examples: int) -> None:
    from ansinh.matching.frames.files.report import report

    html = path.suffix.lower() == ".html"
    path.write_text(report(found, examples=examples, html=html), encoding="utf-8")


def _say(found: FileLinks, seconds: float, out: Path, as_json: bool) -> None:
    from ansinh.base.texts import Text

    rows = {name: table.count().execute() for name, table in
            (("left", found.left), ("right", found.right), ("links", found.links), ("doubtful", found.doubtful))}  # fmt: skip
    if as_json:
        typer.echo(jsons.dumps({**rows, "seconds": round(seconds, 1), "out": str(out)}))
        return
    said = Text(
        "Đã ghép {links} cặp ({left} × {right} dòng), {doubtful} cặp chưa chắc, trong {seconds} giây: {out}",
        "{links} links between {left} and {right} rows, {doubtful} doubtful pairs, in {seconds} s: {out}",
    )
    typer.echo(str(said.format(**rows, seconds=round(seconds, 1), out=out)))
