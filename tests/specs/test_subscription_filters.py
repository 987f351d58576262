"""Subscription filters: what each key becomes, and each mistake that its author can make."""

import pytest

from eventflow_monitoring.model.log_filter import (
    DestinationKind,
    Distribution,
    SubscriptionFilter,
)
from tests.specs.log_specs import mistake, read, without_mistakes

ROLE = "arn:aws:iam::111111111111:role/service/logs-to-stream"
STREAM = "arn:aws:kinesis:us-east-1:111111111111:stream/lake"
FIREHOSE = "arn:aws:firehose:us-east-1:111111111111:deliverystream/lake"
DESTINATION = "arn:aws:logs:us-east-1:222222222222:destination:central"
FUNCTION = "arn:aws:lambda:us-east-1:111111111111:function:index:live"


def specs_of(keys: str) -> str:
    """Return specs of a subscription filter of some keys beside its log group."""
    return f"SubscriptionFilters:\n  own: {{LogGroup: /app, {keys}}}\n"


def filter_of(keys: str) -> SubscriptionFilter:
    """Return the filter of some keys."""
    (found,) = without_mistakes(specs_of(keys)).subscription_filters
    return found


def test_filter_sends_every_record_unless_it_says_which() -> None:
    """A function needs no role, and has no shards."""
    found = filter_of("Function: index")
    assert (found.name, found.physical_name, found.log_group.name) == ("own", "prod-own", "/app")
    assert (found.kind, found.destination) == (DestinationKind.FUNCTION, "index")
    assert (found.pattern, found.role, found.distribution) == ("", None, None)


def test_filter_with_every_key() -> None:
    """A stream has shards, and a role by which it is written to."""
    found = filter_of(
        """Pattern: '{ $.level = "ERROR" }', Stream: lake, Role: r, Distribution: Random"""
    )
    assert (found.kind, found.destination) == (DestinationKind.STREAM, "lake")
    assert (found.role, found.distribution) == ("r", Distribution.RANDOM)
    assert found.pattern == '{ $.level = "ERROR" }'


@pytest.mark.parametrize(
    ("keys", "kind", "destination"),
    [
        ("Function: index-logs", DestinationKind.FUNCTION, "index-logs"),
        (f"Function: '{FUNCTION}'", DestinationKind.FUNCTION, FUNCTION),
        (f"Stream: '{STREAM}', Role: r", DestinationKind.STREAM, STREAM),
        (f"Stream: {'s' * 128}, Role: r", DestinationKind.STREAM, "s" * 128),
        ("Firehose: log_lake.1-b, Role: r", DestinationKind.FIREHOSE, "log_lake.1-b"),
        (f"Firehose: '{FIREHOSE}', Role: r", DestinationKind.FIREHOSE, FIREHOSE),
        (f"Firehose: {'f' * 64}, Role: r", DestinationKind.FIREHOSE, "f" * 64),
        (f"Destination: '{DESTINATION}'", DestinationKind.DESTINATION, DESTINATION),
    ],
)
def test_destination_is_a_name_or_an_arn(
    keys: str, kind: DestinationKind, destination: str
) -> None:
    """One of Logs, in another account, has no name here."""
    found = filter_of(keys)
    assert (found.kind, found.destination) == (kind, destination)


@pytest.mark.parametrize("role", ["logs-to-stream", "r" * 64, "a+b=c,d.e@f", ROLE])
def test_role_is_a_name_or_an_arn(role: str) -> None:
    """With every sign that IAM takes."""
    assert filter_of(f"Stream: lake, Role: '{role}'").role == role


@pytest.mark.parametrize("distribution", list(Distribution))
def test_records_are_spread_over_shards(distribution: Distribution) -> None:
    """In one of the ways that Logs knows."""
    found = filter_of(f"Stream: lake, Role: r, Distribution: {distribution.value}")
    assert found.distribution is distribution


NO_ROLE = "the role with which CloudWatch Logs may write to it"


