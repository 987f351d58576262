"""Alarms as CloudFormation writes them."""

from collections.abc import Iterator
from typing import Any

from eventflow_monitoring.model.alarm import Alarm, Suppressor
from eventflow_monitoring.model.environment import Environment
from eventflow_monitoring.model.monitoring import Monitoring
from eventflow_monitoring.model.trigger import CompositeTrigger, LogTrigger
from eventflow_monitoring.outputs.cloudformation.description import description
from eventflow_monitoring.outputs.cloudformation.log_alarms import log_alarm_properties
from eventflow_monitoring.outputs.cloudformation.notifications import action_arns, topic_arn
from eventflow_monitoring.outputs.cloudformation.resource import Resource, arn, logical_id, tags
from eventflow_monitoring.outputs.cloudformation.triggers import trigger_properties


def alarm_resources(monitoring: Monitoring) -> Iterator[tuple[str, Resource]]:
    """Yield the alarms, each with its logical id; one with a suppressor brings its alert along."""
    environment = monitoring.environment
    for alarm in monitoring.alarms:
        kind, properties = _resource(alarm, environment)
        yield alarm_id(alarm.name), Resource(kind, properties, _needs(alarm), alarm.origin)
        if alarm.has_alert:
            yield (
                logical_id("Alert", alarm.name),
                Resource(
                    "AWS::CloudWatch::CompositeAlarm",
                    _alert(alarm, environment),
                    _needs(alarm, alarm.name),
                    alarm.origin,
                ),
            )


def alarm_id(name: str) -> str:
    """Return the logical id of the alarm of a name."""
    return logical_id("Alarm", name)


def alarm_arn(environment: Environment, alarm: Alarm) -> str:
    """Return the ARN of an alarm, which follows from its name."""
    return arn(environment, "cloudwatch", f"alarm:{alarm.physical_name}")


def _resource(alarm: Alarm, environment: Environment) -> tuple[str, dict[str, Any]]:
    trigger = alarm.trigger
    actions = {} if alarm.has_alert else _actions(alarm, environment)
    common = {
        "AlarmName": alarm.physical_name,
        "AlarmDescription": description(alarm, environment, alarm.physical_name),
        **actions,
        **_settings(alarm),
    }
    if isinstance(trigger, CompositeTrigger):
        rule = {"AlarmRule": trigger.rule, **_suppression(alarm.suppressor)}
        return "AWS::CloudWatch::CompositeAlarm", {**common, **rule}
    if isinstance(trigger, LogTrigger):
        return "AWS::CloudWatch::LogAlarm", {**common, **log_alarm_properties(trigger)}
    return "AWS::CloudWatch::Alarm", {**common, **trigger_properties(trigger)}


def _needs(alarm: Alarm, *watched: str) -> dict[str, Any]:
    """Return the dependency of a composite on the alarms it names: they must exist before it."""
    names = [*watched]
    if isinstance(alarm.trigger, CompositeTrigger):
        names += alarm.trigger.children
    if alarm.suppressor is not None and (watched or alarm.trigger.is_composite):
        names.append(alarm.suppressor.alarm)
    return {"DependsOn": sorted({alarm_id(name) for name in names})} if names else {}


def _alert(alarm: Alarm, environment: Environment) -> dict[str, Any]:
    """Return the composite alarm that tells people in an alarm's stead, unless suppressed."""
    return {
        "AlarmName": alarm.alert_name,
        "AlarmDescription": description(alarm, environment, alarm.alert_name),
        "AlarmRule": f'ALARM("{_quoted(alarm.physical_name)}")',
        **_suppression(alarm.suppressor),
        **_actions(alarm, environment),
        "Tags": tags(**dict(alarm.tags)),
        **_propagation(alarm),
    }


def _quoted(name: str) -> str:
    return name.replace('"', '\\"')


def _actions(alarm: Alarm, environment: Environment) -> dict[str, Any]:
    actions: dict[str, Any] = {
        "ActionsEnabled": alarm.actions_enabled,
        "AlarmActions": action_arns(environment, alarm.topics),
        "OKActions": [topic_arn(environment, topic) for topic in alarm.ok_topics],
    }
    missing = [topic_arn(environment, topic) for topic in alarm.insufficient_data_topics]
    return actions | ({"InsufficientDataActions": missing} if missing else {})


def _settings(alarm: Alarm) -> dict[str, Any]:
    settings: dict[str, Any] = {"Tags": tags(**dict(alarm.tags)), **_propagation(alarm)}
    if alarm.warm_up is not None:
        settings["WarmUpConfiguration"] = {
            "WarmUpPeriodDurationInMinutes": alarm.warm_up.minutes,
            "OnlyStartEvaluatingAfterWarmUpPeriodEnds": alarm.warm_up.whole,
        }
    return settings


def _propagation(alarm: Alarm) -> dict[str, Any]:
    if alarm.propagated_tags is None:
        return {}
    keys = list(alarm.propagated_tags)
    return {
        "ActionConfiguration": {"AlarmTagsPropagation": {"Enabled": True, "IncludedTagKeys": keys}}
    }


def _suppression(suppressor: Suppressor | None) -> dict[str, Any]:
    if suppressor is None:
        return {}
    return {
        "ActionsSuppressor": suppressor.physical_name,
        "ActionsSuppressorWaitPeriod": suppressor.wait,
        "ActionsSuppressorExtensionPeriod": suppressor.extension,
    }
