"""What the API's own description says, in the form that its page shows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

_Schema = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class FieldShape:
    """A parameter or a field: its type in words, the model that it holds (empty: none), what it says."""

    name: str
    type: str
    model: str
    required: bool
    text: str


@dataclass(frozen=True, slots=True)
class OperationShape:
    """One address that can be asked: what comes back (a model) and which other statuses may."""

    path: str
    name: str
    text: str
    parameters: tuple[FieldShape, ...]
    model: str
    statuses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ModelShape:
    """A form of an answer or of a part of one; `values` are those of a closed vocabulary."""

    name: str
    text: str
    fields: tuple[FieldShape, ...]
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ApiShape:
    """All operations and models."""

    operations: tuple[OperationShape, ...]
    models: tuple[ModelShape, ...]


def read_shape(described: _Schema, prefix: str) -> ApiShape:
    """The shape that an OpenAPI document describes; addresses with `prefix` before them."""
    paths: Mapping[str, _Schema] = described["paths"]
    schemas: Mapping[str, _Schema] = described["components"]["schemas"]
    return ApiShape(
        tuple(_operation(prefix + path, one["get"]) for path, one in paths.items()),
        tuple(_model(name, schemas[name]) for name in sorted(schemas)),
    )


def _operation(path: str, one: _Schema) -> OperationShape:
    answered = one["responses"]["200"]["content"]["application/json"]["schema"]
    return OperationShape(
        path=path,
        name=one["operationId"],
        text=one.get("description", one["summary"]),
        parameters=tuple(
            _field(each["name"], each["schema"], required=each.get("required", False))
            for each in one.get("parameters", ())
        ),
        model=_held(answered),
        statuses=tuple(sorted(status for status in one["responses"] if status != "200")),
    )


def _model(name: str, schema: _Schema) -> ModelShape:
    required = schema.get("required", ())
    fields = (
        _field(each, one, required=each in required) for each, one in schema.get("properties", {}).items()
    )
    text = str(schema.get("description", "")).split("\n\n", maxsplit=1)[0]
    return ModelShape(name, text, tuple(fields), tuple(map(str, schema.get("enum", ()))))


def _field(name: str, schema: _Schema, *, required: bool) -> FieldShape:
    return FieldShape(name, _type(schema), _held(schema), required, schema.get("description", ""))


def _type(schema: _Schema) -> str:
    if "anyOf" in schema:
        return " | ".join(dict.fromkeys(map(_type, schema["anyOf"])))
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2]
    if "enum" in schema:
        return " | ".join(map(str, schema["enum"]))
    if schema.get("type") == "array":
        return f"list of {_type(schema['items'])}"
    return " ".join([str(schema.get("format") or schema.get("type", "any")), *_bounds(schema)])


def _bounds(schema: _Schema) -> Iterator[str]:
    if "minimum" in schema and "maximum" in schema:
        yield f"{schema['minimum']}–{schema['maximum']}"
    if "maxLength" in schema:
        yield f"≤ {schema['maxLength']} characters"
    if "pattern" in schema:
        yield f"like {schema['pattern']}"


def _held(schema: _Schema) -> str:
    """The model that a schema refers to, whether as itself, in a list or where it may be null."""
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2]
    parts = [*schema.get("anyOf", ()), *([schema["items"]] if "items" in schema else [])]
    return next(filter(None, map(_held, parts)), "")
