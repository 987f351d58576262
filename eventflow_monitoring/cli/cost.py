"""`cost`: what an environment costs in a month."""

from collections.abc import Sequence
from pathlib import Path

import click

from eventflow_monitoring.cli.load import load, load_or_explain
from eventflow_monitoring.cli.options import DIRECTORY, specs_option
from eventflow_monitoring.cli.streams import echo_json
from eventflow_monitoring.outputs.cloudformation.plan import Plan
from eventflow_monitoring.report.problems import render_problems
from eventflow_monitoring.source.directory import SpecsNotFoundError


@click.command(
    short_help="Estimate what the environments cost in a month.",
    epilog="\b\nExamples:\n"
    "  eventflow-monitoring cost\n"
    "  eventflow-monitoring cost --environment production --format json | jq '.environments[].sum'\n"
    "  eventflow-monitoring cost --against ../main/alarm_specs",
)
@specs_option
@click.option("--environment", "-e", help="The environment; by default all that are declared.")
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="Tables for people, or everything as JSON for programs.",
)
@click.option(
    "--against",
    type=DIRECTORY,
    metavar="DIR",
    help="Show what changes in price from the specs of this directory.",
)
def cost(specs: Path, environment: str | None, format_: str, against: Path | None) -> int:
    """Estimate the monthly cost of what the specs deploy, at AWS's list prices, line by line.

    Each figure says how sure its price is. What has no known price, or depends on usage that the
    specs do not state, is named and is in no sum. A difference is no finding: the exit status is 0.

    Needs no AWS credentials and starts no Node.js.
    """
    loaded = load_or_explain(specs, environment)
    if loaded.failed:
        return 1
    if against is None:
        _show(loaded.plans, format_)
        return 0
    try:
        earlier = load(against)
    except SpecsNotFoundError as error:
        raise error.named_by("--against") from None
    if earlier.failed:
        click.echo(render_problems(earlier.problems, earlier.trees), err=True)
        return 1
    before = [one for one in earlier.plans if environment in (None, one.environment.name)]
    _show_changes(before, loaded.plans, format_)
    return 0


def _show(plans: Sequence[Plan], format: str) -> None:
    from eventflow_monitoring.cost.estimate import estimate
    from eventflow_monitoring.cost.price_list import price_list

    estimates = [estimate(plan) for plan in plans]
    if format == "json":
        from eventflow_monitoring.report.cost_json import cost_json

        echo_json(cost_json(estimates, price_list()))
        return
    from eventflow_monitoring.report.cost_table import cost_tables
    from eventflow_monitoring.report.output import output_width, print_all

    print_all(cost_tables(estimates, price_list(), output_width()))


def _show_changes(before: Sequence[Plan], after: Sequence[Plan], format: str) -> None:
    from eventflow_monitoring.cost.comparison import compare
    from eventflow_monitoring.cost.estimate import estimate
    from eventflow_monitoring.cost.price_list import price_list

    comparisons = list(compare([estimate(one) for one in before], [estimate(one) for one in after]))
    if format == "json":
        from eventflow_monitoring.report.cost_json import comparison_json

        echo_json(comparison_json(comparisons, price_list()))
        return
    from eventflow_monitoring.report.cost_comparison_table import comparison_tables
    from eventflow_monitoring.report.output import output_width, print_all

    print_all(comparison_tables(comparisons, price_list(), output_width()))


COMMAND = cost
