"""Dimensions of metrics: what a set of them may hold, and how an alarm picks one."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from eventflow_monitoring.model.metric import AnyMetric, Metric
from eventflow_monitoring.position import Origin
from eventflow_monitoring.problem import Problem
from eventflow_monitoring.specs.context import Context
from eventflow_monitoring.specs.entry import Entry
from eventflow_monitoring.suggestion import did_you_mean

MAX_DIMENSIONS = 30
"""Dimensions of a metric (CloudWatch API, Metric.Dimensions)."""

_UNBOUNDED = frozenset({"eventid", "requestid", "userid", "streamid"})
"""What every event, request, user or stream has another value of, written in any style."""

_NONE = "it has none: declare them in the catalogue under `DimensionSets`"

_NOT_A_LETTER = re.compile(r"[^a-z0-9]")


def is_unbounded(name: str) -> bool:
    """Tell whether a dimension has so many values that each would make a metric of its own."""
    return _NOT_A_LETTER.sub("", name.casefold()) in _UNBOUNDED


def check_bounded(
    names: Iterable[tuple[str, tuple[str | int, ...]]],
    bounded: Iterable[str],
    entry: Entry,
    context: Context,
) -> bool:
    """Report dimensions without bounds; `names` come with where they stand in the entry."""
    good = True
    for name, path in names:
        if is_unbounded(name) and name not in bounded:
            good = False
            origin = entry.origin(*path, on_key=isinstance(path[-1], str))
            context.report(high_cardinality(name, origin))
    return good


def high_cardinality(name: str, origin: Origin) -> Problem:
    """Return the problem of a dimension without bounds."""
    return Problem(
        "high-cardinality-dimension",
        f"`{name}` has no bound: every value of it is a metric that is paid for",
        origin,
        help=f"leave it to logs and traces, or say `BoundedDimensions: [{name}]` in the catalogue "
        "where its values are few",
    )


def check_expected(
    names: Iterable[str], sets: Iterable[Iterable[str]], entry: Entry, context: Context
) -> bool:
    """Report what `ExpectedValues` says of dimensions that are in none of a metric's sets."""
    known = sorted({name for one in sets for name in one})
    good = True
    for name in names:
        if name not in known:
            good = False
            context.report(
                Problem("unknown-dimension", f"`{entry.name}` has no dimension `{name}`",
                        entry.origin("ExpectedValues", name, on_key=True),
                        help=did_you_mean(name, known) or _NONE)
            )  # fmt: skip
    return good


def pick(
    metric: AnyMetric, chosen: Mapping[str, str], entry: Entry, context: Context
) -> AnyMetric | None:
    """Return a metric read with the `Dimensions` an entry chooses; None after reporting why not.

    What is chosen is laid over the metric's own dimensions. The names must be a set that the
    service publishes: any other matches nothing. What is chosen of a computed metric is chosen of
    everything that it is computed from.
    """
    if not chosen:
        return metric
    places = {name: entry.origin("Dimensions", name, on_key=True) for name in chosen}
    whole = entry.origin("Dimensions", on_key=True)
    if isinstance(metric, Metric):
        picked = picked_from(metric, chosen, places, whole)
        if isinstance(picked, Problem):
            context.report(picked)
            return None
        return picked
    operands: list[tuple[str, Metric]] = []
    for operand_id, operand in metric.operands:
        picked = picked_from(operand, chosen, places, whole)
        if isinstance(picked, Problem):
            message = f"{picked.message}, and `{metric.name}` reads it"
            context.report(replace(picked, message=message))
            return None
        operands.append((operand_id, picked))
    return replace(metric, operands=tuple(operands))


def picked_from(
    metric: Metric, chosen: Mapping[str, str], places: Mapping[str, Origin], whole: Origin
) -> Metric | Problem:
    """Return a metric with dimensions laid over its own, or what is wrong with these.

    `places` is where the name of each stands, `whole` that of all.
    """
    own = dict(metric.dimensions)
    exact = frozenset(chosen) in metric.dimension_sets
    wanted = frozenset(chosen) if exact else own.keys() | chosen
    if wanted not in metric.dimension_sets:
        return unpublished(metric, wanted, places, whole)
    values = {name: chosen.get(name, own.get(name, "")) for name in wanted}
    return replace(
        metric,
        dimensions=tuple(sorted(values.items())),
        picked=tuple(sorted(chosen.items())),
    )


def unpublished(
    metric: Metric, wanted: Iterable[str], places: Mapping[str, Origin], whole: Origin
) -> Problem:
    """Return the problem of dimensions that a metric is not published with.

    `places` is where those stand that were asked for, each by itself; `whole` all of them.
    """
    known = {name for names in metric.dimension_sets for name in names}
    for name, origin in places.items():
        if name not in known:
            return unknown_dimension(metric, name, origin)
    return Problem(
        "unpublished-dimensions",
        f"`{metric.name}` is not published with {listed(wanted)}: this matches nothing",
        whole,
        help="published with: " + ", ".join(map(listed, metric.dimension_sets)),
    )


def unknown_dimension(metric: Metric, name: str, origin: Origin) -> Problem:
    """Return the problem of a dimension that a metric has not."""
    known = sorted({one for names in metric.dimension_sets for one in names})
    return Problem(
        "unknown-dimension",
        f"`{metric.name}` has no dimension `{name}`",
        origin,
        help=did_you_mean(name, known) or _NONE,
    )


def listed(names: Iterable[str]) -> str:
    """Write a set of dimensions."""
    return f"[{', '.join(sorted(names))}]"
