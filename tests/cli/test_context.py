"""The context of the CDK app."""

import json

import pytest

from eventflow_monitoring.cli.context import read_context


@pytest.mark.parametrize(
    ("arguments", "context"),
    [
        ([], {}),
        (["-c", "environment=production"], {"environment": "production"}),
        (["--context", "specs=a=b"], {"specs": "a=b"}),
        (["-c", "a=1", "-c", "b=2", "-c", "a=3"], {"a": "3", "b": "2"}),
        (["-c", "flag", "environment=production"], {}),
        (["-c"], {}),
    ],
)
def test_context_is_read_from_arguments(
    arguments: list[str], context: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What follows `-c` or `--context` is a name and a value."""
    monkeypatch.delenv("CDK_CONTEXT_JSON", raising=False)
    assert read_context(arguments) == context


def test_arguments_win_over_what_the_cdk_hands_on(monkeypatch: pytest.MonkeyPatch) -> None:
    """The CDK command line hands its context on in JSON; only text in it is taken."""
    handed_on = {"environment": "staging", "checks": "true", "aws:cdk:enable-path-metadata": True}
    monkeypatch.setenv("CDK_CONTEXT_JSON", json.dumps(handed_on))
    assert read_context(["-c", "environment=production"]) == {
        "environment": "production",
        "checks": "true",
    }
