"""What every alarm may say: whom it tells, what, and when it waits."""

import pytest

from eventflow_monitoring.model.alarm import Suppressor, WarmUp
from eventflow_monitoring.model.trigger import Evaluation, ThresholdTrigger
from tests.compiler.compiling import ENVIRONMENTS, compile_texts
from tests.compiler.layering import marked
from tests.specs.expanding import alarm_of, expanded, mistakes_of

_C = "Condition: Lag > 5"
_OTHERS = (
    "  A: {Tier: low, Condition: Lag > 1}\n"
    "  Off: {Tier: low, Condition: Lag > 3, Enabled: no}\n"
    "  Broken: {Tier: low, Condition: Lg > 3}\n"
)


def evaluation_of(keys: str) -> Evaluation:
    """Return how an alarm evaluates its data points."""
    trigger = alarm_of(keys).trigger
    assert isinstance(trigger, ThresholdTrigger)
    return trigger.evaluation


def test_alarm_with_nothing_said() -> None:
    """What is built in."""
    alarm = alarm_of(_C)
    assert (alarm.name, alarm.physical_name, alarm.alert_name) == ("X", "prod-X", "prod-X")
    assert (alarm.description, alarm.owner, alarm.runbook) == ("", None, None)
    assert (alarm.topics, alarm.ok_topics, alarm.insufficient_data_topics) == ((), (), ())
    assert (alarm.suppressor, alarm.warm_up, alarm.propagated_tags) == (None, None, None)
    assert alarm.tags == (("Tier", "high"),)
    assert alarm.actions_enabled
    assert not alarm.has_alert


def test_recoveries_go_to_topics_that_want_them() -> None:
    """Unless the alarm says where; an empty list means nowhere."""
    alarm = alarm_of(f"{_C}, Actions: [notices, alerts]")
    assert [topic.name for topic in alarm.topics] == ["notices", "alerts"]
    assert [topic.name for topic in alarm.ok_topics] == ["alerts"]
    said = alarm_of(
        f"{_C}, Actions: [alerts], OKActions: [{{SNS Topic: notices}}], "
        "InsufficientDataActions: [notices]"
    )
    assert [topic.name for topic in said.ok_topics] == ["notices"]
    assert [topic.name for topic in said.insufficient_data_topics] == ["notices"]
    assert alarm_of(f"{_C}, Actions: [alerts], OKActions: []").ok_topics == ()


def test_tags_are_sorted_and_hold_tier_and_owner() -> None:
    """And those that go out are named."""
    alarm = alarm_of(
        f"{_C}, Owner: team, Tags: {{a: '1', Z: '2'}}, PropagateTags: [a, Owner, Tier]"
    )
    assert alarm.tags == (("Owner", "team"), ("Tier", "high"), ("Z", "2"), ("a", "1"))
    assert alarm.propagated_tags == ("a", "Owner", "Tier")
    assert alarm_of(f"{_C}, PropagateTags: []").propagated_tags == ()


@pytest.mark.parametrize(
    ("runbook", "url"),
    [
        ("high.md", "https://wiki.example/runbooks/high.md"),
        ("a/b.md#c", "https://wiki.example/runbooks/a/b.md#c"),
        ("/high.md", "https://wiki.example/high.md"),
        ("https://other.example/x", "https://other.example/x"),
        ("http://other.example/x", "http://other.example/x"),
    ],
)
def test_runbook_is_a_url_or_a_path_below_the_base(runbook: str, url: str) -> None:
    """The base needs no slash at its end."""
    assert alarm_of(f"{_C}, Runbook: '{runbook}'").runbook == url


@pytest.mark.parametrize(
    ("runbook", "message"),
    [
        ("https://[::1", "`https://[::1` is no address"),
        ("//[x", "`//[x` is no address"),
        ("https://a℀b/x", "`https://a℀b/x` is no address"),
        ("https://a.example:http/", "`https://a.example:http/` is no address"),
        ("https://", "`https://` names no host"),
        ("https:///x", "`https:///x` names no host"),
        ("https:x", "`https:x` names no host"),
        ("//wiki.example/x", "`//wiki.example/x` is no http:// or https:// address"),
        ("javascript:alert(1)", "`javascript:alert(1)` is no http:// or https:// address"),
        (" JavaScript:alert(1)", "` JavaScript:alert(1)` is no http:// or https:// address"),
        ("data:text/html,x", "`data:text/html,x` is no http:// or https:// address"),
        ("file:///etc/passwd", "`file:///etc/passwd` is no http:// or https:// address"),
        ("mailto:a@b.example", "`mailto:a@b.example` is no http:// or https:// address"),
        ("a.md\\nb", "`a.md\nb` is no address: it holds the character U+000A"),
        ("java\\tscript:x", "`java\tscript:x` is no address: it holds the character U+0009"),
        (
            "https://a.example/\\u202Ex",
            "`https://a.example/\u202ex` is no address: it holds the character U+202E",
        ),
    ],
)
def test_runbook_that_leads_nowhere_is_refused(runbook: str, message: str) -> None:
    """Nor may it be what a browser would run."""
    found = mistakes_of(f'{_C}, Runbook: "{runbook}"')
    assert found.messages == [f"bad-url: {message}"]
    assert found.carets == [f'"{runbook}"']


