import pytest

from tests.stores.faults import scene
from tests.stores.faults.capture_trial import capture_course
from tests.stores.faults.tracing import need_strace
from tests.stores.faults.trial import copied, course
from tests.stores.faults.watching import Watcher
from tests.stores.faults.writing import Writer


@pytest.fixture(scope="session")
def staged(tmp_path_factory):
    """Two generations published, a third captured."""
    return scene.stage(tmp_path_factory.mktemp("staged")).folder


@pytest.fixture
def place(staged, tmp_path):
    """A copy of it that a test may spoil."""
    return scene.desk(copied(staged, tmp_path / "place"))


@pytest.fixture(scope="module")
def writer(tmp_path_factory):
    need_strace()
    with Writer(tmp_path_factory.mktemp("writer")) as writer:
        yield writer


@pytest.fixture(scope="module")
def watcher():
    with Watcher() as watcher:
        yield watcher


@pytest.fixture(scope="module")
def publishing(writer, staged, tmp_path_factory):
    """A publish that changes ten of twelve offices and takes the first release away."""
    return course(writer, staged, tmp_path_factory.mktemp("publish") / "clean")


@pytest.fixture(scope="module")
def capturing(writer, staged, tmp_path_factory):
    return capture_course(writer, staged, tmp_path_factory.mktemp("capture") / "clean")
