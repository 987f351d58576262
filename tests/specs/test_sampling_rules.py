"""Sampling rules: what they become in each environment, and what X-Ray does not take."""

import pytest

from eventflow_monitoring.model.tracing import SamplingBoost, SamplingRule
from eventflow_monitoring.position import Written
from tests.compiler.layering import marked
from tests.specs.tracing_specs import read, without_mistakes


def specs_of(keys: str) -> str:
    """Return specs with a rule of some keys."""
    return f"SamplingRules:\n  own: {{{keys}}}\n"


def rules_of(keys: str) -> tuple[SamplingRule, SamplingRule]:
    """Return what a rule without mistakes becomes in production and in staging."""
    production, staging = without_mistakes(specs_of(keys))
    (first,), (second,) = production.sampling_rules, staging.sampling_rules
    return first, second


def test_rule_matches_everything_at_the_environments_rate() -> None:
    """Only the priority is needed: a tenth is recorded in production, and everything in staging."""
    production, staging = rules_of("Priority: 7")
    nowhere = Written("", ())
    assert production == SamplingRule(
        name="own", physical_name="prod-own", priority=7, rate=0.1, reservoir=0, written=nowhere
    )
    assert staging == SamplingRule(
        name="own", physical_name="own", priority=7, rate=1.0, reservoir=0, written=nowhere
    )
    assert production.patterns == ("*",) * 6


def test_rule_with_all_it_may_say() -> None:
    """Every key reaches the model; attributes and tags are in the order of their names."""
    rule, _ = rules_of(
        "Priority: 9999, Rate: 2.5%, Reservoir: 0, Host: '*.example', Service: shop-?, "
        "ServiceType: 'AWS::ECS::*', Method: post, Path: '/orders/*', "
        "ResourceArn: 'arn:aws:ecs:*', Attributes: {b: x*, a: y}, "
        "Boost: {MaximumRate: 50%, Cooldown: 1 hour}, Tags: {Team: shop}"
    )
    assert rule == SamplingRule(
        name="own",
        physical_name="prod-own",
        priority=9_999,
        rate=0.025,
        reservoir=0,
        host="*.example",
        service="shop-?",
        service_type="AWS::ECS::*",
        method="post",
        path="/orders/*",
        resource_arn="arn:aws:ecs:*",
        attributes=(("a", "y"), ("b", "x*")),
        boost=SamplingBoost(0.5, 60),
        tags=(("Team", "shop"),),
        written=Written("", ()),
    )


def test_boost_is_left_out_where_everything_is_recorded() -> None:
    """An environment whose own rate is as high has nothing to raise."""
    production, staging = rules_of("Priority: 1, Boost: {MaximumRate: 100%, Cooldown: 5 minutes}")
    assert production.boost == SamplingBoost(1.0, 5)
    assert staging.boost is None


def test_rule_differs_by_environment() -> None:
    """A rate of an environment's own stands for that of the rule."""
    keys = "Priority: 1, Rate: 5%, Environments: {staging: {Rate: 50 percent}}"
    production, staging = rules_of(keys)
    assert (production.rate, staging.rate) == (0.05, 0.5)


