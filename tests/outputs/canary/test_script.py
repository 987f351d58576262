"""The script of EventFlow's canary, run by Node.js: what it takes for health, and what it says else."""

import dataclasses
import json
import socket
from pathlib import Path

import pytest

from eventflow_monitoring.model.health_check import Canary
from eventflow_monitoring.outputs.cloudformation.canary_script import canary_script
from eventflow_monitoring.specs.expectation import says, shown, value_at
from tests.eventflow import SPECS, eventflow_plan
from tests.outputs.canary.running import Outcome, run
from tests.outputs.canary.servers import (
    Answer,
    answering,
    breaking_off,
    never,
    self_signed,
    serving,
    trickling,
)

RESPONSE = (SPECS / "health-response.json").read_text()
PLAN = eventflow_plan("staging")
DEEP = next(check for check in PLAN.monitoring.health_checks if isinstance(check, Canary))


def here(canary: Canary, port: int, **other: object) -> Canary:
    """Return a canary that asks this machine."""
    changed = {"protocol": "http", "domain": "127.0.0.1", "port": port, "timeout": 5, **other}
    return dataclasses.replace(canary, **changed)  # type: ignore[arg-type]


def outcome(answer: Answer, directory: Path, **other: object) -> Outcome:
    """Return how a run against an answer ends, its message without the address."""
    with serving(answer) as (port, _):
        ended = run(here(DEEP, port, **other), directory)
    address = f"GET http://127.0.0.1:{port}/api/v1/health: "
    assert ended.passed or ended.message.startswith(address)
    return dataclasses.replace(ended, message=ended.message.removeprefix(address))


def with_checks(**checks: object) -> str:
    """Return EventFlow's response with other values of some checks."""
    response = json.loads(RESPONSE)
    return json.dumps({**response, "checks": {**response["checks"], **checks}})


def test_the_template_holds_the_script_that_is_run_here() -> None:
    """What is run below is what CloudFormation gets, but for the address."""
    resources = {k: r for stack in PLAN.stacks for k, r in stack.resources.items()}
    script = resources["CanaryDeep"].properties["Code"]["Script"]
    assert script == canary_script(DEEP)
    first, _, program = script.partition("\n")
    assert program == canary_script(here(DEEP, 1)).partition("\n")[2]
    assert "https://staging.eventflow.example/api/v1/health" in first


def test_a_healthy_response_passes(tmp_path: Path) -> None:
    """The example of the specs is health; the request names the canary, and goes where it should."""
    with serving(answering(RESPONSE)) as (port, requests):
        ended = run(here(DEEP, port), tmp_path)
    assert ended == Outcome(passed=True, message="", steps=[{"name": "deep", "passed": True}])
    assert requests == ["/api/v1/health CloudWatchSynthetics/test"]


def test_the_library_may_be_its_own_export(tmp_path: Path) -> None:
    """Both ways in which the library is imported in public work."""
    with serving(answering(RESPONSE)) as (port, _):
        assert run(here(DEEP, port), tmp_path, BARE_LIBRARY="1").passed


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        (answering(with_checks(redis="DOWN")), 'expected checks.redis to be UP, got "DOWN"'),
        (
            answering(with_checks(redis="DOWN", memory=None, disk={"free": 0}), 503),
            (
                'expected status 200, got 503; expected checks.redis to be UP, got "DOWN"; '
                'expected checks.disk to be UP, got {"free":0}; '
                "expected checks.memory to be UP, got null"
            ),
        ),
        (
            answering('{"status": "UP", "checks": {"database": "UP", "redis": "UP", "disk": "UP"}}'),
            "expected checks.memory to be UP, got nothing",
        ),
        (
            answering("<h1>Bad gateway</h1>", 502, "text/html"),
            "expected status 200, got 502",
        ),
        (
            answering("<h1>Welcome</h1>", 200, "text/html"),
            'expected JSON, got "<h1>Welcome</h1>" (text/html)',
        ),
        (answering(""), 'expected JSON, got "" (application/json)'),
        (
            answering("x" * 500),
            f'expected JSON, got "{"x" * 96}... (application/json)',
        ),
        (
            answering("", 302, Location="https://elsewhere.example/login"),
            'expected status 200, got 302 (to "https://elsewhere.example/login")',
        ),
        (answering(RESPONSE, 500), "expected status 200, got 500"),
        (
            breaking_off,
            "expected a response within 5 s, got status 200 and a part of the body (ECONNRESET)",
        ),
        (
            answering(b" " * 1_000_001),
            "expected a response within 5 s, got more than 1000000 bytes",
        ),
    ],
    ids=["a check", "several", "missing", "gateway", "html", "empty", "long", "redirect", "500",
         "broken off", "too much"],
)  # fmt: skip
def test_what_is_no_health_fails(answer: Answer, message: str, tmp_path: Path) -> None:
    """A run that fails says what was expected and what came, all of it."""
    ended = outcome(answer, tmp_path)
    assert ended == Outcome(
        passed=False, message=message, steps=[{"name": "deep", "passed": False}]
    )


