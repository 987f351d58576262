"""Things on a small catalogue, read and expanded; what rules say of them is left out."""

from dataclasses import dataclass
from datetime import date

from eventflow_monitoring.compiler.check_rules import check_rules
from eventflow_monitoring.compiler.draft import Draft
from eventflow_monitoring.compiler.gather_sections import gather_sections
from eventflow_monitoring.compiler.pipeline import PASSES
from eventflow_monitoring.model.alarm import Alarm
from eventflow_monitoring.model.monitoring import Monitoring
from eventflow_monitoring.problem import Problem
from eventflow_monitoring.report.problems import render_problems
from eventflow_monitoring.source.tree import Source
from eventflow_monitoring.source.yaml_reader import read_yaml
from tests.compiler.layering import marked

_BASE = """\
Environments:
  production:
    Account: 111111111111
    Region: us-east-1
    LogRetention: 30 days
    NamePattern: prod-${Name}
    RunbookBaseUrl: https://wiki.example/runbooks
Channels:
  team: {Kind: Slack, Workspace: T0, Channel: C0}
  mail: {Kind: Email, Address: a@b.example}
Topics:
  alerts: {Tier: high, Channels: [team]}
  notices: {Tier: low, Channels: [mail]}
LogGroups: {/app: , /web: {Existing: yes}}
Metrics:
  Lag: {Namespace: A, Unit: Count of events, Statistic: Maximum, TreatMissingData: ignore}
  Load: {Namespace: A, Unit: Percent, Statistic: Average, Period: 2 minutes}
  Wait:
    Namespace: A
    MetricName: wait
    Unit: Seconds
    Statistic: p95
    Dimensions: {service: shop}
    DimensionSets: [[service, route], [route, zone], []]
  Seen: {Namespace: A, MetricName: seen, Unit: Count, Statistic: Sum, DimensionSets: [[user_id]],
         BoundedDimensions: [user_id]}
  Share: {Expression: 100 * Lag / Seen, Unit: Percent, Period: 5 minutes, TreatMissingData: breaching}
"""


@dataclass(frozen=True)
class Expanded:
    """What specs became, and what was wrong with them."""

    monitoring: Monitoring
    problems: tuple[Problem, ...]
    shown: str

    @property
    def messages(self) -> list[str]:
        """Rules and messages."""
        return [f"{one.rule}: {one.message}" for one in self.problems]

    @property
    def carets(self) -> list[str]:
        """What stands over the carets, in the order of the lines."""
        return [one.partition(" ")[2] for one in marked(self.shown)]


def expanded(specs: str, today: date = date(2026, 11, 1)) -> Expanded:
    """Read and expand specs beside the catalogue, on a day."""
    trees = {}
    found: list[Problem] = []
    for name, text in (("base.yaml", _BASE), ("specs.yaml", specs)):
        trees[name], problems = read_yaml(Source(name, text))
        found += problems
    blank = Draft(tuple(trees.values()), "production", lambda _: None, today=today)
    draft, problems = gather_sections(blank)
    found += problems
    for run in PASSES:
        if run is not check_rules:
            draft, problems = run(draft)
            found += problems
    assert draft.monitoring is not None
    return Expanded(draft.monitoring, tuple(found), render_problems(found, trees))


def alarm_of(keys: str, others: str = "") -> Alarm:
    """Return the alarm `X` of some keys in flow style; `others` are lines of further alarms."""
    found = expanded(f"Alarms:\n{others}  X: {{Tier: high, {keys}}}\n")
    assert [one for one in found.problems if one.is_error] == [], found.shown
    return next(alarm for alarm in found.monitoring.alarms if alarm.name == "X")


def mistakes_of(keys: str, others: str = "") -> Expanded:
    """Return what is wrong with the alarm `X` of some keys."""
    return expanded(f"Alarms:\n{others}  X: {{Tier: high, {keys}}}\n")
