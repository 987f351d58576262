"""Write a directory of specs with as many alarms as asked for."""

import argparse
import sys
from collections.abc import Iterable, Mapping
from itertools import groupby
from pathlib import Path

from workload import (
    ACCOUNT,
    ADDRESS,
    CHANNEL,
    ENVIRONMENT,
    NAMESPACE,
    REGION,
    SERVICE,
    TIERS,
    TOPICS,
    Alarm,
    ComputedMetric,
    StoredMetric,
    alarm_stacks,
    alarms,
)

_MARKER = ".generated-by-benchmarks"
"""A file with the names of the files that were written: those, and only those, may be replaced."""

_COMPONENTS_OF_A_FILE = 100


class ForeignDirectoryError(Exception):
    """The directory holds files that were not written here."""


def main() -> int:
    """Run the command; the exit status is 0, or 2 where the directory is somebody else's."""
    arguments = _parser().parse_args()
    try:
        files = generate_specs(arguments.directory, arguments.alarms)
    except ForeignDirectoryError as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    print(f"{arguments.directory}: {arguments.alarms:,} alarms in {len(files)} files")
    return 0


def positive(text: str) -> int:
    """Read a whole number from 1 up, for argparse."""
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError(f"{text} is not a whole number from 1 up")
    return number


def generate_specs(directory: Path, count: int) -> list[str]:
    """Write specs of `count` alarms, the same ones each time, and return the names of the files.

    Raises ForeignDirectoryError where the directory holds anything that was not written here.
    """
    _clear(directory)
    directory.mkdir(parents=True, exist_ok=True)
    files = {
        "environments.yaml": _environments(count),
        "notifications.yaml": _notifications(),
        **_components(count),
    }
    # First, so that whatever is interrupted can be taken up again.
    (directory / _MARKER).write_text("".join(f"{name}\n" for name in files), encoding="utf-8")
    for name, text in files.items():
        (directory / name).write_text(text, encoding="utf-8")
    return list(files)


def _clear(directory: Path) -> None:
    if directory.exists() and not directory.is_dir():
        raise ForeignDirectoryError(f"{directory} is not a directory")
    present = {path.name for path in directory.iterdir()} if directory.exists() else set()
    if not present:
        return
    if _MARKER not in present:
        raise ForeignDirectoryError(f"{directory} is not empty, and was not written by this script")
    own = set((directory / _MARKER).read_text(encoding="utf-8").splitlines())
    foreign = sorted(present - own - {_MARKER})
    if foreign:
        raise ForeignDirectoryError(f"{directory} holds {foreign[0]}, not written by this script")
    for name in present & own:
        (directory / name).unlink()


def _environments(count: int) -> str:
    return f"""\
Service: {SERVICE}

Environments:
  {ENVIRONMENT}:
    Account: {ACCOUNT}
    Region: {REGION}
    LogRetention: 30 days
    AlarmStacks: {alarm_stacks(count)}
"""


def _notifications() -> str:
    topics = "".join(
        f"  {name}:\n    Tier: {tier}\n    Channels: [{CHANNEL}]\n" for name, tier in TOPICS.items()
    )
    return f"""\
Channels:
  {CHANNEL}:
    Kind: Email
    Address: {ADDRESS}

Topics:
{topics}"""


def _components(count: int) -> Mapping[str, str]:
    """Return the files of the components: a catalogue and one file per tier for every hundred."""
    files: dict[str, str] = {}
    for number, group in groupby(
        alarms(count), lambda alarm: (alarm.component - 1) // _COMPONENTS_OF_A_FILE + 1
    ):
        members = list(group)
        files[f"metrics-{number:03}.yaml"] = _catalogue(members)
        for tier in TIERS:
            of_tier = [alarm for alarm in members if alarm.shape.tier == tier]
            if of_tier:
                files[f"{tier}-{number:03}.yaml"] = _alarms(tier, of_tier)
    return files


def _catalogue(members: Iterable[Alarm]) -> str:
    return "Metrics:\n" + "\n".join(
        text for alarm in members for text in _metrics(alarm, alarm.shape.metric)
    )


def _metrics(alarm: Alarm, metric: StoredMetric | ComputedMetric) -> list[str]:
    if isinstance(metric, StoredMetric):
        name, value = alarm.dimension
        return [
            f"""\
  {alarm.prefix}{metric.name}:
    Namespace: {NAMESPACE}
    MetricName: {metric.name}
    Dimensions:
      {name}: {value}
    Unit: {metric.unit}
    Statistic: {metric.statistic}
    TreatMissingData: {metric.treat_missing_data}
    Category: technical
"""
        ]
    names = {operand.name: f"{alarm.prefix}{operand.name}" for operand in metric.operands}
    return [
        *(text for operand in metric.operands for text in _metrics(alarm, operand)),
        f"""\
  {alarm.prefix}{metric.name}:
    Expression: {metric.expression.format_map(names)}
    Unit: {metric.unit}
    Period: {alarm.shape.minutes} minutes
    TreatMissingData: {metric.treat_missing_data}
    Category: technical
""",
    ]


def _alarms(tier: str, members: Iterable[Alarm]) -> str:
    return f"Tier: {tier}\n\nAlarms:\n" + "\n".join(_alarm(alarm) for alarm in members)


def _alarm(alarm: Alarm) -> str:
    shape = alarm.shape
    actions = "".join(f"      - SNS Topic: {topic}\n" for topic in shape.topics)
    # The last operand of a share is what it is a share of.
    metric = shape.metric
    counted = metric.operands[-1:] if isinstance(metric, ComputedMetric) else ()
    minimum = "".join(
        f"    MinimumSamples: {{ Metric: {alarm.prefix}{one.name}, AtLeast: 20 }}\n"
        for one in counted
    )
    return f"""\
  {alarm.name}:
    Description: {shape.description}
    Owner: eventflow-team
    Runbook: https://runbooks.eventflow.example/{alarm.name}
    Metric: {alarm.prefix}{shape.metric.name}
    ComparisonOperator: {shape.comparison}
    Threshold: {shape.threshold}
    Period: {shape.minutes} minute{"" if shape.minutes == 1 else "s"}
    EvaluationPeriods: {shape.evaluation_periods}
{minimum}    Actions:
{actions}"""


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        description="Write a directory of valid specs with as many alarms as asked for; the same "
        "ones each time. A directory that holds anything else is refused.",
        epilog="example: python benchmarks/generate_specs.py --alarms 2000 build/specs-2000 && "
        "python app.py -c specs=build/specs-2000",
    )
    parser.add_argument(
        "--alarms", type=positive, required=True, metavar="N", help="the number of alarms"
    )
    parser.add_argument("directory", type=Path, metavar="DIR", help="where the specs go")
    return parser


if __name__ == "__main__":
    sys.exit(main())
