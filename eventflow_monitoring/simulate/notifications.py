"""Who is told of the changes of an alarm, when, and who is not, and why.

Source: CloudWatch User Guide, "Alarm actions" and "Alarm mute rules": actions run on a change of state
only; those that were muted run when the mute ends, if the alarm is still in their state. A mute comes
before a suppressor.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from eventflow_monitoring.expression.alarm_rule_syntax import State
from eventflow_monitoring.model.alarm import Alarm
from eventflow_monitoring.model.notification import Channel, ChatChannel, OpsItemChannel, Topic
from eventflow_monitoring.simulate.mutes import Muted, end_of_muting, muted_at
from eventflow_monitoring.simulate.result import (
    HeldBack,
    HeldBackBy,
    Notification,
    NotSimulated,
    Timeline,
)
from eventflow_monitoring.simulate.settings import Settings
from eventflow_monitoring.simulate.suppression import Action, Periods, suppressed_actions


@dataclass(frozen=True, slots=True)
class Sender:
    """An alarm that tells people: the timeline of the one that has the actions.

    `suppressor` is that of its suppressor, None without one; `muted` are when it is muted.
    `NotSimulated` says of either why nobody knows.
    """

    alarm: Alarm
    timeline: Timeline
    suppressor: Timeline | NotSimulated | None
    muted: Sequence[Muted] | NotSimulated


def notifications_of(sender: Sender, duration: int, settings: Settings) -> Iterator[Notification]:
    """Yield who is told of each change of an alarm, and who is not."""
    windows = () if isinstance(sender.muted, NotSimulated) else sender.muted
    # A long run has thousands of changes, and most alarms tell nobody of half of them.
    told = {state: channels_told(sender.alarm, state) for state in State}
    for action in _actions(sender, duration, settings):
        channels = told[action.change.state]
        if not channels:
            continue
        notification = _notification(sender, action, channels)
        muted = muted_at(windows, action.time) if notification.sent else None
        if muted is None:
            yield notification
            continue
        yield replace(notification, held_back=HeldBack(HeldBackBy.MUTE, muted.mute))
        end = end_of_muting(windows, muted)
        last = [change for change in sender.timeline.changes if change.time <= end][-1]
        if end <= duration and last == action.change:
            yield _notification(sender, Action(end, action.change), channels)


def channels_told(alarm: Alarm, state: State) -> tuple[Channel, ...]:
    """Return the channels that hear when an alarm goes into a state, each once.

    Recoveries are filtered out at the subscriptions of channels that do not want them; chat channels
    subscribe without a filter; an OpsItem is opened by the alarm itself, when it goes off.
    """
    channels = (channel for topic in _topics(alarm, state) for channel in topic.channels)
    told = (channel for channel in channels if _hears(channel, state))
    return tuple({channel.name: channel for channel in told}.values())


def _topics(alarm: Alarm, state: State) -> tuple[Topic, ...]:
    match state:
        case State.ALARM:
            return alarm.topics
        case State.OK:
            return alarm.ok_topics
        case State.INSUFFICIENT_DATA:
            return alarm.insufficient_data_topics


def _hears(channel: Channel, state: State) -> bool:
    if isinstance(channel, OpsItemChannel):
        return state is State.ALARM
    return state is not State.OK or channel.recovery or isinstance(channel, ChatChannel)


def _actions(sender: Sender, duration: int, settings: Settings) -> Iterator[Action]:
    """Yield when the actions of each change run, or what kept them back, mutes apart."""
    if not sender.alarm.actions_enabled:
        for change in sender.timeline.changes:
            yield Action(change.time, change, HeldBackBy.ACTIONS_DISABLED)
        return
    suppressor = sender.alarm.suppressor
    if suppressor is None:
        for change in sender.timeline.changes:
            yield Action(change.time, change)
        return
    timeline = sender.suppressor if isinstance(sender.suppressor, Timeline) else None
    periods = Periods(suppressor.wait, suppressor.extension)
    yield from suppressed_actions(sender.timeline, timeline, periods, duration, settings.at_expiry)


def _notification(sender: Sender, action: Action, channels: tuple[Channel, ...]) -> Notification:
    alarm, change = sender.alarm, action.change
    suppressor = alarm.suppressor.alarm if alarm.suppressor is not None else None
    held_back = None
    if action.held_back is not None:
        named = action.held_back is HeldBackBy.SUPPRESSOR
        held_back = HeldBack(action.held_back, suppressor if named else None)
    return Notification(
        time=action.time,
        changed=change.time,
        alarm=alarm.name,
        sender=alarm.alert_name,
        previous=change.previous,
        state=change.state,
        channels=channels,
        held_back=held_back,
        unsure=_doubt(sender) if alarm.actions_enabled else None,
    )


def _doubt(sender: Sender) -> str | None:
    """Return why nobody knows whether an alarm tells people; None where it is known."""
    if isinstance(sender.suppressor, NotSimulated) and sender.alarm.suppressor is not None:
        name = sender.alarm.suppressor.alarm
        return f"its suppressor `{name}` is not simulated: it {sender.suppressor.reason}"
    return f"it {sender.muted.reason}" if isinstance(sender.muted, NotSimulated) else None
