"""Measure `validate` beside its imports, and a large compilation beside PyYAML's C loader."""

import argparse
import gc
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import yaml
from generate_specs import generate_specs, positive
from measurement import (
    Contestant,
    ContestantError,
    Ratio,
    clean_environment,
    measure,
    report,
    run_command,
)

from eventflow_monitoring.cli.load import load

VALIDATE = "validate"
IMPORTS = "import pydantic, click, yaml"
ONE_MODEL = "the same, and one pydantic model"
_DEFINE_ONE_MODEL = """
import pydantic, click, yaml
class Model(pydantic.BaseModel):
    field: int
"""
GOAL_OVER_IMPORTS = 1.6
"""On EventFlow's specs."""

COMPILE = "read, compile and plan"
SAFE_LOAD = "PyYAML's C safe_load"
SAFE_LOAD_PAUSED = "the same, garbage collection paused"
GOAL_OVER_SAFE_LOAD = 1.5
"""What is aimed at with 10,000 alarms."""


def main() -> int:
    """Measure both; the exit status is 0, or 2 where a contestant is wrong."""
    arguments = _parser().parse_args()
    try:
        print(compare_start(arguments.rounds), flush=True)
        print(compare_load(arguments.alarms, arguments.rounds))
    except ContestantError as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    return 0


def compare_start(rounds: int) -> str:
    """Measure whole processes: `validate` on EventFlow's specs, and its imports alone.

    `import pydantic` is the goal's measure. pydantic loads most of itself only when it is used: a
    process that also defines a model shows what any program with pydantic pays.
    """
    commands = {
        VALIDATE: ["-m", "eventflow_monitoring", "validate", "--specs", "alarm_specs"],
        IMPORTS: ["-c", "import pydantic, click, yaml"],
        ONE_MODEL: ["-c", _DEFINE_ONE_MODEL],
    }
    contestants = [Contestant(name, partial(_run_python, rest)) for name, rest in commands.items()]
    for contestant in contestants:
        contestant.run()
    seconds = measure(contestants, rounds)
    ratios = [Ratio(VALIDATE, IMPORTS, GOAL_OVER_IMPORTS), Ratio(VALIDATE, ONE_MODEL)]
    return report(f"validate on alarm_specs, {rounds} rounds", seconds, ratios)


def compare_load(count: int, rounds: int) -> str:
    """Measure, in this process, compiling generated specs and only reading their YAML.

    `load` pauses garbage collection. PyYAML as people call it, the goal's measure, does not; what
    is left of the difference where both do is shown for comparison.

    Raises ContestantError where one of them does not find all the alarms.
    """
    with tempfile.TemporaryDirectory() as directory:
        specs = Path(directory, "specs")
        generate_specs(specs, count)
        _check(specs, count)
        contestants = [
            Contestant(COMPILE, partial(_time, load, specs)),
            Contestant(SAFE_LOAD, partial(_time, _safe_load, specs)),
            Contestant(SAFE_LOAD_PAUSED, partial(_time, _safe_load_paused, specs)),
        ]
        seconds = measure(contestants, rounds)
    ratios = [Ratio(COMPILE, SAFE_LOAD, GOAL_OVER_SAFE_LOAD), Ratio(COMPILE, SAFE_LOAD_PAUSED)]
    return report(f"compilation of {count:,} alarms, {rounds} rounds", seconds, ratios)


def _check(specs: Path, count: int) -> None:
    loaded = load(specs)
    if loaded.problems:
        raise ContestantError(f"{COMPILE} found {loaded.problems[0].message}")
    planned = sum(
        resource.type == "AWS::CloudWatch::Alarm"
        for plan in loaded.plans
        for stack in plan.stacks
        for resource in stack.resources.values()
    )
    read = sum(len(document.get("Alarms", ())) for document in _safe_load(specs))
    for name, found in ((COMPILE, planned), (SAFE_LOAD, read)):
        if found != count:
            raise ContestantError(f"{name} found {found:,} alarms instead of {count:,}")


def _safe_load(specs: Path) -> list[dict[str, Any]]:
    return [
        yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
        for path in sorted(specs.glob("*.yaml"))
    ]


def _safe_load_paused(specs: Path) -> list[dict[str, Any]]:
    gc.disable()
    try:
        return _safe_load(specs)
    finally:
        gc.enable()


def _time(function: Callable[[Path], object], specs: Path) -> float:
    gc.collect()
    start = time.perf_counter()
    result = function(specs)
    seconds = time.perf_counter() - start
    del result  # freed outside the measurement
    return seconds


def _run_python(arguments: list[str]) -> float:
    return run_command([sys.executable, *arguments], clean_environment())


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        description="Measure `validate` beside a process that only does its imports, and the "
        "compilation of many alarms beside PyYAML's C loader on the same files, taking turns. "
        "Seconds depend on the machine; the ratios are what counts.",
        epilog="example: python benchmarks/compilation.py --alarms 10000 --rounds 5",
    )
    parser.add_argument(
        "--alarms",
        type=positive,
        default=10_000,
        metavar="N",
        help="the number of alarms to compile (default: 10000)",
    )
    parser.add_argument(
        "--rounds", type=positive, default=5, metavar="N", help="turns each takes (default: 5)"
    )
    return parser


if __name__ == "__main__":
    sys.exit(main())
