"""Long runs on arrays: the same as evaluation by evaluation, whatever the alarm and the samples."""

from dataclasses import replace
from random import Random
from typing import Any

import pytest
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
from eventflow_monitoring.simulate.lazy_timeline import LazyTimeline
from eventflow_monitoring.simulate.result import Timeline
from eventflow_monitoring.simulate.settings import (
    DynamoDb,
    LowSampleSpan,
    MissingOperand,
    Percentile,
    Settings,
)
from eventflow_monitoring.simulate.threshold_timeline import LONG_RUN, threshold_timeline
from eventflow_monitoring.simulate.timeline import ThresholdRun, parsed_expressions
from eventflow_monitoring.simulate.windows import Clock
from tests.simulate.models import LATENCY, REQUESTS, computed, threshold
from tests.simulate.running import timeline

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
_INTERVALS = (5, 10, 20, 25, 30, 60, 100, 120, 300)


@st.composite
def _series(draw: Any, longest: int = 160) -> GivenSeries:
    """Draw a series of many samples, for an alarm to go through many states."""
    pool = draw(st.sampled_from(_POOLS))
    seed, length = draw(st.integers(0, 2**32)), draw(st.integers(0, longest))
    # Hypothesis draws lists of this length neither fast nor varied.
    chosen = Random(seed).choices(pool, k=length)  # noqa: S311 - to be had again, not to be secret
    return GivenSeries(
        chosen,
        draw(st.sampled_from((1, 1, 1, 1, 3, 0, None))),
        draw(st.sampled_from((*[None] * 40, *_STATISTICS))),
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


@hypothesis_settings(max_examples=200, deadline=None)
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
    _check(_run(trigger, interval, duration, given=given, **changes))


def _check(run: ThresholdRun) -> Timeline | str:
    """Hold a run on arrays against the same one by one, and return it."""
    slow, fast = _outcome(run, 1_000_000), _outcome(run, 1)
    if isinstance(slow, str) or isinstance(fast, str):
        assert slow == fast
        return fast
    assert fast.changes == slow.changes
    assert fast.transitions == slow.transitions
    asked_for = [fast.evaluations[index] for index in range(len(fast.evaluations))]
    assert asked_for == list(slow.evaluations)
    assert list(fast.evaluations) == asked_for
    assert fast.evaluations[-1] == asked_for[-1]
    times = range(-1, run.duration + 7, 29)
    assert [fast.state_at(time) for time in times] == [slow.state_at(time) for time in times]
    return fast


_FEW = {"statistic": "p50", "low_samples": LowSamples.IGNORE, "period": 300}
_BY_PERIOD = Settings(low_sample_span=LowSampleSpan.PERIOD)


def _computed(expression: str) -> dict[str, Any]:
    metric = computed(expression, latency=replace(LATENCY, statistic="Sum"), requests=REQUESTS)
    return {"metric": metric, "statistic": None, "threshold": 0.5}


@pytest.mark.parametrize(
    ("changes", "interval", "settings"),
    [
        *(({"statistic": name, "period": 180}, 60, Settings()) for name in _STATISTICS[:-1]),
        ({"statistic": "p50", "period": 300, "evaluation_periods": 3}, 25, Settings()),
        ({"statistic": "Maximum", "period": 10, "evaluation_periods": 3}, 10, Settings()),
        ({"statistic": "Average", "period": 60}, 10, Settings()),
        ({**_FEW, "evaluation_periods": 4}, 60, Settings()),
        ({**_FEW, "evaluation_periods": 4}, 60, _BY_PERIOD),
        ({**_FEW, "statistic": "Sum"}, 60, Settings()),
        *((_computed(expression), 60, Settings()) for expression in _EXPRESSIONS[:7]),
        ({"minimum_samples": MinimumSamples(3.0, None), "period": 300}, 60, Settings()),
    ],
)
@pytest.mark.parametrize("pool", _POOLS)
def test_what_arrays_compute(
    changes: dict[str, Any], interval: int, settings: Settings, pool: tuple[float | None, ...]
) -> None:
    """Stored metrics, most statistics and metric math of single times are computed on arrays."""
    random = Random(1)  # noqa: S311 - to be had again, not to be secret
    given = {name: GivenSeries(random.choices(pool, k=200)) for name in ("Latency", "Requests")}
    trigger = threshold(**{"threshold": 0.2, **changes})
    assert isinstance(
        _check(_run(trigger, interval, 9_000, given=given, settings=settings)), LazyTimeline
    )


@pytest.mark.parametrize(
    ("changes", "settings"),
    [
        ({"period": 3_600, "evaluation_periods": 2, "time_zone": "Europe/Berlin"}, Settings()),
        ({"period": 3_600, "evaluation_periods": 25}, Settings()),
        ({"statistic": "tm90"}, Settings()),
        ({"statistic": "p50"}, Settings(percentile=Percentile.LINEAR)),
        *((_computed(expression), Settings()) for expression in _EXPRESSIONS[7:-1]),
    ],
)
def test_what_is_computed_one_by_one(changes: dict[str, Any], settings: Settings) -> None:
    """Whatever looks at the clock or at points of other times goes the other way."""
    given = {name: GivenSeries((1.0, 2.0, None) * 20) for name in ("Latency", "Requests")}
    found = _check(_run(threshold(**changes), 60, 7_200, given=given, settings=settings))
    assert type(found) is Timeline


def test_values_beyond_all_bounds() -> None:
    """What no CloudWatch takes is computed one by one, where Python says what comes of it."""
    run = _run(threshold(), 60, 600, given={"Latency": GivenSeries((1e300, 0.0))})
    assert type(_check(run)) is Timeline


@pytest.mark.parametrize("samples", [LONG_RUN - 2, LONG_RUN - 1])
def test_long_runs_are_on_arrays(samples: int) -> None:
    """Whoever calls `simulate` gets the same timeline, a lazy one from so many evaluations on."""
    found = timeline(threshold(), {"Latency": GivenSeries((0.0,) * (samples - 2) + (200.0,) * 2)})
    assert isinstance(found, LazyTimeline) == (samples + 1 >= LONG_RUN)
    assert found.transitions == ((0, State.OK), ((samples - 1) * 60, State.ALARM))
    last = found.evaluations[-1]
    assert (last.time, last.state, last.data_points[-1]) == (samples * 60, State.ALARM, 200.0)
    assert found.evaluations[-2:] == (found.evaluations[samples - 1], last)
    assert found.evaluated_at(-1) is None
    assert found.evaluated_at(samples * 60 + 59) == last
    with pytest.raises(IndexError):
        found.evaluations[samples + 1]
