"""An expression over metrics of the catalogue to CloudWatch's metric math."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from eventflow_monitoring.expression.check import check
from eventflow_monitoring.expression.parser import parse
from eventflow_monitoring.expression.syntax import ExpressionError, Name, names
from eventflow_monitoring.expression.writer import write
from eventflow_monitoring.model.metric import AnyMetric, ComputedMetric, Metric
from eventflow_monitoring.position import Origin
from eventflow_monitoring.problem import Problem
from eventflow_monitoring.specs.context import Context
from eventflow_monitoring.specs.entry import Entry
from eventflow_monitoring.specs.metric_reference import find_metric

MAX_METRICS = 10
"""Metrics of an expression in an alarm (CloudWatch API, PutMetricAlarm.Metrics: at most 10
MetricStat structures)."""

_KEY = "Expression"


@dataclass(frozen=True, slots=True)
class Computation:
    """An expression in CloudWatch's syntax, and the metrics it names, each with its id."""

    expression: str
    operands: tuple[tuple[str, Metric], ...]


def compute(text: str, entry: Entry, context: Context) -> Computation | None:
    """Return what the `Expression` of an entry says; None after reporting what is wrong with it."""
    try:
        tree = parse(text)
        check(tree)
    except ExpressionError as error:
        _report(error, entry, context)
        return None
    operands = _operands(names(tree), entry, context)
    if operands is None:
        return None
    if not operands:
        context.report(
            Problem("bad-expression", "the expression names no metric", entry.origin(_KEY))
        )
        return None
    ids = {name: _id(name) for name in operands}
    return Computation(
        write(tree, ids), tuple((ids[name], metric) for name, metric in operands.items())
    )


def _report(error: ExpressionError, entry: Entry, context: Context) -> None:
    origin = entry.origin(_KEY, within=error.span)
    context.report(Problem("bad-expression", error.message, origin, help=error.help))


def _operands(written: Iterable[Name], entry: Entry, context: Context) -> dict[str, Metric] | None:
    """Return the metrics that are named, each once; None where one of them cannot be read."""
    operands: dict[str, AnyMetric | None] = {}
    complete = True
    for name in written:
        if name.name in operands:
            continue
        origin = entry.origin(_KEY, within=name.span)
        if _KEY in _data(name.name, context):
            _report_nested(name.name, origin, context, "name the metrics it is computed from")
            complete = False
            continue
        found = find_metric(name.name, origin, context)
        if isinstance(found, ComputedMetric):
            _report_nested(name.name, origin, context, "the health of a canary is computed")
            complete = False
            continue
        operands[name.name] = found
        if len(operands) == MAX_METRICS + 1:
            context.report(
                Problem("bad-expression", f"an alarm reads at most {MAX_METRICS} metrics", origin)
            )
            return None
    stored = {name: one for name, one in operands.items() if isinstance(one, Metric)}
    return stored if complete and len(stored) == len(operands) else None


def _report_nested(name: str, origin: Origin, context: Context, help: str) -> None:
    context.report(Problem("nested-expression", f"`{name}` is itself computed", origin, help=help))


def _id(name: str) -> str:
    """Return an id that CloudWatch takes, another for each name: `ApiErrors` is `apiErrors`.

    `result`, `band` and `samples` are left to alarms, and `m_` to the names that this does not suit.
    """
    if name[0].isupper() and name not in ("Result", "Band", "Samples") and name[:2] != "M_":
        return f"{name[0].lower()}{name[1:]}"
    return f"m_{name}"


def _data(name: str, context: Context) -> Mapping[str, Any]:
    entry = context.entries.get("Metrics", {}).get(name)
    return entry.data if entry is not None and isinstance(entry.data, dict) else {}
