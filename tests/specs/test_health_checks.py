"""Health checks: what each key becomes with either probe, and each mistake that can be made."""

import pytest

from eventflow_monitoring.model.health_check import Canary, Route53Check, Vpc
from eventflow_monitoring.position import Origin
from tests.specs.health_specs import compiled, in_each_region, mistakes

BASE = "HealthChecks:\n  api:\n    Path: /health\n"
CANARY = f"{BASE}    Probe: canary\n"


def test_the_probe_is_route_53_unless_said_otherwise() -> None:
    """The domain is the environment's; the rest is built in."""
    production, europe = in_each_region(BASE)
    expected = Route53Check(
        name="api", physical_name="api", domain="shop.example", path="/health", port=443,
        search_string=None, interval=30, failure_threshold=3, origin=Origin(""),
    )  # fmt: skip
    assert production.health_checks == (expected,)
    (check,) = europe.health_checks
    assert (check.domain, check.physical_name) == ("eu.shop.example", "eu-api")
    assert in_each_region(f"{BASE}    Probe: route53\n")[0].health_checks == (expected,)


def test_a_canary_needs_no_more_than_a_path() -> None:
    """It has a name of its own in its region, and keeps results as long as logs, but 455 days."""
    production, europe = in_each_region(CANARY)
    expected = Canary(
        name="api", physical_name="shop-api", domain="shop.example", path="/health", port=443,
        search_string=None, interval=60, protocol="https", status=200, expected=(), timeout=10,
        retention_days=30, runtime="syn-nodejs-5.4", origin=Origin(""),
    )  # fmt: skip
    assert production.health_checks == (expected,)
    assert expected.url == "https://shop.example/health"
    (check,) = europe.health_checks
    assert isinstance(check, Canary)
    assert (check.physical_name, check.retention_days) == ("eu-shop-api", 455)


def test_every_key_of_a_canary_reaches_the_model() -> None:
    """Expectations stay in the order in which they are written."""
    (check,) = in_each_region(
        CANARY + "    Protocol: HTTP\n    Domain: shop.internal\n    Port: 3000\n    Status: 204\n"
        "    SearchString: database\n    ExampleResponse: response.json\n"
        "    Expect: {status: UP, checks.database: UP, nodes.0.load: 0.5}\n    Interval: 1 hour\n"
        "    Timeout: 2 minutes\n    Retention: 7 days\n    Runtime: syn-nodejs-4.2\n"
        "    VpcConfig: {SubnetIds: [subnet-0a1b2c3d], SecurityGroupIds: [sg-0a1b2c3d4e5f67890]}\n"
    )[0].health_checks
    assert check == Canary(
        name="api", physical_name="shop-api", domain="shop.internal", path="/health", port=3000,
        search_string="database", interval=3_600, protocol="http", status=204,
        expected=(("status", "UP"), ("checks.database", "UP"), ("nodes.0.load", "0.5")),
        timeout=120, retention_days=7, runtime="syn-nodejs-4.2",
        vpc=Vpc(("subnet-0a1b2c3d",), ("sg-0a1b2c3d4e5f67890",)), origin=Origin(""),
    )  # fmt: skip
    assert check.url == "http://shop.internal:3000/health"


def test_the_port_of_http_is_80() -> None:
    """Unless another is written."""
    (check,) = in_each_region(f"{CANARY}    Protocol: HTTP\n")[0].health_checks
    assert (check.port, check.url) == (80, "http://shop.example/health")


def test_the_probe_may_differ_by_environment() -> None:
    """One key of an override makes a canary of it there; what both know stays."""
    production, europe = in_each_region(
        f"{BASE}    SearchString: UP\n    ExampleResponse: response.json\n"
        "    Environments: {europe: {Probe: canary, Expect: {status: UP}}}\n"
    )
    assert isinstance(production.health_checks[0], Route53Check)
    (check,) = europe.health_checks
    assert isinstance(check, Canary)
    assert (check.search_string, check.expected) == ("UP", (("status", "UP"),))


