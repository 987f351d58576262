"""`show`: what an environment is going to have."""

from pathlib import Path

import click

from eventflow_monitoring.cli.load import load_or_explain
from eventflow_monitoring.cli.options import specs_option
from eventflow_monitoring.cli.streams import echo_json
from eventflow_monitoring.failure import CouldNotRunError
from eventflow_monitoring.model.dashboard import Dashboard
from eventflow_monitoring.outputs.cloudformation.plan import Plan
from eventflow_monitoring.suggestion import did_you_mean


@click.command(
    short_help="Show what an environment is going to have.",
    epilog="\b\nExamples:\n"
    "  eventflow-monitoring show --environment production\n"
    "  eventflow-monitoring show --dashboard eventflow-operations\n"
    "  eventflow-monitoring show -e staging --format json | jq .alarms",
)
@specs_option
@click.option("--environment", "-e", help="The environment; by default the first that is declared.")
@click.option("--dashboard", "-d", metavar="NAME", help="Draw the grid of one dashboard instead.")
@click.option(
    "--format",
    "format_",
    type=click.Choice(["table", "json"]),
    default="table",
    show_default=True,
    help="Tables for people, or everything as JSON for programs.",
)
def show(specs: Path, environment: str | None, dashboard: str | None, format_: str) -> int:
    """Show the resolved plan of one environment.

    That is its alarms, topics, log groups, collectors, sampling rules, health checks, probes and
    dashboards.
    Needs no AWS credentials and starts no Node.js.
    """
    if dashboard is not None and format_ == "json":
        raise click.UsageError("a dashboard is drawn; its body stands in `show --format json`.")
    loaded = load_or_explain(specs, environment)
    if loaded.failed:
        return 1
    plan = loaded.plans[0]
    if format_ == "json":
        from eventflow_monitoring.report.plan_json import plan_json

        echo_json(plan_json(plan))
        return 0
    if dashboard is not None:
        from eventflow_monitoring.report.dashboard_drawing import dashboard_drawing
        from eventflow_monitoring.report.output import output_width

        drawing = dashboard_drawing(_dashboard(plan, dashboard), output_width())
        click.echo("\n".join(drawing))
        return 0
    from eventflow_monitoring.report.output import print_all
    from eventflow_monitoring.report.plan_table import plan_tables

    print_all(plan_tables(plan))
    return 0


def _dashboard(plan: Plan, name: str) -> Dashboard:
    boards = {board.name: board for board in plan.monitoring.dashboards}
    if name not in boards:
        raise CouldNotRunError(
            f"no dashboard is called `{name}` in {plan.environment.name}",
            help=did_you_mean(name, boards),
        )
    return boards[name]


COMMAND = show
