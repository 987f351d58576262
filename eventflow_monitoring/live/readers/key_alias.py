"""Aliases of keys, through KMS's ListAliases."""

from eventflow_monitoring.live.connection import Connection
from eventflow_monitoring.live.reader import Expected, Properties, Reader


def read(connection: Connection, names: Expected) -> dict[str, Properties]:
    """Return the properties of aliases by name."""
    client = connection.client("kms")
    pages = client.get_paginator("list_aliases").paginate()
    return {
        alias["AliasName"]: {
            "AliasName": alias["AliasName"],
            "TargetKeyId": alias.get("TargetKeyId"),
        }
        for page in pages
        for alias in page["Aliases"]
        if alias["AliasName"] in names
    }


READER = Reader("AWS::KMS::Alias", read)
