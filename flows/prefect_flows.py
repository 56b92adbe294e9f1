"""The runs as Prefect flows: the visits as tasks, the result in the state's message and in artifacts.

Prefect schedules and shows; what was done is in our own journal. Every flow does what the plain step
of its name does, and may be run twice without harm.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from prefect import flow, runtime
from prefect.client.schemas.objects import State
from prefect.states import Completed

from flows import steps
from flows.inbox import inbox_folder, look_into
from flows.known_offices import known_registry
from flows.offices import find_office
from flows.prefect_settings import POOL
from flows.prefect_states import final_state
from flows.prefect_tags import tag_run
from flows.prefect_visits import VisitTasks, visit_threads
from flows.publishing import Consent
from flows.settings import Settings, settings_from
from flows.targets import choose_offices
from schemas.codes import OutcomeStatus

Text = str | int
"""A parameter typed on Prefect's command line: an EMIS code arrives there as a number."""


def _load_name() -> str:
    """`load pages`, with the office if one is given."""
    parameters = runtime.flow_run.parameters
    names = [Path(path).name for path in parameters["paths"][:3]]
    return f"load {', '.join(names)}" + _for_office()


def _inbox_name() -> str:
    """`load inbox`, with the office if one is given."""
    folder = inbox_folder(os.environ, runtime.flow_run.parameters.get("folder"))
    return f"load {folder.name}" + _for_office()


def _for_office() -> str:
    office = runtime.flow_run.parameters.get("office")
    return f" for {office}" if office else ""


def _ingest_name() -> str:
    """`ingest all`, or how many of them."""
    parameters = runtime.flow_run.parameters
    if offices := parameters.get("offices"):
        return f"ingest {len(offices)} offices"
    sample = parameters.get("sample")
    return f"ingest a sample of {sample}" if sample else "ingest all"


def _rebuild_name() -> str:
    """`rebuild`, with what it is bound to."""
    parameters = runtime.flow_run.parameters
    bounds = [name for name in ("stale", "failed") if parameters.get(name)]
    return " ".join(["rebuild", *map(str, filter(None, [parameters.get("office")])), *bounds])


@flow(name="load_documents", flow_run_name=_load_name, persist_result=False)
def load_documents(
    paths: list[str],
    office: Text | None = None,
    raw: str | None = None,
    curated: str | None = None,
    workers: int | str | None = None,
) -> State[Any]:
    """Load documents from files and folders of the worker's machine and publish what they say.

    Args:
        paths: Files and folders.
        office: The documents are this office's, whatever they name: an id or any printed name.
        raw: Folder of captured documents; THITTHANG_RAW or `raw` if left empty.
        curated: Folder of published tables; THITTHANG_CURATED or `curated` if left empty.
        workers: Parsing processes (0: one a processor), or dask://HOST:PORT.
    """
    settings = _settings(raw, curated, workers)
    _tag_office(office, settings)
    report = steps.load([Path(path) for path in paths], settings, office=_text(office))
    return final_state(report)


@flow(name="load_folder", flow_run_name=_inbox_name, persist_result=False)
def load_folder(
    folder: str | None = None,
    office: Text | None = None,
    raw: str | None = None,
    curated: str | None = None,
    workers: int | str | None = None,
) -> State[Any]:
    """Load what lies in the inbox folder and publish what it says; files stay where they are.

    A folder that is missing, empty or as it was when it was last loaded is left alone. Names that
    begin with a dot are skipped: a file that is still being copied should have one.

    Args:
        folder: The inbox; THITTHANG_INBOX or `inbox` if left empty.
        office: The documents are this office's, whatever they name: an id or any printed name.
        raw: Folder of captured documents; THITTHANG_RAW or `raw` if left empty.
        curated: Folder of published tables; THITTHANG_CURATED or `curated` if left empty.
        workers: Parsing processes (0: one a processor), or dask://HOST:PORT.
    """
    settings = _settings(raw, curated, workers)
    inbox = look_into(inbox_folder(os.environ, folder), settings, _text(office))
    if inbox.why_idle:
        return Completed(message=inbox.why_idle)
    _tag_office(office, settings)
    report = steps.load([inbox.folder], settings, office=_text(office))
    if not any(outcome.status is OutcomeStatus.FAILED for outcome in report.outcomes):
        inbox.remember()
    return final_state(report)


