"""Run the script of a canary with Node.js."""

import json
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from eventflow_monitoring.model.health_check import Canary
from eventflow_monitoring.outputs.cdk.node import node_executable
from eventflow_monitoring.outputs.cloudformation.canary_script import HANDLER, canary_script

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Outcome:
    """How a run ended; what was written to standard error besides."""

    passed: bool
    message: str
    steps: list[dict[str, object]]


def run(canary: Canary, directory: Path, **environment: str) -> Outcome:
    """Run a canary's script as it stands in the template, with the library beside it."""
    library = directory / "node_modules/@aws/synthetics-core"
    library.mkdir(parents=True, exist_ok=True)
    shutil.copy(HERE / "synthetics_core.js", library / "index.js")
    shutil.copy(HERE / "run.js", directory / "run.js")
    file = f"{HANDLER.rpartition('.')[0]}.js"
    (directory / file).write_text(canary_script(canary), encoding="utf-8")
    done = subprocess.run(
        [str(node_executable()), "run.js"],
        cwd=directory,
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.stderr == ""
    return Outcome(**json.loads(done.stdout))
