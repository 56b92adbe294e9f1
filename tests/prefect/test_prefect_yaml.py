"""prefect.yaml: Prefect takes a misspelt key in silence, so every key is known here."""

import inspect
from pathlib import Path

import pytest
import yaml

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

    aliases = {field.alias or name for name, field in PrefectYamlModel.model_fields.items()}
    assert aliases == TOP
    assert set(DeploymentConfig.model_fields) == DEPLOYMENT
    assert set(RawScheduleConfig.model_fields) == SCHEDULE
    assert set(WorkPoolConfig.model_fields) == WORK_POOL


def test_the_deployments_are_as_described(deployments):
    assert set(deployments) == {"nightly", "one-office"}
    (schedule,) = deployments["nightly"]["schedules"]
    assert (schedule["cron"], schedule["timezone"], schedule["active"]) == (
        "30 1 * * *",
        "Asia/Bangkok",
        True,
    )
    assert {deployment["work_pool"]["name"] for deployment in deployments.values()} == {"thitthang"}
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
