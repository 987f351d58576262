"""`explain`: where every value of an alarm comes from."""

import shutil
import sys
from collections.abc import Mapping
from pathlib import Path

import click

from eventflow_monitoring.cli.load import load_or_explain
from eventflow_monitoring.cli.options import specs_option
from eventflow_monitoring.cli.streams import echo_json
from eventflow_monitoring.failure import CouldNotRunError
from eventflow_monitoring.outputs.cloudformation.plan import Plan
from eventflow_monitoring.report.place import Places
from eventflow_monitoring.report.visible import visible
from eventflow_monitoring.specs.entry import Entry
from eventflow_monitoring.suggestion import did_you_mean


@click.command(
    short_help="Show where every value of an alarm comes from.",
    epilog="\b\nExamples:\n"
    "  eventflow-monitoring explain HighLatency\n"
    "  eventflow-monitoring explain HighLatency -e staging --format json",
)
@click.argument("alarm")
@specs_option
@click.option("--environment", "-e", help="The environment; by default the first that is declared.")
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="Text for people, JSON for programs.",
)
def explain(alarm: str, specs: Path, environment: str | None, format_: str) -> int:
    """Show every value of ALARM in an environment, and the file and line that set it.

    Then what CloudFormation gets: each property with the keys it follows from. What no file says is
    built in; the reference describes it under the page that is named.
    """
    loaded = load_or_explain(specs, environment)
    if loaded.failed:
        return 1
    from eventflow_monitoring.reference.links import page_of
    from eventflow_monitoring.report.explanation import explain as explanation_of
    from eventflow_monitoring.report.explanation_text import explanation_json, explanation_text

    plan = loaded.plans[0]
    deployed = {one.name: one for one in plan.monitoring.alarms}
    entries = loaded.entries[plan.environment.name]
    if alarm not in deployed:
        raise _not_deployed(alarm, plan, entries["Alarms"], Places(loaded.trees))
    explanation = explanation_of(deployed[alarm], plan, entries)
    if format_ == "json":
        echo_json(explanation_json(explanation, loaded.trees, page_of))
    else:
        # A pipe has no width: every value is one line there.
        width = shutil.get_terminal_size().columns if sys.stdout.isatty() else None
        text = explanation_text(explanation, loaded.trees, page_of, width)
        click.echo(visible(text, keep="\n"))
    return 0


def _not_deployed(
    name: str, plan: Plan, entries: Mapping[str, Entry], places: Places
) -> CouldNotRunError:
    """Return why there is no such alarm: not here, one for each of some values, or nowhere."""
    where = plan.environment.name
    if name in entries:
        origin = entries[name].origin("Enabled")
        help = f"`Enabled: false` stands at {places.of(origin).without_column}"
        return CouldNotRunError(f"`{name}` is not deployed in {where}", help)
    # What is written once, with a variable in its name, is several alarms.
    made: dict[str, list[str]] = {}
    for entry in entries.values():
        made.setdefault(str(entry.pointer[-1]), []).append(entry.name)
    if name in made:
        names = ", ".join(f"`{one}`" for one in made[name])
        return CouldNotRunError(
            f"`{name}` is an alarm for each of some values", f"name one: {names}"
        )
    return CouldNotRunError(
        f"no alarm `{name}` is deployed in {where}", did_you_mean(name, {**made, **entries})
    )


COMMAND = explain
