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

SERVICES = ["cognito-idp", "cognito-identity", "cognito-sync"]
METADATA = ["apiVersion", "endpointPrefix", "jsonVersion", "protocol", "signingName", "targetPrefix"]
SHAPE = ["type", "sensitive", "document", "exception", "fault", "min", "max", "pattern", "enum"]
MEMBER = ["shape", "location", "locationName", "box"]


def pick(source, keys):
    return {key: source[key] for key in keys if key in source}


def is_no_auth(operation):
    return operation.get("authtype") == "none" or "smithy.api#noAuth" in operation.get("auth", [])


def reduce_operation(operation):
    out = {"method": operation["http"]["method"], "uri": operation["http"]["requestUri"]}
    out["input"] = operation["input"]["shape"]
    if "output" in operation:
        out["output"] = operation["output"]["shape"]
    if is_no_auth(operation):
        out["noauth"] = True
    out["errors"] = sorted(error["shape"] for error in operation.get("errors", []))
    return out


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
        operations = {name: reduce_operation(op) for name, op in model["operations"].items()}
        shapes = {name: reduce_shape(shape) for name, shape in model["shapes"].items()}
        path = folder / f"{service}.json"
        write(path, head, operations, shapes)
        print(f"{path.name}: {len(operations)} operations, {len(shapes)} shapes, {path.stat().st_size} bytes")


if __name__ == "__main__":
    main()
