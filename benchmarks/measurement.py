"""Contestants measured side by side: in rounds, alternating, compared round by round.

Machines are busy with other things at times. Contestants that take turns meet the same conditions,
so the ratio of two of them in one round means something where their seconds do not.
"""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parent.parent
"""The root of the project."""

Seconds = Mapping[str, Sequence[float]]
"""What each contestant took, round by round."""


@dataclass(frozen=True)
class Contestant:
    """Something to measure; `run` does it once and returns the seconds it took."""

    name: str
    run: Callable[[], float]


@dataclass(frozen=True)
class Ratio:
    """Two contestants to compare. `goal` is what the ratio should be at most, or at least."""

    dividend: str
    divisor: str
    goal: float | None = None
    at_least: bool = False


class ContestantError(Exception):
    """A contestant failed, or made something else than it should."""


def run_command(command: Sequence[str], environment: Mapping[str, str]) -> float:
    """Run a whole process in the root of the project and return the seconds it took."""
    start = time.perf_counter()
    done = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    seconds = time.perf_counter() - start
    if done.returncode != 0:
        raise ContestantError(
            f"`{' '.join(command)}` ended with {done.returncode}:\n{done.stdout}{done.stderr}"
        )
    return seconds


def clean_environment(**more: str) -> dict[str, str]:
    """Return the caller's environment without what would favour a contestant, and with `more`."""
    unwanted = ("CDK_", "JSII_", "EVENTFLOW_", "NODE_", "PYTHON")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(unwanted)}
    return {**kept, **more}


def measure(contestants: Sequence[Contestant], rounds: int) -> Seconds:
    """Run the contestants in turns, each round beginning with the next one."""
    seconds: dict[str, list[float]] = {contestant.name: [] for contestant in contestants}
    for number in range(rounds):
        first = number % len(contestants)
        for contestant in (*contestants[first:], *contestants[:first]):
            seconds[contestant.name].append(contestant.run())
        print(f"  round {number + 1} of {rounds}", file=sys.stderr)
    return seconds


def report(title: str, seconds: Seconds, ratios: Sequence[Ratio]) -> str:
    """Return what was measured, as text: seconds for information, ratios to judge by."""
    lines = [title, f"  {'seconds, for information':<58}{'median':>8}"]
    lines += [f"  {name:<58}{median(taken):>8.2f}" for name, taken in seconds.items()]
    if ratios:
        lines.append(f"  {'ratio, round by round':<58}{'min':>8}{'median':>8}  goal")
    for ratio in ratios:
        values = [
            dividend / divisor
            for dividend, divisor in zip(
                seconds[ratio.dividend], seconds[ratio.divisor], strict=True
            )
        ]
        name = f"{ratio.dividend} / {ratio.divisor}"
        lines.append(
            f"  {name:<58}{min(values):>8.2f}{median(values):>8.2f}"
            f"  {_verdict(median(values), ratio)}"
        )
    return "\n".join(lines)


def _verdict(value: float, ratio: Ratio) -> str:
    if ratio.goal is None:
        return "–"
    reached = value >= ratio.goal if ratio.at_least else value <= ratio.goal
    sign = "≥" if ratio.at_least else "≤"
    return f"{sign} {ratio.goal:.2f}: {'reached' if reached else 'missed'}"
