"""The CDK command line, as npm installed it beside the project."""

import os
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from eventflow_monitoring.failure import CouldNotRunError
from eventflow_monitoring.outputs.cdk.node import node_executable


@dataclass(frozen=True, slots=True)
class CommandLine:
    """The CDK command line on a cloud assembly.

    `environment` are its environment variables, `directory` is where it runs; it reads settings
    from a cdk.json there.
    """

    assembly: Path
    environment: Mapping[str, str]
    directory: Path

    def run(self, *arguments: str, on_line: Callable[[str], None] = lambda _: None) -> str:
        """Run a command that asks nothing and return what it printed; `on_line` is told each line.

        Raises CouldNotRunError, with its output, where it fails.
        """
        lines: list[str] = []
        with subprocess.Popen(
            self._command(*arguments),
            cwd=self.directory,
            env=dict(self.environment),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
        ) as process:
            assert process.stdout is not None
            for line in process.stdout:
                lines.append(line)
                on_line(line)
        output = "".join(lines)
        if process.returncode:
            raise CouldNotRunError(f"`cdk {' '.join(arguments)}` failed", output=output)
        return output

    def run_visibly(self, *arguments: str) -> int:
        """Run a command that people watch and answer, and return its exit status."""
        return subprocess.run(
            self._command(*arguments),
            cwd=self.directory,
            env=dict(self.environment),
            check=False,
        ).returncode

    def _command(self, *arguments: str) -> list[str]:
        return [
            str(node_executable()),
            str(_program()),
            *arguments,
            "--app",
            str(self.assembly.resolve()),
            "--no-notices",
            "--no-version-reporting",
        ]


def _program() -> Path:
    """Find the command line in the nearest node_modules above the working directory, or the package."""
    here, package = Path.cwd(), Path(__file__)
    for directory in (here, *here.parents, *package.parents):
        program = directory / "node_modules" / "aws-cdk" / "bin" / "cdk"
        if program.exists():
            return program
    raise CouldNotRunError(
        "the CDK command line is not installed",
        help="`npm install aws-cdk@2` here installs it (npm came with this package), "
        "in a checkout of the project `make setup`",
    )


def with_packaged_node(environment: Mapping[str, str]) -> dict[str, str]:
    """Return an environment in which `node` is the packaged one."""
    path = environment.get("PATH", os.defpath)
    return {**environment, "PATH": f"{node_executable().parent}{os.pathsep}{path}"}
