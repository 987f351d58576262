"""`deploy`: deploy one environment to AWS."""

import os
import tempfile
from pathlib import Path

import click

from eventflow_monitoring.cli.load import load_or_explain
from eventflow_monitoring.cli.options import specs_option
from eventflow_monitoring.cli.progress import Progress
from eventflow_monitoring.failure import CouldNotRunError


@click.command(
    short_help="Deploy one environment to AWS.",
    epilog="\b\nExamples:\n"
    "  eventflow-monitoring deploy staging\n"
    "  eventflow-monitoring deploy --environment staging   # the same\n"
    "  eventflow-monitoring deploy production --yes   # in a pipeline that asked already",
)
@click.argument("environment", required=False)
@specs_option
@click.option("--environment", "-e", "option", help="The environment, as other commands take it.")
@click.option("--yes", is_flag=True, help="Do not ask before deploying.")
def deploy(environment: str | None, specs: Path, option: str | None, yes: bool) -> int:  # noqa: FBT001
    """Deploy ENVIRONMENT to AWS: show the difference, ask, deploy, read everything back.

    There is no default: what is deployed has to be named, as the argument or with `-e`. Takes the
    credentials that the AWS command line takes; they must belong to the account of the
    environment. The account and region must have been bootstrapped with `cdk bootstrap`.
    """
    environment = _named(environment, option)
    loaded = load_or_explain(specs, environment)
    if loaded.failed:
        return 1
    plan = loaded.plans[0]
    progress = Progress()
    from eventflow_monitoring.live.connection import connect_to_aws
    from eventflow_monitoring.live.read_back import read_back
    from eventflow_monitoring.outputs.cdk.command_line import CommandLine, with_packaged_node
    from eventflow_monitoring.outputs.cdk.synthesis import ValidationFailedError, synthesise
    from eventflow_monitoring.report.deployment import conclude, deployment_report
    from eventflow_monitoring.report.output import print_all

    connection = connect_to_aws(plan.environment.region)
    account = connection.account()
    if account != plan.environment.account:
        raise CouldNotRunError(
            f"the credentials belong to account {account}; "
            f"{environment} stands in {plan.environment.account}"
        )
    with tempfile.TemporaryDirectory() as assembly:
        progress(environment, "synthesising and validating")
        try:
            synthesise(loaded.plans, outdir=assembly)
        except ValidationFailedError:
            return 1
        variables = with_packaged_node(os.environ)
        command_line = CommandLine(Path(assembly), variables, directory=Path.cwd())
        progress(environment, "comparing with what is deployed")
        # By template, not by change set: nothing is written to AWS before the answer.
        if command_line.run_visibly("diff", f"{environment}/*", "--method=template"):
            raise CouldNotRunError("the difference could not be shown; nothing was deployed")
        if not yes and not click.confirm(f"Deploy {environment} to account {account}?"):
            click.echo("Nothing was deployed.")
            return 1
        progress(environment, "deploying")
        if command_line.run_visibly("deploy", f"{environment}/*", "--require-approval=never"):
            raise CouldNotRunError(
                "the deployment failed; CloudFormation has rolled back what it could"
            )
    progress(environment, "reading back")
    found = read_back(connection, plan)
    print_all([*deployment_report(plan, found), ""])
    return conclude([found])


def _named(argument: str | None, option: str | None) -> str:
    if argument is not None and option is not None and argument != option:
        raise click.UsageError(f"two environments are named, `{argument}` and `{option}`.")
    named = option if argument is None else argument
    if named is None:
        raise click.UsageError("name the environment to deploy.")
    return named


COMMAND = deploy
