"""`ansinh serve`, `ansinh doctor`: running the house and seeing whether it is well."""

import typer


def add_to(app: typer.Typer) -> None:
    """Add this module's commands to the `ansinh` command."""

    @app.callback()
    def ansinh() -> None:
        """Steering social, health and unemployment insurance in a province."""
