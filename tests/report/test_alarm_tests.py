"""Results of alarm tests in each format: what a person sees, and what programs read."""

import json
from xml.etree.ElementTree import Element, fromstring

import pytest

from eventflow_monitoring.alarm_tests.coverage import coverage_of, not_simulated
from eventflow_monitoring.alarm_tests.mutation import mutation_report
from eventflow_monitoring.alarm_tests.suite import Suite, SuiteResult, run_suite
from eventflow_monitoring.report.alarm_tests import Shown, render
from tests.alarm_tests.running import monitorings, read

TEXT = """\
Tests:
  - Name: fires <late> & "odd" é
    Given: {Lag: 33.3333333x4 100.00001x3 _ 50}
    Expect: {LagHigh: {Transitions: [OK, ALARM at 9m], Notifies: [on-call]}}
  - Name: quiet
    Given: {Lag: 50x9}
    Expect: {LagHigh: {Never: ALARM}}
  - Name: wrong
    Given: {Lga: 50x9}
    Expect: {LagHigh: {Never: ALARM}}
"""


def shown(text: str = TEXT) -> Shown:
    """Run the tests of a text, and return all that is shown of them."""
    done = read(text)
    trees = {done.tree.source.path: done.tree}
    ran: SuiteResult = run_suite(Suite(done.read.tests, (), done.read.problems, trees))
    passed = [one.test for one in ran.results if one.passed]
    return Shown(
        ran.results,
        ran.problems,
        not_simulated(monitorings()),
        trees,
        coverage_of(ran.results, monitorings()),
        mutation_report(passed, [], lambda _: None),
    )


def test_text_says_what_came_and_why() -> None:
    """With as many digits as tell the side of the threshold, and each missing point."""
    text = render(shown(), "text")
    assert "actual    [OK, ALARM at 8m, OK at 11m]" in text
    assert (
        "at 8m     0 0 [X X X]  ALARM: enough data points breach (3 breach, 3 of 3 needed)" in text
    )
    assert "33.33 events ×2, 100.00001 events ×3" in text
    assert text.splitlines()[-1] == "1 passed, 1 failed, 1 error, 1 alarm not simulated"
    assert "not simulated: Odd, which watches a band" in text
    assert "Mutation score: " in text
    assert "Settings" not in text


def test_verbose_text_names_every_setting() -> None:
    """As one writes it in a file."""
    text = render(shown("Settings: {Percentile: linear}\n" + TEXT), "text", verbose=True)
    assert "`Settings` of specs/a.test.yaml" in text
    assert "  Percentile          linear\n" in text
    assert "  FewBreaching        keeps the state\n" in text


def test_json_has_all_of_it() -> None:
    """Times in seconds, places counted from 1."""
    data = json.loads(render(shown(), "json"))
    failing, quiet = data["tests"]
    assert failing["name"] == 'fires <late> & "odd" é'
    assert (failing["file"], failing["line"], failing["passed"]) == ("specs/a.test.yaml", 2, False)
    assert failing["failures"][0] == {
        "alarm": "LagHigh",
        "expected": "[OK, ALARM at 9m]",
        "actual": "[OK, ALARM at 8m, OK at 11m]",
        "at": 480,
        "line": 4,
        "column": 24,
    }
    assert failing["transitions"] == {
        "LagHigh": [
            {"state": "OK", "at": 0},
            {"state": "ALARM", "at": 480},
            {"state": "OK", "at": 660},
        ]
    }
    assert quiet["passed"]
    assert quiet["failures"] == []
    (problem,) = data["problems"]
    assert (problem["rule"], problem["place"]["line"]) == ("unknown-metric", 9)
    assert [one["alarm"] for one in data["notSimulated"]] == ["Odd"]
    assert data["settings"][0]["settings"]["ExtraPoints"] == 2
    assert data["coverage"]["percent"] == {"critical": 0.0, "high": 0.0}
    assert data["mutants"]["total"] == 17
    assert {one["fate"] for one in data["mutants"]["mutants"]} == {"killed", "survived"}
    bare = Shown(shown().results, (), (), shown().trees)
    assert json.loads(render(bare, "json"))["coverage"] is None


SCHEMA: dict[str, tuple[set[str], set[str], set[str]]] = {
    "testsuites": (set(), {"name", "time", "tests", "failures", "errors"}, {"testsuite"}),
    "testsuite": (
        {"name", "tests", "failures", "errors"},
        {
            *("group", "time", "skipped", "timestamp", "hostname", "id", "package", "file", "log"),
            "url",
        },
        {"testsuite", "properties", "testcase", "system-out", "system-err"},
    ),
    "testcase": (
        {"name"},
        {"time", "classname", "group"},
        {"skipped", "error", "failure", "system-out", "system-err"},
    ),
    "failure": (set(), {"type", "message"}, set()),
    "error": (set(), {"type", "message"}, set()),
}
"""What each element needs, may have besides, and may hold: junit-10.xsd of Jenkins' xUnit plugin."""


def check(element: Element) -> None:
    """Assert that an element is one of the schema, and so is all that it holds."""
    needed, optional, inner = SCHEMA[element.tag]
    assert needed <= element.attrib.keys() <= needed | optional, element.attrib
    assert {one.tag for one in element} <= inner
    if element.tag in ("testsuites", "testsuite", "testcase"):
        assert not (element.text or "").strip()
    for one in element:
        check(one)


def test_junit_is_of_the_schema() -> None:
    """Which Jenkins holds it against; a mistake is an error, a test that fails a failure."""
    root = fromstring(render(shown(), "junit"))  # noqa: S314 -- written here
    check(root)
    counts = ("tests", "failures", "errors")
    assert [root.get(name) for name in counts] == ["3", "1", "1"]
    (suite,) = root
    assert [suite.get(name) for name in counts] == ["3", "1", "1"]
    failing, quiet, wrong = suite
    assert failing.get("name") == 'fires <late> & "odd" é'
    assert failing.get("classname") == "production"
    assert [one.tag for one in failing] == ["failure", "failure"]
    assert failing[0].get("message") == (
        "LagHigh: expected [OK, ALARM at 9m], actual [OK, ALARM at 8m, OK at 11m]"
    )
    assert "--> specs/a.test.yaml:4:24" in str(failing[0].text)
    assert len(quiet) == 0
    assert wrong.get("name") == "specs/a.test.yaml:9:13"
    assert wrong[0].get("type") == "unknown-metric"


def test_the_check_of_the_schema_can_fail() -> None:
    """An attribute that the schema has not, and one that is missing."""
    for text in ('<testcase name="a" line="1"/>', "<testcase/>", "<testcase name='a'>b</testcase>"):
        with pytest.raises(AssertionError):
            check(fromstring(text))  # noqa: S314 -- written here


def test_junit_of_nothing_is_a_document() -> None:
    """No test, no suite."""
    root = fromstring(render(Shown((), (), (), {}), "junit"))  # noqa: S314 -- written here
    check(root)
    assert (root.get("tests"), len(root)) == ("0", 0)
