"""A package of somebody else's adds kinds and rules: each is one file, found by where it stands."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]

_HEARTBEAT = '''\
"""An alarm on a sender that falls silent."""

from eventflow_monitoring.model.alarm import Alarm
from eventflow_monitoring.model.metric import MissingData
from eventflow_monitoring.model.trigger import Comparison, Evaluation, ThresholdTrigger
from eventflow_monitoring.specs.alarm_spec import AlarmSpec, expand_alarm
from eventflow_monitoring.specs.context import Context
from eventflow_monitoring.specs.entry import Entry
from eventflow_monitoring.specs.metric_reference import find_metric
from eventflow_monitoring.specs.section import Kind


class HeartbeatSpec(AlarmSpec):
    """An alarm on a sender that falls silent."""

    of: str
    """The metric that counts its heartbeats."""


def expand(spec: HeartbeatSpec, entry: Entry, context: Context) -> Alarm | None:
    """Return an alarm on any minute without a heartbeat."""
    metric = find_metric(spec.of, entry.origin("Of"), context)
    trigger = metric and ThresholdTrigger(
        metric=metric,
        statistic="Sum",
        comparison=Comparison.LESS,
        threshold=1,
        evaluation=Evaluation(
            period=60,
            evaluation_periods=1,
            datapoints_to_alarm=1,
            missing_data=MissingData.BREACHING,
        ),
    )
    return expand_alarm(spec, entry, context, trigger)


KIND = Kind("Heartbeat", HeartbeatSpec, expand)
'''

_OPSGENIE = '''\
"""Opsgenie, through its webhook."""

from eventflow_monitoring.model.notification import Channel, SecretReference, WebhookChannel
from eventflow_monitoring.specs.context import Context
from eventflow_monitoring.specs.entry import Entry
from eventflow_monitoring.specs.section import Kind
from eventflow_monitoring.specs.spec import Spec


class OpsgenieSpec(Spec):
    """An Opsgenie integration."""

    secret: str
    """The secret that holds its address."""


def expand(spec: OpsgenieSpec, entry: Entry, context: Context) -> Channel:
    """Return the channel of an entry."""
    return WebhookChannel(
        name=entry.name,
        recovery=True,
        url=SecretReference(spec.secret, None),
        origin=entry.origin(on_key=True),
    )


KIND = Kind("Opsgenie", OpsgenieSpec, expand)
'''

_RULE = '''\
"""An alarm's name begins with the team's.

So says the team.
"""

from eventflow_monitoring.problem import Problem, Severity
from eventflow_monitoring.rules.rule import Rule

NAME = "acme-name"


def check(monitoring):
    for alarm in monitoring.alarms:
        if not alarm.name.startswith("Acme"):
            yield Problem(NAME, f"`{alarm.name}` does not begin with `Acme`", alarm.origin)


RULE = Rule(NAME, check, Severity.WARNING)
'''

_SPECS = """\
Environments:
  production: {Account: 111111111111, Region: us-east-1, LogRetention: 30 days}
Channels:
  genie: {Kind: Opsgenie, Secret: opsgenie/address}
Topics:
  alerts: {Tier: high, Channels: [genie]}
Metrics:
  Beats: {Namespace: Acme, Unit: Count, Statistic: Sum}
Alarms:
  SenderSilent: {Kind: Heartbeat, Tier: high, Of: Beats, Actions: [alerts]}
  AcmeSenderSilent: {Kind: Heartbeat, Tier: high, Of: Baets, Actions: [alerts]}
"""


def validate(directory: Path, python_path: str) -> subprocess.CompletedProcess[str]:
    """Validate the specs of a directory with packages beside the project's own."""
    return subprocess.run(
        [sys.executable, "-m", "eventflow_monitoring", "validate", "--specs", "specs"],
        cwd=directory,
        env={**os.environ, "PYTHONPATH": python_path},
        capture_output=True,
        check=False,
        encoding="utf-8",
    )


def test_kinds_and_rules_of_another_package_are_found(tmp_path: Path) -> None:
    """An alarm kind, a channel and a rule from outside work as the project's own do."""
    package = tmp_path / "lib" / "eventflow_monitoring_acme"
    for path, text in (
        ("specs/alarms/heartbeat.py", _HEARTBEAT),
        ("specs/channels/opsgenie.py", _OPSGENIE),
        ("rules/acme_name.py", _RULE),
    ):
        file = package / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    (tmp_path / "specs").mkdir()
    (tmp_path / "specs" / "all.yaml").write_text(_SPECS, encoding="utf-8")
    done = validate(tmp_path, os.pathsep.join([str(ROOT), str(package.parent)]))
    assert done.stderr == ""
    assert "error[unknown-metric]: no metric is called `Baets`" in done.stdout
    assert "warning[acme-name]: `SenderSilent` does not begin with `Acme`" in done.stdout
    assert "1 error, 1 warning in specs" in done.stdout
    assert done.returncode == 1


def test_without_the_package_its_kinds_are_unknown(tmp_path: Path) -> None:
    """What a package adds is there only where the package is."""
    (tmp_path / "specs").mkdir()
    (tmp_path / "specs" / "all.yaml").write_text(_SPECS, encoding="utf-8")
    done = validate(tmp_path, str(ROOT))
    assert "error[unknown-kind]: no kind is called `Opsgenie` here" in done.stdout
    assert "error[unknown-kind]: no kind is called `Heartbeat` here" in done.stdout
