"""The server process: moto with our extensions, on a free port of this machine.

Run as `python -m eventflow_monitoring.embedded.server`. It prints its port, and ends when its
standard input does, so that it never outlives whoever started it.
"""

import logging
import sys
import warnings

from moto.server import ThreadedMotoServer

from eventflow_monitoring.embedded.cloud import HOST
from eventflow_monitoring.embedded.extensions import register


def main() -> None:
    """Serve until standard input ends."""
    warnings.simplefilter("ignore")
    logging.disable(logging.WARNING)
    server = ThreadedMotoServer(ip_address=HOST, port=0, verbose=False)
    server.start()
    _, port = server.get_host_and_port()
    register(f"http://{HOST}:{port}")
    print(port, flush=True)
    sys.stdin.read()
    server.stop()


if __name__ == "__main__":
    main()
