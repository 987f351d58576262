"""The answer to a question about an alarm as JSON, for other programs."""

import json
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from eventflow_monitoring.expression.alarm_rule_syntax import State
from eventflow_monitoring.model.number import number
from eventflow_monitoring.model.trigger import ThresholdTrigger
from eventflow_monitoring.model.wording import condition_in_words
from eventflow_monitoring.report.what_if_choices import difference_text
from eventflow_monitoring.simulate.result import Evaluated, Notification
from eventflow_monitoring.simulate.settings import Settings
from eventflow_monitoring.what_if.answer import Answer, Difference
from eventflow_monitoring.what_if.choices import value_text
from eventflow_monitoring.what_if.question import Question


def answer_json(answer: Answer, settings: Settings, *, every_evaluation: bool) -> str:
    """Return what happens. Times are seconds from the beginning, and instants in ISO 8601."""
    question = answer.question
    evaluated = {one.time: one for one in answer.timeline.evaluations}
    found: dict[str, Any] = {
        "alarm": question.alarm.name,
        "environment": question.monitoring.environment.name,
        "condition": condition_in_words(question.alarm),
        "start": _instant(question, 0),
        "interval": question.interval,
        "given": [
            {
                "metric": name,
                "statistic": series.statistic,
                "values": [*map(_number, series.values)],
            }
            for name, series in question.series.items()
        ],
        "assumed": [
            {"alarm": one.alarm, "state": one.state.value, "reason": one.reason}
            for one in question.assumed
        ],
        "notes": list(question.notes),
        "initialState": answer.timeline.initial.value,
        "transitions": _transitions(question, answer.timeline.transitions),
        "changes": [
            {"previous": one.previous.value, **_evaluation(question, evaluated[one.time])}
            for one in answer.timeline.changes
        ],
        "notifications": [_notification(question, one) for one in answer.notifications],
        "dependsOn": {one.alarm: _transitions(question, one.transitions) for one in answer.others},
        "undocumented": None
        if answer.differences is None
        else [_difference(question, one, settings) for one in answer.differences],
    }
    if every_evaluation:
        found["evaluations"] = [_evaluation(question, one) for one in answer.timeline.evaluations]
    return json.dumps(found, indent=2, ensure_ascii=False)


def _number(value: float | None) -> float | None:
    return None if value is None else number(value)


def _instant(question: Question, seconds: int) -> str:
    return (question.start + timedelta(seconds=seconds)).isoformat().replace("+00:00", "Z")


def _times(question: Question, seconds: int) -> dict[str, Any]:
    return {"at": seconds, "time": _instant(question, seconds)}


def _transitions(
    question: Question, transitions: Iterable[tuple[int, State]]
) -> list[dict[str, Any]]:
    return [{**_times(question, at), "state": state.value} for at, state in transitions]


def _evaluation(question: Question, evaluated: Evaluated) -> dict[str, Any]:
    trigger = question.alarm.trigger
    points = [
        {
            "value": _number(point),
            "breaches": trigger.breaches(point)
            if point is not None and isinstance(trigger, ThresholdTrigger)
            else None,
            "counted": index in evaluated.counted,
        }
        for index, point in enumerate(evaluated.data_points)
    ]
    return {
        **_times(question, evaluated.time),
        "state": evaluated.state.value,
        "why": evaluated.why.name,
        "reason": evaluated.why.value,
        "dataPoints": points,
    }


def _notification(question: Question, one: Notification) -> dict[str, Any]:
    held_back = one.held_back
    return {
        **_times(question, one.time),
        "changedAt": one.changed,
        "sender": one.sender,
        "state": one.state.value,
        "channels": [channel.name for channel in one.channels],
        "sent": one.sent,
        "heldBack": None
        if held_back is None
        else {"by": held_back.by.name, "reason": held_back.by.value, "name": held_back.name},
        "unsure": one.unsure,
    }


def _difference(question: Question, one: Difference, settings: Settings) -> dict[str, Any]:
    setting = one.alternative.setting
    return {
        "setting": setting,
        "chosen": value_text(setting, getattr(settings, setting)),
        "alternative": value_text(setting, one.alternative.value),
        "text": difference_text(one, settings),
        "transitions": _transitions(question, one.transitions),
        "notificationsDiffer": one.told,
    }
