"""`synth`: write and validate the templates."""

import os
from pathlib import Path

import click

from eventflow_monitoring.cli.load import load_or_explain
from eventflow_monitoring.cli.options import specs_option


@click.command(
    short_help="Write and validate the CloudFormation templates.",
    epilog="\b\nExamples:\n"
    "  eventflow-monitoring synth\n"
    "  eventflow-monitoring synth --environment production --output /tmp/templates",
)
@specs_option
@click.option("--environment", "-e", help="One environment; by default all that are declared.")
@click.option(
    "--output",
    type=click.Path(path_type=Path),
    default=Path("cdk.out"),
    show_default=True,
    help="Directory of the cloud assembly, which `cdk --app DIR` takes.",
)
def synth(specs: Path, environment: str | None, output: Path) -> int:
    """Write the CloudFormation templates and let CDK's own validation and cdk-nag check them.

    Needs no AWS credentials. A warning counts as a finding.
    """
    loaded = load_or_explain(specs, environment)
    if loaded.failed:
        return 1
    os.environ.pop("CDK_VALIDATION", None)
    from eventflow_monitoring.outputs.cdk.synthesis import (
        ValidationFailedError,
        findings,
        synthesise,
    )

    try:
        synthesise(loaded.plans, checks=True, outdir=str(output))
        found = findings(output)
    except ValidationFailedError:
        found = findings(output)
    for finding in found:
        click.echo(finding, err=True)
    if found:
        click.echo(f"\n{len(found)} findings of CDK's validation and cdk-nag in {output}", err=True)
        return 1
    for plan in loaded.plans:
        for stack in plan.stacks:
            name = f"{plan.environment.name}/{stack.name}"
            count = len(stack.resources)
            click.echo(f"{name:<30} {count:4} resource{'' if count == 1 else 's'}")
    click.echo(f"\nTemplates in {output}; nothing found by CDK's validation and cdk-nag.")
    return 0


COMMAND = synth
