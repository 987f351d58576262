"""Probes: what each key becomes, and what a load balancer or ECS would refuse."""

import pytest

from eventflow_monitoring.model.probe import ContainerProbe, Probe, TargetGroupProbe
from eventflow_monitoring.position import Origin
from tests.compiler.compiling import compile_texts
from tests.specs.health_specs import ENVIRONMENTS, in_each_region, mistakes


def specs_of(keys: str) -> str:
    """Return specs of a probe of some keys."""
    return f"Probes:\n  ready: {{{keys}}}\n"


def probe_of(keys: str) -> Probe:
    """Return the probe of some keys."""
    (probe,) = in_each_region(specs_of(keys))[0].probes
    return probe


def test_a_target_group_needs_no_more_than_a_path() -> None:
    """The parameters are named after the service as the environment names it."""
    expected = TargetGroupProbe(
        name="ready", parameter_path="/shop/probes/ready", interval=30, timeout=5, protocol="HTTP",
        path="/ready", port="traffic-port", healthy_threshold=2, unhealthy_threshold=2,
        status_codes="200", origin=Origin(""),
    )  # fmt: skip
    assert probe_of("Path: /ready") == expected
    (there,) = in_each_region(specs_of("Kind: TargetGroup, Path: /ready"))[1].probes
    assert there.parameter_path == "/eu-shop/probes/ready"


def test_every_key_of_a_target_group() -> None:
    """Each of them reaches the model, in seconds and as ELB writes it."""
    assert probe_of(
        "Path: '/ready?deep=1&all', Port: 3000, Protocol: HTTPS, Interval: 5 minutes, "
        "Timeout: 2 minutes, HealthyThreshold: 10, UnhealthyThreshold: 3, StatusCodes: '200, 204-299'"
    ) == TargetGroupProbe(
        name="ready", parameter_path="/shop/probes/ready", interval=300, timeout=120,
        protocol="HTTPS", path="/ready?deep=1&all", port="3000", healthy_threshold=10,
        unhealthy_threshold=3, status_codes="200,204-299", origin=Origin(""),
    )  # fmt: skip


def test_a_container_asks_itself() -> None:
    """The path is quoted: what a shell would take for its own means nothing."""
    assert probe_of("Kind: Container, Path: '/live?a=1&b=$HOME', Port: 3000") == ContainerProbe(
        name="ready", parameter_path="/shop/probes/ready", interval=30, timeout=5, retries=3,
        start_period=0, origin=Origin(""),
        command="curl --fail --silent 'http://localhost:3000/live?a=1&b=$HOME' || exit 1",
    )  # fmt: skip


