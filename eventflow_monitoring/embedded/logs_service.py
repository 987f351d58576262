"""What moto's CloudWatch Logs lacks: calls that it does not answer, and settings that it forgets.

Importing this module adds them. Saved queries, index policies and data protection policies are kept
whole; the class and the deletion protection of a log group, and the distribution of a subscription
filter, are kept beside what moto keeps.
"""

import json
from collections import defaultdict
from collections.abc import Callable
from typing import Any

from moto.logs.responses import LogsResponse

_Things = dict[str, dict[str, Any]]

_kept: defaultdict[tuple[str, str], _Things] = defaultdict(dict)
"""Things by region and sort, then by name; a server has one account."""


def _put_query_definition(self: LogsResponse) -> str:
    queries = _kept[self.region, "queries"]
    query_id = self._get_param("queryDefinitionId") or f"query-{len(queries) + 1:08}"
    queries[query_id] = {
        "queryDefinitionId": query_id,
        "name": self._get_param("name"),
        "queryString": self._get_param("queryString"),
        "logGroupNames": self._get_param("logGroupNames", []),
    }
    return json.dumps({"queryDefinitionId": query_id})


def _describe_query_definitions(self: LogsResponse) -> str:
    prefix = self._get_param("queryDefinitionNamePrefix") or ""
    queries = _kept[self.region, "queries"].values()
    found = [query for query in queries if query["name"].startswith(prefix)]
    return json.dumps({"queryDefinitions": found})


def _delete_query_definition(self: LogsResponse) -> str:
    gone = _kept[self.region, "queries"].pop(self._get_param("queryDefinitionId"), None)
    return json.dumps({"success": gone is not None})


def _put_index_policy(self: LogsResponse) -> str:
    return _put_policy(self, "indexes", lambda policy: {"indexPolicy": policy})


def _describe_index_policies(self: LogsResponse) -> str:
    policies = _kept[self.region, "indexes"]
    names = self._get_param("logGroupIdentifiers")
    return json.dumps({"indexPolicies": [policies[name] for name in names if name in policies]})


def _put_data_protection_policy(self: LogsResponse) -> str:
    return _put_policy(self, "protections", lambda policy: policy)


def _get_data_protection_policy(self: LogsResponse) -> str:
    name = self._get_param("logGroupIdentifier")
    return json.dumps(_kept[self.region, "protections"].get(name, {}))


def _put_policy(
    self: LogsResponse, sort: str, answer: Callable[[dict[str, Any]], dict[str, Any]]
) -> str:
    name = self._get_param("logGroupIdentifier")
    policy = {"logGroupIdentifier": name, "policyDocument": self._get_param("policyDocument")}
    _kept[self.region, sort][name] = policy
    return json.dumps(answer(policy))


def _keeping(call: str, sort: str, name: str, settings: tuple[str, ...]) -> None:
    """Let a call keep some of its parameters, under the one that names the thing."""
    original = getattr(LogsResponse, call)

    def answer(self: LogsResponse) -> Any:
        found = original(self)
        given = {key: self._get_param(key) for key in settings}
        _kept[self.region, sort][self._get_param(name)] = {
            key: value for key, value in given.items() if value is not None
        }
        return found

    setattr(LogsResponse, call, answer)


def _telling(call: str, sort: str, name: str, things: str) -> None:
    """Let a call that describes things tell what was kept of each."""
    original = getattr(LogsResponse, call)

    def answer(self: LogsResponse) -> str:
        found = json.loads(original(self))
        kept = _kept[self.region, sort]
        found[things] = [{**one, **kept.get(one[name], {})} for one in found[things]]
        return json.dumps(found)

    setattr(LogsResponse, call, answer)


for _call in (
    _put_query_definition,
    _describe_query_definitions,
    _delete_query_definition,
    _put_index_policy,
    _describe_index_policies,
    _put_data_protection_policy,
    _get_data_protection_policy,
):
    # setattr: a type checker knows of no such methods.
    setattr(LogsResponse, _call.__name__.removeprefix("_"), _call)
_keeping("create_log_group", "groups", "logGroupName",
         ("logGroupClass", "deletionProtectionEnabled"))  # fmt: skip
_telling("describe_log_groups", "groups", "logGroupName", "logGroups")
_keeping("put_subscription_filter", "subscriptions", "filterName", ("distribution",))
_telling("describe_subscription_filters", "subscriptions", "filterName", "subscriptionFilters")
