"""Comparing properties: what counts as the same, and how a difference is named."""

from typing import Any

import pytest

from eventflow_monitoring.diff.difference import compare_properties

SECRET = "https://x/{{resolve:secretsmanager:s:SecretString:f}}/enqueue"


@pytest.mark.parametrize(
    ("expected", "actual"),
    [
        ({"A": 1}, {"A": 1.0}),
        ({"A": '{"b": [1]}'}, {"A": {"b": [1]}}),
        ({"Default": True}, {}),
        ({}, {"Default": True}),
        (
            {"Tags": [{"Key": "a", "Value": "1"}, {"Key": "b", "Value": "2"}]},
            {"Tags": [{"Key": "b", "Value": "2"}, {"Key": "a", "Value": "1"}]},
        ),
        ({"Endpoint": SECRET}, {"Endpoint": SECRET}),
        ({"Endpoint": SECRET}, {"Endpoint": "https://x/abc123/enqueue"}),
    ],
)
def test_the_same_said_differently(expected: dict[str, Any], actual: dict[str, Any]) -> None:
    """Numbers, JSON in text, defaults, the order of tags and resolved secrets make no difference."""
    assert compare_properties(expected, actual, {"Default": True}) == []


@pytest.mark.parametrize(
    ("expected", "actual", "path"),
    [
        ({"A": 1}, {"A": 2}, "A"),
        ({"A": True}, {"A": 1}, "A"),
        ({"A": 1}, {}, "A"),
        ({}, {"A": 1}, "A"),
        ({"A": {"b": [1, 2]}}, {"A": {"b": [1, 3]}}, "A.b[1]"),
        ({"A": [1]}, {"A": [1, 2]}, "A[1]"),
        ({"A": ["x", "y"]}, {"A": ["y", "x"]}, "A[0]"),
        ({"A": '{"b": 1}'}, {"A": '{"b": 2}'}, "A.b"),
        ({"A": 1}, {"A": "1"}, "A"),
        ({"Default": False}, {}, "Default"),
    ],
)
def test_a_difference_is_named_by_its_path(
    expected: dict[str, Any], actual: dict[str, Any], path: str
) -> None:
    """A difference names the smallest part that differs."""
    found = compare_properties(expected, actual, {"Default": True})
    assert found[0].path == path


def test_what_a_secret_became_is_never_shown() -> None:
    """Where a secret's surroundings differ, the difference does not hold the secret."""
    actual = {"Endpoint": "https://y/s3cr3t/enqueue"}
    found = compare_properties({"Endpoint": SECRET}, actual, {})
    assert [one.path for one in found] == ["Endpoint"]
    assert "s3cr3t" not in repr(found)
