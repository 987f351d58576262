"""What an environment records of its requests, as tables for people."""

from collections.abc import Iterator

from rich.table import Table

from eventflow_monitoring.model.monitoring import Monitoring
from eventflow_monitoring.model.tracing import ANY, SamplingRule
from eventflow_monitoring.model.wording import number_in_words
from eventflow_monitoring.report.listing import Listing


def tracing_tables(monitoring: Monitoring) -> Iterator[Table]:
    """Yield the tables of sampling rules and of trace groups, where there are any."""
    if monitoring.sampling_rules:
        yield _sampling_rules(monitoring)
    if monitoring.trace_groups:
        yield _trace_groups(monitoring)


def _sampling_rules(monitoring: Monitoring) -> Table:
    rules = monitoring.sampling_rules
    made = Listing(
        f"Sampling rules ({len(rules)})",
        *("Priority", "Rule", "Requests", "Records", "Boost"),
        wrap=("Requests", "Records", "Boost"),
        heading="Rule",
    )
    for rule in sorted(rules, key=lambda one: one.priority):
        made.add_row(
            str(rule.priority), rule.physical_name, _requests(rule), _records(rule), _boost(rule)
        )
    return made


def _requests(rule: SamplingRule) -> str:
    """Say which requests a rule matches."""
    fields = (
        ("", rule.method), ("", rule.path), ("host ", rule.host), ("service ", rule.service),
        ("on ", rule.service_type), ("of ", rule.resource_arn),
        *((f"{key} = ", value) for key, value in rule.attributes),
    )  # fmt: skip
    return " ".join(f"{word}{text}" for word, text in fields if text != ANY) or "all"


def _records(rule: SamplingRule) -> str:
    """Say how many of them are recorded."""
    rate = _percent(rule.rate)
    if rule.reservoir == 0:
        return "none" if rule.rate == 0 else "all" if rule.rate == 1 else rate
    first = f"{rule.reservoir:,} a second"
    if rule.rate == 1:
        return "all"
    return first if rule.rate == 0 else f"{first}, {rate} of the rest"


def _boost(rule: SamplingRule) -> str:
    boost = rule.boost
    if boost is None:
        return ""
    every = "1 minute" if boost.cooldown == 1 else f"{boost.cooldown:,} minutes"
    return f"up to {_percent(boost.maximum_rate)}, once in {every}"


def _percent(share: float) -> str:
    return f"{number_in_words(float(f'{share * 100:.10g}'))} %"


def _trace_groups(monitoring: Monitoring) -> Table:
    groups = monitoring.trace_groups
    made = Listing(f"Trace groups ({len(groups)})", "Group", "Traces", "Insights", wrap=("Traces",))
    for group in groups:
        insights = "told to EventBridge" if group.notifications else "on" if group.insights else ""
        made.add_row(group.physical_name, group.filter, insights)
    return made