@pytest.mark.parametrize(
    ("answer", "got"), [(never, "none"), (trickling, "status 200 and a part of the body")]
)
def test_what_takes_too_long_fails(answer: Answer, got: str, tmp_path: Path) -> None:
    """The timeout is that of the whole response: a byte now and then does not stretch it."""
    ended = outcome(answer, tmp_path, timeout=1)
    assert ended.message == f"expected a response within 1 s, got {got}"


def test_who_does_not_listen_is_named(tmp_path: Path) -> None:
    """A connection that is refused fails with the reason."""
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
        ended = run(here(DEEP, port), tmp_path)
    assert not ended.passed
    assert "expected a response within 5 s, got ECONNREFUSED" in ended.message


def test_a_text_is_looked_for_to_the_letter(tmp_path: Path) -> None:
    """A search string works without any JSON, and is quoted where it is missing."""
    other = {"expected": (), "search_string": '"status": "ÜP"'}
    assert outcome(answering('it is "status": "ÜP"'), tmp_path, **other).passed
    ended = outcome(answering('{"status":"ÜP"}'), tmp_path, **other)
    assert ended.message == (
        'expected "\\"status\\": \\"ÜP\\"" in the body, got "{\\"status\\":\\"ÜP\\"}"'
    )


def test_a_certificate_that_nobody_signed_fails(tmp_path: Path) -> None:
    """HTTPS is what it says: only a certificate of an authority that is trusted passes."""
    certificate = self_signed(tmp_path)
    with serving(answering(RESPONSE), certificate) as (port, _):
        canary = here(DEEP, port, protocol="https")
        refused = run(canary, tmp_path)
        trusted = run(canary, tmp_path, NODE_EXTRA_CA_CERTS=str(certificate))
    assert not refused.passed
    assert "got DEPTH_ZERO_SELF_SIGNED_CERT" in refused.message
    assert trusted.passed, trusted.message


BODY = {
    "text": "UP", "number": 3, "fraction": 0.5, "large": 1e21, "yes": True, "nothing": None,
    "list": [{"a": "x"}, ["y"]], "object": {"a": {"b": "deep"}}, "": "empty", "digits": "3",
}  # fmt: skip
CASES = [
    ("text", "UP"), ("text", "up"), ("text", "UP "), ("text.0", "U"), ("text.length", "2"),
    ("number", "3"), ("number", "3.0"), ("number", "03"), ("number", " 3"), ("number", "three"),
    ("fraction", "0.5"), ("fraction", "5e-1"), ("fraction", ".5"), ("large", "1e21"),
    ("yes", "true"), ("yes", "True"), ("yes", "1"), ("nothing", "null"), ("nothing", ""),
    ("list.0.a", "x"), ("list.1.0", "y"), ("list.00.a", "x"), ("list.2", "null"),
    ("list.length", "2"), ("list.-1", "y"), ("list", "null"), ("object.a.b", "deep"),
    ("object.a", "deep"), ("object.toString", "null"), ("object.__proto__", "null"),
    ("digits", "3"), ("digits", "3.0"), ("absent", "null"), ("absent.deeper", "null"),
]  # fmt: skip


def test_the_script_decides_as_validate_does(tmp_path: Path) -> None:
    """What holds of an example at compile time holds of a response at run time."""
    text = json.dumps(BODY)
    document = json.loads(text, parse_int=float)
    wrong = {
        case: shown(value_at(document, case[0]))
        for case in CASES
        if not says(case[1], value_at(document, case[0]))
    }
    assert 10 < len(wrong) < len(CASES) - 10
    ended = outcome(answering(text), tmp_path, expected=tuple(CASES))
    told = [
        part.removeprefix("expected ").rpartition(", got ")[0] for part in ended.message.split("; ")
    ]
    assert told == [f"{path} to be {expected}" for path, expected in wrong]
