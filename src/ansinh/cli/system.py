"""`ansinh serve`, `ansinh doctor`: running the house and seeing whether it is well."""

import os

import typer


def with_django() -> None:
    """Make Django ready for a command. The embedded database starts with the first connection."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ansinh.web.settings")
    django.setup()


def add_to(app: typer.Typer) -> None:
    """Add this module's commands to the `ansinh` command."""

    @app.callback()
    def ansinh() -> None:
        """Steering social, health and unemployment insurance in a province."""
