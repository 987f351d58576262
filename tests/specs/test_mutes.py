"""Mutes: when they are in force, whom they keep quiet, and what is wrong with them."""

from collections.abc import Mapping
from datetime import date, timedelta

import pytest

from eventflow_monitoring.model.mute import Mute
from eventflow_monitoring.specs.mute_schedule import parse_mute_schedule
from eventflow_monitoring.specs.quantity import QuantityError
from tests.specs.expanding import Expanded, expanded

_ALARMS = """\
Alarms:
  DatabaseSlow: {Tier: high, Condition: Lag > 1}
  DatabaseFull: {Tier: low, Condition: Lag > 2}
  Queue: {Tier: low, Condition: Lag > 3}
  DatabaseOff: {Tier: low, Condition: Lag > 4, Enabled: no}
"""
_KEYS = {"Alarms": "[Queue]", "Schedule": "cron(0 3 * * SUN)", "Duration": "2 hours"}


def specs_of(keys: Mapping[str, str], more: str = "") -> str:
    """Return specs with a mute that differs in some keys; an empty text leaves a key out.

    `more` are lines of other alarms.
    """
    said = ", ".join(f"{key}: '{one}'" if one[:1] not in "['" else f"{key}: {one}"
                     for key, one in (_KEYS | dict(keys)).items() if one)  # fmt: skip
    return f"{_ALARMS}{more}Mutes:\n  m: {{{said}}}\n"


def with_mute(**keys: str) -> Expanded:
    """Expand a mute that differs in some keys."""
    return expanded(specs_of(keys))


def mute(**keys: str) -> Mute:
    """Return a mute without a mistake."""
    found = with_mute(**keys)
    assert found.problems == (), found.shown
    (one,) = found.monitoring.mutes
    return one


def test_mute_with_all_it_may_say() -> None:
    """Times become UTC, the schedule CloudWatch's own words."""
    one = mute(
        Description=" Weekly. ", TimeZone="Europe/Berlin", Starts="2026-12-01",
        Expires="2027-01-01T00:30+02:00", Schedule="cron( 0  3 * *  SUN )",
    )  # fmt: skip
    assert (one.name, one.physical_name, one.description) == ("m", "prod-m", "Weekly.")
    assert (one.schedule, one.duration, one.time_zone) == (
        "cron(0 3 * * SUN)",
        7_200,
        "Europe/Berlin",
    )
    assert (one.starts, one.expires) == ("2026-12-01T00:00:00Z", "2026-12-31T22:30:00Z")
    plain = mute()
    assert (plain.time_zone, plain.starts, plain.expires, plain.tiers) == ("UTC", None, None, ())


@pytest.mark.parametrize(
    ("keys", "alarms"),
    [
        ({"Alarms": "[Queue]"}, ("Queue",)),
        ({"Alarms": "['Database*']"}, ("DatabaseFull", "DatabaseSlow")),
        ({"Alarms": "['Database?low', Queue]"}, ("DatabaseSlow", "Queue")),
        ({"Alarms": "['*']"}, ("DatabaseFull", "DatabaseSlow", "Queue")),
        ({"Alarms": "[DatabaseOff]"}, ()),
        ({"Alarms": "", "Tiers": "[low]"}, ("DatabaseFull", "Queue")),
        ({"Alarms": "[DatabaseSlow]", "Tiers": "[low]"}, ("DatabaseSlow", "DatabaseFull", "Queue")),
        ({"Alarms": "['*Off']"}, ()),
    ],
)
def test_alarms_are_those_deployed_that_are_meant(
    keys: dict[str, str], alarms: tuple[str, ...]
) -> None:
    """By name, by pattern and by tier, each by its name; one not deployed is left out."""
    assert mute(**keys).alarms == alarms


def test_year_has_four_digits() -> None:
    """However long ago it was, and a mute may last into the year 10,000."""
    assert mute(Starts="0999-01-01").starts == "0999-01-01T00:00:00Z"
    late = mute(Schedule="9999-12-31T18:00", Duration="15 days", Starts="2026-11-01T00:00:00.5Z")
    assert (late.schedule, late.starts) == ("at(9999-12-31T18:00)", "2026-11-01T00:00:00Z")


def test_mute_that_is_not_enabled_is_not_there() -> None:
    """And its mistakes are still shown."""
    assert with_mute(Enabled="no").monitoring.mutes == ()
    assert with_mute(Enabled="no", Alarms="[Que]").messages != []


