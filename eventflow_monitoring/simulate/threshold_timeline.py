"""The timeline of an alarm on a threshold: evaluation by evaluation, or a long run all at once."""

from itertools import takewhile

from eventflow_monitoring.simulate.lazy_timeline import LazyEvaluations, LazyTimeline
from eventflow_monitoring.simulate.result import Timeline, Why
from eventflow_monitoring.simulate.timeline import ThresholdRun
from eventflow_monitoring.simulate.windows import evaluation_step

LONG_RUN = 1_000
"""From how many evaluations on arrays are worth it. So many take about as long one by one as numpy
takes to load; most tests of alarms are shorter, and do without it."""


def threshold_timeline(name: str, run: ThresholdRun, long_run: int = LONG_RUN) -> Timeline:
    """Return what an alarm does in a run, the same whichever way it is computed.

    Raises CannotSimulateError.
    """
    step = evaluation_step(run.trigger.evaluation)
    if step is not None and run.duration // step + 1 >= long_run:
        lazy = _lazy_timeline(name, run, range(0, run.duration + 1, step))
        if lazy is not None:
            return lazy
    return Timeline(name, run.initial, tuple(run.evaluations()))


def _lazy_timeline(name: str, run: ThresholdRun, times: range) -> LazyTimeline | None:
    """Return a timeline made of arrays; None where they cannot tell."""
    from eventflow_monitoring.simulate.arrays import changes_of

    # This evaluates at minute 0 whatever the alarm is, and so finds all that cannot be simulated.
    warming = sum(1 for _ in takewhile(lambda one: one.why is Why.WARM_UP, run.evaluations()))
    changes = changes_of(run, times, warming)
    if changes is None:
        return None
    evaluations = LazyEvaluations(run, times, changes, warming)
    return LazyTimeline(name, run.initial, evaluations, changes)
