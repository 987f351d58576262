"""Plans to a cloud assembly, validated or not."""

import json
from collections.abc import Sequence
from pathlib import Path

from aws_cdk import App, Validations

from eventflow_monitoring.outputs.cdk.stage import MonitoringStage
from eventflow_monitoring.outputs.cloudformation.plan import Plan

_DEFAULT_RULES = "@aws-cdk/core:validateAgainstDefaultRules"


class ValidationFailedError(Exception):
    """CDK's own validation, or cdk-nag, found something; CDK has printed what."""


def synthesise(plans: Sequence[Plan], *, checks: bool = False, outdir: str | None = None) -> App:
    """Write the templates of some environments, one stage each.

    CDK's own validation is on unless CDK_VALIDATION=false; `checks` adds cdk-nag. Raises
    ValidationFailedError where either finds something.
    """
    app = App(
        analytics_reporting=False,
        context={_DEFAULT_RULES: True},
        outdir=outdir,
        stack_traces=False,  # they would show Node.js's own frames, at a tenth of the time
    )
    for plan in plans:
        MonitoringStage(app, plan)
    if checks:
        # cdk-nag is another library in Node.js: loaded only when asked for.
        from cdk_nag import AwsSolutionsChecks

        Validations.of(app).add_plugins(AwsSolutionsChecks(app))
    try:
        app.synth()
    except RuntimeError as error:
        # jsii has no type of its own for it.
        if "ValidationFailed" in str(error):
            raise ValidationFailedError from error
        raise
    return app


def findings(outdir: Path) -> list[str]:
    """Return what the validation report of a cloud assembly lists, warnings included.

    CDK calls a wrong enumeration value a warning and goes on; in CI it is not to pass.
    """
    report = outdir / "validation-report.json"
    if not report.exists():
        return []
    return [
        f"{violation['severity']}: {violation['ruleName']}: {violation['description']} "
        f"({construct['constructPath']})"
        for plugin in json.loads(report.read_text(encoding="utf-8"))["pluginReports"]
        for violation in plugin["violations"]
        for construct in violation["violatingConstructs"]
    ]
