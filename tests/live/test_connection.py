"""What AWS refuses ends in one line, not in a traceback."""

import dataclasses

import pytest
from botocore.exceptions import ClientError

from eventflow_monitoring.failure import CouldNotRunError
from eventflow_monitoring.live.connection import Connection, connect_to_endpoint
from eventflow_monitoring.live.read_back import read_back
from eventflow_monitoring.outputs.cloudformation.plan import Plan


class Refusing:
    """A client that may do nothing."""

    def get_paginator(self, operation: str) -> None:
        """Refuse as AWS does."""
        answer = {"Error": {"Code": "AccessDenied", "Message": "not authorized"}}
        raise ClientError(answer, operation)


def test_missing_permissions_are_named(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    """Credentials that may not list a stack lead to an error that names it and what is refused."""
    monkeypatch.setattr(Connection, "client", lambda self, service: Refusing())
    connection = connect_to_endpoint("http://localhost:1", "us-east-1")
    with pytest.raises(CouldNotRunError) as caught:
        read_back(connection, plan)
    assert str(caught.value) == (
        "the stack eventflow-staging-notifications cannot be read back: An error occurred "
        "(AccessDenied) when calling the list_stack_resources operation: not authorized"
    )


def test_a_server_that_does_not_answer_is_named(plan: Plan) -> None:
    """Without anybody listening the error names the address."""
    connection = connect_to_endpoint("http://localhost:1", "us-east-1")
    one = dataclasses.replace(plan, stacks=plan.stacks[:1])
    with pytest.raises(CouldNotRunError, match="http://localhost:1"):
        read_back(connection, one)
