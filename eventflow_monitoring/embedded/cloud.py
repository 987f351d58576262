"""One embedded AWS: a server process of its own, with its own account."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from eventflow_monitoring.failure import CouldNotRunError
from eventflow_monitoring.live.connection import Connection, connect_to_endpoint

HOST = "localhost"
"""The servers' host: moto reads template addresses by host name and does not know 127.0.0.1."""


@dataclass(frozen=True, slots=True)
class Cloud:
    """A running server."""

    endpoint: str

    def connection(self, region: str) -> Connection:
        """Return a connection that reaches this server and nothing else."""
        return connect_to_endpoint(self.endpoint, region)


@contextmanager
def running_cloud(account: str) -> Iterator[Cloud]:
    """Start a server for an account and stop it at the end."""
    environment = {**without_aws(os.environ), "MOTO_ACCOUNT_ID": account}
    with subprocess.Popen(
        [sys.executable, "-m", "eventflow_monitoring.embedded.server"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env=environment,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            port = process.stdout.readline().strip()
            if not port:
                raise CouldNotRunError(
                    "the embedded AWS did not start",
                    help="is the extra `embedded` of the package installed?",
                )
            yield Cloud(f"http://{HOST}:{port}")
        finally:
            process.terminate()


def without_aws(environment: os._Environ[str] | dict[str, str]) -> dict[str, str]:
    """Return an environment without any AWS credential, profile or endpoint, and without proxies."""
    return {
        name: value
        for name, value in environment.items()
        if not name.upper().startswith(("AWS_", "CDK_", "MOTO_", "BOTO_"))
        and name.upper() not in _PROXIES
    }


_PROXIES = frozenset({"HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY"})
