"""EventFlow synthesised once for all tests of the outputs: starting Node.js takes seconds."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from eventflow_monitoring.cli.load import load
from tests.eventflow import SPECS

Templates = dict[str, dict[str, Any]]


def read_templates(assembly: Path) -> Templates:
    """Return the templates of a cloud assembly by stack name."""
    templates: Templates = {}
    for manifest in assembly.rglob("manifest.json"):
        artifacts = json.loads(manifest.read_text()).get("artifacts", {})
        for name, artifact in artifacts.items():
            if artifact["type"] == "aws:cloudformation:stack":
                properties = artifact["properties"]
                template = manifest.parent / properties["templateFile"]
                stack_name = properties.get("stackName", name)
                templates[stack_name] = json.loads(template.read_text())
    return templates


def synthesise_into(directory: Path, specs: Path) -> Templates:
    """Synthesise specs, without validation, and return the templates."""
    os.environ["CDK_VALIDATION"] = "false"
    from eventflow_monitoring.outputs.cdk.synthesis import synthesise

    loaded = load(specs)
    assert loaded.problems == ()
    synthesise(loaded.plans, outdir=str(directory))
    return read_templates(directory)


@pytest.fixture(scope="session")
def templates(tmp_path_factory: pytest.TempPathFactory) -> Templates:
    """The templates that CDK writes for EventFlow."""
    return synthesise_into(tmp_path_factory.mktemp("assembly"), SPECS)
