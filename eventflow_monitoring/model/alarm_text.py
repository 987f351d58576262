"""What a notification says of an alarm beside its condition, and how much room that leaves for it."""

from urllib.parse import quote

from eventflow_monitoring.model.alarm import Alarm
from eventflow_monitoring.model.environment import Environment

MAX_LENGTH = 1_024
"""Characters (CloudWatch API, PutMetricAlarm, PutCompositeAlarm, PutLogAlarm: AlarmDescription)."""

_CONSOLES = {
    "aws": "console.aws.amazon.com",
    "aws-cn": "console.amazonaws.cn",
    "aws-us-gov": "console.amazonaws-us-gov.com",
}


def lines_below(alarm: Alarm, environment: Environment, name: str) -> list[str]:
    """Return the lines after the condition: runbook, owner, and a link to the alarm of `name`."""
    return [
        *([f"Runbook: {alarm.runbook}"] if alarm.runbook else []),
        *([f"Owner: {alarm.owner}"] if alarm.owner else []),
        f"Console: {console_link(environment, name)}",
    ]


def room_for_condition(alarm: Alarm, environment: Environment, name: str) -> int:
    """Return how many characters are left for the condition; below 0 the rest alone is too long."""
    lines = lines_below(alarm, environment, name)
    if alarm.description:
        lines.append(alarm.description)
    return MAX_LENGTH - sum(len(line) + 1 for line in lines)


def console_link(environment: Environment, name: str) -> str:
    """Return the address of an alarm in the CloudWatch console."""
    host = f"{environment.region}.{_CONSOLES[environment.partition]}"
    return (
        f"https://{host}/cloudwatch/home?region={environment.region}"
        f"#alarmsV2:alarm/{quote(name, safe='')}"
    )
