"""An alarm: what it watches, when it fires, and whom it tells."""

from dataclasses import dataclass, field

from eventflow_monitoring.model.log_group import LogGroup
from eventflow_monitoring.model.notification import Topic
from eventflow_monitoring.model.tier import Tier
from eventflow_monitoring.model.trigger import Trigger
from eventflow_monitoring.position import Origin, Written


@dataclass(frozen=True, slots=True)
class WarmUp:
    """How long a new alarm waits for data, in minutes, before anything happens.

    `whole` waits the whole time; otherwise the wait ends once there is enough data to decide.
    """

    minutes: int
    whole: bool


@dataclass(frozen=True, slots=True)
class Suppressor:
    """The alarm (by its name in the specs) that keeps another's actions back while in ALARM.

    `wait` is how many seconds actions wait for it to go into ALARM, `extension` how many they stay
    suppressed after it has left ALARM (CloudWatch: ActionsSuppressorWaitPeriod, -ExtensionPeriod).
    """

    alarm: str
    physical_name: str
    wait: int
    extension: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarm:
    """An alarm. `trigger` says when it is in ALARM, the rest whom that tells and what it says.

    `ok_topics` and `insufficient_data_topics` are told of those states. Every change of its state is
    written to `state_change_log_group`, where there is one. `tags` are sorted by key;
    `propagated_tags` are the keys that go out with its notifications (None: no tags do).
    """

    name: str
    physical_name: str
    tier: Tier
    description: str
    owner: str | None = None
    runbook: str | None = None
    trigger: Trigger
    actions_enabled: bool
    topics: tuple[Topic, ...]
    ok_topics: tuple[Topic, ...] = ()
    insufficient_data_topics: tuple[Topic, ...] = ()
    state_change_log_group: LogGroup | None = None
    suppressor: Suppressor | None = None
    warm_up: WarmUp | None = None
    tags: tuple[tuple[str, str], ...] = ()
    propagated_tags: tuple[str, ...] | None = None
    written: Written = field(compare=False)

    @property
    def origin(self) -> Origin:
        """Where the alarm's name stands."""
        return self.written.name

    @property
    def alert_name(self) -> str:
        """The physical name of the alarm that tells people.

        CloudWatch suppresses composite alarms only: one with a suppressor has a composite beside
        it, which is in the same state and has the actions.
        """
        return f"{self.physical_name}-alert" if self.has_alert else self.physical_name

    @property
    def has_alert(self) -> bool:
        """Whether a composite alarm beside it has its actions."""
        return self.suppressor is not None and not self.trigger.is_composite
