#!/usr/bin/env python3
"""Every answer that the tests in process have met, read by botocore's own parser and held against its model.

    python tests/clients/answers.py target/tmp/outcomes

The test worlds leave their answers there while `cargo test` runs. An answer is right when botocore parses it, when
every member of it is one that the model has, of the model's type, and when an error is one that the model knows.
"""

import json
import sys
from collections import Counter
from pathlib import Path

import botocore.session
from botocore.parsers import create_parser

# What the door answers before any operation is known, and what signatures are refused with.
PROTOCOL = {
    "AccessDeniedException",
    "ExpiredTokenException",
    "IncompleteSignatureException",
    "InvalidSignatureException",
    "MissingAuthenticationTokenException",
    "SerializationException",
    "TooManyRequestsException",
    "UnrecognizedClientException",
}
# The service's documentation names it for this operation, and its model forgets it.
FORGOTTEN = {("AdminCreateUser", "AliasExistsException")}
KINDS = {
    "string": str,
    "integer": int,
    "long": int,
    "float": (int, float),
    "double": (int, float),
    "boolean": bool,
    "timestamp": (int, float),
    "blob": str,
}


# AWS: the developer guide names this flow of clients, and the model forgets it.
UNMODELLED = ("ALLOW_CLIENT_TOKEN_AUTH",)

def main():
    session = botocore.session.get_session()
    models = {"Idp": session.get_service_model("cognito-idp")}
    wrong, count = Counter(), 0
    for file in sorted(Path(sys.argv[1]).glob("*.answers")):
        for line in file.read_text(encoding="utf-8").splitlines():
            answer = json.loads(line)
            model = models.get(answer["service"])
            if model is None:
                continue
            count += 1
            wrong.update(f"{answer['operation']}: {what}" for what in faults(model, answer))
    for what, times in sorted(wrong.items()):
        print(f"{what} ({times} times)")
    if not count:
        sys.exit("no answers are there: run `cargo test` first")
    print(f"answers: {count} read, {len(wrong)} faults")
    sys.exit(1 if wrong else 0)


def faults(model, answer):
    operation = model.operation_model(answer["operation"])
    raw = {"status_code": answer["status"], "headers": answer["headers"], "body": answer["body"].encode()}
    try:
        parsed = create_parser(model.protocol).parse(raw, operation.output_shape)
    except Exception as error:  # noqa: BLE001 (whatever botocore stumbles over is what we look for)
        return [f"botocore cannot read it: {error!r}"]
    if answer["status"] != 200:
        return error_faults(operation, parsed)
    if not answer["body"]:
        # Some operations answer with nothing, and botocore takes that as an empty structure.
        return [] if operation.output_shape is None or not operation.output_shape.required_members else ["an empty body"]
    return list(mismatches(operation.output_shape, json.loads(answer["body"]), "answer"))


def error_faults(operation, parsed):
    code = parsed["Error"]["Code"]
    declared = {shape.name for shape in operation.error_shapes} | PROTOCOL
    if code not in declared and (operation.name, code) not in FORGOTTEN:
        return [f"{code} is not declared"]
    return [] if parsed["Error"]["Message"] else [f"{code} says nothing"]


def mismatches(shape, value, place):
    """Where a value is not what its shape says."""
    if shape is None:
        if value:
            yield f"{place}: the model has no output"
    elif shape.type_name == "structure":
        if not isinstance(value, dict):
            yield f"{place}: not an object"
            return
        if getattr(shape, "is_document_type", False):
            return
        for name, part in value.items():
            if name not in shape.members:
                yield f"{place}.{name}: the model has no such member"
            else:
                yield from mismatches(shape.members[name], part, f"{place}.{name}")
        for name in set(shape.required_members) - set(value):
            yield f"{place}.{name}: required and absent"
    elif shape.type_name == "list":
        if not isinstance(value, list):
            yield f"{place}: not a list"
            return
        for part in value:
            yield from mismatches(shape.member, part, f"{place}[]")
    elif shape.type_name == "map":
        if not isinstance(value, dict):
            yield f"{place}: not an object"
            return
        for part in value.values():
            yield from mismatches(shape.value, part, f"{place}{{}}")
    elif isinstance(value, bool) != (shape.type_name == "boolean") or not isinstance(value, KINDS[shape.type_name]):
        yield f"{place}: {type(value).__name__} instead of {shape.type_name}"
    elif shape.type_name == "string" and shape.enum and value not in (*shape.enum, *UNMODELLED):
        yield f"{place}: {value!r} is not of the enum"


if __name__ == "__main__":
    main()
