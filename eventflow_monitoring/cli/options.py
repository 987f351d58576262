"""Options that several commands share."""

from pathlib import Path

import click

specs_option = click.option(
    "--specs",
    type=click.Path(path_type=Path),
    default=Path("alarm_specs"),
    show_default=True,
    envvar="EVENTFLOW_SPECS",
    help="Directory of the spec files.",
)
