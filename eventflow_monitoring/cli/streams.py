"""Standard output and standard error as whoever started the command has set them up."""

import errno
import io
import json
import sys

import click

from eventflow_monitoring.report.closed_pipe import discard_output, discard_stream

_CANNOT_BE_WRITTEN = {
    *(errno.EAGAIN, errno.EBADF, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.ENOSPC),
}


def escape_what_cannot_be_written() -> None:
    r"""Let a character that the encoding of a stream has not come out as `\u2192`."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def echo_json(text: str) -> None:
    """Print JSON; where the encoding has not all of its characters, with the escapes of JSON."""
    try:
        text.encode(sys.stdout.encoding or "utf-8")
    except UnicodeEncodeError:
        # Outside of its strings JSON is ASCII. Beyond U+FFFF an escape of Python's is none of JSON.
        text = "".join(one if one.isascii() else json.dumps(one)[1:-1] for one in text)
    click.echo(text)


def echo_xml(text: str) -> None:
    """Print XML; where the encoding has not all of its characters, with references to them."""
    encoding = sys.stdout.encoding or "utf-8"
    click.echo(text.encode(encoding, errors="xmlcharrefreplace").decode(encoding))


def echo_error(*lines: str) -> None:
    """Print lines to standard error, or nowhere where that cannot be written either."""
    try:
        for line in lines:
            click.echo(line, err=True)
    except OSError:
        discard_stream(sys.stderr)


def output_refused(error: OSError) -> str | None:
    """Return why output could not be written, and give up on it; None for an error of a file."""
    if error.filename is not None or error.errno not in _CANNOT_BE_WRITTEN:
        return None
    discard_output()
    return f"the output cannot be written: {error.strerror}"
