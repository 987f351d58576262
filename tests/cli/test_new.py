"""`new alarm`: what is written, where, and what is left alone."""

from pathlib import Path

import pytest

from eventflow_monitoring.cli.load import load
from eventflow_monitoring.model.tier import Tier
from eventflow_monitoring.reference import new_alarm
from eventflow_monitoring.reference.new_alarm import NewAlarm
from eventflow_monitoring.source.tree import Source
from eventflow_monitoring.source.yaml_reader import read_yaml
from eventflow_monitoring.specs.condition import parse_condition
from tests.cli.adding import BASE, CONDITION, check, new, texts


def entry(indent: str = "  ") -> str:
    """Return what is written for `QueueFull`."""
    lines = [
        "QueueFull:",
        f"{indent}Description: To be filled in - what it means, for whoever it wakes up.",
        f"{indent}Condition: {CONDITION}",
        f"{indent}Runbook: queue-full.md",
        f"{indent}Actions:",
        f"{indent}  - SNS Topic: alerts",
    ]
    return "".join(f"{indent}{line}\n" for line in lines)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Tier: high\nAlarms:\n  A:\n    Condition: Lag > 5\n    Actions: [alerts]\n", ""),
        # What follows stays where it is: comments, blank lines, another section.
        ("Tier: high\nAlarms:\n  A:\n    Condition: Lag > 5\n    Actions: [alerts] # all\n",
         "\n# What follows.\nLogGroups:\n  /a:\n"),
        ("Tier: high\nAlarms:\n  A:\n    Condition: Lag > 5\n    Actions: [alerts]\n",
         "LogGroups:\n  /a:\n"),
        ("Tier: high\nAlarms:\n  A:\n    Actions:\n      - alerts\n    Condition: Lag > 5\n",
         "  # No more alarms.\n\n\n"),
        # A text may look like a comment.
        (("Tier: high\nAlarms:\n  A:\n    Condition: Lag > 5\n    Actions: [alerts]\n"
          "    Description: |\n      # Not a comment\n"), "# A comment\nLogGroups: {}\n"),
        # The section itself stands last, the tier may too.
        ("LogGroups: {}\nAlarms:\n  A: {Condition: Lag > 5, Actions: [alerts]}\n", "Tier: high\n"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("indent", ["  ", "    "])
def test_alarm_stands_after_the_last_one_of_its_tier(
    here: Path, before: str, after: str, indent: str
) -> None:
    """Indented as the others, everything else untouched; the specs are right with it."""
    before, after = (text.replace("  ", indent) for text in (before, after))
    (here / "high.yaml").write_text(before + after, encoding="utf-8")
    assert new("QueueFull", "--condition", CONDITION) == 0
    text = (here / "high.yaml").read_text(encoding="utf-8")
    assert text == f"{before}\n{entry(indent)}{after}"
    check(here, "A", "QueueFull")


def test_last_line_without_an_end_is_ended(here: Path) -> None:
    """The new alarm does not stand in the line of another."""
    before = "Tier: high\nAlarms:\n  A:\n    Condition: Lag > 5\n    Actions: [alerts]"
    (here / "high.yaml").write_text(before, encoding="utf-8")
    assert new("QueueFull", "--condition", CONDITION) == 0
    assert (here / "high.yaml").read_text(encoding="utf-8") == f"{before}\n\n{entry()}"


@pytest.mark.parametrize(
    "other",
    [
        None,
        "Tier: low\nAlarms:\n  A:\n    Condition: Lag > 5\n    Actions: [notices]\n",
        "Tier: high\nAlarms: {A: {Condition: Lag > 5, Actions: [alerts]}}\n",
        "Tier: high\nAlarms: {}\n",
    ],
)
def test_alarm_has_a_file_of_its_own_where_there_is_none_for_it(
    here: Path, other: str | None
) -> None:
    """None of its tier, or none in block style; what is there is left alone."""
    if other is not None:
        (here / "other.yaml").write_text(other, encoding="utf-8")
    assert new("QueueFull", "--condition", CONDITION) == 0
    assert (here / "high.yaml").read_text(encoding="utf-8") == f"Tier: high\n\nAlarms:\n{entry()}"
    if other is not None:
        assert (here / "other.yaml").read_text(encoding="utf-8") == other
    load_names = [alarm.name for alarm in load(here).plans[0].monitoring.alarms]
    assert "QueueFull" in load_names


def test_file_of_the_tier_that_is_there_is_not_replaced(here: Path) -> None:
    """The new file has the name of the alarm then."""
    flow = "Tier: high\nAlarms: {A: {Condition: Lag > 5, Actions: [alerts]}}\n"
    (here / "high.yaml").write_text(flow, encoding="utf-8")
    assert new("QueueFull", "--condition", CONDITION) == 0
    assert (here / "high.yaml").read_text(encoding="utf-8") == flow
    assert (here / "queue-full.yaml").is_file()
    check(here, "A", "QueueFull")


def test_tier_chooses_file_and_topic(here: Path) -> None:
    """A topic of that tier is told; without one, it is to be filled in."""
    assert new("QueueFull", "--tier", "low", "--condition", CONDITION) == 0
    text = (here / "low.yaml").read_text(encoding="utf-8")
    assert text.startswith("Tier: low\n")
    assert "      - SNS Topic: notices\n" in text
    assert new("DiskFull", "--tier", "critical") == 0
    text = (here / "critical.yaml").read_text(encoding="utf-8")
    assert "      - SNS Topic: TOPIC # to be filled in\n" in text
    assert "    Condition: METRIC > THRESHOLD for 10 minutes # to be filled in\n" in text
    rules = {one.rule for one in load(here).problems}
    assert {"unknown-metric", "unknown-topic"} <= rules


def test_test_and_runbook_are_written_and_kept(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What exists is never overwritten."""
    runbook = here.parent / "docs" / "runbooks" / "queue-full.md"
    runbook.parent.mkdir(parents=True)
    runbook.write_text("Mine.\n", encoding="utf-8")
    assert new("QueueFull", "--condition", "p95(Lag) > 10 events for 5 minutes") == 0
    assert runbook.read_text(encoding="utf-8") == "Mine.\n"
    test = (here / "queue-full.test.yaml").read_text(encoding="utf-8")
    assert "\n      Lag: " in test
    assert "\n      QueueFull:\n" in test
    written = capsys.readouterr().out.splitlines()[:3]
    assert written == [
        "wrote    alarm_specs/high.yaml",
        "wrote    alarm_specs/queue-full.test.yaml",
        "kept     docs/runbooks/queue-full.md, which exists",
    ]


def test_runbook_asks_what_to_do(here: Path) -> None:
    """A page with the condition and the questions of whoever is woken up."""
    assert new("QueueFull", "--condition", CONDITION, "--runbooks", "pages") == 0
    page = (here.parent / "pages" / "queue-full.md").read_text(encoding="utf-8")
    assert page.startswith("# QueueFull\n\n- **Tier:** high\n")
    assert f"- **Fires when:** {CONDITION}\n" in page
    assert "## What to do\n" in page


@pytest.mark.parametrize(
    "specs",
    [
        "Tier: high\nAlarms:\n  QueueFull: {Condition: Lag > 5, Actions: [alerts]}\n",
        "Tier: high\nAlarms:\n  QueueFull: {Condition: Lg > 5}\n",
    ],
)
def test_name_that_is_taken_is_refused(
    here: Path, specs: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing is written, also where the other is broken or no environment can be compiled."""
    (here / "high.yaml").write_text(specs, encoding="utf-8")
    for base in (BASE, BASE.replace("us-east-1", "Ohio")):
        (here / "base.yaml").write_text(base, encoding="utf-8")
        assert new("QueueFull") == 2
        assert "error: an alarm is called `QueueFull` already" in capsys.readouterr().err
        assert (here / "high.yaml").read_text(encoding="utf-8") == specs
        assert sorted(path.name for path in here.iterdir()) == ["base.yaml", "high.yaml"]


@pytest.mark.parametrize("name", ["Queue: Full", "../etc", "1st", "", "${X}"])
def test_name_that_would_not_be_a_name_is_refused(here: Path, name: str) -> None:
    """It becomes a key of YAML and a part of the names of files."""
    assert new(name) == 2
    assert [path.name for path in here.iterdir()] == ["base.yaml"]


@pytest.mark.parametrize(
    ("condition", "message"),
    [
        ("Lag is high", "`Lag is high` is no condition: the condition compares nothing"),
        ("Lag > many", "`Lag > many` is no condition: `many` does not begin with a number"),
        (
            "Lag > 5 for a while",
            "`Lag > 5 for a while` is no condition: `a while` is not a duration",
        ),
        ("", "`` is no condition: the condition compares nothing"),
    ],
)
def test_condition_that_is_none_is_refused(
    here: Path, condition: str, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Before anything is written, with what to write."""
    assert new("QueueFull", "--condition", condition) == 2
    told = capsys.readouterr().err
    assert f"error: {message}\n" in told
    assert "help: " in told
    assert [path.name for path in here.iterdir()] == ["base.yaml"]


@pytest.mark.parametrize("condition", ["Lag: x > 5", "Lag > 5 # now", "'Lag' > 5", "Lag > 5:"])
def test_condition_stands_in_the_file_as_it_was_given(here: Path, condition: str) -> None:
    """In quotes where YAML would make something else of it."""
    assert new("QueueFull", "--condition", condition) == 0
    (tree,) = (tree for path, tree in load(here).trees.items() if path.endswith("high.yaml"))
    assert isinstance(tree.data, dict)
    assert tree.data["Alarms"]["QueueFull"]["Condition"] == condition


@pytest.mark.parametrize(
    ("name", "words"),
    [("A" * 256, "it has 256 characters"), ("Ab" * 100, "too long a name: 309 characters")],
)
def test_name_that_is_too_long_is_refused(
    here: Path, name: str, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """For CloudWatch, or for a file; before anything is written."""
    before = texts(here.parent)
    assert new(name) == 2
    assert words in capsys.readouterr().err
    assert texts(here.parent) == before


def test_runbooks_that_are_no_directory_are_refused(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Before anything is written."""
    (here.parent / "pages").write_text("Mine.\n", encoding="utf-8")
    before = texts(here.parent)
    assert new("QueueFull", "--runbooks", "pages/all") == 2
    assert "pages is no directory" in capsys.readouterr().err
    assert texts(here.parent) == before


@pytest.mark.parametrize(
    "metric", ["La: g", "# Lag", "'Lag'", "null", "{Lag}", "*Lag", "- Lag", "p95(a # b)", "a\tb"]
)
def test_names_are_quoted_where_yaml_needs_it(here: Path, metric: str) -> None:
    """In the alarm and in its test; a page has them in one line."""
    topic = "alerts: # high"
    base = BASE.replace("  alerts:", f"  '{topic}':")
    (here / "base.yaml").write_text(base, encoding="utf-8")
    condition = f"{metric} > 5 events for 5 minutes"
    assert new("Null", "--condition", condition) == 0
    (spec, spec_problems), (test, test_problems) = (
        read_yaml(Source(name, (here / name).read_text(encoding="utf-8")))
        for name in ("high.yaml", "null.test.yaml")
    )
    assert spec_problems == test_problems == []
    assert isinstance(spec.data, dict)
    assert isinstance(test.data, dict)
    assert spec.data["Alarms"]["Null"]["Condition"] == condition
    assert spec.data["Alarms"]["Null"]["Actions"] == [{"SNS Topic": topic}]
    (given,) = test.data["Tests"][0]["Given"]
    assert given == parse_condition(condition)["Metric"][0]
    page = (here.parent / "docs/runbooks/null.md").read_text(encoding="utf-8")
    assert len([line for line in page.splitlines() if line.startswith("- **Fires when:**")]) == 1


@pytest.mark.parametrize("option", ["--specs", "--runbooks"])
@pytest.mark.parametrize(
    ("directory", "words"), [("", "name of a directory is empty"), ("x" * 5_000, "name too long")]
)
def test_directory_that_cannot_be_is_refused(
    here: Path, option: str, directory: str, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """An empty name is not the working directory."""
    before = texts(here.parent)
    assert new("QueueFull", option, directory) == 2
    told = capsys.readouterr().err
    assert words in told
    assert len(told) < 1_000
    assert texts(here.parent) == before


@pytest.mark.parametrize(
    ("sign", "series"),
    [
        (">", "0x19 1x19 0x19"),
        (">=", "0x19 1x19 0x19"),
        ("<", "1x19 0x19 1x19"),
        ("<=", "1x19 0x19 1x19"),
        ("≤", "1x19 0x19 1x19"),
    ],
)
def test_series_goes_wrong_where_the_alarm_looks(sign: str, series: str) -> None:
    """What fires below a threshold is fine above it."""
    written = new_alarm.test_file(NewAlarm("X", Tier.HIGH, f"Lag {sign} 1 for 5 minutes", None))
    assert f"Lag: {series}\n" in written
