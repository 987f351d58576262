"""What an environment does with its logs, as tables for people."""

from collections.abc import Iterator

from rich.table import Table

from eventflow_monitoring.model.environment import Environment
from eventflow_monitoring.model.log_group import LogGroup
from eventflow_monitoring.model.monitoring import Monitoring
from eventflow_monitoring.model.wording import duration_in_words, number_in_words
from eventflow_monitoring.report.listing import Listing

_DAY = 86_400


def log_tables(monitoring: Monitoring) -> Iterator[Table]:
    """Yield the tables of log groups and of what stands with them, where there is any."""
    yield _log_groups(monitoring)
    if monitoring.metric_filters:
        yield _metric_filters(monitoring)
    if monitoring.subscription_filters:
        yield _subscription_filters(monitoring)
    if monitoring.queries:
        yield _queries(monitoring)


def _log_groups(monitoring: Monitoring) -> Table:
    groups = monitoring.log_groups
    made = Listing(f"Log groups ({len(groups)})", "Log group", "Keeps", "When the stack is deleted")
    for group in groups:
        kept = duration_in_words(group.retention_days * _DAY)
        made.add_row(group.physical_name, kept, _fate(group, monitoring.environment))
    return made


def _fate(group: LogGroup, environment: Environment) -> str:
    if group.existing:
        return "not ours"
    if environment.protected:
        return "stays, protected" if group.protected else "stays"
    return "refuses to go: protected" if group.protected else "goes"


def _metric_filters(monitoring: Monitoring) -> Table:
    filters = monitoring.metric_filters
    made = Listing(
        f"Metric filters ({len(filters)})",
        *("Filter", "Log group", "Metric", "Counts", "Pattern"),
        wrap=("Pattern",),
    )
    for one in filters:
        default = "" if one.default is None else f", else {number_in_words(one.default)}"
        by = f" by {', '.join(name for name, _ in one.dimensions)}" if one.dimensions else ""
        metric = f"{one.metric.name}{by}"
        made.add_row(
            one.physical_name,
            one.log_group.physical_name,
            metric,
            f"{one.value}{default}",
            one.pattern,
        )
    return made


def _subscription_filters(monitoring: Monitoring) -> Table:
    filters = monitoring.subscription_filters
    made = Listing(
        f"Subscription filters ({len(filters)})",
        *("Filter", "Log group", "Sends to", "Pattern"),
        wrap=("Pattern",),
    )
    for one in filters:
        target = f"{one.kind.value} {one.destination}"
        made.add_row(
            one.physical_name, one.log_group.physical_name, target, one.pattern or "everything"
        )
    return made


def _queries(monitoring: Monitoring) -> Table:
    queries = monitoring.queries
    made = Listing(f"Saved queries ({len(queries)})", "Query", "Log groups", wrap=("Log groups",))
    for one in queries:
        groups = ", ".join(group.physical_name for group in one.log_groups)
        made.add_row(one.physical_name, groups)
    return made
