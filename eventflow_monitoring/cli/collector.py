"""`collector`: the configuration of an OpenTelemetry collector."""

from pathlib import Path

import click

from eventflow_monitoring.cli.load import load_or_explain
from eventflow_monitoring.cli.options import specs_option
from eventflow_monitoring.failure import CouldNotRunError
from eventflow_monitoring.model.collector import Collector
from eventflow_monitoring.outputs.cloudformation.plan import Plan
from eventflow_monitoring.suggestion import did_you_mean


@click.command(
    short_help="Print the configuration of an OpenTelemetry collector.",
    epilog="\b\nExamples:\n"
    "  eventflow-monitoring collector backend --environment production\n"
    "  eventflow-monitoring collector backend --output collector.yaml",
)
@click.argument("name", required=False)
@specs_option
@click.option("--environment", "-e", help="The environment; by default the first that is declared.")
@click.option(
    "--output",
    "-o",
    type=click.Path(path_type=Path, dir_okay=False),
    help="A file to write it to; `-`, or nothing, prints it.",
)
def collector(name: str | None, specs: Path, environment: str | None, output: Path | None) -> int:
    """Print the configuration of the collector NAME, as the specs of one environment make it.

    NAME may be left out where there is one collector. What is printed says the same as the SSM
    parameter that is deployed, with more lines. Needs no AWS credentials and starts no Node.js.
    """
    from eventflow_monitoring.outputs.collector.text import readable_text

    loaded = load_or_explain(specs, environment)
    if loaded.failed:
        return 1
    plan = loaded.plans[0]
    text = readable_text(_named(plan, name), plan.environment)
    if output is None or str(output) == "-":
        click.echo(text, nl=False)
        return 0
    try:
        output.write_text(text, encoding="utf-8")
    except OSError as error:
        raise CouldNotRunError(f"{output} cannot be written: {error.strerror}") from None
    return 0


def _named(plan: Plan, name: str | None) -> Collector:
    collectors = {one.name: one for one in plan.monitoring.collectors}
    where = plan.environment.name
    if not collectors:
        help = "write one under `Collectors:`"
        raise CouldNotRunError(f"{where} has no collector", help=help)
    if name is None and len(collectors) == 1:
        return next(iter(collectors.values()))
    if name is None:
        help = "one of " + ", ".join(f"`{one}`" for one in collectors)
        raise CouldNotRunError(f"{where} has {len(collectors)} collectors: name one", help=help)
    if name not in collectors:
        raise CouldNotRunError(
            f"no collector is called `{name}` in {where}", help=did_you_mean(name, collectors)
        )
    return collectors[name]


COMMAND = collector
