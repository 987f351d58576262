"""Compile many made-up documents and count what becomes of them: problems or success, nothing else."""

import resource
import time
import traceback
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from eventflow_monitoring.compiler.pipeline import compile_trees
from eventflow_monitoring.outputs.cloudformation.plan import plan
from eventflow_monitoring.problem import Problem, has_errors
from eventflow_monitoring.report.problems import FORMATS, render_problems
from eventflow_monitoring.source.directory import read_directory
from eventflow_monitoring.source.tree import Tree
from tests.fuzz.document import SPEC, document


@dataclass
class Tally:
    """What became of the documents: how many, the slowest, and the numbers of those that failed."""

    counts: Counter[str] = field(default_factory=Counter)
    slowest: tuple[float, int] = (0.0, -1)
    failures: dict[int, str] = field(default_factory=dict)
    peak_megabytes: float = 0.0

    def add(self, other: "Tally") -> None:
        """Add what another process counted."""
        self.counts += other.counts
        self.slowest = max(self.slowest, other.slowest)
        self.failures |= other.failures
        self.peak_megabytes = max(self.peak_megabytes, other.peak_megabytes)


def run(seed: int, numbers: range, directory: Path) -> Tally:
    """Compile the documents of some numbers, written below a directory of their own."""
    tally = Tally()
    for number in numbers:
        made = document(seed, number)
        for old in directory.iterdir():
            old.unlink()
        for name, content in made.files.items():
            (directory / name).write_bytes(content)
        started = time.monotonic()
        try:
            tally.counts.update(["documents", made.family, *_outcome(directory)])
        except Exception:  # noqa: BLE001 -- whatever it is, it is what is looked for
            tally.failures[number] = traceback.format_exc()
        tally.slowest = max(tally.slowest, (time.monotonic() - started, number))
    tally.peak_megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return tally


def _outcome(directory: Path) -> list[str]:
    trees, found = read_directory(directory)
    compilation = compile_trees(trees, lambda _: None, found=found)
    problems = [*compilation.problems]
    for monitoring in compilation.monitorings:
        problems += plan(monitoring)[1]
    _render(problems, {tree.source.path: tree for tree in trees})
    spec = str(directory / SPEC)
    unreadable = any(one.origin is not None and one.origin.file == spec for one in found)
    outcome = [] if unreadable else ["parsed"]
    if compilation.monitorings and not unreadable:
        outcome.append("compiled")
        outcome += [] if has_errors(problems) else ["valid"]
    return outcome


def _render(problems: list[Problem], trees: dict[str, Tree]) -> None:
    for format in FORMATS:
        render_problems(problems, trees, format)
