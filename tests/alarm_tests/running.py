"""Tests of alarms from their text: read against small specs, and run."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from eventflow_monitoring.alarm_tests.alarm_test import AlarmTest
from eventflow_monitoring.alarm_tests.read import ReadTests, read_tests
from eventflow_monitoring.alarm_tests.result import TestResult
from eventflow_monitoring.alarm_tests.suite import Suite, run_suite
from eventflow_monitoring.compiler.pipeline import compile_trees
from eventflow_monitoring.model.monitoring import Monitoring
from eventflow_monitoring.problem import Problem
from eventflow_monitoring.reference.check_example import base_text
from eventflow_monitoring.report.place import Places
from eventflow_monitoring.source.tree import Source, Tree
from eventflow_monitoring.source.yaml_reader import read_yaml
from eventflow_monitoring.specs.context import UnreadableFile

FILE = "specs/a.test.yaml"

ALARMS = """\
Alarms:
  LagHigh:
    Tier: high
    Condition: Lag > 100 events for 3 minutes
    TreatMissingData: ignore
    Actions: [alerts]
  MemoryHigh:
    Tier: high
    Condition: Memory > 90% for 2 minutes
    Actions: [alerts]
  Overload:
    Kind: Composite
    Tier: critical
    Rule: ALARM(LagHigh) AND ALARM(MemoryHigh)
    Actions: [pages]
  LagOfBilling:
    Tier: high
    Condition: Lag > 100 events for 1 minute
    Dimensions: {group: billing}
    Actions: [alerts]
  SlowRequests:
    Tier: high
    Condition: p90(Latency) > 200 ms for 2 minutes
    Actions: [alerts]
  Failing:
    Tier: high
    Condition: ErrorRate > 5% over 5 minutes
    MinimumSamples: {Metric: Requests, AtLeast: 20 requests}
    Actions: [alerts]
    ActionsSuppressor: MemoryHigh
  Odd:
    Kind: AnomalyDetection
    Tier: high
    Metric: Requests
    Actions: [alerts]
"""


@cache
def monitorings(alarms: str = ALARMS) -> tuple[Monitoring, ...]:
    """Return what the specs of the reference's examples and some alarms are compiled to."""
    trees = [read_yaml(Source(name, text))[0] for name, text in (("b", base_text()), ("a", alarms))]
    compilation = compile_trees(trees, lambda _: None)
    errors = [one.message for one in compilation.problems if one.is_error]
    assert not errors, errors
    return tuple(compilation.monitorings)


@dataclass(frozen=True)
class Read:
    """What was read of a text, and the tree that places are looked up in."""

    read: ReadTests
    tree: Tree

    @property
    def test(self) -> AlarmTest:
        """The only test, in which nothing is wrong."""
        assert not self.read.problems, told(self)
        (test,) = self.read.tests
        return test


def read(
    text: str, alarms: str = ALARMS, files: Mapping[str, str | UnreadableFile] | None = None
) -> Read:
    """Read tests of some alarms; `files` are data by their path."""
    tree, problems = read_yaml(Source(FILE, text))
    assert not problems, problems
    return Read(read_tests([tree], monitorings(alarms), (files or {}).get), tree)


def result_of(
    text: str, alarms: str = ALARMS, files: Mapping[str, str] | None = None
) -> TestResult:
    """Run the only test of a text, in which nothing is wrong."""
    done = read(text, alarms, files)
    suite = Suite((done.test,), (), (), {})
    ran = run_suite(suite)
    assert not ran.problems, ran.problems
    (result,) = ran.results
    return result


def failures(text: str, alarms: str = ALARMS, files: Mapping[str, str] | None = None) -> list[str]:
    """Return what failed in the only test of a text: what was expected, and came instead."""
    return [
        f"{one.alarm.name}: {one.expected}; {one.actual}"
        for one in result_of(text, alarms, files).failures
    ]


def told(done: Read, problems: tuple[Problem, ...] | None = None) -> list[str]:
    """Return what is wrong: the text that is pointed at, the code, and the message."""
    places = Places({done.tree.source.path: done.tree})
    lines = []
    for one in done.read.problems if problems is None else problems:
        assert one.origin is not None
        place = places.of(one.origin)
        excerpt = done.tree.source.line(place.line)[place.column - 1 :][: place.width]
        lines.append(f"{place.line}:{place.column} {excerpt!r} {one.rule}: {one.message}")
    return lines
