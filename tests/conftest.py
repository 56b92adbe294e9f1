"""What every test shares: a closed environment, the hypothesis profiles, one process for Prefect's tests."""

import os
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import settings

from tests import integrity

PREFECT_HOME = Path(tempfile.mkdtemp(prefix="thitthang-prefect-"))

# Set before any of our modules or Prefect is imported; commands run by tests inherit it.
for name in ("THITTHANG_RAW", "THITTHANG_CURATED", "PREFECT_API_URL", "PREFECT_PROFILE"):
    os.environ.pop(name, None)
os.environ |= {
    "DO_NOT_TRACK": "1",
    "PREFECT_HOME": str(PREFECT_HOME),
    "PREFECT_LOGGING_LEVEL": "WARNING",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "120",
    "PYTHAINLP_OFFLINE": "1",
    "PYTHAINLP_READ_ONLY": "1",
    "THITTHANG_TEST_LOOPBACK": "1",  # tests serve their sites on this machine
}

# "test" gives the same examples at every run and writes no example database; "prove" searches.
settings.register_profile("test", deadline=None, derandomize=True, database=None)
settings.register_profile("prove", deadline=None, max_examples=5_000, database=None, print_blob=True)
settings.load_profile("test")


def pytest_addoption(parser):
    parser.addoption(
        "--update-golden", action="store_true", help="write the expectations of tests/golden (never in CI)"
    )


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """Keep tests that start a Prefect server in one worker, so that one server serves them all."""
    for item in items:
        if item.get_closest_marker("prefect"):
            item.add_marker(pytest.mark.xdist_group("prefect"))


@pytest.fixture(scope="session", autouse=True)
def _watched_releases():
    """Every release that tests of this process make is asked for its keys and references."""
    integrity.watch()


@pytest.fixture(autouse=True)
def _whole_releases():
    yield
    told = integrity.TOLD[:]
    integrity.TOLD.clear()
    assert told == []


def pytest_unconfigure():
    shutil.rmtree(PREFECT_HOME, ignore_errors=True)
