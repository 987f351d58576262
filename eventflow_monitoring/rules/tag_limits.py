"""An alarm, a sampling rule or a trace group has tags that AWS refuses.

Each has at most 50 tags, of an alarm its `Tier` and `Owner` among them. A key has 1 to 128 characters
and does not begin with `aws:`, which is AWS's own; a value has at most 256. With the notifications of an
alarm go 1 to 50 of them. Source: CloudWatch API, Tag, PutMetricAlarm (Tags) and AlarmTagsPropagation;
X-Ray API, Tag and CreateGroup (Tags); AWS General Reference, "Tagging AWS resources", for `aws:`.

Fails:

    Alarms:
      SlowRequests:
        Tier: high
        Condition: Latency > 1 second for 10 minutes
        Tags:
          aws:team: backend
        Actions: [alerts]

Fails (no tag goes out):

    Alarms:
      SlowRequests:
        Tier: high
        Condition: Latency > 1 second for 10 minutes
        PropagateTags: []
        Actions: [alerts]

Passes:

    Alarms:
      SlowRequests:
        Tier: high
        Condition: Latency > 1 second for 10 minutes
        Tags:
          team:aws: backend
        PropagateTags: [Tier]
        Actions: [alerts]
"""

from collections.abc import Iterator

from eventflow_monitoring.model.alarm import Alarm
from eventflow_monitoring.model.monitoring import Monitoring
from eventflow_monitoring.model.tracing import SamplingRule, TraceGroup
from eventflow_monitoring.problem import Problem
from eventflow_monitoring.rules.rule import Rule

NAME = "tag-limits"

_Tagged = Alarm | SamplingRule | TraceGroup

_MOST = 50
"""Tags of one thing, and keys of AlarmTagsPropagation.IncludedTagKeys."""
_MAX_KEY = 128
"""Characters of Tag.Key."""
_MAX_VALUE = 256
"""Characters of Tag.Value."""
_RESERVED = "aws:"
_SHOWN = 30
"""Characters of a key that are shown."""


def check(monitoring: Monitoring) -> Iterator[Problem]:
    """Find tags that AWS refuses."""
    for alarm in monitoring.alarms:
        yield from _of_thing(alarm)
        yield from _of_propagation(alarm)
    for rule in monitoring.sampling_rules:
        yield from _of_thing(rule)
    for group in monitoring.trace_groups:
        yield from _of_thing(group)


def _of_thing(thing: _Tagged) -> Iterator[Problem]:
    count = len(thing.tags)
    if count > _MOST:
        yield Problem(
            NAME,
            f"`{thing.name}` has {count} tags, more than {_MOST}",
            thing.written.at("Tags", on_key=True),
            help="`Tier` and `Owner` count" if isinstance(thing, Alarm) else None,
        )
    for key, value in thing.tags:
        yield from _of_key(thing, key)
        if len(value) > _MAX_VALUE:
            yield _long_value(thing, key, value)


def _of_key(thing: _Tagged, key: str) -> Iterator[Problem]:
    origin = thing.written.at("Tags", key, on_key=True)
    if not key:
        message = f"a tag of `{thing.name}` has an empty key"
        yield Problem(NAME, message, origin, help=f"1 to {_MAX_KEY} characters")
    elif len(key) > _MAX_KEY:
        message = f"the tag `{_shown(key)}` has a key of {len(key)} characters"
        yield Problem(NAME, message, origin, help=f"at most {_MAX_KEY} characters")
    if key.casefold().startswith(_RESERVED):
        message = f"the tag `{_shown(key)}` begins with `{_RESERVED}`, which only AWS may give"
        yield Problem(NAME, message, origin, help=_without_prefix(key))


def _without_prefix(key: str) -> str | None:
    rest = key[len(_RESERVED) :]
    return f"`{_shown(rest)}`" if rest else None


def _long_value(thing: _Tagged, key: str, value: str) -> Problem:
    own = (
        isinstance(thing, Alarm) and key == "Owner"
    )  # `Tier` is never that long, and `Tags` cannot have either
    return Problem(
        NAME,
        f"the tag `{_shown(key)}` has a value of {len(value):,} characters",
        thing.written.key("Owner") if own else thing.written.at("Tags", key),
        help=f"at most {_MAX_VALUE} characters",
    )


def _of_propagation(alarm: Alarm) -> Iterator[Problem]:
    keys = alarm.propagated_tags
    if keys is None or 1 <= len(keys) <= _MOST:
        return
    if keys:
        message = f"`{alarm.name}` sends {len(keys)} tags with its notifications, more than {_MOST}"
        yield Problem(NAME, message, alarm.written.at("PropagateTags", _MOST), help="name fewer")
    else:
        message = f"`{alarm.name}` sends tags with its notifications, and names none"
        origin = alarm.written.key("PropagateTags")
        yield Problem(NAME, message, origin, help="name one, or leave the key out")


def _shown(key: str) -> str:
    return key if len(key) <= _SHOWN else f"{key[:_SHOWN]}…"


RULE = Rule(NAME, check)
