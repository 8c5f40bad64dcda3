"""`ansinh law`: which rules are there, and why is a result what it is?"""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Annotated

import typer

AsJson = Annotated[bool, typer.Option("--json", help="Print for a program to read.")]
Day = Annotated[dt.datetime, typer.Option("--on", formats=["%Y-%m-%d"], help="The day asked about.")]

commands = typer.Typer(
    no_args_is_help=True, help="The law as code: rules with their dates, articles and reasons."
)


def add_to(app: typer.Typer) -> None:
    """Add this module's commands to the `ansinh` command."""
    app.add_typer(commands, name="law")


@commands.command("list")
def list_rules(as_json: AsJson = False) -> None:
    """Print every rule with what it takes, since when it is known, and how sure it is."""
    from ansinh import law

    found = law.rules()
    if as_json:
        typer.echo(json.dumps([rule.plain() for rule in found], ensure_ascii=False, indent=2))
        return
    for rule in found:
        takes = " ".join(f"{a.name}=…" if a.required else f"[{a.name}=…]" for a in rule.arguments)
        typer.echo(f"{rule.name}  {takes}\n    {rule.title} ({rule.since}, {rule.confidence.value})")


@commands.command()
def explain(
    rule: Annotated[str, typer.Argument(help="A rule of `ansinh law list`.")],
    on: Day,
    values: Annotated[list[str] | None, typer.Argument(help="What the rule takes, as key=value.")] = None,
    as_json: AsJson = False,
) -> None:
    """Print the result of RULE on a day, step by step, each step with its article."""
    from ansinh import law

    explained = law.explain(rule, on=on.date(), **_pairs(values or []))
    if as_json:
        typer.echo(json.dumps(explained.plain(), ensure_ascii=False, indent=2))
    else:
        typer.echo(_as_text(explained))


@commands.command()
def reference(
    out: Annotated[Path, typer.Option("--out", help="Folder of the pages.")] = Path("docs/reference/law"),
) -> None:
    """Write the reference: one page per rule, generated from the law itself."""
    from ansinh.law.reference import write

    typer.echo(f"{len(write(out))} → {out}")


def _pairs(values: list[str]) -> dict[str, str]:
    from ansinh.base.errors import InvalidValue
    from ansinh.base.texts import Text

    pairs = {}
    for value in values:
        key, sign, text = value.partition("=")
        if not sign:
            raise InvalidValue(
                Text(f"“{value}” không phải key=value.", f"“{value}” is not key=value."),
                Text("Viết như months=12.", "Write it like months=12."),
            )
        pairs[key.strip().replace("-", "_")] = text
    return pairs


def _as_text(explained: object) -> str:
    from ansinh.law.said import plain
    from ansinh.law.sources import cited

    lines = [
        f"{number}. {step.text}" + (f" [{cited(step.law)}]" if step.law else "")
        for number, step in enumerate(explained.steps, 1)
    ]
    result = json.dumps(plain(explained.result), ensure_ascii=False)
    return "\n".join([*lines, f"= {result}  ({explained.confidence.value})"])
