"""The commands with raw and curated in a bucket, as an operator gives them; analysts' tools beside."""

import json
from concurrent.futures import ThreadPoolExecutor

import polars as pl
import pyarrow.dataset as ds
import pyarrow.fs as pafs
import pytest
from openpyxl import load_workbook

from flows.cli import app
from flows.flow_call import Flow
from flows.forgetting import forget
from flows.releases import clear_away, go_back, go_on
from flows.settings import Settings
from flows.steps import load, rebuild
from schemas.errors import PinnedError
from schemas.tables import TABLES
from stores.curated import open_release
from stores.curated.retention import Keep
from stores.object_root import ObjectRoot
from stores.query import query
from tests.cli.conftest import thitthang
from tests.objects.conftest import make_bucket
from tests.pages import LOEI, TRAT, html_page, text_page

pytestmark = pytest.mark.xdist_group("commands-in-a-bucket")  # they share one published place

OTHER_VISION = "เป็นเลิศด้านการจัดการศึกษา ก้าวสู่มาตรฐานสากล"


class Office:
    """A folder with pages, and the command with its roots in a bucket."""

    def __init__(self, folder, bucket):
        self.folder = folder
        self.raw = f"s3://{bucket}/raw"
        self.curated = f"s3://{bucket}/deep/curated"
        self.pages = folder / "pages"
        self.pages.mkdir()

    @property
    def settings(self):
        return Settings(raw=self.raw, curated=self.curated)

    def run(self, *arguments):
        """A command in a process of its own."""
        done = thitthang(*arguments, "--raw", self.raw, "--curated", self.curated, cwd=self.folder)
        assert done.code == 0, done.err
        return done.out

    @property
    def release(self):
        return open_release(self.curated)


@pytest.fixture(scope="module")
def office(store, tmp_path_factory):
    """Two releases: the second has another vision of one office."""
    office = Office(tmp_path_factory.mktemp("office"), make_bucket(store))
    (office.pages / "loei.txt").write_bytes(text_page(LOEI))
    (office.pages / "trat.html").write_bytes(html_page(TRAT))
    assert "release 000001-" in office.run("load", "pages")
    (office.pages / "loei.txt").write_bytes(text_page(LOEI, OTHER_VISION))
    with ThreadPoolExecutor(1) as executor:
        load([office.pages], office.settings, executor=executor)
    return office


@pytest.fixture
def say(office, monkeypatch, capsys):
    """What a command prints, run in this process."""
    monkeypatch.setenv("THITTHANG_RAW", office.raw)
    monkeypatch.setenv("THITTHANG_CURATED", office.curated)
    monkeypatch.setenv("COLUMNS", "200")

    def said(*arguments):
        app([*map(str, arguments)], standalone_mode=False)
        return capsys.readouterr().out

    return said


def test_nothing_of_it_lies_on_this_machine(office):
    assert [path.name for path in office.folder.iterdir()] == ["pages"]


def test_a_second_load_says_unchanged(office):
    assert "Unchanged: nothing new to publish" in office.run("load", "pages")


def test_looking(office, say):
    assert OTHER_VISION in say("show", LOEI, "--source")
    assert office.release.release_id in say("status")
    assert OTHER_VISION in say("history", LOEI)
    latest, before = reversed([entry["release_id"] for entry in told_releases(say)])
    assert OTHER_VISION in say("diff", before, latest)
    assert office.curated in say("doctor")


def told_releases(say):
    return json.loads(say("releases", "--json"))["releases"]


def test_a_question(say):
    out = say("query", "select count(*) n, count(distinct office_id) o from direction", "--format", "json")
    assert json.loads(out) == [{"n": 6, "o": 2}]


def test_what_is_published_is_proved(say):
    assert "proved" in say("verify")


@pytest.mark.parametrize("target", ["csv", "xlsx", "sqlite", "duckdb"])
def test_exports(office, say, tmp_path, target):
    place = tmp_path / f"tables.{target}"
    say("export", "--to", target, "--out", place, "--table", "direction")
    if target == "xlsx":
        rows = office.release.manifest.table("direction").rows
        assert load_workbook(place)["direction"].max_row in {rows + 1, rows + 2}
    assert place.exists()


