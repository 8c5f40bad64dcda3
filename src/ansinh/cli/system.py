"""`ansinh serve`, `ansinh doctor`, `ansinh create-admin`: running the house and seeing whether it is well."""

from __future__ import annotations

import json
import os

import typer

from ansinh.base import texts
from ansinh.base.errors import AnSinhError
from ansinh.base.texts import Text


class Commands(typer.core.TyperGroup):
    """The commands of the house: an error that a person can act on is said plainly, without a traceback."""

    def invoke(self, ctx):
        with texts.speaking(os.environ.get("ANSINH_LANGUAGE", "vi")):
            try:
                return super().invoke(ctx)
            except AnSinhError as error:
                _say(error)
                raise typer.Exit(1) from None


def with_django() -> None:
    """Make Django ready for a command. The embedded database starts with the first connection."""
    import django
    from django.utils import translation

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ansinh.web.settings")
    django.setup()
    translation.activate(os.environ.get("ANSINH_LANGUAGE", "vi"))


def add_to(app: typer.Typer) -> None:
    """Add this module's commands to the `ansinh` command."""

    @app.callback()
    def ansinh() -> None:
        """Steering social, health and unemployment insurance in a province."""

    app.command()(serve)
    app.command()(doctor)
    app.command("create-admin")(create_admin)


def serve(
    host: str = typer.Option("127.0.0.1", help="Address to listen on."),
    port: int = typer.Option(8000, help="Port to listen on."),
) -> None:
    """Serve the pages and work the queue, until Ctrl-C."""
    with_django()
    from ansinh.cli import serving

    serving.run(host, port)


def doctor(
    audit: bool = typer.Option(False, "--audit", help="Also check every line of the audit trail."),
    as_json: bool = typer.Option(False, "--json", help="Print for reading by programs."),
) -> None:
    """Is the house well? Each line is ok or says what to do."""
    with_django()
    from rich.console import Console
    from rich.markup import escape

    from ansinh.cli import health

    findings = health.findings(audit=audit)
    if as_json:
        rows = [
            {"check": each.check, "ok": each.ok, "said": str(each.said), "todo": str(each.todo)}
            for each in findings
        ]
        typer.echo(json.dumps(rows, ensure_ascii=False, indent=2))
    else:
        console = Console(highlight=False, soft_wrap=True)
        for each in findings:
            mark = "[green]✓[/green]" if each.ok else "[red]✗[/red]"
            console.print(mark, f"[bold]{each.subject}[/bold]:", escape(str(each.said)))
            if each.todo:
                console.print("   ", escape(str(each.todo)))
    raise typer.Exit(0 if all(each.ok for each in findings) else 1)


def create_admin(
    username: str,
    name: str = typer.Option("", help="Full name."),
    password: str = typer.Option(..., prompt=True, hide_input=True, confirmation_prompt=True),
) -> None:
    """Make the first account of an installation: an administrator of its province."""
    with_django()
    from django.conf import settings
    from django.core.management import call_command
    from django.db import transaction
    from django.utils import timezone

    from ansinh.accounts import services
    from ansinh.accounts.terms import Role

    call_command("migrate", verbosity=0)
    with transaction.atomic():
        user = services.create_user(username, password=password, name=name, by=None)
        today = timezone.localdate()
        services.grant(user, Role.ADMINISTRATOR, settings.PROVINCE, since=today, by=None)
    typer.echo(
        Text(
            "Đã tạo tài khoản quản trị “{username}”.", "The administrator “{username}” has an account."
        ).format(username=username)
    )


def _say(error: AnSinhError) -> None:
    from rich.console import Console

    console = Console(stderr=True, highlight=False, markup=False, soft_wrap=True)
    console.print(str(error.message), style="bold red")
    for more in (error.hint, error.source):
        if str(more):
            console.print(str(more))
