"""`Survivors:` of a test file: mutants that no test can notice, each with its reason."""

from collections.abc import Iterator

from eventflow_monitoring.alarm_tests.alarm_test import Survivor
from eventflow_monitoring.alarm_tests.spec import SurvivorSpec
from eventflow_monitoring.position import Origin
from eventflow_monitoring.problem import Findings, Problem
from eventflow_monitoring.source.tree import Tree
from eventflow_monitoring.specs.entry import Entry
from eventflow_monitoring.specs.read import read_spec

SURVIVORS = "Survivors"


def read_survivors(tree: Tree, problems: Findings) -> Iterator[Survivor]:
    """Yield the known survivors of a file, one for each change."""
    written = tree.data.get(SURVIVORS) if isinstance(tree.data, dict) else None
    file = tree.source.path
    if written is None:
        return
    if not isinstance(written, list):
        message = f"`{SURVIVORS}` takes a list"
        problems.append(Problem("bad-value", message, Origin(file, (SURVIVORS,)), "`- Alarm: …`"))
        return
    for index, data in enumerate(written):
        pointer = (SURVIVORS, index)
        if not isinstance(data, dict):
            message = "keys and values are expected here"
            problems.append(Problem("bad-value", message, Origin(file, pointer), "`- Alarm: …`"))
            continue
        entry = Entry(SURVIVORS, f"{index + 1}", data, file, pointer)
        spec, wrong = read_spec(SurvivorSpec, entry)
        problems += wrong
        if spec is None:
            continue
        listed = isinstance(data["Changes"], list)
        for number, change in enumerate(spec.changes):
            path = ("Changes", number) if listed else ("Changes",)
            yield Survivor(spec.alarm, change, spec.reason, entry.origin(*path))
