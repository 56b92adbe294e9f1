import pytest
import yaml

from flows.settings import Settings
from tests.town import drawn, first, second, third
from tests.town.people import rows
from tests.town.server import served


@pytest.fixture(scope="module")
def first_town():
    with served(first.sites()) as town:
        yield town


@pytest.fixture(scope="module")
def second_town():
    with served(second.sites()) as town:
        yield town


@pytest.fixture(scope="module")
def third_town():
    with served(third.sites()) as town:
        yield town


@pytest.fixture(scope="module")
def drawn_town():
    with served(drawn.sites()) as town:
        yield town


@pytest.fixture
def settings(tmp_path):
    """A place of its own, whose sources folder adds the invented offices."""
    folder = tmp_path / "sources.d"
    folder.mkdir()
    (folder / "offices.yaml").write_text(yaml.safe_dump(rows(), allow_unicode=True))
    return Settings(raw=str(tmp_path / "raw"), curated=str(tmp_path / "curated"), sources=folder, workers=2)
