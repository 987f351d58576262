"""`schema`: the JSON Schema of the spec files, for editors."""

import click

from eventflow_monitoring.cli.streams import echo_json

# No docstring, for click takes `\b` as the sign that lines stay as they are.
_HELP = """Print the JSON Schema of a spec file (draft 7), for editors that check and complete.

yaml-language-server, and with it the YAML extension of VS Code, Neovim and others, takes the
schema that the first line of a file names, relative to the file:

\b
    # yaml-language-server: $schema=../docs/reference/spec.schema.json

VS Code takes one for all files of a directory from its settings:

\b
    "yaml.schemas": {"docs/reference/spec.schema.json": "alarm_specs/*.yaml"}

What one file alone cannot tell, `validate` does: names, and keys that are missing.
"""


@click.command(
    help=_HELP,
    short_help="Print the JSON Schema of the spec files.",
    epilog="\b\nExamples:\n"
    "  eventflow-monitoring schema > spec.schema.json\n"
    "  eventflow-monitoring schema | jq '.properties | keys'",
)
def schema() -> int:
    """Print the JSON Schema of a spec file."""
    from eventflow_monitoring.reference.schema import schema_text

    echo_json(schema_text().removesuffix("\n"))
    return 0


COMMAND = schema
