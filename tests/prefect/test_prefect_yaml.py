"""prefect.yaml: Prefect takes a misspelt key in silence, so every key is known here."""

import inspect
from pathlib import Path

import pytest
import yaml

from flows.prefect_settings import HEARTBEAT_SECONDS, POOL
from schemas.errors import ThitthangError

ROOT = Path(__file__).resolve().parents[2]
TOP = {"name", "prefect-version", "build", "push", "pull", "deployments"}
DEPLOYMENT = {
    "name",
    "version",
    "version_type",
    "tags",
    "description",
    "schedule",
    "schedules",
    "paused",
    "concurrency_limit",
    "flow_name",
    "entrypoint",
    "parameters",
    "enforce_parameter_schema",
    "build",
    "push",
    "pull",
    "work_pool",
    "triggers",
    "sla",
}
SCHEDULE = {
    "cron",
    "interval",
    "rrule",
    "timezone",
    "anchor_date",
    "active",
    "parameters",
    "slug",
    "replaces",
    "day_or",
}
WORK_POOL = {"name", "work_queue_name", "job_variables"}
JOB_VARIABLES = {"env"}
HOME = "flows.prefect_settings.enter_home"
STEPS = {HOME: set()}


def unknown_keys(config):
    """Every key that nobody reads, with its place."""
    places = [("top", config, TOP)]
    for step in config.get("pull") or []:
        for name, inputs in step.items():
            places += [("step", {name: None}, STEPS), (name, inputs, STEPS.get(name, set()))]
    for deployment in config.get("deployments", []):
        name = deployment.get("name")
        places += [
            (name, deployment, DEPLOYMENT),
            (f"{name} pool", deployment.get("work_pool", {}), WORK_POOL),
            (f"{name} job", deployment.get("work_pool", {}).get("job_variables", {}), JOB_VARIABLES),
        ]
        places += [(f"{name} schedule", schedule, SCHEDULE) for schedule in deployment.get("schedules", [])]
    return [f"{place}: {key}" for place, found, known in places for key in found if key not in known]


@pytest.fixture(scope="module")
def config():
    return yaml.safe_load((ROOT / "prefect.yaml").read_text("utf-8"))


@pytest.fixture(scope="module")
def deployments(config):
    return {deployment["name"]: deployment for deployment in config["deployments"]}


def test_every_key_is_known(config):
    assert unknown_keys(config) == []


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ({"deployment": []}, "top: deployment"),
        (
            {"pull": [{"flows.prefect_settings.enter_home": {"folder": "x"}}]},
            "flows.prefect_settings.enter_home: folder",
        ),
        ({"pull": [{"set_working_directory": {}}]}, "step: set_working_directory"),
        ({"deployments": [{"name": "a", "entry_point": "x"}]}, "a: entry_point"),
        ({"deployments": [{"name": "a", "schedules": [{"time_zone": "x"}]}]}, "a schedule: time_zone"),
        ({"deployments": [{"name": "a", "work_pool": {"pool": "x"}}]}, "a pool: pool"),
        ({"deployments": [{"name": "a", "work_pool": {"job_variables": {"environ": {}}}}]}, "a job: environ"),
    ],
)
def test_a_misspelt_key_is_seen(wrong, named):
    assert unknown_keys(wrong) == [named]


@pytest.mark.prefect
def test_the_known_keys_are_those_of_this_prefect():
    from prefect.cli.deploy._models import (
        DeploymentConfig,
        PrefectYamlModel,
        RawScheduleConfig,
        WorkPoolConfig,
    )
    from prefect.workers.process import ProcessWorker

    aliases = {field.alias or name for name, field in PrefectYamlModel.model_fields.items()}
    assert aliases == TOP
    assert set(DeploymentConfig.model_fields) == DEPLOYMENT
    assert set(RawScheduleConfig.model_fields) == SCHEDULE
    assert set(WorkPoolConfig.model_fields) == WORK_POOL
    template = ProcessWorker.get_default_base_job_template()
    assert set(template["variables"]["properties"]) > JOB_VARIABLES


def test_the_deployments_are_as_described(deployments):
    assert set(deployments) == {"nightly", "one-office", "load-folder", "rebuild"}
    times = {name: deployment.get("schedules", []) for name, deployment in deployments.items()}
    assert times == {
        "nightly": [{"cron": "30 1 * * *", "timezone": "Asia/Bangkok", "active": True}],
        "load-folder": [{"cron": "10 * * * *", "timezone": "Asia/Bangkok", "active": True}],
        "one-office": [],
        "rebuild": [],
    }
    limits = {name for name, deployment in deployments.items() if deployment.get("concurrency_limit") == 1}
    assert limits == {"nightly", "load-folder", "rebuild"}
    assert {deployment["work_pool"]["name"] for deployment in deployments.values()} == {POOL}
    said = [deployment["work_pool"]["job_variables"]["env"] for deployment in deployments.values()]
    assert said == [{"PREFECT_FLOWS_HEARTBEAT_FREQUENCY": str(HEARTBEAT_SECONDS)}] * 4
    assert str(ROOT) not in (ROOT / "prefect.yaml").read_text("utf-8")


@pytest.mark.prefect
def test_entrypoints_and_parameters_are_those_of_the_flows(deployments):
    from flows import prefect_flows

    for deployment in deployments.values():
        module, _, name = deployment["entrypoint"].rpartition(".")
        assert module == "flows.prefect_flows"
        accepted = inspect.signature(getattr(prefect_flows, name).fn).parameters
        assert set(deployment["parameters"]) <= set(accepted)
    assert {"ingest_all", "ingest_office", "load_documents", "rebuild"} <= set(vars(prefect_flows))


@pytest.mark.prefect
def test_what_is_served_is_what_the_file_says(deployments):
    from flows.prefect_deployments import deployments_file, served_deployment, written_deployments

    served = [served_deployment(written) for written in written_deployments(deployments_file())]
    assert [deployment.name for deployment in served] == list(deployments)
    for deployment in served:
        written = deployments[deployment.name]
        assert deployment.entrypoint == written["entrypoint"]
        assert deployment.description == written["description"]
        assert deployment.tags == written["tags"] == [POOL]
        assert deployment.parameters == written["parameters"]
        assert deployment.concurrency_limit == written.get("concurrency_limit")
        times = [
            (entry.schedule.cron, entry.schedule.timezone, entry.active) for entry in deployment.schedules
        ]
        assert times == [tuple(schedule.values()) for schedule in written.get("schedules", [])]
        properties = deployment._parameter_openapi_schema.properties
        assert all(properties[name].get("description") for name in properties)


@pytest.mark.prefect
@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ("deployments:\n- {name: a}", "missing 2 required"),
        ("deployments:\n- {entrypoint: os.system, work_pool: {}}", "os.system is no flow"),
        (
            "deployments:\n- {entrypoint: flows.prefect_flows.rebuild, work_pool: {}, cron: 1}",
            "unexpected keyword argument 'cron'",
        ),
        ("deployments: 3", "not iterable"),
        ("[", "while parsing"),
        ("{}", "deployments"),
    ],
)
def test_a_file_that_serves_nothing_is_told(tmp_path, wrong, told):
    from flows.prefect_deployments import written_deployments

    (tmp_path / "prefect.yaml").write_text(wrong)
    with pytest.raises(ThitthangError, match=told):
        written_deployments(tmp_path / "prefect.yaml")
