import itertools
import os
import subprocess
import sys
from pathlib import Path

import pytest
import urllib3

from tests.objects.crew import hired
from tests.objects.desk import ObjectDesk

HERE = Path(__file__).parents[2]
_NUMBERS = itertools.count(1)


@pytest.fixture(scope="session")
def store():
    """The address of an S3 server on this machine; the AWS_… variables lead to it."""
    command = [sys.executable, "-m", "tests.objects.store_server"]
    environment = os.environ | {"MOTO_S3_DEFAULT_MAX_KEYS": "50"}  # a list of more comes in pages
    with (
        subprocess.Popen(command, cwd=HERE, env=environment, stdout=subprocess.PIPE, text=True) as server,
        pytest.MonkeyPatch.context() as patched,
    ):
        address = server.stdout.readline().strip()
        patched.setenv("AWS_ENDPOINT_URL", address)
        patched.setenv("AWS_ALLOW_HTTP", "true")
        patched.setenv("AWS_ACCESS_KEY_ID", "key")
        patched.setenv("AWS_SECRET_ACCESS_KEY", "secret")
        patched.setenv("AWS_REGION", "us-east-1")
        yield address
        server.kill()


def make_bucket(store):
    """The name of a bucket that nobody else uses."""
    name = f"bucket-{next(_NUMBERS)}"
    assert urllib3.request("PUT", f"{store}/{name}").status == 200
    return name


def requests_so_far(store):
    """How many requests of each method came to the server."""
    return urllib3.request("GET", f"{store}/-/requests").json()


@pytest.fixture
def bucket(store):
    return make_bucket(store)


@pytest.fixture
def desk(tmp_path, bucket):
    return ObjectDesk(tmp_path, address=f"s3://{bucket}/place")


@pytest.fixture(scope="session")
def crew(store):  # noqa: ARG001  (the AWS_… variables are set before)
    with hired() as crew:
        yield crew
