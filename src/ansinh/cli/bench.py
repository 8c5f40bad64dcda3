"""`ansinh bench …`: the long measures that stand in docs/performance.md."""

from __future__ import annotations

import json as jsons
from pathlib import Path
from typing import Annotated

import typer

from ansinh.cli import (
    bench_excel,
    bench_law,
    bench_linkage,
    bench_lists,
    bench_missing,
    bench_months,
    bench_nation,
    bench_pages,
)

bench = typer.Typer(no_args_is_help=True, help="Long measures: time and memory on this machine.")


def add_to(app: typer.Typer) -> None:
    """Add the group; other rooms add their measures to `bench`."""
    bench.command("excel")(bench_excel.excel)
    bench.command("law")(bench_law.law)
    bench.command("linkage")(bench_linkage.linkage)
    bench.command("lists")(bench_lists.lists)
    bench.command("missing")(bench_missing.missing)
    bench.command("month")(bench_months.month)
    bench.command("nation")(bench_nation.nation)
    bench.command("pages")(bench_pages.pages)
    app.add_typer(bench, name="bench")


@bench.callback()
def measures() -> None:
    """Long measures: time and memory on this machine."""


@bench.command()
def generate(
    persons: Annotated[int, typer.Option(help="How many invented people.")] = 60_000,
    seed: Annotated[int, typer.Option(help="The same seed gives the same bytes.")] = 92,
    out: Annotated[Path | None, typer.Option(help="Keep the files here; else they are deleted.")] = None,
    json: Annotated[bool, typer.Option("--json", help="Print for programs.")] = False,
) -> None:
    """Make a demonstration city of 24 months and say how long it took, how large it is, how much memory it took."""
    import resource
    import shutil
    import tempfile
    import time

    from ansinh.registers import synthetic

    folder = out or Path(tempfile.mkdtemp(prefix="ansinh-bench-", dir="/var/tmp"))
    started = time.perf_counter()
    try:
        synthetic.generate(folder, persons=persons, seed=seed)
        seconds = time.perf_counter() - started
        size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    finally:
        if out is None:
            shutil.rmtree(folder, ignore_errors=True)
    measured = {
        "persons": persons,
        "months": 24,
        "seconds": round(seconds, 1),
        "bytes": size,
        "peak_memory_bytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024,
    }
    if json:
        typer.echo(jsons.dumps(measured))
    else:
        typer.echo("\n".join(f"{name:20} {value:,}" for name, value in measured.items()))
