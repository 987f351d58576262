"""A week of samples and the alarms on them, as files of promtool and as specs with a test.

Three of four alarms watch minutes, N of N in a row, which is `for` in a rule of Prometheus. The others
watch a statistic of five minutes.
"""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from random import Random
from typing import Any

_SERVICE = """\
Service: benchmark

Environments:
  production: { Account: "111111111111", Region: us-east-1, LogRetention: 30 days }

Channels:
  team-email: { Kind: Email, Address: team@eventflow.example }

Topics:
  alerts-high: { Tier: high, Channels: [team-email] }

"""

Series = Mapping[str, Sequence[float]]
"""Samples of minutes by the name of the metric."""

Firing = Mapping[str, Sequence[bool]]
"""Whether an alarm is in ALARM, minute by minute, by its name."""

HISTORY = 15
"""Minutes before minute 0, in which series have their first value: as far back as an alarm looks."""

_OVER_TIME = {
    "Average": "avg_over_time",
    "Maximum": "max_over_time",
    "Minimum": "min_over_time",
    "Sum": "sum_over_time",
}
_THRESHOLDS = {"Average": 55.1, "Maximum": 45.0, "Minimum": 45.0, "Sum": 275.0}
_QUIET, _BUSY = (0, 50), (40, 100)


def metric_of(number: int) -> str:
    """Return the name of the metric of an alarm."""
    return f"Metric{number}"


def alarm_of(number: int) -> str:
    """Return the name of an alarm."""
    return f"Alarm{number}"


def samples(number: int, minutes: int) -> list[float]:
    """Return the samples of a metric: whole numbers, mostly quiet, busy for a while now and then."""
    random = Random(number)  # noqa: S311 - to be had again, not to be secret
    found: list[float] = []
    while len(found) < minutes:
        found += [float(random.randint(*_QUIET)) for _ in range(random.randint(60, 600))]
        found += [float(random.randint(*_BUSY)) for _ in range(random.randint(1, 40))]
    return found[:minutes]


def write_specs(directory: Path, series: Series) -> None:
    """Write alarms on some series as specs."""
    metrics, alarms = ["Metrics:"], ["Tier: high", "", "Alarms:"]
    for number in range(len(series)):
        statistic, period, n = _shape(number)
        metrics.append(
            f"  {metric_of(number)}: {{ Namespace: Benchmark, Unit: None, Statistic: Sum }}"
        )
        alarms += [
            f"  {alarm_of(number)}:",
            f"    Description: {metric_of(number)} is busy.",
            f"    Metric: {metric_of(number)}",
            f"    Statistic: {statistic}",
            "    ComparisonOperator: GreaterThanThreshold",
            f"    Threshold: {_THRESHOLDS[statistic]}",
            f"    Period: {period} minutes",
            f"    EvaluationPeriods: {n}",
            "    Actions: [{ SNS Topic: alerts-high }]",
        ]
    directory.mkdir()
    for name, lines in (("service", [_SERVICE]), ("metrics", metrics), ("alarms", alarms)):
        (directory / f"{name}.yaml").write_text("\n".join([*lines, ""]), encoding="utf-8")


def write_test(path: Path, series: Series, firing: Firing) -> None:
    """Write a test of the state of each alarm at the end."""
    end = f"{max(len(values) for values in series.values())}m"
    test = {
        "Name": "a benchmark",
        "Given": {name: _text(values) for name, values in series.items()},
        "Expect": {
            name: {"State": {end: "ALARM" if states[-1] else "OK"}}
            for name, states in firing.items()
        },
    }
    _write(path, {"Tests": [test]})


def write_promtool(path: Path, series: Series, firing: Firing, *, every_minute: bool) -> None:
    """Write a test for promtool, and its rules beside it.

    It is held against the last minute; or against every minute, by another rule that compares.
    """
    rules: list[Mapping[str, str]] = [_rule(number) for number in range(len(series))]
    inputs = [
        {"series": name, "values": _text([values[0]] * (HISTORY + 1) + [*values])}
        for name, values in series.items()
    ]
    minutes = max(len(values) for values in series.values())
    end = f"{HISTORY + minutes}m"
    test: dict[str, Any] = {"interval": "1m", "input_series": inputs}
    if every_minute:
        inputs += [
            {"series": f'expected{{alertname="{name}"}}', "values": f"_x{HISTORY} {_text(states)}"}
            for name, states in firing.items()
        ]
        rules.append({"record": "differs", "expr": _DIFFERS})
        fired = f"sum(count_over_time({_FIRING}[{minutes * 60 + 59}s]))"
        total = sum(sum(states) for states in firing.values())
        test["promql_expr_test"] = [
            {"eval_time": end, "expr": f"count_over_time(differs[{end}])", "exp_samples": []},
            {"eval_time": end, "expr": fired, "exp_samples": [{"labels": "{}", "value": total}]},
        ]
    else:
        test["alert_rule_test"] = [
            {"eval_time": end, "alertname": name, "exp_alerts": [{}] if states[-1] else []}
            for name, states in firing.items()
        ]
    of_rules = path.with_name(f"rules-of-{path.name}")
    _write(of_rules, {"groups": [{"name": "alarms", "rules": rules}]})
    run = {"rule_files": [of_rules.name], "evaluation_interval": "1m", "tests": [test]}
    _write(path, run)


_FIRING = 'ALERTS{alertstate="firing"}'
_DIFFERS = f"""\
(expected == 1 unless on (alertname) {_FIRING}) or (expected == 0 and on (alertname) {_FIRING})"""


def _text(values: Sequence[float]) -> str:
    return " ".join(f"{value:.0f}" for value in values)


def _write(path: Path, content: object) -> None:
    """Write JSON, which is YAML too."""
    path.write_text(json.dumps(content), encoding="utf-8")


def _shape(number: int) -> tuple[str, int, int]:
    """Return the statistic, the period in minutes and the evaluation periods of an alarm."""
    if number % 4 == 3:
        return list(_OVER_TIME)[number // 4 % 4], 5, 1
    return "Maximum", 1, number % 10 + 1


def _rule(number: int) -> dict[str, str]:
    """Return an alarm as people write it for Prometheus."""
    statistic, period, n = _shape(number)
    points = metric_of(number)
    if period > 1:  # both ends of a range belong to it
        points = f"{_OVER_TIME[statistic]}({points}[{period * 60 - 1}s])"
    expression = f"{points} > {_THRESHOLDS[statistic]}"
    return {"alert": alarm_of(number), "expr": expression, "for": f"{n - 1}m"}
