"""`schema`: the JSON Schemas of the spec files and of the files of tests, for editors."""

import click

from eventflow_monitoring.cli.streams import echo_json

# No docstring, for click takes `\b` as the sign that lines stay as they are.
_HELP = """Print the JSON Schema of a spec file (draft 7), for editors that check and complete.

With `--tests` it is that of a file of alarm tests, `*.test.yaml`.

yaml-language-server, and with it the YAML extension of VS Code, Neovim and others, takes the
schema that the first line of a file names, relative to the file:

\b
    # yaml-language-server: $schema=../docs/reference/spec.schema.json
    # yaml-language-server: $schema=../docs/reference/test.schema.json

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
    "  eventflow-monitoring schema --tests > test.schema.json\n"
    "  eventflow-monitoring schema | jq '.properties | keys'",
)
@click.option("--tests", is_flag=True, help="Print that of a file of alarm tests.")
def schema(tests: bool) -> int:  # noqa: FBT001
    """Print the JSON Schema of a spec file, or of a file of tests."""
    from eventflow_monitoring.reference.alarm_test_schema import alarm_test_schema
    from eventflow_monitoring.reference.schema import schema_text

    echo_json(schema_text(alarm_test_schema() if tests else None).removesuffix("\n"))
    return 0


COMMAND = schema
