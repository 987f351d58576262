"""What moto's Synthetics lacks: the calls that start, stop, change and delete a canary.

Importing this module adds them. A canary that was started is RUNNING, and never runs.
"""

import json
from typing import Any

from moto.synthetics import urls
from moto.synthetics.responses import SyntheticsResponse

_SETTINGS = {
    "ArtifactS3Location": "artifact_s3_location",
    "ExecutionRoleArn": "execution_role_arn",
    "FailureRetentionPeriodInDays": "failure_retention_period_in_days",
    "ProvisionedResourceCleanup": "provisioned_resource_cleanup",
    "RunConfig": "run_config",
    "RuntimeVersion": "runtime_version",
    "Schedule": "schedule",
    "SuccessRetentionPeriodInDays": "success_retention_period_in_days",
    "VpcConfig": "vpc_config",
}
"""What UpdateCanary may change here, and what moto calls it."""


def _canary(self: SyntheticsResponse, part: int) -> Any:
    """Return the canary that a part of the path names."""
    return self.synthetics_backend.canaries[self.path.strip("/").split("/")[part]]


def _start_canary(self: SyntheticsResponse) -> str:
    _canary(self, -2).state = "RUNNING"
    return "{}"


def _stop_canary(self: SyntheticsResponse) -> str:
    _canary(self, -2).state = "STOPPED"
    return "{}"


def _update_canary(self: SyntheticsResponse) -> str:
    canary = _canary(self, -1)
    for theirs, value in json.loads(self.body).items():
        if theirs in _SETTINGS:
            setattr(canary, _SETTINGS[theirs], value)
    return "{}"


def _delete_canary(self: SyntheticsResponse) -> str:
    self.synthetics_backend.canaries.pop(_canary(self, -1).name)
    return "{}"


for _call in (_start_canary, _stop_canary, _update_canary, _delete_canary):
    setattr(SyntheticsResponse, _call.__name__[1:], _call)
urls.url_paths["{0}/canary/(?P<name>[^/]+)/(?P<action>start|stop)$"] = SyntheticsResponse.dispatch
