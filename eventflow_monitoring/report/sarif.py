"""Problems as SARIF 2.1.0, which GitHub's code scanning, GitLab and editors read.

Source: OASIS, "Static Analysis Results Interchange Format (SARIF) Version 2.1.0", and its schema.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from importlib import metadata
from pathlib import Path
from typing import Any
from urllib.parse import quote

from eventflow_monitoring.position import Origin
from eventflow_monitoring.problem import Problem, Severity
from eventflow_monitoring.report.place import Places
from eventflow_monitoring.report.repository import repository_path
from eventflow_monitoring.report.rule_help import rule_help
from eventflow_monitoring.source.tree import Tree

_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_TOOL = "eventflow-monitoring"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}
_ROOT = "%SRCROOT%"  # the name that GitHub documents

_FINGERPRINT = "problem/v1"
"""Counts up when fingerprints come to be made of something else."""


def render_sarif(problems: Iterable[Problem], trees: Mapping[str, Tree]) -> str:
    """Return a SARIF log with a result for each problem, also where there is none.

    Paths stand relative to the root of the repository, so that the log is the same on every machine.
    """
    listed = list(problems)
    rules = list(dict.fromkeys(problem.rule for problem in listed))
    places = Places(trees)
    fingerprints = _fingerprints(listed)
    results = [
        _result(problem, rules.index(problem.rule), fingerprint, places)
        for problem, fingerprint in zip(listed, fingerprints, strict=True)
    ]
    run = {
        "tool": {"driver": _driver(rules)},
        # Origins count characters as Python does.
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {
            _ROOT: {
                "description": {
                    "text": "The root of the repository; without one, where the command ran."
                }
            }
        },
        "results": results,
    }
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, indent=2, ensure_ascii=False)


def _driver(rules: list[str]) -> dict[str, Any]:
    driver: dict[str, Any] = {
        "name": _TOOL,
        "rules": [_rule(rule) for rule in rules],
    }
    try:
        about = metadata.metadata(_TOOL)
    except metadata.PackageNotFoundError:  # run from its sources, without being installed
        return driver
    driver["version"] = about["Version"]
    # `Homepage, https://...`, as pyproject.toml has it under [project.urls].
    for written in about.get_all("Project-URL") or ():
        driver.setdefault("informationUri", written.partition(",")[2].strip())
    return driver


def _rule(code: str) -> dict[str, Any]:
    found = rule_help(code)
    if found is None:  # of a package that extends this one
        return {"id": code, "shortDescription": {"text": code.replace("-", " ").capitalize()}}
    sentence, text = found
    return {"id": code, "shortDescription": {"text": sentence}, "help": {"text": text}}


def _result(problem: Problem, rule: int, fingerprint: str, places: Places) -> dict[str, Any]:
    lines = [problem.message, *([problem.help] if problem.help is not None else [])]
    result: dict[str, Any] = {
        "ruleId": problem.rule,
        "ruleIndex": rule,
        "level": _LEVELS[problem.severity],
        "message": {"text": "\n".join(lines)},
        "partialFingerprints": {_FINGERPRINT: fingerprint},
    }
    if problem.origin is not None:
        result["locations"] = [{"physicalLocation": _location(problem.origin, places)}]
    if problem.related:
        result["relatedLocations"] = [
            {
                "id": number,
                "physicalLocation": _location(other.origin, places),
                "message": {"text": other.message},
            }
            for number, other in enumerate(problem.related, start=1)
        ]
    return result


def _location(origin: Origin, places: Places) -> dict[str, Any]:
    place = places.of(origin)
    return {
        "artifactLocation": _artifact(place.file),
        "region": {
            "startLine": place.line,
            "startColumn": place.column,
            "endLine": place.end_line,
            "endColumn": place.end_column,
        },
    }


def _artifact(file: str) -> dict[str, str]:
    path = repository_path(file) or Path(file).as_posix()
    if Path(path).is_absolute() or path.startswith("../"):
        # No base is known that it stands below.
        return {"uri": Path(path).resolve().as_uri()}
    return {"uri": quote(path), "uriBaseId": _ROOT}


def _fingerprints(problems: Iterable[Problem]) -> Iterator[str]:
    """Yield what a problem is known by in another version of the file.

    Made of keys and messages, not of lines, which move, nor of the text, which may be a secret. The
    number at the end tells those apart that are otherwise the same.
    """
    met: Counter[str] = Counter()
    for problem in problems:
        parts: list[object] = [problem.rule, problem.message]
        if problem.origin is not None:
            file = repository_path(problem.origin.file) or Path(problem.origin.file).as_posix()
            parts += [file, problem.origin.pointer, problem.origin.on_key]
        digest = hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:16]
        met[digest] += 1
        yield f"{digest}:{met[digest]}"
