"""Connections to AWS: the caller's own, or one that can only reach a server on this machine."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import boto3
import botocore.session
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from eventflow_monitoring.failure import CouldNotRunError

_SIGN_IN = "name a profile that has some, `AWS_PROFILE=…`, or sign in with `aws sso login`"
_RETRIES = {"mode": "adaptive", "max_attempts": 10}


@contextmanager
def aws_errors_explained(what: str, help: str | None = None) -> Iterator[None]:
    """Turn what AWS refuses, or does not answer, into a CouldNotRunError that begins with `what`."""
    try:
        yield
    except (BotoCoreError, ClientError) as error:
        raise CouldNotRunError(f"{what}: {error}", help) from error


class Connection:
    """Clients of the services of one account and region, each made once."""

    def __init__(self, session: boto3.Session, region: str, **options: Any) -> None:
        self.region = region
        self._session = session
        self._options = options
        self._clients: dict[str, Any] = {}

    def client(self, service: str) -> Any:
        """Return the client of a service, such as `cloudwatch`."""
        if service not in self._clients:
            self._clients[service] = self._session.client(
                service, region_name=self.region, **self._options
            )
        return self._clients[service]

    def account(self) -> str:
        """Return the account the credentials belong to. Raises CouldNotRunError where none work."""
        with aws_errors_explained("no AWS credentials that work", _SIGN_IN):
            account: str = self.client("sts").get_caller_identity()["Account"]
            return account


def connect_to_aws(region: str) -> Connection:
    """Connect with the credentials the caller has, found as the AWS command line finds them."""
    with aws_errors_explained("no AWS credentials that work", _SIGN_IN):
        return Connection(boto3.Session(), region, config=Config(retries=_RETRIES))


def connect_to_endpoint(endpoint: str, region: str) -> Connection:
    """Connect to a server on this machine, whatever credentials, profile or proxy the caller has."""
    # Nothing is looked up: no profile, no file, no variable of the environment.
    nowhere = {
        "profile": (None, None, None, None),
        "config_file": (None, None, os.devnull, None),
        "credentials_file": (None, None, os.devnull, None),
        "ignore_configured_endpoint_urls": (None, None, True, None),
    }
    inner = botocore.session.Session(session_vars=nowhere)
    inner.set_credentials("embedded", "embedded")
    return Connection(
        boto3.Session(botocore_session=inner),
        region,
        endpoint_url=endpoint,
        config=Config(proxies={}, retries={"max_attempts": 2}),
    )
