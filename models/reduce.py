"""Reduces the API models of an installed botocore to the facts that codegen reads; no prose is kept.

Run by hand when AWS publishes a newer model:

    python3 -m venv /tmp/venv && /tmp/venv/bin/pip install botocore
    /tmp/venv/bin/python models/reduce.py && cargo xtask codegen

Hand corrections live in models/patches/, so that this program can be run again at any time.
"""

import json
from pathlib import Path

import botocore
from botocore.loaders import Loader

# Of the last two only the operations that are served.
SERVICES = ["cognito-idp", "cognito-identity", "cognito-sync", "iam", "sts"]
SERVED = {
    "iam": """
        AddClientIDToOpenIDConnectProvider AddUserToGroup AttachGroupPolicy AttachRolePolicy AttachUserPolicy
        CreateAccessKey CreateGroup CreateOpenIDConnectProvider CreatePolicy CreatePolicyVersion CreateRole
        CreateSAMLProvider CreateServiceLinkedRole CreateUser
        DeleteAccessKey DeleteGroup DeleteGroupPolicy DeleteOpenIDConnectProvider DeletePolicy DeletePolicyVersion
        DeleteRole DeleteRolePermissionsBoundary DeleteRolePolicy DeleteSAMLProvider DeleteServiceLinkedRole
        DeleteUser DeleteUserPermissionsBoundary DeleteUserPolicy DetachGroupPolicy DetachRolePolicy
        DetachUserPolicy GetAccessKeyLastUsed GetGroup GetGroupPolicy GetOpenIDConnectProvider GetPolicy
        GetPolicyVersion GetRole GetRolePolicy GetSAMLProvider GetServiceLinkedRoleDeletionStatus GetUser
        GetUserPolicy
        ListAccessKeys ListAccountAliases ListAttachedGroupPolicies ListAttachedRolePolicies
        ListAttachedUserPolicies ListEntitiesForPolicy ListGroupPolicies ListGroups ListGroupsForUser
        ListInstanceProfilesForRole ListOpenIDConnectProviderTags ListOpenIDConnectProviders ListPolicies
        ListPolicyTags ListPolicyVersions ListRolePolicies ListRoleTags ListRoles ListSAMLProviderTags
        ListSAMLProviders ListUserPolicies ListUserTags ListUsers
        PutGroupPolicy PutRolePermissionsBoundary PutRolePolicy PutUserPermissionsBoundary PutUserPolicy
        RemoveClientIDFromOpenIDConnectProvider RemoveUserFromGroup SetDefaultPolicyVersion
        SimulateCustomPolicy SimulatePrincipalPolicy
        TagOpenIDConnectProvider TagPolicy TagRole TagSAMLProvider TagUser UntagOpenIDConnectProvider UntagPolicy
        UntagRole UntagSAMLProvider UntagUser UpdateAccessKey UpdateAssumeRolePolicy UpdateGroup
        UpdateOpenIDConnectProviderThumbprint UpdateRole UpdateRoleDescription UpdateSAMLProvider UpdateUser
    """.split(),
    "sts": """
        AssumeRole AssumeRoleWithSAML AssumeRoleWithWebIdentity DecodeAuthorizationMessage GetAccessKeyInfo
        GetCallerIdentity GetSessionToken
    """.split(),
}
METADATA = [
    "apiVersion",
    "endpointPrefix",
    "jsonVersion",
    "protocol",
    "signingName",
    "targetPrefix",
    "xmlNamespace",
]
SHAPE = ["type", "sensitive", "document", "exception", "fault", "min", "max", "pattern", "enum"]
MEMBER = ["shape", "location", "locationName", "box"]


def pick(source, keys):
    return {key: source[key] for key in keys if key in source}


def is_no_auth(operation):
    return operation.get("authtype") == "none" or "smithy.api#noAuth" in operation.get("auth", [])


def code(name, shapes):
    """What an error is called on the wire: in the query protocol not always as its shape."""
    return shapes[name].get("error", {}).get("code", name)


def reduce_operation(operation, shapes):
    out = {"method": operation["http"]["method"], "uri": operation["http"]["requestUri"]}
    out["input"] = operation["input"]["shape"]
    if "output" in operation:
        out["output"] = operation["output"]["shape"]
    if is_no_auth(operation):
        out["noauth"] = True
    out["errors"] = sorted(code(error["shape"], shapes) for error in operation.get("errors", []))
    return out


def reached(operations, shapes):
    """The shapes that the operations lead to."""
    open_ = [op[way]["shape"] for op in operations.values() for way in ("input", "output") if way in op]
    open_ += [error["shape"] for op in operations.values() for error in op.get("errors", [])]
    seen = set()
    while open_:
        name = open_.pop()
        if name not in seen:
            seen.add(name)
            shape = shapes[name]
            open_ += [shape[role]["shape"] for role in ("member", "key", "value") if role in shape]
            open_ += [member["shape"] for member in shape.get("members", {}).values()]
    return seen


def reduce_shape(shape):
    out = pick(shape, SHAPE)
    if "httpStatusCode" in shape.get("error", {}):
        out["status"] = shape["error"]["httpStatusCode"]
    for role in ("member", "key", "value"):
        if role in shape:
            out[role] = shape[role]["shape"]
    if shape["type"] == "structure":
        required = set(shape.get("required", []))
        # A list, since the order of members is the order in which violations are reported.
        out["members"] = [
            {"name": name, **pick(member, MEMBER), **({"required": True} if name in required else {})}
            for name, member in shape["members"].items()
        ]
    return out


def write(path, head, operations, shapes):
    """One operation or shape a line: compact, and a new model reads well as a diff."""

    def block(items):
        return ",\n".join(f"{json.dumps(name)}: {json.dumps(items[name])}" for name in sorted(items))

    text = (
        "{\n"
        + "".join(f"{json.dumps(key)}: {json.dumps(value)},\n" for key, value in head.items())
        + f'"operations": {{\n{block(operations)}\n}},\n"shapes": {{\n{block(shapes)}\n}}\n}}\n'
    )
    path.write_text(text, encoding="utf-8")


def main():
    folder = Path(__file__).parent
    loader = Loader(include_default_search_paths=True)
    for service in SERVICES:
        model = loader.load_service_model(service, "service-2")
        head = {"botocore": botocore.__version__, "metadata": pick(model["metadata"], METADATA)}
        served, shapes = model["operations"], model["shapes"]
        if service in SERVED:
            served = {name: served[name] for name in SERVED[service]}
            shapes = {name: shapes[name] for name in reached(served, shapes)}
        operations = {name: reduce_operation(op, shapes) for name, op in served.items()}
        shapes = {code(name, shapes): reduce_shape(shape) for name, shape in shapes.items()}
        path = folder / f"{service}.json"
        write(path, head, operations, shapes)
        print(f"{path.name}: {len(operations)} operations, {len(shapes)} shapes, {path.stat().st_size} bytes")


if __name__ == "__main__":
    main()
