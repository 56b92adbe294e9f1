"""The API as an application of its own: it answers errors as problems and describes itself in OpenAPI."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI
from fastapi.routing import APIRoute
from starlette.datastructures import State

from explorer.api_models import Problem
from explorer.problems import answer_problems
from explorer.routes import api
from explorer.versions import program_version
from stores.curated.licence import ABSTRACT, LICENCE_ADDRESS, LICENCE_ID

PREFIX = "/api"
DOCUMENT = "/openapi.json"
_ABOUT = (
    f"{ABSTRACT} Only GET. Every answer names the release it is read from; answers of a release have an "
    "entity tag, so that asking again costs little. Errors are problems (RFC 9457)."
)


def make_api(state: State) -> FastAPI:
    """The application below `PREFIX`; `state` is that of the pages, so both show the same release."""
    made = FastAPI(
        title="Thitthang",
        summary="What Thai public offices say they are for.",
        description=_ABOUT,
        version=program_version(),
        license_info={"name": LICENCE_ID, "url": LICENCE_ADDRESS},
        docs_url=None,
        redoc_url=None,
        openapi_url=DOCUMENT,
        redirect_slashes=False,
        generate_unique_id_function=_operation_id,
    )
    made.state = state
    made.include_router(api.router)
    answer_problems(made)
    describe = made.openapi

    def with_problem() -> dict[str, Any]:
        described = describe()
        described["components"]["schemas"].setdefault("Problem", _problem())
        return described

    made.openapi = with_problem  # type: ignore[method-assign]
    return made


def _operation_id(route: APIRoute) -> str:
    return route.name


def _problem() -> dict[str, Any]:
    schema = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
    field = schema.pop("$defs")["FieldProblem"]
    schema["properties"]["errors"]["anyOf"][0]["items"] = field
    return schema
