"""A small part of the fuzz run, with every test run; `python -m tests.fuzz` is the whole."""

from pathlib import Path

from tests.fuzz.alarm_tests import run_alarm_tests
from tests.fuzz.run import run


def test_any_document_ends_in_problems_or_success(tmp_path: Path) -> None:
    """Documents of every family are compiled and their problems shown, whatever they hold."""
    tally = run(7, range(250), tmp_path)
    assert tally.failures == {}
    assert tally.counts["documents"] == 250
    assert tally.counts["parsed"] * 2 >= 250
    assert tally.counts["compiled"] * 5 >= 250


def test_any_file_of_alarm_tests_ends_in_problems_or_results() -> None:
    """Read, run and shown in every format, whatever they hold."""
    tally = run_alarm_tests(7, range(150))
    assert tally.failures == {}
    assert tally.counts["run"] * 5 >= 150
