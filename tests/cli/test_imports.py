"""What `validate` loads: nothing that is slow, and no other program."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
HEAVY = {
    "aws_cdk",
    "constructs",
    "jsii",
    "boto3",
    "botocore",
    "jinja2",
    "rich",
    "moto",
    "cdk_nag",
    "numpy",
}
_PROGRAM = """\
import os
import subprocess
import sys

def refuse(*arguments, **options):
    raise AssertionError(f"a program was started: {arguments}")

subprocess.Popen.__init__ = refuse
os.system = os.posix_spawn = os.fork = os.execve = refuse
sys.argv = ["eventflow-monitoring", "validate", "--format", "%s"]

from eventflow_monitoring.cli.main import main

status = main()
print(sorted(%s.intersection(name.partition(".")[0] for name in sys.modules)), file=sys.stderr)
sys.exit(status)
"""


def test_validate_loads_nothing_heavy_and_starts_no_program(tmp_path: Path) -> None:
    """Valid or not, specs are checked without CDK, boto3, Jinja2, numpy, rich and Node.js."""
    for specs, status in ((ROOT, 0), (tmp_path, 1)):
        directory = specs / "alarm_specs"
        if not directory.exists():
            directory.mkdir()
            (directory / "broken.yaml").write_text("Alarms: {A: {Metric: M}}\n", encoding="utf-8")
        done = subprocess.run(
            [sys.executable, "-c", _PROGRAM % ("text", HEAVY)],
            cwd=specs,
            env={"PYTHONPATH": str(ROOT), "PATH": ""},
            capture_output=True,
            check=False,
            encoding="utf-8",
        )
        assert (done.stderr, done.returncode) == ("[]\n", status), done.stdout