@pytest.mark.parametrize(
    ("keys", "message", "caret", "help"),
    [
        ("Pattern: ERROR",
         "missing-key: `Function` or `Stream` or `Firehose` or `Destination` is missing", "own", None),
        ("Function: ''", "missing-value: `Function` has no value", "''", None),
        ("Function: index, Patern: ERROR", "unknown-key: no key is called `Patern` here", "Patern",
         "did you mean `Pattern`?"),
        ("Pattern: '', Function: index", "missing-value: `Pattern` has no value", "''", None),
        ("Pattern: '{ $.level == 1 }', Function: index", "bad-pattern: `==` is no operator", "==",
         "write `=`"),
        ("Pattern: '{ $.levle = 1 }', Function: index",
         "unknown-field: a record of `/app` has no field `$.levle`", "$.levle",
         "did you mean `$.level`?"),
        ("Pattern: '{ $.level = EROR }', Function: index",
         "impossible-pattern: `$.level` is never `EROR`", "$.level = EROR",
         "did you mean `ERROR`?"),
        ("Function: a b",
         "bad-function: `a b` is neither the name nor the ARN of a Lambda function", "a b",
         "such as `page-someone`, or `page-someone:live` for an alias of it"),
        (f"Function: {'f' * 65}",
         f"bad-function: `{'f' * 65}` is neither the name nor the ARN of a Lambda function",
         "f" * 65, "such as `page-someone`, or `page-someone:live` for an alias of it"),
        # Destinations.
        ("Stream: a b, Role: r",
         "bad-destination: `a b` is not the name or the ARN of a Kinesis data stream", "a b", None),
        (f"Stream: '{FIREHOSE}', Role: r",
         f"bad-destination: `{FIREHOSE}` is not the name or the ARN of a Kinesis data stream",
         f"'{FIREHOSE}'", None),
        ("Firehose: a/b, Role: r",
         "bad-destination: `a/b` is not the name or the ARN of a Firehose stream", "a/b", None),
        (f"Firehose: {'f' * 65}, Role: r",
         f"bad-destination: `{'f' * 65}` is not the name or the ARN of a Firehose stream", "f" * 65,
         None),
        ("Destination: central",
         "bad-destination: `central` is not the ARN of a destination of CloudWatch Logs", "central",
         None),
        ("Function: a, Stream: b, Role: r", "bad-destination: a filter sends to one destination",
         "Stream", None),
        (f"Firehose: a, Destination: '{DESTINATION}', Role: r",
         "bad-destination: a filter sends to one destination", "Destination", None),
        # Roles.
        ("Stream: lake", "missing-key: a `Stream` needs a `Role`", "own", NO_ROLE),
        ("Firehose: lake", "missing-key: a `Firehose` needs a `Role`", "own", NO_ROLE),
        ("Function: index, Role: r", "bad-destination: a `Function` needs no role", "Role", None),
        (f"Destination: '{DESTINATION}', Role: r",
         "bad-destination: a `Destination` needs no role", "Role", None),
        ("Stream: lake, Role: a b",
         "bad-destination: `a b` is neither the name nor the ARN of a role", "a b", None),
        (f"Stream: lake, Role: {'r' * 65}",
         f"bad-destination: `{'r' * 65}` is neither the name nor the ARN of a role", "r" * 65, None),
        ("Stream: lake, Role: 'arn:aws:iam::111111111111:user/u'",
         ("bad-destination: `arn:aws:iam::111111111111:user/u` is neither the name nor the ARN of a "
         "role"), "'arn:aws:iam::111111111111:user/u'", None),
        # Shards.
        ("Firehose: lake, Role: r, Distribution: Random",
         "bad-destination: only a `Stream` has shards", "Distribution", None),
        ("Function: index, Distribution: Random", "bad-destination: only a `Stream` has shards",
         "Distribution", None),
        ("Stream: lake, Role: r, Distribution: random",
         "bad-value: `Distribution` cannot be `random`", "random", "did you mean `Random`?"),
    ],
)  # fmt: skip
def test_mistake_is_shown_once(keys: str, message: str, caret: str, help: str | None) -> None:
    """Under what is wrong, or under the filter that lacks something."""
    shown, under, helped = mistake(specs_of(keys))
    assert (shown, under) == (message, caret)
    assert help is None or helped == help


def test_name_of_a_stream_has_at_most_128_characters() -> None:
    """One more is refused."""
    message, _, _ = mistake(specs_of(f"Stream: {'s' * 129}, Role: r"))
    assert message.startswith("bad-destination: ")


@pytest.mark.parametrize("keys", ["Stream: ströme, Role: r", "Firehose: ströme, Role: r",
                                  "Stream: lake, Role: rölle"])  # fmt: skip
def test_names_in_aws_have_no_umlauts(keys: str) -> None:
    """Kinesis, Firehose and IAM take letters of ASCII only."""
    message, _, _ = mistake(specs_of(keys))
    assert message.startswith("bad-destination: ")


def test_log_group_is_one_of_the_specs() -> None:
    """A name that no log group has is told."""
    assert mistake("SubscriptionFilters:\n  own: {LogGroup: /ap, Function: f}\n") == (
        "unknown-log-group: no log group is called `/ap`",
        "/ap",
        "did you mean `/app`?",
    )
    message, caret, _ = mistake("SubscriptionFilters:\n  own: {Function: f}\n")
    assert (message, caret) == ("missing-key: `LogGroup` is missing", "own")


def test_group_that_was_made_elsewhere_can_be_subscribed_to() -> None:
    """So can any whose records nobody described."""
    specs = "SubscriptionFilters:\n  own: {LogGroup: /web, Pattern: '{ $.a = 1 }', Function: f}\n"
    (found,) = without_mistakes(specs).subscription_filters
    assert found.log_group.existing


def test_mistakes_are_shown_together() -> None:
    """One hides no other."""
    found = read(specs_of("Pattern: '{ $.a == 1 }', Firehose: a/b, Distribution: x"))
    rules = {message.partition(":")[0] for message in found.messages}
    assert rules >= {"bad-pattern", "bad-destination", "bad-value"}
