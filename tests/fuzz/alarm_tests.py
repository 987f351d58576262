"""Files of alarm tests made of the right keys, with values that may belong there, and broken ones."""

import json
import resource
import time
import traceback
from random import Random
from typing import Any

from eventflow_monitoring.alarm_tests.coverage import coverage_of, not_simulated
from eventflow_monitoring.alarm_tests.read import read_tests
from eventflow_monitoring.alarm_tests.suite import Suite, run_suite
from eventflow_monitoring.report.alarm_tests import Shown, render
from eventflow_monitoring.report.problems import FORMATS, render_problems
from eventflow_monitoring.source.tree import Source
from eventflow_monitoring.source.yaml_reader import read_yaml
from tests.alarm_tests.running import FILE, monitorings
from tests.fuzz.run import Tally

_SERIES = (
    "0x9", "50x4 101x4", "_x9", "95x9", "1+1x9", "1e99x9", "-5x9", "0x9 o", "0x8", "", "é", "7", "100x9999",
    "1e400x9", "0.1x9", "300x9", "_ 101x8",
)  # fmt: skip
_SCALARS = (
    "ALARM", "OK", "INSUFFICIENT_DATA", "ALARM at 5m", "OK at 9m", "0", "5m", "8m", "10m", "1h30m", "-1", "1e9",
    "team", "on-call", "10 seconds", "30 seconds", "1 minute", "5 minutes", "7 seconds", "2026-01-05T09:00Z",
    "0001-01-01", "first value", "missing", "p90", "Sum", "3", "a.csv", "b.json", "Lag", "production", "", "~",
    "日本", "x" * 300, "*", "[", "linear", "zero", "Threshold 100 -> 90",
)  # fmt: skip
_NEEDED = {
    "LagHigh": ("Lag",),
    "MemoryHigh": ("Memory",),
    "Overload": ("Lag", "Memory"),
    "Failing": ("Requests", "Errors"),
    "SlowRequests": ("Latency",),
    "*High": ("Lag", "Memory"),
}
_ALARMS = (*_NEEDED, "Odd", "No")
_METRICS = ("ErrorRate", "Lga", "Memory")
_KEYS = {
    "test": ("Environment", "Interval", "Start", "InitialState", "History", "GivenStates", "Nothing"),
    "given": ("Series", "File", "Column", "Dimensions", "SampleCount", "Statistic", "History", "No"),
    "expect": ("State", "Transitions", "Within", "Never", "Notifies", "No"),
    "file": ("Survivors", "Settings", "Nothing"),
}  # fmt: skip
_FILES = {
    "specs/a.csv": "time,Lag,Memory\n"
    + "".join(f"2026-01-05T09:{n:02}Z,{n * 20},{95 - n}\n" for n in range(10)),
    "specs/b.json": '{"Datapoints": [{"Timestamp": "2026-01-05T09:00Z", "Sum": 4.0}]}',
}


def alarm_tests(random: Random) -> str:
    """Return the text of a file of tests; most can be read, some are broken anywhere."""
    data: Any = {"Tests": [_test(random, number) for number in range(random.randint(1, 4))]}
    for key in _some(random, _KEYS["file"], 0.2):
        data[key] = _value(random, 2)
    text = json.dumps(data, ensure_ascii=False)
    if random.random() < 0.2:
        at = random.randrange(len(text))
        text = text[:at] + random.choice(["", "&a ", "*a", "\n", "'", "#", "\x00"]) + text[at + 1 :]
    return text


def _test(random: Random, number: int) -> Any:
    if random.random() < 0.03:
        return _value(random, 2)
    alarms = [random.choice(list(_NEEDED)), *_some(random, _ALARMS, 0.03)]
    metrics = [metric for alarm in alarms for metric in _NEEDED.get(alarm, ())]
    test: dict[str, Any] = {
        "Name": f"t{number}",
        "Given": {name: _given(random) for name in metrics + _some(random, _METRICS, 0.02)},
        "Expect": {name: _expect(random) for name in alarms},
    }
    for key in _some(random, _KEYS["test"], 0.04):
        test[key] = _value(random, 2)
    return test


def _given(random: Random) -> Any:
    if random.random() < 0.8:
        return random.choice(_SERIES[:6])
    given = {key: _value(random, 1) for key in _some(random, _KEYS["given"], 0.1)}
    given.setdefault("Series", random.choice(_SERIES[:6] + _SERIES))
    return [given] if random.random() < 0.3 else given


def _expect(random: Random) -> Any:
    if random.random() < 0.7:
        return random.choice(
            [
                {"Never": "ALARM"},
                {"State": {"5m": "OK", "8m": "ALARM"}, "Notifies": {"OK": []}},
                {"Transitions": ["OK", "ALARM at 8m"], "Within": "1 minute"},
                {"Notifies": ["team"]},
            ]
        )
    return {key: _value(random, 2) for key in _some(random, _KEYS["expect"], 0.4)}


def _value(random: Random, depth: int) -> Any:
    kind = random.random()
    if depth == 0 or kind < 0.5:
        return random.choice(_SCALARS)
    count = random.randint(0, 3)
    if kind < 0.75:
        return [_value(random, depth - 1) for _ in range(count)]
    return {random.choice(_SCALARS + _ALARMS): _value(random, depth - 1) for _ in range(count)}


def _some(random: Random, names: tuple[str, ...], share: float) -> list[str]:
    return [name for name in names if random.random() < share]


def run_alarm_tests(seed: int, numbers: range) -> Tally:
    """Read and run the files of some numbers, show all that comes of it, and count."""
    tally = Tally()
    for number in numbers:
        text = alarm_tests(Random(f"{seed}/{number}"))  # noqa: S311 -- to be had again
        started = time.monotonic()
        try:
            tally.counts.update(["documents", *_outcome(text)])
        except Exception:  # noqa: BLE001 -- whatever it is, it is what is looked for
            tally.failures[number] = traceback.format_exc()
        tally.slowest = max(tally.slowest, (time.monotonic() - started, number))
    tally.peak_megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return tally


def _outcome(text: str) -> list[str]:
    tree, found = read_yaml(Source(FILE, text))
    read = read_tests([tree], monitorings(), _FILES.get)
    trees = {FILE: tree}
    ran = run_suite(Suite(read.tests, read.survivors, (*found, *read.problems), trees))
    for format in FORMATS:
        render_problems(ran.problems, trees, format)
    coverage = coverage_of(ran.results, monitorings())
    shown = Shown(ran.results, ran.problems, not_simulated(monitorings()), trees, coverage)
    for format in ("text", "json", "junit"):
        render(shown, format, verbose=True)
    outcome = ["read"] if read.tests else []
    return outcome + (["run"] if ran.results else [])
