"""The collectors of an environment, as a table for people."""

from rich.table import Table

from eventflow_monitoring.model.collector import Collector, MetricSource
from eventflow_monitoring.model.environment import Environment
from eventflow_monitoring.model.monitoring import Monitoring
from eventflow_monitoring.model.wording import duration_in_words, number_in_words
from eventflow_monitoring.report.listing import Listing


def collector_table(monitoring: Monitoring) -> Table:
    """Return what each collector takes in, which traces it keeps, and where its configuration is."""
    collectors = monitoring.collectors
    made = Listing(
        f"Collectors ({len(collectors)})",
        *("Collector", "Metrics", "Traces kept", "SSM parameter"),
        wrap=("Metrics", "Traces kept"),
    )
    for one in collectors:
        kept = _traces(one, monitoring.environment)
        made.add_row(one.name, _metrics(one), kept, one.parameter)
    return made


def _metrics(collector: Collector) -> str:
    by_source = {
        source: sum(one.source is source for one in collector.exports) for source in MetricSource
    }
    said = [f"{count} {source.value}" for source, count in by_source.items() if count]
    if collector.postgresql is not None and collector.postgresql.query_log_group is not None:
        said.append("and its queries as logs")
    return ", ".join(said) or "none"


def _traces(collector: Collector, environment: Environment) -> str:
    if collector.traces is None:
        return "none taken in"
    if environment.trace_sampling == 1:
        return "all"
    slow = duration_in_words(collector.traces.slower_than // 1_000)
    share = number_in_words(environment.trace_sampling * 100)
    return f"failed, {slow} or longer, {share} % of the others"
