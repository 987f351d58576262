"""The CDK app: load the specs, compile them, build the stacks, synthesise.

Context (`-c name=value`): `specs` is the directory of the specs (or EVENTFLOW_SPECS; by default
`alarm_specs`), `environment` takes one environment instead of all, `checks=true` runs cdk-nag.
"""

import os
import sys
from pathlib import Path

from eventflow_monitoring.cli.context import read_context
from eventflow_monitoring.cli.load import load
from eventflow_monitoring.failure import CouldNotRunError
from eventflow_monitoring.report.problems import render_problems
from eventflow_monitoring.report.visible import visible


def main() -> int:
    """Synthesise; the exit status is 0, 1 (problems in the specs) or 2 (no specs, no such environment)."""
    context = read_context(sys.argv[1:])
    specs = context.get("specs") or os.environ.get("EVENTFLOW_SPECS") or "alarm_specs"
    try:
        loaded = load(Path(specs), context.get("environment"))
    except CouldNotRunError as error:
        print(visible(f"error: {error}"), file=sys.stderr)
        if error.help is not None:
            print(visible(f"  = help: {error.help}"), file=sys.stderr)
        return 2
    if loaded.problems:
        print(render_problems(loaded.problems, loaded.trees), file=sys.stderr)
    if loaded.failed:
        return 1
    # Here, because it starts Node.js, which a mistake in a spec need not wait for.
    from eventflow_monitoring.outputs.cdk.synthesis import ValidationFailedError, synthesise

    try:
        synthesise(loaded.plans, checks=context.get("checks") == "true")
    except ValidationFailedError:
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
