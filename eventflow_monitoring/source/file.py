"""Files that somebody else named: read only where they are files, and not without end."""

from pathlib import Path
from stat import S_ISDIR, S_ISREG


class FileRefusedError(Exception):
    """A file that is there and is not read; the message follows its name."""


class FileTooLargeError(FileRefusedError):
    """A file of more bytes than anybody writes by hand."""


def read_regular_file(path: Path, most: int) -> bytes:
    """Return what a file holds, of `most` bytes at most.

    Raises FileRefusedError for a directory, a pipe or a device, of which reading would not end, and
    FileTooLargeError before anything is read. Any other OSError is the system's.
    """
    about = path.stat()
    if S_ISDIR(about.st_mode):
        raise FileRefusedError("is a directory")
    if not S_ISREG(about.st_mode):
        raise FileRefusedError("is no regular file")
    if about.st_size > most:
        raise FileTooLargeError(f"has {about.st_size:,} bytes, more than {most:,}")
    with path.open("rb") as file:
        data = file.read(most + 1)
    if len(data) > most:  # it grows, or the system makes it up as it is read
        raise FileTooLargeError(f"has more than {most:,} bytes")
    return data
