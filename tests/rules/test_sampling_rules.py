"""Sampling rules that no request reaches, or of which nobody knows which comes first."""

import pytest

from eventflow_monitoring.problem import Severity
from tests.compiler.compiling import compile_texts
from tests.rules.finding import found, messages, pointers

HIDDEN, SAME = "hidden-sampling-rule", "same-sampling-priority"


def rules_of(**keys: str) -> str:
    """Return specs with sampling rules of some keys."""
    return "SamplingRules:\n" + "".join(f"  {name}: {{{one}}}\n" for name, one in keys.items())


def test_a_rule_behind_one_for_everything_is_hidden() -> None:
    """It is told at its priority, with the rule that comes before it."""
    specs = rules_of(narrow="Priority: 2, Path: /a", wide="Priority: 1", wider="Priority: 3")
    problems = found(HIDDEN, specs)
    assert [one.severity for one in problems] == [Severity.WARNING] * 2
    assert pointers(problems) == [
        ("SamplingRules", "narrow", "Priority"), ("SamplingRules", "wider", "Priority"),
    ]  # fmt: skip
    assert [one.message for one in problems] == [
        "`narrow` is never tried: `wide` matches every request that it does, and is first",
        "`wider` is never tried: `wide` matches every request that it does, and is first",
    ]
    (related,) = problems[0].related
    assert related.origin.pointer == ("SamplingRules", "wide", "Priority")


@pytest.mark.parametrize(
    ("first", "second", "hidden"),
    [
        ("Path: /a*", "Path: /ab*", True),
        ("Path: /ab*", "Path: /a*", False),
        ("Service: a", "Service: b", False),
        ("Service: a", "Service: a, Method: GET, Host: x, ServiceType: y", True),
        ("Service: a, Method: GET", "Service: a", False),
        ("Host: a", "Host: a, Path: /b", True),
        ("Host: a", "Path: /b", False),
        ("ServiceType: a", "Path: /b", False),
        ("ResourceArn: 'arn:*'", "Path: /b", False),
        ("Attributes: {a: x}", "Path: /b", False),
        ("Attributes: {a: x}", "Attributes: {a: x, b: y}", True),
        ("Attributes: {a: x*}", "Attributes: {a: xy}", True),
        ("Attributes: {a: x, b: y}", "Attributes: {a: x}", False),
        ("Attributes: {a: x}", "Attributes: {a: y}", False),
        ("Rate: 0%", "Path: /b", True),
    ],
)
def test_every_field_must_be_covered(first: str, second: str, *, hidden: bool) -> None:
    """A rule hides another where each of its fields is as wide, attributes included."""
    specs = rules_of(one=f"Priority: 1, {first}", other=f"Priority: 2, {second}")
    assert bool(found(HIDDEN, specs)) is hidden


@pytest.mark.parametrize(
    ("first", "second", "competes"),
    [
        ("Path: /a*", "Path: /ab*", True),
        ("Path: /a*", "Method: GET", True),
        ("Path: /a*", "Path: /b*", False),
        ("Method: GET", "Method: POST", False),
        ("Method: GET", "Method: get", True),
        ("Attributes: {a: x}", "Attributes: {a: y}", False),
        ("Attributes: {a: x}", "Attributes: {b: y}", True),
    ],
)
def test_one_priority_is_a_mistake_where_both_match(
    first: str, second: str, *, competes: bool
) -> None:
    """Two rules that no request matches together may have one priority; neither hides the other."""
    specs = rules_of(one=f"Priority: 5, {first}", other=f"Priority: 5, {second}")
    told = ["`other` and `one` have the priority 5, and match the same requests"]
    assert messages(SAME, specs) == (told if competes else [])
    assert found(HIDDEN, specs) == []


SHARED = """\
Environments:
  production: {Account: 111111111111, Region: us-east-1, LogRetention: 30 days, NamePattern: "${Name}-a"}
  staging: {Account: 111111111111, Region: REGION, LogRetention: 30 days, NamePattern: "${Name}-b"}
SamplingRules:
  all: {Priority: 100, Environments: {staging: {Priority: PRIORITY}}}
"""


BEHIND = (
    f"{HIDDEN}: `all` of staging is never tried: `all` of production matches every request that it "
    "does, and is first"
)
BESIDE = (
    f"{SAME}: `all` of staging and `all` of production have the priority 100, and match the same "
    "requests"
)


@pytest.mark.parametrize(
    ("region", "priority", "expected"),
    [
        ("us-east-1", "200", [BEHIND]),
        ("us-east-1", "100", [BESIDE]),
        ("eu-west-1", "200", []),
    ],
)
def test_environments_of_one_account_share_their_rules(
    region: str, priority: str, expected: list[str]
) -> None:
    """X-Ray knows accounts and regions, and no environments."""
    text = SHARED.replace("REGION", region).replace("PRIORITY", priority)
    assert compile_texts({"a.yaml": text}).messages == expected


COUNTED = """\
Environments:
  production: {Account: 111111111111, Region: us-east-1, LogRetention: 30 days, NamePattern: "${Name}-a"}
  staging: {Account: ACCOUNT, Region: us-east-1, LogRetention: 30 days, NamePattern: "${Name}-b"}
"""


def counted(account: str, count: int) -> list[str]:
    """Return what is found of so many rules and groups in each of two environments."""
    rules = "".join(
        f"  r{n}: {{Priority: {n + 1}, Service: s{n}, Environments: {{staging: {{Service: t{n}}}}}}}\n"
        for n in range(count)
    )
    groups = "".join(f"  g{n}: {{Filter: fault}}\n" for n in range(count))
    environments = COUNTED.replace("ACCOUNT", account)
    text = f"{environments}SamplingRules:\n{rules}TraceGroups:\n{groups}"
    return compile_texts({"a.yaml": text}).messages


def test_25_of_each_fit_into_an_account() -> None:
    """One more is refused; environments that share an account share the number."""
    assert counted("222222222222", 25) == []
    assert counted("111111111111", 12) == []
    own = [
        "many-sampling-rules: account 111111111111 would have more than 25 sampling rules in us-east-1",
        "trace-group-limits: account 111111111111 would have more than 25 trace groups in us-east-1",
    ]
    assert counted("111111111111", 13) == own
    theirs = [one.replace("111111111111", "222222222222") for one in own]
    assert sorted(counted("222222222222", 26)) == sorted([*own, *theirs])


def test_tags_are_those_that_aws_takes() -> None:
    """Rules and groups have the limits of alarms, without the tags that these have by themselves."""
    tags = ", ".join(f"k{n}: v" for n in range(51))
    specs = (
        f"SamplingRules: {{r: {{Priority: 1, Tags: {{{tags}}}}}}}\n"
        "TraceGroups: {g: {Filter: fault, Tags: {'aws:x': y}}}\n"
    )
    problems = found("tag-limits", specs)
    assert [one.message for one in problems] == [
        "`r` has 51 tags, more than 50",
        "the tag `aws:x` begins with `aws:`, which only AWS may give",
    ]
    assert [one.help for one in problems] == [None, "`x`"]
    assert pointers(problems)[1] == ("TraceGroups", "g", "Tags", "aws:x")
