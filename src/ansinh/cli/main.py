"""The `ansinh` command: one entrance for officers' computers, servers and scripts."""

import typer

from ansinh.cli import bench, deliveries, demo, figures, law, linking, months, places, reviews, system

app = typer.Typer(
    name="ansinh",
    cls=system.Commands,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="Steering social insurance.",
)
system.add_to(app)
bench.add_to(app)
deliveries.add_to(app)
figures.add_to(app)
law.add_to(app)
linking.add_to(app)
places.add_to(app)
months.add_to(app)
reviews.add_to(app)
demo.add_to(app)
