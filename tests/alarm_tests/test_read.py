"""Everything that can be wrong with a file of tests is told where it stands."""

import pytest

from eventflow_monitoring.specs.context import UnreadableFile
from tests.alarm_tests.running import read, told

GOOD = """
Tests:
  - Name: a
    Given: {Lag: 0x9}
    Expect: {LagHigh: {Never: ALARM}}
"""

WRONG = {
    "an unknown key of the file": (
        "Test: []\n" + GOOD.lstrip(),
        ["1:1 'Test' unknown-key: no key is called `Test` here"],
    ),
    "no tests": ("Survivors: []", ["1:1 'Survivors: []' no-tests: there are no tests in this file"]),
    "tests that are no list": (
        "Tests: {a: b}",
        ["1:8 '{a: b}' no-tests: there are no tests in this file"],
    ),
    "a test that is a text": (
        "Tests: [lag]",
        ["1:9 'lag' bad-value: keys and values are expected here"],
    ),
    "nothing in a test": (
        "Tests:\n  - Name: a",
        ["2:5 'Name: a' missing-key: `Given` and `Expect` are missing"],
    ),
    "two tests of a name": (
        GOOD + GOOD.replace("Tests:\n", "").lstrip("\n"),
        ["6:11 'a' duplicate-name: two tests of this file are called `a`"],
    ),
    "an unknown environment": (
        GOOD + "    Environment: staging",
        ["6:18 'staging' unknown-environment: no environment is called `staging`"],
    ),
    "a start in the middle of a minute": (
        GOOD + "    Start: 2026-01-05T09:00:30Z",
        ["6:12 '2026-01-05T09:00:30Z' bad-time: `2026-01-05T09:00:30Z` is no whole minute"],
    ),
    "a start that is no time": (
        GOOD + "    Start: noon",
        ["6:12 'noon' bad-time: `noon` is no date and time"],
    ),
    "a start before the year 1 in UTC": (
        GOOD + "    Start: 0001-01-01T00:00+14:00",
        [
            (
                "6:12 '0001-01-01T00:00+14:00' bad-time: "
                "`0001-01-01T00:00+14:00` is no date and time"
            )
        ],
    ),
    "a start that no mute is computed for": (
        GOOD + "    Start: 9999-12-31T23:59Z",
        ["6:12 '9999-12-31T23:59Z' bad-time: 9999-12-31T23:59:00Z is too far away"],
    ),
    "an interval without a unit": (
        GOOD + "    Interval: 10",
        ["6:15 '10' bad-duration: `10` has no unit"],
    ),
    "a history that there is not": (
        GOOD + "    History: none",
        ["6:14 'none' bad-value: `History` cannot be `none`"],
    ),
    "a survivor of no alarm": (
        GOOD + "Survivors: [{Alarm: LagHihg, Changes: x, Reason: y}]",
        ["6:21 'LagHihg' unknown-alarm: no alarm is called `LagHihg`"],
    ),
    "a survivor without a reason": (
        GOOD + "Survivors: [{Alarm: LagHigh, Changes: x}]",
        ["6:13 '{Alarm: LagHigh, Changes: x}' missing-key: `Reason` is missing"],
    ),
    "a change that is nothing": (
        GOOD + "Survivors: [{Alarm: LagHigh, Changes: '', Reason: x}]",
        ["6:39 \"''\" missing-value: an item of `Changes` has no value"],
    ),
    "survivors that are no list": (
        GOOD + "Survivors: {Alarm: LagHigh}",
        ["6:12 '{Alarm: LagHigh}' bad-value: `Survivors` takes a list"],
    ),
    "an unknown setting": (
        GOOD + "Settings: {ExtraPonts: 3}",
        ["6:12 'ExtraPonts' unknown-key: no key is called `ExtraPonts` here"],
    ),
    "a setting that cannot be": (
        GOOD + "Settings: {ExtraPoints: -1, Percentile: mean}",
        [
            "6:25 '-1' bad-number: `-1` is not a whole number from 0 to 1,000",
            "6:41 'mean' bad-value: `Percentile` cannot be `mean`",
        ],
    ),
    "settings that are a text": (
        GOOD + "Settings: strict",
        ["6:11 'strict' bad-value: keys and values are expected here"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", WRONG)
def test_what_is_wrong_with_a_file_is_told(what: str) -> None:
    """Each mistake with its place, and no other."""
    text, expected = WRONG[what]
    assert told(read(text)) == expected


GIVEN = {
    "{Lga: 0x9}": "4:13 'Lga' unknown-metric: no metric is called `Lga`",
    "{ErrorRate: 0x9}": (
        "4:13 'ErrorRate' computed-metric: `ErrorRate` is computed, so it has no series of its own"
    ),
    "{Lag: 0x9 o}": "4:22 'o' bad-series: `o` is no sample",
    "{Lag: '0x9 o'}": "4:23 'o' bad-series: `o` is no sample",
    "{Lag: {Series: 0x9 o}}": "4:31 'o' bad-series: `o` is no sample",
    "{Lag: [{Series: 0x9 o}]}": "4:32 'o' bad-series: `o` is no sample",
    "{Lag: [0x9 o]}": "4:23 'o' bad-series: `o` is no sample",
    "{Lag: ''}": "4:18 \"''\" missing-value: `Series` has no value",
    "{Lag: }": "4:18 '}' missing-value: `Lag` has no value",
    "{Lag: {Sries: 0x9}}": "4:19 'Sries' unknown-key: no key is called `Sries` here",
    "{Lag: {Series: 0x9, Foo: 1}}": "4:32 'Foo' unknown-key: no key is called `Foo` here",
    "{Lag: {Column: a}}": "4:18 '{Column: a}' missing-key: `Series` or `File` is missing",
    "{Lag: {Series: 0x9, File: a.csv}}": (
        "4:32 'File' bad-series: a metric has a `Series` or a `File`, not both"
    ),
    "{Lag: {File: a.csv}}": "4:25 'a.csv' missing-file: there is no file `a.csv`",
    "{Lag: {File: binary}}": (
        "4:25 'binary' unreadable-file: `binary` is not UTF-8: it holds the byte 0xFF"
    ),
    "{Lag: {File: two.csv}}": "4:25 'two.csv' bad-data-file: `two.csv`: it has several columns",
    "{Lag: {File: two.csv, Column: c}}": "4:42 'c' bad-data-file: `two.csv`: it has no column `c`",
    "{Lag: {Series: 0x9, Dimensions: {grup: a}}}": (
        "4:45 'grup' unknown-dimension: `Lag` has no dimension `grup`"
    ),
    "{Lag: [0x9, {Series: 0x9, Dimensions: {grup: a}}]}": (
        "4:51 'grup' unknown-dimension: `Lag` has no dimension `grup`"
    ),
    "{Lag: {Series: 0x9, Statistic: p101}}": ("4:43 'p101' bad-statistic: `p101` is no statistic"),
    "{Lag: {Series: 0x9, SampleCount: 0}}": (
        "4:45 '0' bad-number: `0` is not a whole number from 1 up"
    ),
    "{Lag: 0x9, Memory: 0x8}": "4:31 '0x8' different-lengths: `Memory` has 9 values, `Lag` 10",
    "{Lag: [0x9, 1x9]}": "4:24 '1x9' given-twice: `Lag` is given twice",
    "{Memory: 0x9}": "5:14 'LagHigh' not-given: `LagHigh` reads `Lag`, which is not given",
}

FILES: dict[str, str | UnreadableFile] = {
    "specs/two.csv": "time,a,b\n2026-01-05,1,2\n",
    "specs/binary": UnreadableFile("is not UTF-8: it holds the byte 0xFF"),
}


@pytest.mark.parametrize("given", GIVEN)
def test_what_is_wrong_with_a_series_is_told(given: str) -> None:
    """Be it a text, keys or a list."""
    done = read(GOOD.replace("{Lag: 0x9}", given), files=FILES)
    assert told(done) == [GIVEN[given]]


def test_mistakes_behind_anchors_and_merge_keys_are_told_where_they_came_in() -> None:
    """What an alias repeats is told at the alias, once for each test."""
    done = read(
        """\
Tests:
  - Name: a
    Given: &given {Lag: 0x9 o}
    Expect: &expect {LagHigh: {Never: ALRM}}
  - Name: b
    Given: *given
    Expect: {<<: *expect}
"""
    )
    assert told(done) == [
        "4:39 'ALRM' bad-value: `Never` cannot be `ALRM`",
        "7:18 '*expect' bad-value: `Never` cannot be `ALRM`",
    ]


def test_aliases_and_merge_keys_are_read() -> None:
    """A test may take over what another one is given."""
    done = read(
        """\
Tests:
  - &first
    Name: a
    Given: &given {Lag: &lag [0x9]}
    Expect: &expect {LagHigh: &quiet {Never: [ALARM]}}
  - {<<: *first, Name: b}
  - Name: c
    Given: {<<: *given, Memory: *lag}
    Expect: {<<: *expect, MemoryHigh: *quiet}
"""
    )
    assert done.read.problems == ()
    assert [len(test.expectations) for test in done.read.tests] == [1, 1, 2]


def test_one_test_that_is_wrong_leaves_the_others() -> None:
    """The rest is read, and run."""
    done = read(
        GOOD
        + GOOD.replace("Tests:\n", "").lstrip("\n").replace(": a", ": b").replace("Lag:", "Lga:")
    )
    assert [test.name for test in done.read.tests] == ["a"]
    assert len(done.read.problems) == 1


def test_search_ends_after_a_thousand_mistakes() -> None:
    """One mistake may have led to them all."""
    many = "".join(
        f"\n  - {{Name: t{n}, Given: {{Lga: 0x9}}, Expect: {{A: {{Never: OK}}}}}}"
        for n in range(700)
    )
    done = read(f"Tests:{many}")
    assert done.read.problems[-1].rule == "too-many-errors"
    assert len(done.read.problems) < 1_100