@pytest.mark.parametrize(
    ("keys", "message", "caret"),
    [
        ({"Alarms": "[Que]"}, "unknown-alarm: no alarm is called `Que`", "Que"),
        ({"Alarms": "['Que?']"}, "unknown-alarm: no alarm matches `Que?`", "'Que?'"),
        ({"Alarms": "[Queue, 'X*']"}, "unknown-alarm: no alarm matches `X*`", "'X*'"),
        ({"Alarms": "", "Tiers": "[hihg]"}, "bad-value: `Tiers` cannot be `hihg`", "hihg"),
        ({"Alarms": ""}, "missing-key: `Alarms` or `Tiers` is missing", "m"),
        ({"Duration": "90 seconds"}, "bad-mute: a mute lasts whole minutes, at most 15 days of them",
         "'90 seconds'"),
        ({"Duration": "361 hours"}, "bad-mute: a mute lasts whole minutes, at most 15 days of them",
         "'361 hours'"),
        ({"Schedule": "cron(0 0 * * *)", "Duration": "1 day"},
         "endless-mute: it begins again before it ends, and never expires", "'1 day'"),
        ({"Starts": "2026-12-02", "Expires": "2026-12-01"}, "bad-mute: it expires before it starts",
         "'2026-12-01'"),
        ({"Starts": "2026-12-01", "Expires": "2026-12-01"}, "bad-mute: it expires before it starts",
         "'2026-12-01'"),
        ({"Starts": "soon"}, "bad-time: `soon` is no time", "'soon'"),
        ({"Starts": "0001-01-01T00:00+23:59"}, "bad-time: `0001-01-01T00:00+23:59` is no time",
         "'0001-01-01T00:00+23:59'"),
        ({"Expires": "9999-12-31T23:59-01:00"}, "bad-time: `9999-12-31T23:59-01:00` is no time",
         "'9999-12-31T23:59-01:00'"),
        ({"TimeZone": "Mars"}, "bad-time-zone: no time zone is called `Mars`", "'Mars'"),
        ({"Schedule": "cron(0 3 * * 7)"}, "bad-schedule: `7` is no day of the week", "7"),
        ({"Schedule": " cron( 0 3 *  MON-SUN 1 )"}, "bad-schedule: `MON-SUN` is no month",
         "MON-SUN"),
        ({"Schedule": "cron(0 3 * * 5-1)"}, "bad-schedule: `5-1` runs backwards", "5-1"),
        ({"Schedule": "daily"}, "bad-schedule: `daily` is no schedule", "'daily'"),
        ({"Schedule": ""}, "missing-key: `Schedule` is missing", "m"),
    ],
)  # fmt: skip
def test_mistake_is_shown_once(keys: dict[str, str], message: str, caret: str) -> None:
    """Under the value that is wrong."""
    found = with_mute(**keys)
    assert found.messages == [message]
    assert found.carets == [caret]
    assert found.monitoring.mutes == ()


@pytest.mark.parametrize(
    ("keys", "last_day", "message", "caret"),
    [
        ({"Schedule": "2026-12-24T18:00"}, date(2026, 12, 25), "`m` was once, and is over",
         "'2026-12-24T18:00'"),
        ({"Schedule": "at(2026-12-24T18:00)", "Duration": "2 days"}, date(2026, 12, 27),
         "`m` was once, and is over", "'at(2026-12-24T18:00)'"),
        ({"Expires": "2026-12-24T18:00Z"}, date(2026, 12, 24), "`m` has expired",
         "'2026-12-24T18:00Z'"),
    ],
)  # fmt: skip
def test_mute_that_is_over_is_told(
    keys: dict[str, str], last_day: date, message: str, caret: str
) -> None:
    """From the day on which that is so in every time zone; it is a warning."""
    assert expanded(specs_of(keys), last_day).problems == ()
    found = expanded(specs_of(keys), last_day + timedelta(days=1))
    assert found.messages == [f"mute-is-over: {message}"]
    assert found.carets == [caret]
    assert not found.problems[0].is_error
    assert len(found.monitoring.mutes) == 1


def test_tier_that_no_alarm_has_is_told() -> None:
    """One that an alarm has which is not deployed is a tier like any other."""
    found = with_mute(Alarms="", Tiers="[low, critical, high]")
    assert found.messages == ["unused-tier: no alarm is of the tier `critical`"]
    assert found.carets == ["critical"]
    assert not found.problems[0].is_error
    wrong = "  X: {Tier: [critical], Condition: Lag > 1}\n"
    found = expanded(specs_of({"Alarms": "", "Tiers": "[critical]"}, wrong))
    assert [one.rule for one in found.problems] == ["bad-value", "unused-tier"]
    off = "  X: {Tier: medium, Condition: Lag > 1, Enabled: no}\n"
    assert expanded(specs_of({"Alarms": "", "Tiers": "[medium]"}, off)).problems == ()


@pytest.mark.parametrize("duration", ["1 minute", "15 days"])
def test_mute_lasts_from_a_minute_to_fifteen_days(duration: str) -> None:
    """Both ends are taken."""
    assert mute(Schedule="2026-12-24T18:00", Duration=duration).schedule == "at(2026-12-24T18:00)"


@pytest.mark.parametrize(
    ("schedule", "duration", "endless"),
    [
        ("cron(0 0 * * *)", "23 hours", False),
        ("cron(0 0 * * *)", "1439 minutes", False),
        ("cron(0 0 * * *)", "1440 minutes", True),
        ("cron(0,30 * * * *)", "29 minutes", False),
        ("cron(0,30 * * * *)", "30 minutes", True),
        ("cron(0 0 * * MON-FRI)", "2 days", False),
        ("cron(0 0 * * MON-FRI)", "3 days", True),
        ("cron(0 0 1,16 * *)", "15 days", False),
        ("cron(0 0 1 1 *)", "15 days", False),
        ("2026-12-24T18:00", "15 days", False),
    ],
)
def test_mute_must_pause(schedule: str, duration: str, *, endless: bool) -> None:
    """The longest time between two starts decides; one that expires may fill the time till then."""
    messages = with_mute(Schedule=schedule, Duration=duration).messages
    assert bool(messages) is endless
    assert mute(Schedule=schedule, Duration=duration, Expires="2027-01-01")


