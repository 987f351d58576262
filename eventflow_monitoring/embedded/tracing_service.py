"""What moto's X-Ray lacks: the calls for sampling rules, groups and their tags.

Importing this module adds them. Rules and groups are kept as they are told and told again; no request
is sampled by the ones, no trace sorted into the others. Names are refused that another has.
"""

import json
from collections import defaultdict
from typing import Any

from moto.xray.responses import XRayResponse
from moto.xray.urls import url_paths

_Things = dict[str, dict[str, Any]]
_Answer = str | tuple[str, dict[str, int]]

_kept: defaultdict[tuple[str, str], _Things] = defaultdict(dict)
"""Rules, groups and tags by region and sort, then by ARN; a server has one account."""

_CREATED = 1_767_225_600
"""When all of them were made, in seconds: the beginning of 2026."""


def _arn(self: XRayResponse, resource: str) -> str:
    return f"arn:aws:xray:{self.region}:{self.current_account}:{resource}"


def _refused(message: str) -> _Answer:
    body = json.dumps({"__type": "InvalidRequestException", "message": message})
    return body, {"status": 400}


def _find(things: _Things, name: str, name_key: str, arn: str | None) -> str | None:
    """Return the ARN of the thing with a name or an ARN."""
    return next((key for key, one in things.items() if arn == key or one[name_key] == name), None)


def _keep_tags(self: XRayResponse, arn: str) -> None:
    tags = self._get_param("Tags", [])
    _kept[self.region, "tags"][arn] = {one["Key"]: one["Value"] for one in tags}


def _record(rule: dict[str, Any]) -> dict[str, Any]:
    return {"SamplingRule": rule, "CreatedAt": _CREATED, "ModifiedAt": _CREATED}


def _create_sampling_rule(self: XRayResponse) -> _Answer:
    rules = _kept[self.region, "rules"]
    written = self._get_param("SamplingRule")
    if _find(rules, written["RuleName"], "RuleName", None) is not None:
        return _refused(f"the rule {written['RuleName']} stands already")
    arn = _arn(self, f"sampling-rule/{written['RuleName']}")
    # X-Ray tells of attributes, if only that there are none.
    rules[arn] = {"Attributes": {}, **written, "RuleARN": arn}
    _keep_tags(self, arn)
    return json.dumps({"SamplingRuleRecord": _record(rules[arn])})


def _get_sampling_rules(self: XRayResponse) -> _Answer:
    records = [_record(rule) for rule in _kept[self.region, "rules"].values()]
    return json.dumps({"SamplingRuleRecords": records})


def _update_sampling_rule(self: XRayResponse) -> _Answer:
    rules = _kept[self.region, "rules"]
    update = self._get_param("SamplingRuleUpdate")
    arn = _find(rules, update.get("RuleName", ""), "RuleName", update.get("RuleARN"))
    if arn is None:
        return _refused("there is no such rule")
    rules[arn] |= update
    return json.dumps({"SamplingRuleRecord": _record(rules[arn])})


def _delete_sampling_rule(self: XRayResponse) -> _Answer:
    rules = _kept[self.region, "rules"]
    arn = _find(rules, self._get_param("RuleName", ""), "RuleName", self._get_param("RuleARN"))
    if arn is None:
        return _refused("there is no such rule")
    _kept[self.region, "tags"].pop(arn, None)
    return json.dumps({"SamplingRuleRecord": _record(rules.pop(arn))})


def _create_group(self: XRayResponse) -> _Answer:
    groups = _kept[self.region, "groups"]
    name = self._get_param("GroupName")
    if _find(groups, name, "GroupName", None) is not None:
        return _refused(f"the group {name} stands already")
    arn = _arn(self, f"group/{name}/{len(groups) + 1:08}")
    groups[arn] = {
        "GroupName": name,
        "GroupARN": arn,
        "FilterExpression": self._get_param("FilterExpression", ""),
        "InsightsConfiguration": self._get_param("InsightsConfiguration", {}),
    }
    _keep_tags(self, arn)
    return json.dumps({"Group": groups[arn]})


def _groups(self: XRayResponse) -> _Answer:  # GetGroups
    return json.dumps({"Groups": list(_kept[self.region, "groups"].values())})


def _group_asked_for(self: XRayResponse) -> str | None:
    groups = _kept[self.region, "groups"]
    return _find(groups, self._get_param("GroupName", ""), "GroupName", self._get_param("GroupARN"))


def _get_group(self: XRayResponse) -> _Answer:
    arn = _group_asked_for(self)
    if arn is None:
        return _refused("there is no such group")
    return json.dumps({"Group": _kept[self.region, "groups"][arn]})


def _update_group(self: XRayResponse) -> _Answer:
    arn = _group_asked_for(self)
    if arn is None:
        return _refused("there is no such group")
    group = _kept[self.region, "groups"][arn]
    for key in ("FilterExpression", "InsightsConfiguration"):
        if self._get_param(key) is not None:
            group[key] = self._get_param(key)
    return json.dumps({"Group": group})


def _delete_group(self: XRayResponse) -> _Answer:
    arn = _group_asked_for(self)
    if arn is None:
        return _refused("there is no such group")
    del _kept[self.region, "groups"][arn]
    _kept[self.region, "tags"].pop(arn, None)
    return "{}"


def _list_tags_for_resource(self: XRayResponse) -> _Answer:
    tags = _kept[self.region, "tags"].get(self._get_param("ResourceARN"), {})
    return json.dumps({"Tags": [{"Key": key, "Value": value} for key, value in tags.items()]})


def _tag_resource(self: XRayResponse) -> _Answer:
    tags = _kept[self.region, "tags"].setdefault(self._get_param("ResourceARN"), {})
    tags |= {one["Key"]: one["Value"] for one in self._get_param("Tags")}
    return "{}"


for _call in (
    _create_sampling_rule,
    _get_sampling_rules,
    _update_sampling_rule,
    _delete_sampling_rule,
    _create_group,
    _get_group,
    _groups,
    _update_group,
    _delete_group,
    _list_tags_for_resource,
    _tag_resource,
):
    _name = _call.__name__.removeprefix("_")
    # setattr: a type checker knows of no such methods.
    setattr(XRayResponse, _name, _call)
    # moto finds a method by the last part of the address: /CreateGroup is create_group.
    url_paths[f"{{0}}/{''.join(part.capitalize() for part in _name.split('_'))}$"] = (
        XRayResponse.dispatch
    )