def test_defaults_may_name_the_probe() -> None:
    """Keys of one probe alone stand below `Kinds`."""
    defaults = "Defaults: {HealthChecks: {Probe: canary, Kinds: {canary: {Interval: 5 minutes}}}}\n"
    (check,) = in_each_region(BASE + defaults)[0].health_checks
    assert isinstance(check, Canary)
    assert check.interval == 300


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ("Probe: canery", "unknown-kind at HealthChecks/api/Probe: no probe is called `canery` here (did you mean `canary`?)"),
        ("Prob: canary", "unknown-key at HealthChecks/api/Prob: no key is called `Prob` here (did you mean `Probe`?)"),
        ("Probe:", "missing-value at HealthChecks/api/Probe: `Probe` has no value"),
        ("Expect: {status: UP}", ("unknown-key at HealthChecks/api/Expect: no key is called `Expect` here "
         "(write `Probe: canary`: Route 53 looks for a text only, and takes any 2xx or 3xx status)")),
        ("Interval: 1 minute", "bad-health-check at HealthChecks/api/Interval: Route 53 sends requests every 10 or every 30 seconds"),
        ("Port: 65536", "bad-health-check at HealthChecks/api/Port: 65536 is no port"),
    ],
)  # fmt: skip
def test_mistakes_with_the_probe(keys: str, expected: str) -> None:
    """What another probe would take is told with that probe."""
    assert mistakes(f"{BASE}    {keys}\n") == [expected]


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ("Interval: 30 seconds", ("Interval: a canary runs every whole number of minutes, up to 1 hour "
         "(Route 53 asks every 10 or 30 seconds: `Probe: route53`)")),
        ("Interval: 90 seconds", ("Interval: a canary runs every whole number of minutes, up to 1 hour "
         "(Route 53 asks every 10 or 30 seconds: `Probe: route53`)")),
        ("Interval: 2 hours", "Interval: a canary runs every whole number of minutes, up to 1 hour"),
        ("Timeout: 46 seconds", ("Timeout: a response may take 45 seconds at most here "
         "(15 seconds of the interval are left for the start of a run)")),
        ("{Interval: 1 hour, Timeout: 826 seconds}", ("Timeout: a response may take 825 seconds at most here "
         "(15 seconds of the interval are left for the start of a run)")),
        ("Retention: 456 days", "Retention: results are kept for whole days, at most 455"),
        ("Retention: 36 hours", "Retention: results are kept for whole days, at most 455"),
        ("Runtime: syn-nodejs-puppeteer-15.0", ("Runtime: `syn-nodejs-puppeteer-15.0` is no runtime of the script "
         "(the script runs without a browser: `syn-nodejs-5.4`)")),
        ("Runtime: syn-nodejs-3.0", ("Runtime: the script needs `syn-nodejs-3.1` or later "
         "(the newest that is known here is `syn-nodejs-5.4`)")),
        ("Expect: {checks..database: UP}", ("Expect/checks..database: `checks..database` is no path "
         "(names of objects and numbers of arrays, with dots between them)")),
        ("VpcConfig: {SubnetIds: [], SecurityGroupIds: [sg-0a1b2c3d]}", "VpcConfig/SubnetIds: `SubnetIds` takes 1 to 16 ids"),
        ("VpcConfig: {SubnetIds: [subnet-0a1b2c3d], SecurityGroupIds: [subnet-0a1b2c3d]}",
         "VpcConfig/SecurityGroupIds/0: `subnet-0a1b2c3d` is no id of a security group (such as `sg-0a1b2c3d4e5f67890`)"),
    ],
)  # fmt: skip
def test_limits_of_canaries(keys: str, expected: str) -> None:
    """What Synthetics refuses is found before, at the key that says it."""
    written = keys.strip("{}") if keys.startswith("{") else keys
    lines = written.split(", ") if keys.startswith("{") else [written]
    specs = CANARY + "".join(f"    {line}\n" for line in lines)
    assert mistakes(specs) == [f"bad-health-check at HealthChecks/api/{expected}"]