@pytest.mark.parametrize("user", ["robot", "robot:hunter2"])
@pytest.mark.parametrize("key", ["Runbook", "RunbookBaseUrl"])
def test_user_in_an_address_is_not_shown(key: str, user: str) -> None:
    """It is a secret, as it is in the address of a channel."""
    url = f"https://{user}@wiki.example/"
    runbook = f", Runbook: '{url}'" if key == "Runbook" else ""
    base = (
        ENVIRONMENTS.replace("{", f"{{RunbookBaseUrl: '{url}', ", 1)
        if not runbook
        else ENVIRONMENTS
    )
    specs = (
        "Metrics: {Lag: {Namespace: A, Unit: None, Statistic: Sum}}\n"
        f"Alarms:\n  X: {{Tier: low, Condition: Lag > 5, ActionsEnabled: no{runbook}}}\n"
    )
    found = compile_texts({"a.yaml": base, "b.yaml": specs})
    assert {one.rule for one in found.problems} == {"secret-in-spec"}
    assert "robot" not in found.shown


def test_path_of_a_runbook_needs_a_base() -> None:
    """The environment has it, where one problem is for all; a whole URL needs none."""
    specs = (
        "Metrics: {Lag: {Namespace: A, Unit: None, Statistic: Sum}}\n"
        "Alarms:\n  X: {Tier: low, Condition: Lag > 5, ActionsEnabled: no, Runbook: high.md}\n"
        "  Y: {Tier: low, Condition: Lag > 6, ActionsEnabled: no, Runbook: low.md}\n"
    )
    found = compile_texts({"a.yaml": ENVIRONMENTS, "b.yaml": specs})
    assert found.messages == [
        (
            "runbook-without-base: runbooks are given as paths, and `production` has no "
            "`RunbookBaseUrl` for them"
        )
    ]
    assert marked(found.shown) == ["a.yaml:2 production"]
    assert "= note: such as `high.md`: b.yaml:3:67" in found.shown
    specs = specs.replace("high.md", "'https://a.example/b'").replace("low.md", "http://c")
    assert compile_texts({"a.yaml": ENVIRONMENTS, "b.yaml": specs}).messages == []


def test_suppressor_waits_a_minute_unless_told_otherwise() -> None:
    """A metric alarm with one has an alert beside it, a composite has not."""
    alarm = alarm_of(f"{_C}, ActionsSuppressor: A", _OTHERS.replace("Lg", "Lag"))
    assert alarm.suppressor == Suppressor("A", "prod-A", 60, 60)
    assert (alarm.has_alert, alarm.alert_name) == (True, "prod-X-alert")
    alarm = alarm_of(
        "Kind: Composite, Rule: ALARM(A), ActionsSuppressor: A, "
        "ActionsSuppressorWaitPeriod: 2 minutes, ActionsSuppressorExtensionPeriod: 30 seconds",
        _OTHERS.replace("Lg", "Lag"),
    )
    assert alarm.suppressor == Suppressor("A", "prod-A", 120, 30)
    assert (alarm.has_alert, alarm.alert_name) == (False, "prod-X")


def test_suppressor_that_is_not_deployed_suppresses_nothing() -> None:
    """The alarm is deployed without it; one that is broken is not unknown."""
    assert (
        alarm_of(f"{_C}, ActionsSuppressor: Off", _OTHERS.replace("Lg", "Lag")).suppressor is None
    )
    found = mistakes_of(f"{_C}, ActionsSuppressor: Broken", _OTHERS)
    assert found.messages == ["unknown-metric: no metric is called `Lg`"]


@pytest.mark.parametrize("written", ["false", "no", "Off", "FALSE"])
def test_alarm_that_is_not_enabled_is_not_there(written: str) -> None:
    """Its mistakes are still shown."""
    found = expanded(f"Alarms: {{X: {{Tier: low, {_C}, Enabled: {written}}}}}\n")
    assert (found.problems, found.monitoring.alarms) == ((), ())
    found = expanded(f"Alarms: {{X: {{Tier: low, {_C}, Enabled: {written}, Actions: [x]}}}}\n")
    assert found.messages == ["unknown-topic: no topic is called `x`"]


@pytest.mark.parametrize(
    ("warm_up", "expected"),
    [
        ("1 minute", WarmUp(1, whole=False)),
        ("2 days", WarmUp(2_880, whole=False)),
        ("{Period: 30 minutes, Whole: yes}", WarmUp(30, whole=True)),
        ("90 seconds", None),
        ("59 seconds", None),
        ("2881 minutes", None),
    ],
)
def test_warm_up_is_whole_minutes_up_to_two_days(warm_up: str, expected: WarmUp | None) -> None:
    """The limits of CloudWatch, and one past each."""
    keys = f"{_C}, WarmUp: {warm_up}"
    if expected is None:
        found = mistakes_of(keys)
        assert found.messages == [
            "bad-warm-up: a warm-up takes whole minutes, at most 2 days of them"
        ]
        assert found.carets == [warm_up]
    else:
        assert alarm_of(keys).warm_up == expected


