"""Answers, and the choices of ours that they depend on."""

from dataclasses import fields, replace

import pytest

from eventflow_monitoring.expression.alarm_rule_syntax import State
from eventflow_monitoring.model.alarm import Alarm, Suppressor
from eventflow_monitoring.model.metric import Metric
from eventflow_monitoring.model.trigger import LowSamples
from eventflow_monitoring.simulate.result import NotSimulated, Timeline
from eventflow_monitoring.simulate.settings import AtExpiry, Settings
from eventflow_monitoring.what_if import answer as module
from eventflow_monitoring.what_if.answer import answer, run
from eventflow_monitoring.what_if.ask import Circumstances, ask
from eventflow_monitoring.what_if.choices import ALTERNATIVES, Run
from eventflow_monitoring.what_if.mistake import QuestionError
from eventflow_monitoring.what_if.question import Question
from eventflow_monitoring.what_if.written import parse_given
from tests.simulate.models import LATENCY, REQUESTS, alarm, computed, monitoring, threshold

TABLE: Metric = replace(LATENCY, namespace="AWS/DynamoDB")
BUSY = alarm("Busy", threshold(metric=REQUESTS))


def question(about: Alarm, *given: str, **circumstances: object) -> Question:
    """Return a question about an alarm, with another one called Busy beside it."""
    model = monitoring(about, BUSY, metrics=(LATENCY, REQUESTS))
    written = [parse_given(text) for text in given]
    return ask(model, about, written, Circumstances(**circumstances))  # type: ignore[arg-type]


def math(expression: str, **changes: object) -> Alarm:
    """Return an alarm on metric math over `a`, Latency, and `b`, Requests."""
    metric = computed(expression, a=LATENCY, b=REQUESTS)
    return alarm("A", threshold(metric=metric, **changes))


HELD = alarm("A", suppressor=Suppressor("Busy", "Busy", wait=60, extension=60))
QUESTIONS = {
    "extra_points": question(alarm("A"), "0x3 500 _x9"),
    "few_breaching": question(
        alarm("A", threshold(evaluation_periods=3)), "_x3 500 _x6"
    ),
    "missing_operand": question(math("a - b"), "Latency=500x3", "Requests=450 _ 450 450"),
    "missing_in_aggregate": question(
        math("MIN(METRICS())", threshold=10.0), "Latency=500x3", "Requests=500 _ 500 500"
    ),
    "percentile": question(
        alarm("A", threshold(statistic="p50", period=120)), "0x1 300 0 300 0"
    ),
    "trimming": question(
        alarm("A", threshold(statistic="TS(0%:50%)", period=180, threshold=150.0)), "90 90 90 90 90 90"
    ),
    "deviation": question(
        math("STDDEV(METRICS())", threshold=110.0), "Latency=0 200 0", "Requests=0 0 0"
    ),
    "dynamodb": question(
        alarm("A", threshold(metric=TABLE, missing_data="breaching")), "0 0 _x5"
    ),
    "low_sample_span": question(
        alarm(
            "A",
            threshold(statistic="p90", low_samples=LowSamples.IGNORE, evaluation_periods=2),
        ),
        "0x3 500x5",
        sample_count=60,
    ),
    "at_expiry": question(
        HELD, "Latency=0 500x5", "Requests=0 0 500x2 0x1", initial_state=State.OK
    ),
}  # fmt: skip


def test_every_setting_has_an_alternative() -> None:
    """Whatever AWS does not document may come out otherwise."""
    assert {one.setting for one in ALTERNATIVES} == {field.name for field in fields(Settings)}


@pytest.mark.parametrize("setting", QUESTIONS)
def test_choice_that_matters_is_said(setting: str) -> None:
    """Where another choice makes a difference, the answer says so."""
    differences = answer(QUESTIONS[setting], Settings()).differences
    assert setting in {one.alternative.setting for one in differences or ()}


@pytest.mark.parametrize("setting", QUESTIONS)
def test_what_is_not_tried_makes_no_difference(setting: str) -> None:
    """An alternative that is passed over comes to the same states and notifications."""
    asked = QUESTIONS[setting]
    usual = run(asked, Settings())
    timelines = [one for one in usual.alarms.values() if isinstance(one, Timeline)]
    standing = Run(tuple(asked.alarms.values()), tuple(timelines))
    passed_over = [one for one in ALTERNATIVES if not one.matters(standing)]
    assert passed_over
    for alternative in passed_over:
        other = run(asked, alternative.applied_to(Settings()))
        assert other.notifications == usual.notifications
        for name, timeline in usual.alarms.items():
            found = other.alarms[name]
            assert not isinstance(timeline, NotSimulated)
            assert not isinstance(found, NotSimulated)
            assert found.transitions == timeline.transitions, alternative


def test_settings_that_are_chosen_are_no_alternative() -> None:
    """With the other choice made, the usual one is not reported as another."""
    settings = Settings(at_expiry=AtExpiry.EXPIRY)
    differences = answer(QUESTIONS["at_expiry"], settings).differences
    assert "at_expiry" not in {one.alternative.setting for one in differences or ()}


def test_long_run_is_not_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    """A run of many evaluations is not made again and again; that is said."""
    monkeypatch.setattr(module, "MOST_COMPARED", 5)
    assert answer(QUESTIONS["extra_points"], Settings()).differences is None


def test_alarms_around_are_shown_where_they_are_simulated() -> None:
    """The suppressor has a timeline if its metric is given, and none if it is assumed."""
    assert [one.alarm for one in answer(QUESTIONS["at_expiry"], Settings()).others] == ["Busy"]
    assert answer(question(HELD, "Latency=1"), Settings()).others == ()


def test_what_does_not_follow_from_the_data_has_no_answer() -> None:
    """A period that is no whole number of intervals is refused with the reason."""
    with pytest.raises(QuestionError, match="`A` is not simulated: it has periods of 60 seconds"):
        answer(question(alarm("A"), "1 2", interval=90), Settings())
