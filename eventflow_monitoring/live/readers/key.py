"""Customer keys, through KMS."""

from eventflow_monitoring.live.connection import Connection
from eventflow_monitoring.live.reader import Expected, Properties, Reader


def read(connection: Connection, ids: Expected) -> dict[str, Properties]:
    """Return the properties of keys by id."""
    client = connection.client("kms")
    found: dict[str, Properties] = {}
    for key_id in ids:
        try:
            key = client.describe_key(KeyId=key_id)["KeyMetadata"]
        except client.exceptions.NotFoundException:
            continue
        if key["KeyState"] == "PendingDeletion":
            continue
        policy = client.get_key_policy(KeyId=key_id, PolicyName="default")["Policy"]
        rotation = client.get_key_rotation_status(KeyId=key_id)["KeyRotationEnabled"]
        found[key_id] = {
            "Description": key["Description"],
            "Enabled": key["Enabled"],
            "EnableKeyRotation": rotation,
            "KeyPolicy": policy,
        }
    return found


READER = Reader("AWS::KMS::Key", read, defaults={"Enabled": True, "Description": ""})
