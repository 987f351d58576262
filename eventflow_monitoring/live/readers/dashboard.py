"""Dashboards, through CloudWatch's GetDashboard."""

from eventflow_monitoring.live.connection import Connection
from eventflow_monitoring.live.reader import Expected, Properties, Reader


def read(connection: Connection, names: Expected) -> dict[str, Properties]:
    """Return the properties of dashboards by name."""
    client = connection.client("cloudwatch")
    found: dict[str, Properties] = {}
    for name in names:
        try:
            answer = client.get_dashboard(DashboardName=name)
        except client.exceptions.ResourceNotFound:
            continue
        found[name] = {"DashboardName": name, "DashboardBody": answer["DashboardBody"]}
    return found


READER = Reader("AWS::CloudWatch::Dashboard", read)
