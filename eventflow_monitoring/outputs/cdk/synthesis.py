"""Plans to a cloud assembly."""

from collections.abc import Sequence

from aws_cdk import App

from eventflow_monitoring.outputs.cdk.stage import MonitoringStage
from eventflow_monitoring.outputs.cloudformation.plan import Plan


def synthesise(plans: Sequence[Plan], *, checks: bool = False, outdir: str | None = None) -> App:
    """Write the templates of some environments, one stage each; `checks` runs cdk-nag on them."""
    app = App(analytics_reporting=False, outdir=outdir)
    stages = [MonitoringStage(app, plan) for plan in plans]
    if checks:
        # cdk-nag is another library in Node: loaded only when asked for.
        from eventflow_monitoring.outputs.cdk.checks import add_checks

        add_checks(app, stages)
    app.synth()
    return app
