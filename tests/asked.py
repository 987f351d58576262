"""What a block of shell asks the AWS command line, without asking it."""

import subprocess

_INSTEAD = """
aws() {
    case "$1 $2" in
        "cloudwatch describe-alarms") case "$*" in *Dimensions*) echo HEALTH-CHECK; return ;; esac ;;
        "logs start-query") printf '%s\\0' "$@" >&2; echo QUERY; return ;;
        "logs get-query-results") return ;;
    esac
    printf '%s\\0' "$@" >&2
}
date() { case "$1" in +%s) echo 1769248800 ;; *) echo 2026-01-24T10:00:00Z ;; esac; }
"""
"""In place of the AWS command line: it says what it was asked, and knows the id of a health check."""


def asked_by(script: str) -> dict[str, str]:
    """Run a block of shell, and return the options of what it asked.

    The first option is the service, and has the operation for a value; one that takes several values
    has them with spaces between.
    """
    done = subprocess.run(
        ["bash", "-euc", _INSTEAD + script], capture_output=True, text=True, check=True
    )
    words = done.stderr.rstrip("\0").split("\0")
    options = {words[0]: words[1]}
    for word in words[2:]:
        if word.startswith("--"):
            option = word
            options[option] = ""
        else:
            options[option] = f"{options[option]} {word}".strip()
    return options