@pytest.mark.parametrize(
    ("text", "expression"),
    [
        ("cron(0 3 * * SUN)", "cron(0 3 * * SUN)"),
        (" cron(  59 23 31 12 6 ) ", "cron(59 23 31 12 6)"),
        ("cron(0,15,30-45 8-17 1-7 JAN,jun MON-fri)", "cron(0,15,30-45 8-17 1-7 JAN,jun MON-fri)"),
        ("cron(0 0 29 2 *)", "cron(0 0 29 2 *)"),
        ("cron(005 0012 * * *)", "cron(005 0012 * * *)"),
        ("cron(0 0 30 2 MON)", "cron(0 0 30 2 MON)"),
        ("2026-12-24T18:00", "at(2026-12-24T18:00)"),
        ("2026-12-24 18:00:00", "at(2026-12-24T18:00)"),
        ("at(2028-02-29T00:00)", "at(2028-02-29T00:00)"),
    ],
)
def test_schedule_in_cloudwatchs_words(text: str, expression: str) -> None:
    """Five fields of numbers, names, lists and ranges, or one time."""
    assert parse_mute_schedule(text).expression == expression


@pytest.mark.parametrize(
    ("text", "message", "help"),
    [
        ("cron(0 3 * *)", "4 fields, where five are wanted",
         "minute, hour, day of the month, month and day of the week"),
        ("cron(0 3 * * * 2026)", "6 fields, where five are wanted",
         "without the year: `cron(0 3 * * *)`"),
        ("cron(0 3 ? * 1,2-6 *)", "6 fields, where five are wanted",
         "without the year: `cron(0 3 * * SUN,MON-FRI)`"),
        ("cron(0 30 3 * * SUN)", "6 fields, where five are wanted",
         "without the seconds: `cron(30 3 * * SUN)`"),
        ("cron(0 3 ? * 2#1 *)", "6 fields, where five are wanted",
         "minute, hour, day of the month, month and day of the week"),
        ("cron(60 3 * * *)", "`60` is no minute", "0 to 59, `*`, lists and ranges"),
        ("cron(0 24 * * *)", "`24` is no hour", "0 to 23, `*`, lists and ranges"),
        ("cron(0 3 0 * *)", "`0` is no day of the month", "1 to 31, `*`, lists and ranges"),
        ("cron(0 3 * 13 *)", "`13` is no month", "`JAN` to `DEC`, 1 to 12, `*`, lists and ranges"),
        ("cron(0 3 * * 7)", "`7` is no day of the week",
         "`SUN` to `SAT`, or 0 (Sunday) to 6, `*`, lists and ranges"),
        ("cron(0 3 * * MON,Tuesday)", "`Tuesday` is no day of the week", "did you mean `TUE`?"),
        ("cron(0 3 * March *)", "`March` is no month", "did you mean `MAR`?"),
        (f"cron({'9' * 5_000} 3 * * *)", f"`{'9' * 5_000}` is no minute",
         "0 to 59, `*`, lists and ranges"),
        ("cron(0 3 ? * SUN)", "`?` is no day of the month", "1 to 31, `*`, lists and ranges"),
        ("cron(*/5 * * * *)", "`*/5` is no minute",
         "0 to 59, `*`, lists and ranges; CloudWatch knows no steps here"),
        ("cron(0 17-8 * * *)", "`17-8` runs backwards", "write it as two ranges"),
        ("cron(0 3 30 2 *)", "no day of the year matches `cron(0 3 30 2 *)`", None),
        ("cron(0 3 31 APR,JUN *)", "no day of the year matches `cron(0 3 31 APR,JUN *)`", None),
        ("2026-02-29T18:00", "`2026-02-29T18:00` is no time",
         "such as `cron(0 3 * * SUN)`, or `2026-12-24T18:00` for once"),
        ("at(2026-12-24T25:00)", "`at(2026-12-24T25:00)` is no time",
         "such as `cron(0 3 * * SUN)`, or `2026-12-24T18:00` for once"),
        ("0 3 * * SUN", "`0 3 * * SUN` is no schedule",
         "such as `cron(0 3 * * SUN)`, or `2026-12-24T18:00` for once"),
        ("2026-12-24T18:00)", "`2026-12-24T18:00)` is no schedule",
         "such as `cron(0 3 * * SUN)`, or `2026-12-24T18:00` for once"),
    ],
)  # fmt: skip
def test_other_schedules_are_refused(text: str, message: str, help: str | None) -> None:
    """With the values that the field takes."""
    with pytest.raises(QuantityError) as caught:
        parse_mute_schedule(text)
    error = caught.value
    assert (error.rule, error.message, error.help) == ("bad-schedule", message, help)
