"""Outline 大纲: the OpenAPI document as a reader wants it, for the reference page and docs/api.md."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Row:
    """A parameter or a field: its name, its type in words, and what it is."""

    name: str
    type: str
    description: str
    required: bool = False


@dataclass(frozen=True)
class Operation:
    """One address and what it answers."""

    id: str
    path: str
    summary: str
    description: str
    parameters: Sequence[Row]
    answer: str  # name of the structure
    statuses: Sequence[str]


@dataclass(frozen=True)
class Structure:
    """One structure of the answers."""

    name: str
    description: str
    fields: Sequence[Row]


@dataclass(frozen=True)
class Outline:
    """The whole interface."""

    title: str
    description: str
    operations: Sequence[Operation]
    structures: Sequence[Structure]

    @property
    def paragraphs(self) -> list[str]:
        """The description, a paragraph each."""
        return self.description.split("\n\n")


def outline(document: Mapping[str, Any]) -> Outline:
    """Read an OpenAPI document."""
    return Outline(
        title=document["info"]["title"],
        description=document["info"]["description"],
        operations=[
            _operation(path, operation)
            for path, methods in document["paths"].items()
            for operation in methods.values()
        ],
        structures=[
            _structure(name, schema)
            for name, schema in sorted(document["components"]["schemas"].items())
            if "properties" in schema
        ],
    )


def _operation(path: str, operation: Mapping[str, Any]) -> Operation:
    answer = operation["responses"][200]["content"]["application/json"]["schema"]
    return Operation(
        id=operation["operationId"],
        path=path,
        summary=operation["summary"],
        description=operation.get("description", ""),
        parameters=[
            Row(one["name"], _type(one["schema"]), one.get("description", ""), one["required"])
            for one in operation["parameters"]
        ],
        answer=answer.get("title") or _type(answer),
        statuses=[str(status) for status in operation["responses"]],
    )


def _structure(name: str, schema: Mapping[str, Any]) -> Structure:
    return Structure(
        name,
        schema.get("description", ""),
        [
            Row(field, _type(details), details.get("description", ""))
            for field, details in schema["properties"].items()
        ],
    )


def _type(schema: Mapping[str, Any]) -> str:
    """The type in a few words: `integer 1–500`, `list of Kind`, `date or null`."""
    if "$ref" in schema:
        return str(schema["$ref"]).rsplit("/", 1)[-1]
    if "anyOf" in schema:
        return " or ".join(_type(one) for one in schema["anyOf"])
    if "enum" in schema:
        return " | ".join(str(value) for value in schema["enum"])
    if "const" in schema:
        return str(schema["const"])
    kind = str(schema.get("type", "anything"))
    if kind == "array":
        return f"list of {_type(schema['items'])}"
    if kind == "object" and isinstance(schema.get("additionalProperties"), Mapping):
        return f"object of {_type(schema['additionalProperties'])}"
    if kind == "integer" and "minimum" in schema and schema.get("maximum", 2**63) < 2**31:
        return f"integer {schema['minimum']}–{schema['maximum']}"
    return str(schema.get("format", kind))
