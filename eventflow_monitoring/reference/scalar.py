"""What a text in a spec is read as: in words for people, and as JSON Schema for editors.

YAML makes numbers and truth values of some texts, so those are welcome wherever they can be read.
A variable such as `${Region}` may stand in any text, so no pattern refuses one.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, get_args

from eventflow_monitoring.alarm_tests.spec import Count, Start
from eventflow_monitoring.model.mute_schedule import MuteSchedule
from eventflow_monitoring.model.trigger import Comparison
from eventflow_monitoring.model.unit import UNITS, Unit
from eventflow_monitoring.specs import scalars, usage
from eventflow_monitoring.specs.condition import COMPARISONS
from eventflow_monitoring.specs.moment import Moment
from eventflow_monitoring.specs.quantity import Quantity
from eventflow_monitoring.specs.time_zone import TimeZone
from eventflow_monitoring.specs.value_range import WrittenRange

Schema = dict[str, Any]

_VARIABLE = r"\$\{"
_NUMBER = r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?:[eE][+-]?\d{1,2})?"
_STATISTICS = ("Average", "Sum", "Minimum", "Maximum", "SampleCount", "IQM")


@dataclass(frozen=True, slots=True)
class Scalar:
    """A way to read a text; the value of a duration is a number of seconds, of a share one of 1."""

    words: str
    schema: Mapping[str, Any]
    is_duration: bool = False
    is_share: bool = False


def pattern(form: str, *types: str) -> Schema:
    """Return a schema of texts of a form, and of values that YAML makes other types of."""
    return {"type": [*types, "string"] if types else "string", "pattern": f"{form}|{_VARIABLE}"}


def one_of(values: list[str]) -> Schema:
    """Return a schema of some words, or a variable."""
    return {"anyOf": [{"enum": values}, {"type": "string", "pattern": _VARIABLE}]}


TEXT = Scalar("text", {"type": ["string", "number", "boolean"]})

NUMBER = Scalar("a number", pattern(rf"^\s*{_NUMBER}\s*$", "number"))

_DURATION: Schema = pattern(rf"^\s*{_NUMBER}\s*[A-Za-z\u00b5\u03bc]+\s*$")
_TIME = r"\d{4}-\d\d-\d\d"


def _scalar(words: str, schema: Schema, *examples: str) -> Scalar:
    return Scalar(words, {**schema, "examples": list(examples)} if examples else schema)


def _by_validator(*known: tuple[Any, Scalar]) -> dict[Any, Scalar]:
    return {get_args(type_)[1]: scalar for type_, scalar in known}


BY_VALIDATOR: Mapping[Any, Scalar] = _by_validator(
    (
        scalars.Duration,
        Scalar(
            "a duration such as `5 minutes`",
            {**_DURATION, "examples": ["30 seconds", "5 minutes", "1 hour", "7 days"]},
            is_duration=True,
        ),
    ),
    (
        scalars.Minutes,
        Scalar(
            "a duration in minutes such as `5 minutes`",
            {**_DURATION, "examples": ["1 minute", "5 minutes", "1 hour"]},
            is_duration=True,
        ),
    ),
    (scalars.Retention, _scalar("days such as `30 days`", _DURATION, "7 days", "30 days")),
    (
        scalars.WholeNumber,
        Scalar(
            "a whole number from 1 up",
            {"minimum": 1, **pattern(rf"^\s*{_NUMBER}\s*$", "integer")},
        ),
    ),
    (
        scalars.Share,
        Scalar(
            "a percentage such as `10%`",
            {**pattern(rf"^\s*{_NUMBER}\s*%\s*$"), "examples": ["10%", "100%"]},
            is_share=True,
        ),
    ),
    (
        scalars.Flag,
        Scalar(
            "`true` or `false`",
            pattern(
                r"^\s*(?:[Tt][Rr][Uu][Ee]|[Yy][Ee][Ss]|[Oo][Nn]"
                r"|[Ff][Aa][Ll][Ss][Ee]|[Nn][Oo]|[Oo][Ff][Ff])\s*$",
                "boolean",
            ),
        ),
    ),
    (
        scalars.Statistic,
        _scalar(
            "a statistic such as `Average` or `p95`",
            {
                "anyOf": [
                    {"enum": list(_STATISTICS)},
                    pattern(r"^(?:p|tc|tm|ts|wm)[\d.]+$|^(?:TM|TC|TS|WM|PR)\(.*\)$"),
                ]
            },
            "Sum", "p95", "TM(10%:90%)",
        ),
    ),
    (Count, Scalar("a whole number", {"minimum": 0, **pattern(rf"^\s*{_NUMBER}\s*$", "integer")})),
    (
        Start,
        _scalar("a time such as `2026-01-05T09:00Z`", pattern(rf"^\s*{_TIME}"), "2026-01-05T09:00Z"),
    ),
    (scalars.Account, _scalar("12 digits", pattern(r"^[\d-]+$", "integer"), "111111111111")),
    (
        scalars.Region,
        _scalar("a region such as `us-east-1`", pattern(r"^[a-z]{2}(?:-[a-z]+)+-\d$"), "us-east-1"),
    ),
    (
        scalars.DomainName,
        _scalar(
            "a domain name",
            pattern(r"^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$"),
            "eventflow.example",
        ),
    ),
    (
        scalars.HttpsUrl,
        _scalar("an `https://` address", pattern(r"^https://\S+$"), "https://wiki.example/"),
    ),
    (
        scalars.Color,
        _scalar(
            'a colour such as `red`, or in quotes `"#d62728"`',
            {"anyOf": [{"enum": list(scalars.COLORS)}, pattern("^#[0-9A-Fa-f]{6}$")]},
            "red", "#d62728",
        ),
    ),
    (usage.Data, _scalar("an amount of data such as `50 GB`", _DURATION, "50 GB", "1 TB")),
    (
        usage.Count,
        _scalar(
            "a count such as `20,000` or `10 million`",
            pattern(rf"^\s*{_NUMBER}(?:\s*[A-Za-z]+)?\s*$", "integer"),
            "20,000", "10 million",
        ),
    ),
    (usage.Share, _scalar("a share such as `15%`", pattern(rf"^\s*{_NUMBER}\s*%\s*$"), "15%")),
    (
        TimeZone,
        _scalar(
            "a time zone such as `Europe/Berlin` or `+05:30`",
            pattern(r"^[A-Za-z0-9_+/:-]+$"),
            "Europe/Berlin", "UTC", "+05:30",
        ),
    ),
    (
        Moment,
        _scalar(
            "a date or a time such as `2026-12-31T18:00Z`",
            pattern(rf"^{_TIME}"),
            "2026-12-31", "2026-12-31T18:00Z",
        ),
    ),
)  # fmt: skip
"""What the types of `specs/scalars.py` and its like read, by their validator."""

_SIGNS = [sign for sign in COMPARISONS if sign.isascii()]

BY_TYPE: Mapping[type, Scalar] = {
    Quantity: _scalar(
        "a number such as `5%`, `1 second` or `20`",
        pattern(rf"^\s*{_NUMBER}(?![\d,.])", "number"),
        "5%", "1 second", "10,000 events",
    ),
    Unit: _scalar(
        "a unit such as `Percent`, `Milliseconds` or `Count of events`",
        {"anyOf": [{"enum": list(UNITS)}, pattern(r"^\s*Count of \S")]},
        "Percent", "Count of events",
    ),
    WrittenRange: _scalar(
        "a range such as `0 to 100%`, `0 or more` or `any`", pattern(r"^\s*any\s*$|\sto\s|\sor\s+more\s*$"),
        "0 to 100%", "0 or more", "any",
    ),
    Comparison: _scalar(
        ", ".join(f"`{sign}`" for sign in _SIGNS) + ", or CloudWatch's names",
        one_of([*(one.value for one in Comparison), *COMPARISONS]),
    ),
    MuteSchedule: _scalar(
        "`cron(…)` with minute, hour, day of month, month and day of week, or a time",
        pattern(rf"^\s*(?:cron\(.*\)|(?:at\(\s*)?{_TIME}[T ].*)\s*$"),
        "cron(0 3 * * SUN)", "2026-12-24T18:00",
    ),
    date: _scalar("a date such as `2027-01-31`", pattern(rf"^{_TIME}$"), "2027-01-31"),
    str: TEXT,
    int: NUMBER,
    float: NUMBER,
    bool: TEXT,
}  # fmt: skip
"""What is read into values of a type."""
