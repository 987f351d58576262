"""All tests of a directory, as a program calls them."""

import re
import time
from pathlib import Path

import pytest

from eventflow_monitoring.alarm_tests.suite import load_suite, run_suite
from eventflow_monitoring.failure import CouldNotRunError
from tests.alarm_tests.running import monitorings

TEST = """\
  - Name: {name}
    Given: {{Lag: 50x4 101x54}}
    Expect: {{LagHigh: {{Transitions: [OK, ALARM at 8m]}}}}
"""


def write(path: Path, *names: str) -> None:
    """Write a file of tests that pass."""
    path.parent.mkdir(exist_ok=True, parents=True)
    text = "Tests:\n" + "".join(TEST.format(name=name) for name in names)
    path.write_text(text, encoding="utf-8")


def test_files_below_the_directory_are_found(tmp_path: Path) -> None:
    """`.yml` too, in the order of their names; nothing else is read, and nothing hidden."""
    write(tmp_path / "b.test.yaml", "b")
    write(tmp_path / "a" / "x.test.yml", "a")
    write(tmp_path / ".hidden.test.yaml", "hidden")
    (tmp_path / "specs.yaml").write_text("Alarms: {", encoding="utf-8")
    suite = load_suite(tmp_path, monitorings(), lambda _: None)
    assert [test.name for test in suite.tests] == ["a", "b"]
    ran = run_suite(suite)
    assert ran.passed
    assert len(ran.results) == 2


def test_directory_without_tests_cannot_be_run(tmp_path: Path) -> None:
    """Nobody meant to test nothing."""
    with pytest.raises(CouldNotRunError, match=r"no \.test\.yaml file"):
        load_suite(tmp_path, monitorings(), lambda _: None)


@pytest.mark.parametrize(
    ("pattern", "names"), [("^b$", ["b"]), ("Lag", ["a", "b"]), ("zz", []), ("q.test", ["a", "b"])]
)
def test_tests_are_chosen_by_name_file_and_alarm(
    tmp_path: Path, pattern: str, names: list[str]
) -> None:
    """A pattern that matches a part of any of them."""
    write(tmp_path / "q.test.yaml", "a", "b")
    suite = load_suite(tmp_path, monitorings(), lambda _: None)
    chosen = suite.matching(re.compile(pattern))
    assert [test.name for test in chosen.tests] == names


@pytest.mark.parametrize(
    ("content", "rules"),
    [
        (b"Tests: [", ["yaml-syntax"]),
        (b"", ["no-tests"]),
        (b"\xff\xfe", ["not-utf-8"]),
        (b"Tests: !x []", ["yaml-tag", "no-tests"]),
        (b"a", ["no-tests"]),
    ],
)
def test_file_that_cannot_be_read_is_told_once(
    tmp_path: Path, content: bytes, rules: list[str]
) -> None:
    """The other files are run all the same."""
    (tmp_path / "a.test.yaml").write_bytes(content)
    write(tmp_path / "b.test.yaml", "b")
    suite = load_suite(tmp_path, monitorings(), lambda _: None)
    assert [problem.rule for problem in suite.problems] == rules
    ran = run_suite(suite)
    assert [one.passed for one in ran.results] == [True]
    assert not ran.passed


def test_link_that_leads_nowhere_is_told(tmp_path: Path) -> None:
    """Somebody meant it to be a file of tests."""
    (tmp_path / "a.test.yaml").symlink_to(tmp_path / "gone")
    suite = load_suite(tmp_path, monitorings(), lambda _: None)
    assert [problem.rule for problem in suite.problems] == ["unreadable-file"]


def test_thousand_tests_of_an_hour_take_seconds(tmp_path: Path) -> None:
    """With room for a slow machine."""
    write(tmp_path / "a.test.yaml", *(f"t{number}" for number in range(1_000)))
    started = time.process_time()
    ran = run_suite(load_suite(tmp_path, monitorings(), lambda _: None))
    assert ran.passed
    assert len(ran.results) == 1_000
    assert time.process_time() - started < 20
