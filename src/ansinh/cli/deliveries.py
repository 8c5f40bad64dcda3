"""`ansinh deliver`: hand in a register's file, wait for its check, and read what was found."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ansinh.cli.system import with_django

if TYPE_CHECKING:
    from ansinh.intake.models import Delivery

ACCEPTED, RETURNED, REFUSED = 0, 1, 2


def add_to(app: typer.Typer) -> None:
    """Add this module's commands to the `ansinh` command."""

    @app.command()
    def deliver(
        file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, readable=True)],
        register: Annotated[str, typer.Option(help="The register, for example participants.")],
        month: Annotated[str, typer.Option(help="The month, YYYY-MM.")],
        sender: Annotated[str, typer.Option(help="The sender's code, for example BHXH-92 or 31471.")],
        by: Annotated[str, typer.Option(help="In whose name; without it, the system's.")] = "",
        as_json: Annotated[bool, typer.Option("--json", help="Print for programs.")] = False,
    ) -> None:
        """Deliver FILE. Exit code: 0 accepted, 1 returned or held, 2 refused or already received."""
        with_django()
        from ansinh.base.errors import AnSinhError
        from ansinh.base.months import Month

        try:
            delivery = _delivered(file, register, Month.parse(month), sender, by)
        except AnSinhError as error:
            _say_refused(error, as_json)
            raise typer.Exit(REFUSED) from None
        _say_json(delivery) if as_json else _say(delivery)
        raise typer.Exit(ACCEPTED if delivery.state == "accepted" else RETURNED)


def _delivered(file: Path, register: str, month, sender: str, by: str) -> Delivery:
    from ansinh.accounts.models import User
    from ansinh.base.errors import NotFound
    from ansinh.base.texts import Text
    from ansinh.intake import services
    from ansinh.intake.terms import OPEN

    actor = User.objects.filter(username=by).first() if by else None
    if by and actor is None:
        raise NotFound(Text("Không có tài khoản “{by}”.", "There is no account “{by}”.").format(by=by))
    try:
        delivery = services.receive(file, register=register, month=month, sender=sender, by=actor)
    except services.AlreadyReceived as known:
        if known.delivery.standing not in OPEN:
            raise
        delivery = known.delivery
    return _worked(delivery)


def _worked(delivery: Delivery) -> Delivery:
    """Work the queue until this delivery is decided; another worker may be at it already."""
    import time

    from procrastinate.contrib.django import app

    from ansinh.base.errors import InvalidValue
    from ansinh.intake import services
    from ansinh.intake.terms import OPEN

    with app.replace_connector(app.connector.get_worker_connector()) as worker:
        worker.run_worker(queues=["intake"], wait=False, install_signal_handlers=False, listen_notify=False)
    delivery.refresh_from_db()
    while delivery.standing in OPEN:
        try:
            services.check(delivery.pk)
        except InvalidValue:
            time.sleep(1)
        delivery.refresh_from_db()
    return delivery


def _say(delivery: Delivery) -> None:
    from rich.console import Console
    from rich.table import Table

    from ansinh.base.figures import number

    console = Console()
    console.print(
        f"{delivery.schema.label} {delivery.month}: [bold]{delivery.standing.label}[/bold], {number(delivery.rows or 0)} dòng"
    )
    found = list(delivery.findings.all())
    if not found:
        return
    table = Table("Mức độ", "Cột", "Số dòng", "Dòng", "Nội dung", "Cách sửa")
    for one in found:
        rows = ", ".join(str(row) for row, _ in one.examples[:5])
        table.add_row(
            str(one.gravity.label),
            one.heading,
            number(one.count) if one.count else "",
            rows,
            one.what,
            one.to_do,
        )
    console.print(table)


def _say_json(delivery: Delivery) -> None:
    findings = [
        {
            "code": one.code,
            "severity": one.severity,
            "column": one.column,
            "heading": one.heading,
            "count": one.count,
            "rows": [row for row, _ in one.examples],
            "what": one.what,
            "to_do": one.to_do,
        }
        for one in delivery.findings.all()
    ]
    fields = ("register", "month", "sender", "state", "rows", "skipped_rows", "sha256", "snapshot")
    said = (
        {"delivery": delivery.pk}
        | {name: getattr(delivery, name) for name in fields}
        | {"findings": findings}
    )
    typer.echo(json.dumps(said, ensure_ascii=False, indent=2))


def _say_refused(error, as_json: bool) -> None:
    if as_json:
        typer.echo(
            json.dumps(
                {"state": "refused", "error": str(error.message), "hint": str(error.hint)},
                ensure_ascii=False,
                indent=2,
            )
        )
    else:
        typer.echo(str(error), err=True)
