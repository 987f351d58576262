"""Results of alarm tests as JUnit's XML, which every CI service reads.

Source: the schema of the Jenkins xUnit plugin (junit-10.xsd).
"""

import re
from collections.abc import Iterable, Mapping
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from eventflow_monitoring.alarm_tests.result import TestResult
from eventflow_monitoring.problem import Problem
from eventflow_monitoring.report.alarm_tests_text import drawn, explained
from eventflow_monitoring.report.place import Places
from eventflow_monitoring.report.visible import visible
from eventflow_monitoring.source.tree import Tree

_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no XML 1.0 holds (W3C, Extensible Markup Language 1.0, section 2.2)."""


def render_results_junit(
    results: Iterable[TestResult], problems: Iterable[Problem], trees: Mapping[str, Tree]
) -> str:
    """Return a suite for each file, in it a case for each test, and one for each mistake."""
    places = Places(trees)
    suites: dict[str, list[TestResult | Problem]] = {}
    for result in results:
        suites.setdefault(result.test.origin.file, []).append(result)
    for problem in problems:
        if problem.is_error:
            file = "" if problem.origin is None else problem.origin.file
            suites.setdefault(file, []).append(problem)
    everything = [case for cases in suites.values() for case in cases]
    root = Element("testsuites", {"name": "alarms", **_counts(everything)})
    for file, cases in suites.items():
        name = _text(file) or "alarms"
        suite = SubElement(root, "testsuite", {"name": name, "file": name, **_counts(cases)})
        for case in cases:
            if isinstance(case, Problem):
                _mistake(suite, case, places)
            else:
                _case(suite, case, places)
    indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, encoding="unicode")


def _counts(cases: Iterable[TestResult | Problem]) -> dict[str, str]:
    cases = list(cases)
    errors = sum(isinstance(case, Problem) for case in cases)
    failures = sum(not case.passed for case in cases if isinstance(case, TestResult))
    return {"tests": str(len(cases)), "failures": str(failures), "errors": str(errors)}


def _case(suite: Element, result: TestResult, places: Places) -> None:
    test = result.test
    environment = _text(test.monitoring.environment.name)
    case = SubElement(suite, "testcase", name=_text(test.name), classname=environment)
    for failure in result.failures:
        message = f"{failure.alarm.name}: expected {failure.expected}, actual {failure.actual}"
        element = SubElement(case, "failure", message=_text(message))
        lines = [
            f"    --> {places.of(failure.origin)}",
            *explained(failure, result),
            *drawn(failure.alarm, result),
        ]
        element.text = "\n".join(["", *map(_text, lines), ""])


def _mistake(suite: Element, problem: Problem, places: Places) -> None:
    place = "" if problem.origin is None else str(places.of(problem.origin))
    case = SubElement(suite, "testcase", name=_text(place or problem.rule), classname="mistakes")
    error = SubElement(case, "error", message=_text(problem.message), type=problem.rule)
    error.text = "" if problem.help is None else _text(f"help: {problem.help}")


def _text(text: str) -> str:
    """Return a text that XML can hold, and a person can see."""
    return _NOT_IN_XML.sub("\ufffd", visible(text))
