"""A server that nobody is to reach: it counts who tries."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager


class Trap:
    """Listens on a port of this machine and closes every connection at once."""

    def __init__(self) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._socket.getsockname()[1]}"
        self.caught = 0
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            self.caught += 1
            connection.close()

    def close(self) -> None:
        """Stop listening."""
        self._socket.close()


@contextmanager
def trap() -> Iterator[Trap]:
    """Set a trap and take it away at the end."""
    one = Trap()
    try:
        yield one
    finally:
        one.close()
