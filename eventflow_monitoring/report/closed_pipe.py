"""What becomes of output that nobody reads any more."""

import os
import sys
from typing import TextIO


def discard_output() -> None:
    """Send what is still to be written to standard output nowhere.

    For a pipe whose reader, such as `head`, has seen enough: neither what is left in the buffer nor
    what a command has still to say is an error.
    """
    discard_stream(sys.stdout)


def discard_stream(stream: TextIO) -> None:
    """Send what is still to be written to a stream nowhere."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)
