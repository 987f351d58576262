"""What every kind of alarm has in common: whom it tells, and what it says."""

from collections.abc import Mapping
from typing import Any, ClassVar
from urllib.parse import urljoin

from pydantic import Field

from eventflow_monitoring.model.alarm import Alarm, Suppressor, WarmUp
from eventflow_monitoring.model.log_group import LogGroup
from eventflow_monitoring.model.notification import Topic
from eventflow_monitoring.model.tier import Tier
from eventflow_monitoring.model.trigger import Trigger, evaluation_of
from eventflow_monitoring.problem import Problem, Related
from eventflow_monitoring.specs.context import Context
from eventflow_monitoring.specs.entry import Entry
from eventflow_monitoring.specs.quantity import QuantityError
from eventflow_monitoring.specs.scalars import Duration, Flag
from eventflow_monitoring.specs.spec import PlainSpec, Spec
from eventflow_monitoring.specs.web_address import is_whole

_MAX_WARM_UP = 2_880
"""Minutes (CloudWatch API, WarmUpConfiguration.WarmUpPeriodDurationInMinutes)."""

_EVENTS = "/aws/events/"
_MINUTE = 60
"""Where the names begin of log groups that EventBridge writes to (Amazon EventBridge User Guide,
"CloudWatch Logs permissions")."""


class ActionSpec(PlainSpec):
    """Something an alarm does: `SNS Topic: alerts-critical`, or just the name of the topic."""

    PLAIN: ClassVar[str | None] = "SNS Topic"

    sns_topic: str = Field(alias="SNS Topic")
    """The topic it publishes to, of `Topics:`."""


class WarmUpSpec(PlainSpec):
    """How long a new alarm waits for data: `WarmUp: 30 minutes`."""

    PLAIN: ClassVar[str | None] = "Period"

    period: Duration
    """Whole minutes, from 1 minute to 2 days; the same as writing it without `Period:`."""
    whole: Flag = False
    """Wait the whole time, even where there is enough data to decide earlier."""


class AlarmSpec(Spec):
    """What every kind of alarm has in common."""

    PLACEHOLDERS: ClassVar[Mapping[str, Any]] = {
        "Tier": "low",
        "ComparisonOperator": ">",
        "Threshold": "0",
    }

    tier: Tier
    """How severe it is; by default the `Tier` of the file."""
    description: str = ""
    """What it means, for whoever it wakes up."""
    owner: str | None = None
    """The team that looks after it."""
    runbook: str | None = None
    """What to do about it: a URL, or a path below the environment's `RunbookBaseUrl`."""
    actions: list[ActionSpec] = Field(default_factory=list)
    """What it does when it fires; topics whose channels want recoveries are told of those too."""
    ok_actions: list[ActionSpec] | None = Field(default=None, alias="OKActions")
    """What it does when it returns to OK, where that is not what the channels say."""
    insufficient_data_actions: list[ActionSpec] = Field(default_factory=list)
    """What it does when it can no longer tell."""
    state_change_log_group: str | None = None
    """A log group, of `LogGroups:`, that every change of its state is written to, muted or not; its
    name begins with `/aws/events/`."""
    actions_enabled: Flag = True
    """Whether it does anything; `false` deploys the alarm, silent."""
    enabled: Flag = True
    """Whether it is deployed at all."""
    actions_suppressor: str | None = None
    """The alarm, of `Alarms:`, that keeps the actions back while it is in ALARM."""
    actions_suppressor_wait_period: Duration = 60
    """How long actions wait for the suppressor to go into ALARM."""
    actions_suppressor_extension_period: Duration | None = None
    """How long actions stay suppressed after the suppressor has left ALARM; by default as long as the
    alarm looks back, for what it sees then happened while the suppressor was in ALARM."""
    warm_up: WarmUpSpec | None = None
    """How long a new alarm waits for data before it is evaluated."""
    tags: dict[str, str] = Field(default_factory=dict)
    """Tags of the alarm, beside `Tier` and `Owner`."""
    propagate_tags: list[str] | None = None
    """The tags that go out with its notifications, `Tier` and `Owner` among those one may name."""