@pytest.mark.parametrize(
    ("keys", "window"),
    [
        ("Condition: Load > 5", (120, 1, 1)),
        ("Condition: Load > 5, EvaluationPeriods: 3", (120, 3, 3)),
        ("Condition: Load > 5, EvaluationPeriods: 3, DatapointsToAlarm: 2", (120, 3, 2)),
        ("Condition: Load > 5 for 10 minutes", (120, 5, 5)),
        ("Condition: Load > 5 for 10 minutes, EvaluationPeriods: 5", (120, 5, 5)),
        ("Condition: Load > 5 for 10 minutes, DatapointsToAlarm: 2", (120, 5, 2)),
        ("Condition: Load > 5 for 10 minutes, Period: 10 minutes", (600, 1, 1)),
    ],
)
def test_time_is_counted_in_periods(keys: str, window: tuple[int, int, int]) -> None:
    """Of the alarm, else of the metric."""
    found = evaluation_of(keys)
    assert (found.period, found.evaluation_periods, found.datapoints_to_alarm) == window


@pytest.mark.parametrize(
    ("window", "zone"),
    [
        ("sliding", None),
        ("{TimeZone: Europe/Berlin}", "Europe/Berlin"),
        ("{TimeZone: '+05:30'}", "+05:30"),
    ],
)
def test_windows_slide_or_follow_a_clock(window: str, zone: str | None) -> None:
    """`sliding` is what is built in."""
    assert evaluation_of(f"{_C}, EvaluationWindow: {window}").time_zone == zone


@pytest.mark.parametrize(
    ("keys", "message", "caret"),
    [
        (f"{_C}, Actions: alerts", "bad-value: `Actions` takes a list", "alerts"),
        (f"{_C}, Actions: [alert]", "unknown-topic: no topic is called `alert`", "alert"),
        (f"{_C}, OKActions: [alerts, x]", "unknown-topic: no topic is called `x`", "x"),
        (f"{_C}, InsufficientDataActions: [x]", "unknown-topic: no topic is called `x`", "x"),
        (f"{_C}, Actions: [{{SNSTopic: alerts}}]", "unknown-key: no key is called `SNSTopic` here",
         "SNSTopic"),
        (f"{_C}, Tags: {{Tier: low}}", "bad-tag: the tag `Tier` is the alarm's own `Tier`", "Tier"),
        (f"{_C}, Owner: a, Tags: {{Owner: b}}", "bad-tag: the tag `Owner` is the alarm's own `Owner`",
         "Owner"),
        (f"{_C}, PropagateTags: [Tier, Owner]", "unknown-tag: the alarm has no tag `Owner`", "Owner"),
        (f"{_C}, ActionsSuppressor: B", "unknown-alarm: no alarm is called `B`", "B"),
        (f"{_C}, ActionsSuppressorWaitPeriod: 5", "bad-duration: `5` has no unit", "5"),
        (f"{_C}, Enabled: maybe", "bad-value: `maybe` is neither true nor false", "maybe"),
        (f"{_C}, Description: ", "missing-value: `Description` has no value", None),
        (f"{_C}, EvaluationPeriods: 0", "bad-number: `0` is not a whole number from 1 up", "0"),
        (f"{_C}, DatapointsToAlarm: 1.5", "bad-number: `1.5` is not a whole number from 1 up", "1.5"),
        (f"{_C}, TreatMissingData: brching", "bad-value: `TreatMissingData` cannot be `brching`",
         "brching"),
        (f"{_C}, EvaluationWindow: tumbling", None, "tumbling"),
        (f"{_C}, EvaluationWindow: {{TimeZone: Europe/Berln}}",
         "bad-time-zone: no time zone is called `Europe/Berln`", "Europe/Berln"),
        (f"{_C} for 10 minutes, EvaluationPeriods: 5",
         "conflicting-condition: `10 minutes` are 10 periods of 1 minute, and `EvaluationPeriods` says 5",
         "5"),
        (f"{_C} for 90 seconds",
         "bad-window: `90 seconds` is not a whole number of periods of 1 minute", "90 seconds"),
    ],
)  # fmt: skip
def test_mistake_is_shown_once_with_its_place(
    keys: str, message: str | None, caret: str | None
) -> None:
    """Under the token that is wrong."""
    found = mistakes_of(keys)
    assert len(found.messages) == 1
    if message is not None:
        assert found.messages == [message]
    if caret is not None:
        assert found.carets == [caret]


@pytest.mark.parametrize(
    ("seconds", "help"),
    [(150, "`2 minutes` or `4 minutes`"), (60, "`2 minutes`"), (119, "`2 minutes`")],
)
def test_whole_periods_around_a_time_are_named(seconds: int, help: str) -> None:
    """The one below and the one above; nothing is below the first."""
    shown = mistakes_of(f"Condition: Load > 5 for {seconds} seconds").shown
    assert shown.endswith(f"= help: {help}")
