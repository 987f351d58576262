"""Options that several commands share."""

from pathlib import Path
from typing import Any

import click


class _Directory(click.Path):
    """A path; an empty one, as of a variable that is not set, is not the working directory."""

    def __init__(self) -> None:
        super().__init__(path_type=Path)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        if value == "":
            self.fail("the name of a directory is empty.", param, ctx)
        return super().convert(value, param, ctx)


DIRECTORY = _Directory()

specs_option = click.option(
    "--specs",
    type=DIRECTORY,
    default=Path("alarm_specs"),
    show_default=True,
    envvar="EVENTFLOW_SPECS",
    help="Directory of the spec files.",
)
