"""Long runs on arrays: the same as evaluation by evaluation, whatever the alarm and the samples."""

from dataclasses import replace
from random import Random
from typing import Any

from hypothesis import given as for_any
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from eventflow_monitoring.expression.alarm_rule_syntax import State
from eventflow_monitoring.model.alarm import WarmUp
from eventflow_monitoring.model.metric import MissingData
from eventflow_monitoring.model.metric_query import threshold_queries
from eventflow_monitoring.model.trigger import (
    Comparison,
    LowSamples,
    MinimumSamples,
    ThresholdTrigger,
)
from eventflow_monitoring.simulate.buckets import CannotSimulateError, Sampled
from eventflow_monitoring.simulate.given import GivenSeries, History
from eventflow_monitoring.simulate.result import Timeline
from eventflow_monitoring.simulate.settings import (
    DynamoDb,
    LowSampleSpan,
    MissingOperand,
    Percentile,
    Settings,
)
from eventflow_monitoring.simulate.threshold_timeline import threshold_timeline
from eventflow_monitoring.simulate.timeline import ThresholdRun, parsed_expressions
from eventflow_monitoring.simulate.windows import Clock
from tests.simulate.models import LATENCY, REQUESTS, computed, threshold

_STATISTICS = ("Sum", "Average", "Minimum", "Maximum", "SampleCount", "p50", "p99.9", "p5", "tm90")
_EXPRESSIONS = (
    "latency / requests",
    "100 * FILL(latency, 0) / requests",
    "IF(requests > 1, latency, 0.3)",
    "IF(latency, 1, requests)",
    "IF(latency >= 0.3 AND requests != 2, latency - requests)",
    "-latency * 2 + PERIOD(requests) / 0",
    "(latency OR requests) + FILL(requests, latency)",
    "FILL(latency, REPEAT) + 1 / 10",
    "latency ^ 2",
    "MAX([latency, requests])",
    "3",
)
_POOLS: tuple[tuple[float | None, ...], ...] = (
    (0.0, 0.1, 0.2, 0.3),  # whose sums depend on how they are added
    (0.0, 0.1, 0.2, 0.3, None),
    (0.0, 1.0, 3.0),
    (1.0, 3.0, None, None, None),
    (-1.0, 0.0, 1.0, 0.1),
    (1.0, 2.0**53, -(2.0**53), None),
    (2.0**360, -(2.0**360), 0.1, 1.0),
)
_PERIODS = (10, 20, 30, 60, 120, 300, 3_600)
_INTERVALS = (5, 10, 20, 30, 60, 100, 120, 300)


@st.composite
def _series(draw: Any, longest: int = 160) -> GivenSeries:
    """Draw a series of many samples, for an alarm to go through many states."""
    pool = draw(st.sampled_from(_POOLS))
    seed, length = draw(st.integers(0, 2**32)), draw(st.integers(0, longest))
    # Hypothesis draws lists of this length neither fast nor varied.
    chosen = Random(seed).choices(pool, k=length)  # noqa: S311 - no secret
    return GivenSeries(
        chosen,
        draw(st.sampled_from((1, 1, 3, 0, None))),
        draw(st.sampled_from((None, None, None, *_STATISTICS))),
        draw(st.sampled_from(History)),
    )


_SETTINGS = st.builds(
    Settings,
    extra_points=st.integers(0, 3),
    few_breaching=st.none() | st.sampled_from(State),
    missing_operand=st.sampled_from(MissingOperand),
    percentile=st.sampled_from(Percentile),
    dynamodb=st.sampled_from(DynamoDb),
    low_sample_span=st.sampled_from(LowSampleSpan),
)


@st.composite
def _triggers(draw: Any) -> ThresholdTrigger:
    """Draw an alarm on a metric, or on one that is computed from two."""
    n = draw(st.integers(1, 4))
    namespace = draw(st.sampled_from(("Test", "AWS/DynamoDB")))
    latency = replace(LATENCY, namespace=namespace, statistic=draw(st.sampled_from(_STATISTICS)))
    of_metric: dict[str, Any] = {"metric": latency, "statistic": latency.statistic}
    if draw(st.booleans()):
        expression = draw(st.sampled_from(_EXPRESSIONS))
        metric = computed(expression, latency=latency, requests=REQUESTS)
        of_metric = {"metric": metric, "statistic": None}
    elif draw(st.integers(0, 3)) == 0:
        counted = draw(st.sampled_from((None, REQUESTS)))
        of_metric["minimum_samples"] = MinimumSamples(draw(st.sampled_from((1.0, 3.0))), counted)
    return threshold(
        **of_metric,
        period=draw(st.sampled_from(_PERIODS)),
        evaluation_periods=n,
        datapoints_to_alarm=draw(st.integers(1, n)),
        missing_data=draw(st.sampled_from(MissingData)).value,
        comparison=draw(st.sampled_from(Comparison)),
        threshold=draw(st.sampled_from((0.0, 0.1, 0.3, 0.6, 0.15, 1.0, 3.0, 2.0**53))),
        low_samples=draw(st.none() | st.sampled_from(LowSamples)),
    )


def _run(trigger: ThresholdTrigger, interval: int, duration: int, **changes: Any) -> ThresholdRun:
    queries = threshold_queries(trigger)
    given = {"Latency": GivenSeries(()), "Requests": GivenSeries(()), **changes.pop("given", {})}
    fields: dict[str, Any] = {
        "warm_up": None,
        "initial": State.INSUFFICIENT_DATA,
        "settings": Settings(),
        **changes,
    }
    return ThresholdRun(
        trigger,
        queries,
        parsed_expressions(queries),
        series={name: Sampled(name, one, interval) for name, one in given.items()},
        clock=Clock(1_800_000_060, interval),
        duration=duration,
        **fields,
    )


def _outcome(run: ThresholdRun, long_run: int) -> Timeline | str:
    try:
        return threshold_timeline("A", run, long_run)
    except CannotSimulateError as error:
        return str(error)


@hypothesis_settings(max_examples=300, deadline=None)
@for_any(
    _triggers(),
    st.fixed_dictionaries({"Latency": _series(), "Requests": _series()}),
    st.sampled_from(_INTERVALS),
    st.integers(0, 180),
    st.fixed_dictionaries(
        {
            "settings": _SETTINGS,
            "initial": st.sampled_from(State),
            "warm_up": st.none() | st.builds(WarmUp, st.integers(1, 20), st.booleans()),
        }
    ),
)
def test_the_same_evaluation_by_evaluation(
    trigger: ThresholdTrigger,
    given: dict[str, GivenSeries],
    interval: int,
    minutes: int,
    changes: dict[str, Any],
) -> None:
    """States, changes and each evaluation are those of the functions without arrays."""
    if trigger.evaluation.period % interval:
        interval = trigger.evaluation.period
    duration = minutes * 60
    run = _run(trigger, interval, duration, given=given, **changes)
    slow, fast = _outcome(run, 1_000_000), _outcome(run, 1)
    if isinstance(slow, str) or isinstance(fast, str):
        assert slow == fast
        return
    assert fast.changes == slow.changes
    assert fast.transitions == slow.transitions
    assert tuple(fast.evaluations) == slow.evaluations
    assert [fast.state_at(time) for time in range(-1, duration + 7, 29)] == [
        slow.state_at(time) for time in range(-1, duration + 7, 29)
    ]
