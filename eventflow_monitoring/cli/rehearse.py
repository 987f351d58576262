"""`rehearse`: deploy into an AWS on this machine."""

import os
import tempfile
from pathlib import Path

import click

from eventflow_monitoring.cli.load import load_or_explain
from eventflow_monitoring.cli.options import specs_option
from eventflow_monitoring.cli.progress import Progress


@click.command(
    short_help="Deploy into an AWS on this machine and compare.",
    epilog="\b\nExamples:\n"
    "  eventflow-monitoring rehearse\n"
    "  eventflow-monitoring rehearse --environment staging",
)
@specs_option
@click.option("--environment", "-e", help="One environment; by default all that are declared.")
def rehearse(specs: Path, environment: str | None) -> int:
    """Deploy into an AWS on this machine, read everything back and compare it with the specs.

    Starts a server for each environment on a free port of localhost, runs the real CDK command line
    against it, and stops it again. Needs no AWS account, and cannot reach AWS whatever credentials
    there are.
    """
    loaded = load_or_explain(specs, environment)
    if loaded.failed:
        return 1
    progress = Progress()
    # `synth` and `deploy` validate. Node.js takes the environment it is started with.
    os.environ.setdefault("CDK_VALIDATION", "false")
    # What follows loads CDK, boto3 and Node.js, which a mistake in a spec need not wait for.
    from eventflow_monitoring.embedded.rehearsal import rehearse as run
    from eventflow_monitoring.outputs.cdk.synthesis import synthesise
    from eventflow_monitoring.report.deployment import conclude, deployment_report
    from eventflow_monitoring.report.output import print_all

    progress("all", "synthesising")
    with tempfile.TemporaryDirectory() as assembly:
        synthesise(loaded.plans, outdir=assembly)
        rehearsed = run(loaded.plans, Path(assembly), progress)
    for one in rehearsed:
        print_all([*deployment_report(one.plan, one.found), ""])
    return conclude([one.found for one in rehearsed])


COMMAND = rehearse
