"""`explain`: where every value of an alarm comes from."""

from pathlib import Path

import click

from eventflow_monitoring.cli.load import load_or_explain
from eventflow_monitoring.cli.options import specs_option
from eventflow_monitoring.failure import CouldNotRunError
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
    if alarm not in deployed:
        raise CouldNotRunError(
            f"no alarm `{alarm}` is deployed in {plan.environment.name}",
            help=did_you_mean(alarm, deployed),
        )
    entries = loaded.entries[plan.environment.name]
    explanation = explanation_of(deployed[alarm], plan, entries)
    show = explanation_json if format_ == "json" else explanation_text
    click.echo(show(explanation, loaded.trees, page_of))
    return 0


COMMAND = explain
