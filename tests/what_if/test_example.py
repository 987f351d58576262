"""Examples to copy: complete, and about an alarm that fires."""

from dataclasses import replace

import pytest

from eventflow_monitoring.expression.alarm_rule_syntax import State
from eventflow_monitoring.model.alarm import Alarm
from eventflow_monitoring.model.metric import Range
from eventflow_monitoring.model.monitoring import Monitoring
from eventflow_monitoring.model.trigger import Comparison, LowSamples, MinimumSamples
from eventflow_monitoring.model.unit import Unit
from eventflow_monitoring.simulate.run import DEFAULTS, why_not_simulated
from eventflow_monitoring.what_if.answer import answer
from eventflow_monitoring.what_if.ask import Circumstances, ask
from eventflow_monitoring.what_if.example import Example, example_for
from eventflow_monitoring.what_if.written import parse_given
from tests.eventflow import eventflow_plan
from tests.simulate.models import (
    LATENCY,
    REQUESTS,
    alarm,
    composite,
    computed,
    monitoring,
    threshold,
)

EVENTFLOW = eventflow_plan().monitoring
_METRICS = (LATENCY, REQUESTS)
SHARE = replace(computed("100 * a / b", a=LATENCY, b=REQUESTS), unit=Unit("Percent"))
_DIFFERENCE = computed("a - b", a=LATENCY, b=REQUESTS)


def fires(model: Monitoring, about: Alarm) -> bool:
    """Tell whether an alarm is quiet first and fires then, over its example."""
    example = example_for(model, about)
    circumstances = Circumstances(interval=example.interval, sample_count=example.sample_count)
    written = [parse_given(text) for text in example.given]
    found = answer(ask(model, about, written, circumstances), DEFAULTS)
    states = [state for _, state in found.timeline.transitions]
    return states[0] is not State.ALARM and State.ALARM in states


@pytest.mark.parametrize(
    "about",
    [one for one in EVENTFLOW.alarms if why_not_simulated(one.trigger) is None],
    ids=lambda one: one.name,
)
def test_alarm_of_eventflow_fires(about: Alarm) -> None:
    """Over its example, every alarm of EventFlow is quiet first, and fires."""
    assert fires(EVENTFLOW, about)


@pytest.mark.parametrize(
    "about",
    [
        alarm("A", threshold(comparison=Comparison.LESS)),
        alarm("A", threshold(threshold=0.0)),
        alarm("A", threshold(threshold=-5.0)),
        alarm("A", threshold(threshold=0.9, metric=replace(LATENCY, range=Range(0, 1)))),
        alarm("A", threshold(threshold=99.0, metric=replace(LATENCY, unit=Unit("Percent")))),
        alarm("A", threshold(period=86_400, evaluation_periods=2)),
        alarm("A", threshold(period=10, evaluation_periods=3)),
        alarm("A", threshold(metric=_DIFFERENCE, threshold=500.0)),
        alarm(
            "A",
            threshold(metric=SHARE, threshold=5.0, minimum_samples=MinimumSamples(900, REQUESTS)),
        ),
        alarm("A", threshold(minimum_samples=MinimumSamples(100, None))),
        alarm("A", threshold(statistic="p99", low_samples=LowSamples.IGNORE)),
    ],
)  # fmt: skip
def test_alarm_fires(about: Alarm) -> None:
    """Over its example, an alarm of any shape is quiet first, and fires."""
    assert fires(monitoring(about, metrics=_METRICS), about)


def test_composite_fires() -> None:
    """The example of a composite is about the metrics of its children."""
    about = alarm("Both", composite("ALARM(Slow) AND ALARM(Busy)"))
    busy = alarm("Busy", threshold(metric=REQUESTS))
    assert fires(monitoring(about, alarm("Slow"), busy, metrics=_METRICS), about)


def test_example_reads_as_one_writes() -> None:
    """Values are whole numbers, and what there has to be enough of stays as it is."""
    share = threshold(metric=SHARE, threshold=5.0, minimum_samples=MinimumSamples(20, REQUESTS))
    for about, given in (
        (alarm("A", threshold(threshold=5.0)), ("Latency=2x9 8x9 2x9",)),
        (alarm("A", share), ("Latency=0x9 60x9 0x9", "Requests=1000")),
    ):
        found = example_for(monitoring(about, metrics=_METRICS), about)
        assert found == Example(given, 60, None)


def test_alarm_that_nothing_makes_fire_has_an_example_too() -> None:
    """Where no guess makes an alarm fire, the example is complete all the same."""
    about = alarm("A", threshold(metric=computed("a * 0 + b * 0", a=LATENCY, b=REQUESTS)))
    found = example_for(monitoring(about, metrics=_METRICS), about)
    assert [text.partition("=")[0] for text in found.given] == ["Latency", "Requests"]
