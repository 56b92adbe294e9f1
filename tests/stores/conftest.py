import pytest

from tests.stores.factories import Desk


@pytest.fixture
def desk(tmp_path):
    return Desk(tmp_path)
