"""Alarms as alerting rules of Prometheus, and what promtool says of both.

Two things look the same and are not. A range in PromQL had both its ends until Prometheus 3.0:
`m[5m]` holds six samples a minute apart, and `m[299s]` the five of a CloudWatch period in either
version. And `for: 10m` fires once the condition has held from one evaluation to that ten minutes
later, which is eleven evaluations: N periods of a minute are `for: (N - 1)m`.

Source: Prometheus 2.42, "Alerting rules", "Unit testing for rules" and "Range Vector Selectors"; the
migration guide to 3.0.
"""

import json
import os
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from eventflow_monitoring.expression.alarm_rule_syntax import State
from eventflow_monitoring.model.alarm import Alarm
from eventflow_monitoring.model.trigger import ThresholdTrigger
from eventflow_monitoring.simulate.result import Timeline
from tests.eventflow import ROOT

_FETCHED = ROOT / ".cache" / "promtool"
PROMTOOL = shutil.which("promtool", path=f"{_FETCHED}{os.pathsep}{os.environ.get('PATH', '')}")
"""Where promtool is; None where it is not: `make promtool` fetches it."""

_OVER_TIME = {
    "Sum": "sum_over_time",
    "Average": "avg_over_time",
    "Minimum": "min_over_time",
    "Maximum": "max_over_time",
    "SampleCount": "count_over_time",
}
_SYMBOLS = {
    "GreaterThanThreshold": ">",
    "GreaterThanOrEqualToThreshold": ">=",
    "LessThanThreshold": "<",
    "LessThanOrEqualToThreshold": "<=",
}


def rule_with_for(alarm: Alarm, *, one_too_many: bool) -> dict[str, str]:
    """Return a rule that fires once the newest minute breached in N evaluations, or in N + 1."""
    n = _threshold(alarm).evaluation.evaluation_periods
    minutes = n if one_too_many else n - 1
    return {"alert": alarm.name, "expr": _compared(alarm, "", 0), "for": f"{minutes}m"}


def rule_with_offsets(alarm: Alarm) -> dict[str, str]:
    """Return a rule that looks at the same periods as an alarm: M of N, one beside the other."""
    evaluation = _threshold(alarm).evaluation
    periods = range(evaluation.evaluation_periods)
    breaching = " + ".join(f"({_compared(alarm, 'bool', back)})" for back in periods)
    return {"alert": alarm.name, "expr": f"{breaching} >= {evaluation.datapoints_to_alarm}"}


def disagreement(
    rules: Sequence[Mapping[str, str]],
    series: Mapping[str, Sequence[float]],
    timelines: Sequence[Timeline],
    directory: Path,
) -> str:
    """Return what promtool says where rules fire in other minutes than alarms; nothing if nowhere.

    Before minute 0, series had their first value for `_HISTORY` minutes, in which rules may look.
    A sample of a minute is there at its end: the first one at minute 1.
    """
    assert PROMTOOL is not None
    minutes = range(max(len(values) for values in series.values()) + 1)
    expected = [
        {
            "eval_time": f"{_HISTORY + minute}m",
            "alertname": timeline.alarm,
            "exp_alerts": [{}] if timeline.state_at(minute * 60) is State.ALARM else [],
        }
        for timeline in timelines
        for minute in minutes
    ]
    inputs = [
        {
            "series": name,
            "values": " ".join(map(repr, [values[0]] * (_HISTORY + 1) + list(values))),
        }
        for name, values in series.items()
    ]
    test = {"interval": "1m", "input_series": inputs, "alert_rule_test": expected}
    # YAML is JSON, and more.
    _write(directory / "rules.yaml", {"groups": [{"name": "alarms", "rules": rules}]})
    whole = {"rule_files": ["rules.yaml"], "evaluation_interval": "1m", "tests": [test]}
    _write(directory / "test.yaml", whole)
    done = subprocess.run(
        [PROMTOOL, "test", "rules", "test.yaml"],
        cwd=directory,
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    if done.returncode == 0:
        assert "SUCCESS" in done.stdout
        return ""
    assert "FAILED" in done.stderr, done.stderr
    return done.stderr


_HISTORY = 60


def _compared(alarm: Alarm, modifier: str, back: int) -> str:
    """Return the statistic of a period, some periods back, compared with the threshold."""
    trigger = _threshold(alarm)
    period = trigger.evaluation.period
    assert trigger.statistic is not None
    offset = f" offset {back * period}s" if back else ""
    points = f"{_OVER_TIME[trigger.statistic]}({trigger.metric.name}[{period - 1}s]{offset})"
    return f"{points} {_SYMBOLS[trigger.comparison.value]} {modifier} {trigger.threshold!r}"


def _threshold(alarm: Alarm) -> ThresholdTrigger:
    assert isinstance(alarm.trigger, ThresholdTrigger)
    return alarm.trigger


def _write(path: Path, content: object) -> None:
    path.write_text(json.dumps(content), encoding="utf-8")
