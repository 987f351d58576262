"""The one exception that is no bug: the surroundings do not let a command run."""


class CouldNotRunError(Exception):
    """A command cannot do its work: no specs, no credentials, a program that failed.

    `help` says what to do about it, `output` is what another program printed. Commands end with
    exit status 2.
    """

    def __init__(self, message: str, help: str | None = None, output: str | None = None) -> None:
        super().__init__(message)
        self.help = help
        self.output = output