def test_every_key_of_a_container() -> None:
    """A command of its own stands as it is written."""
    assert probe_of(
        "Kind: Container, Command: node live.js, Interval: 5 minutes, Timeout: 1 minute, "
        "Retries: 10, StartPeriod: 5 minutes"
    ) == ContainerProbe(
        name="ready", parameter_path="/shop/probes/ready", interval=300, timeout=60, retries=10,
        start_period=300, command="node live.js", origin=Origin(""),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ("Path: ready", "Path: the path `ready` does not begin with `/`"),
        ("Path: '/a b'", "Path: `/a b` is no path of a URL"),
        ("Path: \"/it's\"", "Path: `/it's` is no path of a URL"),
        ("Path: /x, Interval: 4 seconds, Timeout: 2 seconds", "Interval: `Interval` is 5 to 300 seconds here"),
        ("Path: /x, Interval: 301 seconds", "Interval: `Interval` is 5 to 300 seconds here"),
        ("Path: /x, Timeout: 1 second", "Timeout: `Timeout` is 2 to 120 seconds here"),
        ("Path: /x, Timeout: 121 seconds, Interval: 5 minutes", "Timeout: `Timeout` is 2 to 120 seconds here"),
        ("Path: /x, Timeout: 30 seconds", "Timeout: the timeout is less than the interval"),
        ("Path: /x, Interval: 5 seconds", "Interval: the timeout is less than the interval"),
        ("Path: /x, HealthyThreshold: 1", "HealthyThreshold: `HealthyThreshold` is 2 to 10 here"),
        ("Path: /x, UnhealthyThreshold: 11", "UnhealthyThreshold: `UnhealthyThreshold` is 2 to 10 here"),
        ("Path: /x, StatusCodes: 2xx", "StatusCodes: `2xx` is no list of status codes"),
        ("Path: /x, StatusCodes: 500", "StatusCodes: `500` is no list of status codes"),
        ("Path: /x, StatusCodes: 299-200", "StatusCodes: `299-200` is no list of status codes"),
        ("Path: /x, StatusCodes: '200,'", "StatusCodes: `200,` is no list of status codes"),
        ("Kind: Container, Command: x, Interval: 4 seconds", "Interval: `Interval` is 5 to 300 seconds here"),
        ("Kind: Container, Command: x, Timeout: 61 seconds", "Timeout: `Timeout` is 2 to 60 seconds here"),
        ("Kind: Container, Command: x, Retries: 11", "Retries: `Retries` is 1 to 10 here"),
        ("Kind: Container, Command: x, StartPeriod: 301 seconds", "StartPeriod: `StartPeriod` is 0 to 300 seconds here"),
        ("Kind: Container, Command: x, Path: /x", "Path: the `Command` says what is requested: `Path` does nothing"),
        ("Kind: Container, Command: x, Port: 1", "Port: the `Command` says what is requested: `Port` does nothing"),
        (f"Kind: Container, Command: {'x' * 4_097}", "Command: a command has at most 4,096 characters"),
    ],
)  # fmt: skip
def test_what_would_be_refused_is_found(keys: str, expected: str) -> None:
    """Every limit of ELB and ECS, at the key that passes it."""
    (found,) = mistakes(specs_of(keys))
    assert found.partition(" (")[0] == f"bad-probe at Probes/ready/{expected}"


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ("Path: /x, Port: 65536", "bad-number at Probes/ready/Port: `65536` is not a whole number from 1 to 65,535"),
        ("Kind: Container, Path: /x", "missing-key at Probes/ready: `Port` is missing (the port that the container listens on)"),
        ("Kind: Container", ("missing-key at Probes/ready: `Path` or `Command` is missing (what is requested from the "
         "container itself, by its `curl`, from the `/` on)")),
        ("Kind: Container, Command: x, StatusCodes: 200", ("unknown-key at Probes/ready/StatusCodes: "
         "no key is called `StatusCodes` here (did you mean `StartPeriod`?)")),
    ],
)  # fmt: skip
def test_what_is_missing_or_unknown_is_found(keys: str, expected: str) -> None:
    """By the means that every section has."""
    (found,) = mistakes(specs_of(keys))
    assert found.partition("; known")[0].startswith(expected.partition(" (")[0])


@pytest.mark.parametrize("name", ["re ready", "/".join("a" * 13), "x" * 900])
def test_parameters_are_named_as_systems_manager_takes_it(name: str) -> None:
    """Letters, digits and a few signs."""
    (found,) = mistakes(f"Probes:\n  {name}: {{Path: /x}}\n")
    assert found.startswith(f"bad-probe at Probes/{name}: `/shop/probes/{name}` cannot name")


def test_a_service_of_aws_has_no_parameters() -> None:
    """What begins with `aws` or `ssm` is AWS's own."""
    texts = {
        "a.yaml": ENVIRONMENTS.replace("Service: shop", "Service: awesome"),
        "b.yaml": "Probes: {ready: {Path: /x}}\n",
    }
    assert compile_texts(texts, "production").messages == []
    texts["a.yaml"] = ENVIRONMENTS.replace("Service: shop", "Service: AWS-shop")
    assert compile_texts(texts, "production").messages == [
        "bad-probe: `/AWS-shop/probes/ready` cannot name parameters of Systems Manager"
    ]
