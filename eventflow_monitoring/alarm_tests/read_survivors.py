"""`Survivors:` of a test file: mutants that no test can notice, each with its reason."""

from collections.abc import Iterator, Sequence
from fnmatch import fnmatchcase

from eventflow_monitoring.alarm_tests.alarm_test import Survivor
from eventflow_monitoring.alarm_tests.spec import SurvivorSpec
from eventflow_monitoring.alarm_tests.written_test import survivors_as_written
from eventflow_monitoring.model.monitoring import Monitoring
from eventflow_monitoring.position import Origin
from eventflow_monitoring.problem import Findings, Problem
from eventflow_monitoring.source.tree import Tree
from eventflow_monitoring.specs.entry import Entry
from eventflow_monitoring.specs.read import read_spec
from eventflow_monitoring.suggestion import did_you_mean


def read_survivors(
    tree: Tree, key: str, monitorings: Sequence[Monitoring], problems: Findings
) -> Iterator[Survivor]:
    """Yield the known survivors that stand under a key of a file, one for each change."""
    listed = tree.data.get(key) if isinstance(tree.data, dict) else None
    file = tree.source.path
    if listed is None:
        return
    if not isinstance(listed, list):
        message = f"`{key}` takes a list"
        problems.append(Problem("bad-value", message, Origin(file, (key,)), "`- Alarm: …`"))
        return
    known = list(dict.fromkeys(alarm.name for one in monitorings for alarm in one.alarms))
    for index, data in enumerate(listed):
        pointer = (key, index)
        if not isinstance(data, dict):
            message = "keys and values are expected here"
            problems.append(Problem("bad-value", message, Origin(file, pointer), "`- Alarm: …`"))
            continue
        written = survivors_as_written(Entry(key, f"{index + 1}", data, file, pointer))
        spec, wrong = read_spec(SurvivorSpec, written.entry)
        problems += map(written.placed, wrong)
        if spec is None:
            continue
        if not any(fnmatchcase(name, spec.alarm) for name in known):
            message = f"no alarm is called `{spec.alarm}`"
            help = did_you_mean(spec.alarm, known)
            problems.append(Problem("unknown-alarm", message, written.origin("Alarm"), help))
            continue
        for number, change in enumerate(spec.changes):
            yield Survivor(spec.alarm, change, spec.reason, written.origin("Changes", number))
