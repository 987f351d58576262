"""Usage that is stated for an environment and that no line of its estimate takes into account."""

from collections.abc import Iterator

from eventflow_monitoring.cost.line import Line
from eventflow_monitoring.model.log_group import LogGroupClass
from eventflow_monitoring.model.monitoring import Monitoring


def unused_usage(monitoring: Monitoring, lines: list[Line]) -> Iterator[tuple[str, str]]:
    """Yield the key of each usage that is stated and used by nothing, and why nothing uses it."""
    usage = monitoring.environment.usage
    groups = [group for group in monitoring.log_groups if not group.existing]
    if usage.log_ingestion is not None:
        standard = [one for one in groups if one.log_class is LogGroupClass.STANDARD]
        if all(one.expected_ingestion is not None for one in standard):
            each = "every log group of class STANDARD says `ExpectedIngestion` itself"
            yield "LogIngestion", each if standard else "there is no log group of class STANDARD"
    if usage.log_compression is not None and not any(
        line.section == "Logs" and line.part == "storage" and line.quantity is not None
        for line in lines
    ):
        no_storage = "of no log group is known how much it stores"
        yield "LogCompression", no_storage if groups else "there is no log group"
    if usage.notifications is not None and not monitoring.topics:
        yield "Notifications", "there is no topic"
