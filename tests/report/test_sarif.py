"""Problems as SARIF."""

import json
from importlib import metadata
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from eventflow_monitoring.position import Origin, Span
from eventflow_monitoring.problem import Problem, Related, Severity
from eventflow_monitoring.report.problems import render_problems
from eventflow_monitoring.source.tree import Source, Tree
from eventflow_monitoring.source.yaml_reader import read_yaml

_SCHEMA = json.loads((Path(__file__).parent / "sarif_schema.json").read_text(encoding="utf-8"))
_TEXT = "Metrics:\n  Lag: {Unit: Sekunden}\nAlarms:\n  😀: {Metric: Lg}\n"
_PROBLEMS = (
    Problem(
        "unknown-metric",
        "no metric is called `Lg`",
        Origin("specs/my alarms: 100%.yaml", ("Alarms", "😀", "Metric")),
        help="did you mean `Lag`?",
        related=(
            Related("`Lag`", Origin("specs/my alarms: 100%.yaml", ("Metrics", "Lag"), on_key=True)),
        ),
    ),
    Problem("empty", "nothing is written", severity=Severity.NOTE),
    Problem(
        "unknown-metric",
        "no metric is called `Lag`",
        Origin("specs/other.yaml"),
        severity=Severity.WARNING,
    ),
)


@pytest.fixture(autouse=True)
def no_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Render in a directory that belongs to no repository."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("GITHUB_WORKSPACE", raising=False)


def run_of(*problems: Problem, text: str = _TEXT) -> dict[str, Any]:
    """Return the run that problems make, after holding it against the schema."""
    tree, _ = read_yaml(Source("specs/my alarms: 100%.yaml", text))
    log = json.loads(render_problems(problems, {tree.source.path: tree}, "sarif"))
    jsonschema.Draft4Validator(_SCHEMA).validate(log)
    (run,) = log["runs"]
    assert isinstance(run, dict)
    return run


def fingerprints(*problems: Problem) -> list[str]:
    """Return what each problem is known by."""
    return [one["partialFingerprints"]["problem/v1"] for one in run_of(*problems)["results"]]