@flow(
    name="ingest_all",
    flow_run_name=_ingest_name,
    persist_result=False,
    task_runner=visit_threads(),
)
def ingest_all(
    offices: list[Text] | None = None,
    sample: int = 0,
    raw: str | None = None,
    curated: str | None = None,
    workers: int | str | None = None,
) -> State[Any]:
    """Fetch the known pages of all offices, or of those named, and publish what they say.

    Args:
        offices: Ids or printed names; every registered office if left empty.
        sample: Only so many of the offices that have an address; 0 for all.
        raw: Folder of captured documents; THITTHANG_RAW or `raw` if left empty.
        curated: Folder of published tables; THITTHANG_CURATED or `curated` if left empty.
        workers: Parsing processes (0: one a processor), or dask://HOST:PORT.
    """
    settings = _settings(raw, curated, workers)
    chosen = choose_offices([str(office) for office in offices or ()], settings, sample=sample)
    visits = VisitTasks()
    return final_state(steps.ingest(chosen, settings, everything=not offices, run_visits=visits))


@flow(
    name="ingest_office",
    flow_run_name="ingest {office}",
    persist_result=False,
    task_runner=visit_threads(),
)
def ingest_office(
    office: Text, raw: str | None = None, curated: str | None = None, workers: int | str | None = None
) -> State[Any]:
    """Fetch the known pages of one office, by id or any printed name, and publish what they say.

    Args:
        office: An id, an EMIS or area code, or any printed name.
        raw: Folder of captured documents; THITTHANG_RAW or `raw` if left empty.
        curated: Folder of published tables; THITTHANG_CURATED or `curated` if left empty.
        workers: Parsing processes (0: one a processor), or dask://HOST:PORT.
    """
    settings = _settings(raw, curated, workers)
    _tag_office(office, settings)
    chosen = choose_offices([str(office)], settings)
    return final_state(steps.ingest(chosen, settings, run_visits=VisitTasks()))


@flow(name="rebuild", flow_run_name=_rebuild_name, persist_result=False)
def rebuild(
    office: Text | None = None,
    stale: bool = False,
    failed: bool = False,
    consent: Consent = Consent.UNLESS_LOSSES,
    raw: str | None = None,
    curated: str | None = None,
    workers: int | str | None = None,
) -> State[Any]:
    """Read the captured documents again and publish what they say now. Uses no network.

    Args:
        office: Only this office's documents: an id or any printed name.
        stale: Only what an older parser read.
        failed: Only what was held.
        consent: `unless-losses` publishes nothing if an office would lose over a quarter of its statements;
            `all` publishes all the same; `dry-run` only says what would change.
        raw: Folder of captured documents; THITTHANG_RAW or `raw` if left empty.
        curated: Folder of published tables; THITTHANG_CURATED or `curated` if left empty.
        workers: Parsing processes (0: one a processor), or dask://HOST:PORT.
    """
    settings = _settings(raw, curated, workers)
    _tag_office(office, settings)
    report = steps.rebuild(settings, office=_text(office), stale=stale, failed=failed, consent=consent)
    return final_state(report)


def _settings(raw: str | None, curated: str | None, workers: int | str | None) -> Settings:
    """What a run works with; a run that no deployment started gets our tag."""
    tag_run(POOL)
    return settings_from(os.environ, raw=raw, curated=curated, workers=workers)


def _tag_office(office: Text | None, settings: Settings) -> None:
    """Let the run be found by the office's id and level, however its name was typed."""
    if office is not None:
        found = find_office(known_registry(settings), str(office))
        tag_run(found.office_id, found.level.value)


def _text(value: Text | None) -> str | None:
    return None if value is None else str(value)