@pytest.mark.parametrize("keys", ["Timeout: 45 seconds", "Retention: 455 days", "Status: 599"])
def test_limits_themselves_are_taken(keys: str) -> None:
    """Each limit is the last value that is right."""
    assert mistakes(f"{CANARY}    {keys}\n") == []


@pytest.mark.parametrize("status", ["99", "600", "2xx"])
def test_a_status_has_three_digits(status: str) -> None:
    """From 100 to 599."""
    assert mistakes(f"{CANARY}    Status: {status}\n") == [
        f"bad-number at HealthChecks/api/Status: `{status}` is not a whole number from 100 to 599"
    ]


def test_failures_of_a_canary_are_counted_by_alarms() -> None:
    """What Route 53 has for it does not exist here."""
    assert mistakes(f"{CANARY}    FailureThreshold: 3\n") == [
        (
            "unknown-key at HealthChecks/api/FailureThreshold: no key is called `FailureThreshold` here "
            "(how many failures count is said by the alarm: `for 2 minutes`)"
        )
    ]


def test_a_canary_is_named_as_synthetics_takes_it() -> None:
    """Small letters, digits, `_` and `-`."""
    found = mistakes(CANARY.replace("api", "Api"))
    assert found == [
        (
            "bad-health-check at HealthChecks/Api: `shop-Api` cannot name a canary "
            "(1 to 255 small letters, digits, `_` and `-`)"
        )
    ]
    long = "x" * 250
    assert mistakes(CANARY.replace("api", long)) == []
    assert len(mistakes(CANARY.replace("api", f"{long}y"))) == 1


def test_what_the_example_does_not_say_is_found_where_it_is_expected() -> None:
    """Each expectation by itself, with what stands in its place."""
    specs = (
        f"{CANARY}    ExampleResponse: response.json\n"
        "    Expect: {status: up, checks.redis: UP, checks: UP, nodes.0.load: 0.50}\n"
    )
    help = "(the example is what the service answers when it is well)"
    assert mistakes(specs) == [
        (
            "expectation-not-met at HealthChecks/api/Expect/status: "
            f'`status` is "UP" in `response.json`, not `up` {help}'
        ),
        (
            "expectation-not-met at HealthChecks/api/Expect/checks.redis: "
            f"`checks.redis` is nothing in `response.json`, not `UP` {help}"
        ),
        (
            "expectation-not-met at HealthChecks/api/Expect/checks: "
            f'`checks` is {{"database": "UP"}} in `response.json`, not `UP` {help}'
        ),
    ]


def test_an_example_of_what_is_expected_is_json() -> None:
    """A page of HTML does for a text that is looked for, and for nothing else."""
    specs = f'{CANARY}    ExampleResponse: page.html\n    SearchString: "status: UP"\n'
    assert mistakes(specs) == []
    assert mistakes(f"{specs}    Expect: {{status: UP}}\n") == [
        (
            "bad-health-check at HealthChecks/api/ExampleResponse: "
            "`page.html` is no JSON: Expecting value, line 1, column 1"
        )
    ]
    assert mistakes(f"{CANARY}    ExampleResponse: no.json\n    Expect: {{status: UP}}\n") == [
        (
            "missing-file at HealthChecks/api/ExampleResponse: there is no file `no.json` "
            "(the path is taken from the directory of this file)"
        )
    ]


def test_canaries_of_two_environments_need_two_names() -> None:
    """An account and region has one canary of a name, and one parameter."""
    specs = (
        "Environments:\n"
        "  twin: {Account: 111111111111, Region: us-east-1, LogRetention: 1 day, Domain: t.example}\n"
    )
    for thing, what in ((CANARY, "the canary `shop-api`"),
                        ("Probes: {ready: {Path: /ready}}\n", "the parameters `/shop/probes/ready`")):  # fmt: skip
        found = mistakes_across(specs + thing)
        assert found == [
            f"name-collision: production and twin share account 111111111111, and both have {what}"
        ]


def mistakes_across(specs: str) -> list[str]:
    """Return what is wrong with specs in all environments together."""
    return compiled(specs).messages