def test_schema_knows_what_is_wrong() -> None:
    """The schema that the logs are held against is one, and refuses what it does not know."""
    jsonschema.Draft4Validator.check_schema(_SCHEMA)
    wrong = {"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "x", "uri": "y"}}}]}
    assert not jsonschema.Draft4Validator(_SCHEMA).is_valid(wrong)


def test_no_problems_are_a_run_without_results() -> None:
    """What is right is told too, or code scanning would keep the alerts of the run before."""
    run = run_of()
    assert run["results"] == []
    assert run["tool"]["driver"]["rules"] == []


def test_tool_names_itself_and_the_rules_it_met() -> None:
    """The driver has a name and a version, and each rule once."""
    driver = run_of(*_PROBLEMS)["tool"]["driver"]
    assert driver["name"] == "eventflow-monitoring"
    assert driver["version"] == metadata.version("eventflow-monitoring")
    assert driver["rules"] == [
        {"id": "empty", "shortDescription": {"text": "Empty"}},
        {
            "id": "unknown-metric",
            "shortDescription": {"text": "A metric that nothing is called."},
            "help": {"text": "A metric that nothing is called."},
        },
    ]


def test_rule_brings_what_its_page_says() -> None:
    """The first sentence in short, and the reason; examples stand in the reference."""
    (rule,) = run_of(Problem("promql-always-fires", "message"))["tool"]["driver"]["rules"]
    sentence = (
        "A PromQL query returns every series whatever its value, so that the alarm always fires."
    )
    assert rule["shortDescription"]["text"] == sentence
    assert rule["help"]["text"].startswith(f"{sentence}\n\nEvery series that the query")
    assert "Fails" not in rule["help"]["text"]


def test_result_has_the_message_with_its_help_and_the_level() -> None:
    """A result says what is wrong and what to do, and refers to its rule."""
    results = run_of(*_PROBLEMS)["results"]
    assert [(one["ruleId"], one["ruleIndex"], one["level"]) for one in results] == [
        ("empty", 0, "note"),
        ("unknown-metric", 1, "error"),
        ("unknown-metric", 1, "warning"),
    ]
    assert results[1]["message"] == {"text": "no metric is called `Lg`\ndid you mean `Lag`?"}


def test_places_count_characters_and_paths_are_escaped() -> None:
    """A sign outside the basic plane is one column, as the run says, and a path is a URI."""
    run = run_of(*_PROBLEMS)
    assert run["columnKind"] == "unicodeCodePoints"
    assert "locations" not in run["results"][0]
    artifact = {"uri": "specs/my%20alarms%3A%20100%25.yaml", "uriBaseId": "%SRCROOT%"}
    assert artifact["uriBaseId"] in run["originalUriBaseIds"]
    assert run["results"][1]["locations"] == [
        {
            "physicalLocation": {
                "artifactLocation": artifact,
                "region": {"startLine": 4, "startColumn": 15, "endLine": 4, "endColumn": 17},
            }
        }
    ]
    assert run["results"][1]["relatedLocations"] == [
        {
            "id": 1,
            "physicalLocation": {
                "artifactLocation": artifact,
                "region": {"startLine": 2, "startColumn": 3, "endLine": 2, "endColumn": 6},
            },
            "message": {"text": "`Lag`"},
        }
    ]


def test_paths_are_those_of_the_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Wherever the command runs, the path begins at the root; what stands outside is absolute."""
    (tmp_path / "repository/.git").mkdir(parents=True)
    (tmp_path / "repository/deep").mkdir()
    monkeypatch.chdir(tmp_path / "repository/deep")
    files = ("../specs/a.yaml", "b.yaml", "../../outside/c d.yaml")
    results = run_of(*(Problem("rule", "message", Origin(file)) for file in files))["results"]
    artifacts = [one["locations"][0]["physicalLocation"]["artifactLocation"] for one in results]
    assert artifacts == [
        {"uri": f"{(tmp_path / 'outside').as_uri()}/c%20d.yaml"},
        {"uri": "specs/a.yaml", "uriBaseId": "%SRCROOT%"},
        {"uri": "deep/b.yaml", "uriBaseId": "%SRCROOT%"},
    ]


def test_fingerprint_stays_when_lines_move() -> None:
    """Lines that are written above a problem leave its fingerprint as it is."""
    problem = _PROBLEMS[0]
    here = run_of(problem)["results"][0]
    moved = run_of(problem, text=f"# more\n\n{_TEXT}")["results"][0]
    assert moved["locations"] != here["locations"]
    assert moved["partialFingerprints"] == here["partialFingerprints"]


def test_fingerprints_tell_problems_apart() -> None:
    """Another rule, message, file or key is another fingerprint, and so is a second one alike."""
    same = Problem("rule", "message", Origin("a.yaml", ("Alarms", "A")))
    others = (
        Problem("other", "message", same.origin),
        Problem("rule", "other", same.origin),
        Problem("rule", "message", Origin("b.yaml", ("Alarms", "A"))),
        Problem("rule", "message", Origin("a.yaml", ("Alarms", "B"))),
        Problem("rule", "message", Origin("a.yaml", ("Alarms", "A"), on_key=True)),
        Problem("rule", "message"),
        Problem("rule", "message", Origin("a.yaml", ("Alarms", "A"), span=Span(0, 1))),
    )
    assert len(set(fingerprints(same, *others))) == len(others) + 1


def test_what_was_never_read_has_a_place() -> None:
    """A file that cannot be read has its problem at its beginning."""
    problem = Problem("unreadable-file", "cannot be read", Origin("specs/a.yaml"))
    log = json.loads(
        render_problems([problem], {"specs/a.yaml": Tree(Source("specs/a.yaml", ""))}, "sarif")
    )
    (result,) = log["runs"][0]["results"]
    region = result["locations"][0]["physicalLocation"]["region"]
    assert region == {"startLine": 1, "startColumn": 1, "endLine": 1, "endColumn": 1}
