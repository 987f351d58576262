"""Search expressions: the metrics of a name that have certain dimensions, whatever their values.

Source: CloudWatch User Guide, "Search expression syntax".
"""

import re

from eventflow_monitoring.model.metric import HealthCheckId, Metric

_PLAIN = re.compile(r"[A-Za-z0-9_/.-]+")


def search(metric: Metric, by: tuple[str, ...]) -> str:
    """Return the search for a metric with each value of the dimensions `by`, and with its own."""
    fixed = [(name, value) for name, value in metric.dimensions if name not in by]
    schema = ",".join(
        map(_quoted, [metric.namespace, *sorted([*(name for name, _ in fixed), *by])])
    )
    terms = [f"{{{schema}}}", f'MetricName="{metric.metric_name}"']
    terms += [
        f'{_quoted(name)}="{value}"'
        for name, value in fixed
        if not isinstance(value, HealthCheckId)
    ]
    return " ".join(terms)


def _quoted(name: str) -> str:
    return name if _PLAIN.fullmatch(name) else f'"{name}"'