@pytest.mark.parametrize(
    ("keys", "message", "part", "help"),
    [
        ("Rate: 5%", "missing-key: `Priority` is missing", "own", None),
        ("Priority: 0", "bad-number: `0` is not a whole number from 1 to 9,999", "0", None),
        ("Priority: 10000", "bad-number: `10000` is not a whole number from 1 to 9,999", "10000",
         None),
        ("Priority: 1, Reservoir: -1", "bad-number: `-1` is not a whole number from 0 up", "-1",
         None),
        ("Priority: 1, Rate: 0.1", "bad-number: `0.1` has no `%`", "0.1", "say `10%`"),
        ("Priority: 1, Rate: 10", "bad-number: `10` has no `%`", "10", "say `10%`"),
        ("Priority: 1, Rate: 101%", "bad-number: `101%` is not from `0%` to `100%`", "101%", None),
        ("Priority: 1, Rate: -1%", "bad-number: `-1%` is not from `0%` to `100%`", "-1%", None),
        ("Priority: 1, Rate: 5 MB", "bad-unit: `MB` is no share", "5 MB", "such as `10%`"),
        ("Priority: 1, Rate: much", "bad-number: `much` does not begin with a number", "much",
         "such as `10%`"),
        ("Priority: 1, Path: orders", "bad-sampling-rule: the path `orders` does not begin with `/`",
         "orders", "write `/orders`"),
        ("Priority: 1, Path: 'https://a/b'", "bad-sampling-rule: `https://a/b` is no path",
         "'https://a/b'", "without the host, which stands under `Host`"),
        ("Priority: 1, Host: 'https://a.example/b'",
         "bad-sampling-rule: `https://a.example/b` is no host", "'https://a.example/b'",
         "write `a.example`, without the rest"),
        ("Priority: 1, Method: PSOT", "bad-sampling-rule: HTTP has no method `PSOT`", "PSOT",
         "did you mean `POST`?"),
        ("Priority: 1, Method: VERSION-CONTROL",
         "bad-sampling-rule: a method has 15 characters, more than 10", "VERSION-CONTROL",
         "`*` stands for any of them"),
        ("Priority: 1, ResourceArn: ecs", "bad-sampling-rule: `ecs` is no ARN", "ecs",
         "such as `arn:aws:apigateway:*`, or `*`"),
        ("Priority: 1, Rate: 5%, Boost: {MaximumRate: 5%, Cooldown: 1 minute}",
         "bad-sampling-rule: a boost up to 5% raises no rate of 5%", "5%",
         "it is more than the `Rate`"),
        ("Priority: 1, Boost: {MaximumRate: 0%, Cooldown: 1 minute}",
         "bad-sampling-rule: a boost up to 0% raises no rate", "0%",
         "it is more than the `Rate`"),
        ("Priority: 1, Boost: {MaximumRate: 50%, Cooldown: 90 seconds}",
         "bad-duration: `90 seconds` is not a whole number of minutes", "90 seconds", None),
        ("Priority: 1, Boost: {MaximumRate: 50%}", "missing-key: `Cooldown` is missing", "Boost",
         None),
        ("Priority: 1, Attributes: {a: 1, b: 1, c: 1, d: 1, e: 1, f: 1}",
         "bad-sampling-rule: a rule has at most 5 attributes, not 6", "Attributes", None),
        (f"Priority: 1, Attributes: {{{'k' * 33}: 1}}",
         "bad-sampling-rule: the key of an attribute has 33 characters", "k" * 33, "1 to 32"),
        (f"Priority: 1, Attributes: {{a: {'v' * 33}}}",
         "bad-sampling-rule: the value of an attribute has 33 characters", "v" * 33, "1 to 32"),
        ("Priority: 1, Fixed: 5%", "unknown-key: no key is called `Fixed` here", "Fixed", None),
    ],
)  # fmt: skip
def test_a_mistake_is_shown_where_it_is(
    keys: str, message: str, part: str, help: str | None
) -> None:
    """What X-Ray refuses, or what matches no request, is an error at its place."""
    found = read(specs_of(keys))
    assert found.messages == [message]
    (caret,) = marked(found.shown)
    assert caret.endswith(part)
    if help is not None:
        assert f"= help: {help}" in found.shown


@pytest.mark.parametrize(
    ("key", "most", "begin"),
    [("Host", 64, "a"), ("Service", 64, "a"), ("ServiceType", 64, "a"), ("Method", 10, "Z"),
     ("Path", 128, "/"), ("ResourceArn", 500, "arn:")],
)  # fmt: skip
def test_text_is_as_long_as_x_ray_takes(key: str, most: int, begin: str) -> None:
    """The longest text passes, and one character more does not."""
    longest = begin + "Z" * (most - len(begin))
    rules_of(f"Priority: 1, {key}: '{longest}'")
    (message, *_) = read(specs_of(f"Priority: 1, {key}: '{longest}Z'")).messages
    assert message.endswith(f"has {most + 1} characters, more than {most}")


def test_five_attributes_of_32_characters_pass() -> None:
    """What is at the limit is fine."""
    keys = ", ".join(f"{letter * 32}: {'v' * 32}" for letter in "abcde")
    rule, _ = rules_of(f"Priority: 1, Attributes: {{{keys}}}")
    assert len(rule.attributes) == 5


@pytest.mark.parametrize("method", ["PROPFIND", "P*", "????", "*", "patch"])
def test_methods_that_are_rare_pass(method: str) -> None:
    """What is no mistyped method is taken as it stands."""
    assert rules_of(f"Priority: 1, Method: '{method}'")[0].method == method