def test_an_analyst_reads_with_pyarrow_alone(office, store):
    keys = {"access_key": "key", "secret_key": "secret", "region": "us-east-1"}
    bucket = pafs.S3FileSystem(endpoint_override=store, **keys)
    top = office.curated.removeprefix("s3://")
    pointer = json.loads(bucket.open_input_file(f"{top}/LATEST.json").read())
    folder = f"{top}/releases/{pointer['release_id']}"
    for name in TABLES:
        rows = ds.dataset(f"{folder}/{name}", filesystem=bucket, format="parquet").to_table()
        assert rows.num_rows == office.release.manifest.table(name).rows
        assert rows.equals(office.release.table(name))


def test_an_analyst_reads_with_polars_alone(office, store):
    options = {
        "aws_endpoint_url": store,
        "aws_access_key_id": "key",
        "aws_secret_access_key": "secret",
        "aws_region": "us-east-1",
        "aws_allow_http": "true",
    }
    frame = pl.scan_parquet(f"{office.release.path('direction')}/*.parquet", storage_options=options)
    visions = frame.filter(pl.col("kind") == "vision").select("text").collect()["text"].to_list()
    assert OTHER_VISION in visions
    assert frame.collect().rows(named=True) == office.release.table("direction").to_pylist()


def test_a_question_reads_only_what_it_needs(office, monkeypatch):
    asked = []
    real = ObjectRoot.read_range

    def watched(self, key, start, end):
        asked.append((key, end - start))
        return real(self, key, start, end)

    monkeypatch.setattr(ObjectRoot, "read_range", watched)
    assert query(office.release, "select count(*) from terms where term = 'ครู'").rows
    assert {key.split("/")[-2] for key, _ in asked} == {"terms"}


def test_rows_of_one_office(office):
    found = office.release.office_table("statements", "esa-p-trat")
    assert set(found["office_id"].to_pylist()) == {"esa-p-trat"}
    whole = office.release.table("statements").to_pylist()
    assert found.to_pylist() == [row for row in whole if row["office_id"] == "esa-p-trat"]


def test_prefects_own_files_stay_on_this_machine(office, tmp_path, monkeypatch):
    monkeypatch.setenv("THITTHANG_HOME", str(tmp_path))
    assert Flow("load_documents", office.settings, {}).prefect_home == tmp_path / ".prefect"
    monkeypatch.delenv("THITTHANG_HOME")
    monkeypatch.chdir(tmp_path)
    assert Flow("load_documents", office.settings, {}).prefect_home == tmp_path / ".prefect"
    assert list(tmp_path.iterdir()) == []


def test_the_life_of_releases(store, tmp_path):
    office = Office(tmp_path, make_bucket(store))
    settings = office.settings
    with ThreadPoolExecutor(1) as executor:
        for number in range(3):
            (office.pages / "loei.txt").write_bytes(text_page(LOEI, f"วิสัยทัศน์ใหม่ ครั้งที่ {number}"))
            load([office.pages], settings, executor=executor)
        before = office.release
        report = rebuild(settings, executor=executor)
        assert not report.published
        assert report.release_id == before.release_id
        go_back(settings, None, "a test")
        assert office.release.release_id.startswith("000002-")
        (office.pages / "trat.html").write_bytes(html_page(TRAT))
        with pytest.raises(PinnedError):
            load([office.pages], settings, executor=executor)
        assert go_on(settings)
        load([office.pages], settings, executor=executor)
        assert offices(office) == {"esa-p-loei-2", "esa-p-trat"}
        pruned = clear_away(settings, Keep(2, 0), dry_run=False)
        assert [release[:6] for release in pruned.removed] == ["000001", "000002"]
        report = forget("pages/loei.txt", settings, executor=executor)
    assert "2 older releases" in report.notes[-1]
    assert offices(office) == {"esa-p-trat"}
    assert office.release.root.folders("releases") == [office.release.release_id]
    raw = ObjectRoot(office.raw)
    assert len(raw.keys("objects")) == 1
    assert len([key for key in raw.keys("captures") if key.endswith(".json")]) == 1


def offices(office):
    """The offices that are published now."""
    return set(office.release.table("direction")["office_id"].to_pylist())


def test_what_cannot_be_reached_is_said(office, tmp_path):
    done = thitthang("query", "select 1", "--curated", "s3://nowhere/curated", cwd=tmp_path)
    assert done.code == 1
    assert "no such bucket" in done.err
    assert "Traceback" not in done.err
    assert not list(tmp_path.iterdir())
    done = thitthang("status", "--curated", "gs://bucket/curated", cwd=tmp_path)
    assert "only folders and S3 buckets" in " ".join(done.err.split())
    assert office.release