def expand_alarm(
    spec: AlarmSpec, entry: Entry, context: Context, trigger: Trigger | None
) -> Alarm | None:
    """Return the alarm of an entry; None where it is not deployed or something is wrong with it."""
    topics = _topics(spec.actions, "Actions", entry, context)
    ok_topics = _topics(spec.ok_actions or [], "OKActions", entry, context)
    missing = _topics(spec.insufficient_data_actions, "InsufficientDataActions", entry, context)
    tags = _tags(spec, entry, context)
    runbook = _runbook(spec, entry, context)
    fits = _warm_up_fits(spec, entry, context)
    known = _suppressor_is_known(spec, entry, context)
    logged = _state_change_log_group(spec, entry, context)
    if topics is None or ok_topics is None or missing is None or not (fits and known):
        return None
    if tags is None or runbook is None or trigger is None or not spec.enabled:
        return None
    if spec.ok_actions is None:
        ok_topics = tuple(topic for topic in topics if topic.recovery)
    return Alarm(
        name=entry.name,
        physical_name=context.environment.physical_name(entry.name),
        tier=spec.tier,
        description=spec.description.strip(),
        owner=spec.owner,
        runbook=runbook or None,
        trigger=trigger,
        actions_enabled=spec.actions_enabled,
        topics=topics,
        ok_topics=ok_topics,
        insufficient_data_topics=missing,
        state_change_log_group=logged,
        suppressor=_suppressor(spec, trigger, context),
        warm_up=WarmUp(spec.warm_up.period // 60, spec.warm_up.whole) if spec.warm_up else None,
        tags=tags,
        propagated_tags=None if spec.propagate_tags is None else tuple(spec.propagate_tags),
        written=entry.written,
    )


def _topics(
    actions: list[ActionSpec], key: str, entry: Entry, context: Context
) -> tuple[Topic, ...] | None:
    found = [
        context.find("Topics", Topic, action.sns_topic, entry.origin(key, index, "SNS Topic"))
        for index, action in enumerate(actions)
    ]
    topics = tuple(topic for topic in found if topic is not None)
    return topics if len(topics) == len(found) else None


def _state_change_log_group(spec: AlarmSpec, entry: Entry, context: Context) -> LogGroup | None:
    name, origin = spec.state_change_log_group, entry.origin("StateChangeLogGroup")
    if name is None:
        return None
    group = context.find("LogGroups", LogGroup, name, origin)
    if group is not None and not group.physical_name.startswith(_EVENTS):
        context.report(
            Problem("bad-state-change-log-group",
                    f"EventBridge does not write to `{group.physical_name}`", origin,
                    help=f"it writes to log groups whose names begin with `{_EVENTS}`")
        )  # fmt: skip
        return None
    return group


def _suppressor(spec: AlarmSpec, trigger: Trigger, context: Context) -> Suppressor | None:
    """Return the suppressor, unless it is not deployed here: then nothing is suppressed."""
    name = spec.actions_suppressor
    if name is None or context.is_disabled("Alarms", name):
        return None
    return Suppressor(
        alarm=name,
        physical_name=context.environment.physical_name(name),
        wait=spec.actions_suppressor_wait_period,
        extension=spec.actions_suppressor_extension_period or _looks_back(trigger),
    )


def _looks_back(trigger: Trigger) -> int:
    """Return how many seconds of data decide a state; for others the minute that AWS recommends.

    It is never less than that (CloudWatch API, PutCompositeAlarm.ActionsSuppressorExtensionPeriod).
    """
    evaluation = evaluation_of(trigger)
    if evaluation is None:
        return _MINUTE
    return max(_MINUTE, evaluation.period * evaluation.evaluation_periods)


def _suppressor_is_known(spec: AlarmSpec, entry: Entry, context: Context) -> bool:
    name = spec.actions_suppressor
    return name is None or context.knows("Alarms", name, entry.origin("ActionsSuppressor"))


def _tags(spec: AlarmSpec, entry: Entry, context: Context) -> tuple[tuple[str, str], ...] | None:
    own = {"Tier": spec.tier.value, **({"Owner": spec.owner} if spec.owner else {})}
    twice = sorted(own.keys() & spec.tags.keys())
    for key in twice:
        context.report(
            Problem("bad-tag", f"the tag `{key}` is the alarm's own `{key}`",
                    entry.origin("Tags", key, on_key=True), help=f"write `{key}:` beside `Tags:`")
        )  # fmt: skip
    known = own | spec.tags
    unknown = False
    for index, key in enumerate(spec.propagate_tags or ()):
        if key not in known:
            unknown = True
            context.report(
                Problem("unknown-tag", f"the alarm has no tag `{key}`",
                        entry.origin("PropagateTags", index), help="known: " + ", ".join(known))
            )  # fmt: skip
    return None if twice or unknown else tuple(sorted(known.items()))


def _runbook(spec: AlarmSpec, entry: Entry, context: Context) -> str | None:
    """Return the URL of the runbook, "" where there is none, None after reporting a mistake."""
    if spec.runbook is None:
        return ""
    try:
        if is_whole(spec.runbook):
            return spec.runbook
    except QuantityError as error:
        context.report(Problem(error.rule, error.message, entry.origin("Runbook"), error.help))
        return None
    base = context.environment.runbook_base_url
    if base is not None:
        return urljoin(base if base.endswith("/") else f"{base}/", spec.runbook)
    environment = context.environment
    if "runbook-without-base" not in context.told:  # the other runbooks are paths as well
        context.told.add("runbook-without-base")
        context.report(
            Problem("runbook-without-base", f"runbooks are given as paths, and `{environment.name}` has no "
                    "`RunbookBaseUrl` for them", environment.origin,
                    help="give it one, or write a whole URL for every `Runbook`",
                    related=(Related(f"such as `{spec.runbook}`", entry.origin("Runbook")),))
        )  # fmt: skip
    return None


def _warm_up_fits(spec: AlarmSpec, entry: Entry, context: Context) -> bool:
    warm_up = spec.warm_up
    if warm_up is None or (warm_up.period % 60 == 0 and warm_up.period <= _MAX_WARM_UP * 60):
        return True
    context.report(
        Problem("bad-warm-up", "a warm-up takes whole minutes, at most 2 days of them",
                entry.origin("WarmUp", "Period"))
    )  # fmt: skip
    return False
