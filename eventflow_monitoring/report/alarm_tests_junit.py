"""Results of alarm tests as JUnit's XML, which every CI service reads.

Source: the schema of the Jenkins xUnit plugin (junit-10.xsd).
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from eventflow_monitoring.alarm_tests.result import TestResult
from eventflow_monitoring.report.alarm_tests_text import drawn, explained
from eventflow_monitoring.report.place import Places
from eventflow_monitoring.report.visible import visible
from eventflow_monitoring.source.tree import Tree


def render_results_junit(results: Sequence[TestResult], trees: Mapping[str, Tree]) -> str:
    """Return a suite for each file and a case for each test."""
    places = Places(trees)
    root = Element("testsuites", {"name": "alarms", **_counts(results)})
    for file, group in groupby(results, key=lambda result: result.test.origin.file):
        of_file = list(group)
        suite = SubElement(root, "testsuite", {"name": visible(file), **_counts(of_file)})
        for result in of_file:
            _case(suite, result, places)
    indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, encoding="unicode")


def _counts(results: Iterable[TestResult]) -> dict[str, str]:
    passed = [result.passed for result in results]
    return {"tests": str(len(passed)), "failures": str(passed.count(False)), "errors": "0"}


def _case(suite: Element, result: TestResult, places: Places) -> None:
    place = places.of(result.test.origin)
    case = SubElement(
        suite,
        "testcase",
        name=visible(result.test.name),
        classname=visible(result.test.monitoring.environment.name),
        file=visible(place.file),
        line=str(place.line),
    )
    for failure in result.failures:
        message = f"{failure.alarm.name}: expected {failure.expected}, actual {failure.actual}"
        element = SubElement(case, "failure", message=visible(message))
        lines = [*explained(failure, result), *drawn(failure.alarm, result)]
        element.text = "\n".join(["", *(visible(line) for line in lines), ""])
