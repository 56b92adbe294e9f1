import dataclasses

import pyarrow.parquet as pq
import pytest

from schemas.errors import ReleaseBrokenError, StoreError
from schemas.kinds import Kind
from schemas.tables import TABLES
from stores.curated import find_release, open_release
from stores.curated.arrow import joined
from stores.curated.build import Builder
from stores.journal import Journal
from tests.stores.factories import LOEI, NAN, VERSIONS, parsed

VISION = (Kind.VISION, "น่าอยู่")


def test_an_open_release_does_not_move(desk):
    first = desk.load("a.html", parsed(VISION))
    release = open_release(desk.curated)
    desk.load("b.html", parsed(VISION, office=NAN))
    assert release.release_id == first.release_id
    assert release.table("direction").num_rows == 1
    assert open_release(desk.root).table("direction").num_rows == 2
    assert open_release(str(desk.curated), first.release_id).table("direction").num_rows == 1
    assert release.table("direction", ["text"]).to_pylist() == [{"text": "น่าอยู่"}]


def test_a_release_says_what_it_was_made_from(desk):
    desk.load("a.html", parsed(VISION), asked=LOEI)
    manifest = open_release(desk.curated).manifest
    assert manifest.release_id == f"000001-{manifest.facts_sha256[:8]}"
    assert [(one.sequence, one.asked_office, one.readable) for one in manifest.captures] == [(1, LOEI, True)]
    assert (manifest.versions.code, manifest.versions.parser, manifest.versions.headings) == (
        "0.1.0",
        "1",
        "h1",
    )
    assert manifest.versions.pyarrow
    assert manifest.versions.pythainlp
    assert {table.name: table.fingerprint for table in manifest.tables} == {
        name: table.fingerprint for name, table in TABLES.items()
    }
    assert manifest.table("direction").rows == 1


def test_where_nothing_was_published_there_is_no_release(tmp_path):
    assert find_release(tmp_path / "curated") is None
    with pytest.raises(StoreError, match="nothing has been published"):
        open_release(tmp_path / "curated")


def test_a_release_that_is_not_there_is_named(desk):
    desk.load("a.html", parsed(VISION))
    with pytest.raises(StoreError, match="000009-00000000"):
        open_release(desk.curated, "000009-00000000")


def test_a_manifest_that_was_changed_is_found(desk):
    result = desk.load("a.html", parsed(VISION))
    path = desk.curated / "releases" / result.release_id / "manifest.json"
    part = open_release(desk.curated).manifest.table("terms").parts[0]
    path.write_text(path.read_text().replace(part.sha256, "0" * 64))
    with pytest.raises(StoreError, match="manifest"):
        open_release(desk.curated)


def test_a_rotten_part_is_named(desk):
    desk.load("a.html", parsed(VISION))
    release = open_release(desk.curated)
    path = next((desk.curated / "latest" / "terms").iterdir())
    path.write_bytes(path.read_bytes()[:100])
    with pytest.raises(StoreError, match=r"terms/part-00000\.parquet"):
        release.table("terms")


def breaking(monkeypatch, damage):
    """Let every release that is built from now on be damaged before it is read back."""
    build = Builder.build

    def built(self, *arguments):
        result = build(self, *arguments)
        return damage(self._root, result) or result

    monkeypatch.setattr(Builder, "build", built)


def _rewrite(name, change):
    def damage(root, built):
        path = root.location(f"{built.folder}/{name}/part-00000.parquet")
        table = change(pq.ParquetFile(path).read())
        pq.write_table(table, path)
        data = root.read(f"{built.folder}/{name}/part-00000.parquet")
        import hashlib

        tables = []
        for one in built.manifest.tables:
            if one.name == name:
                part = dataclasses.replace(
                    one.parts[0],
                    sha256=hashlib.sha256(data).hexdigest(),
                    byte_count=len(data),
                    rows=table.num_rows,
                )
                one = dataclasses.replace(one, parts=(part, *one.parts[1:]))  # noqa: PLW2901
            tables.append(one)
        return dataclasses.replace(built, manifest=dataclasses.replace(built.manifest, tables=tuple(tables)))

    return damage


def _cut(root, built):
    path = root.folder / built.folder / "statements" / "part-00000.parquet"
    path.write_bytes(path.read_bytes()[:-1])


def _doubled(table):
    import pyarrow as pa

    return pa.concat_tables([table, table])


def _set(column, value):
    def change(table):
        import pyarrow as pa

        place = table.column_names.index(column)
        return table.set_column(
            place, table.schema.field(place), pa.array([value] * table.num_rows, pa.string())
        )

    return change


BREAKS = {
    "bytes": (_cut, "bytes are not those"),
    "rows": (_rewrite("statements", lambda table: table.slice(0, 0)), "not in statements"),
    "keys": (_rewrite("statements", _doubled), "repeat the key"),
    "documents": (_rewrite("documents", lambda table: table.slice(0, 0)), "not in documents"),
    "vocabulary": (_rewrite("statements", _set("kind", "wish")), "vocabulary"),
    "schema": (_rewrite("terms", lambda table: table.drop_columns(["count"])), "schema"),
    "elsewhere": (_rewrite("coverage", _set("document_id", "0" * 16)), "coverage.document_id"),
}


@pytest.mark.parametrize(("damage", "problem"), BREAKS.values(), ids=BREAKS)
def test_a_release_that_does_not_read_back_is_not_pointed_at(desk, monkeypatch, damage, problem):
    good = desk.load("a.html", parsed(VISION))
    with monkeypatch.context() as patched:
        breaking(patched, damage)
        with pytest.raises(ReleaseBrokenError, match=problem) as caught:
            desk.load("b.html", parsed(VISION, office=NAN))
    assert open_release(desk.curated).release_id == good.release_id
    assert not list(desk.curated.glob("releases/.building-*"))
    failed = Journal(desk.root).releases()[-1]
    assert failed.problems
    assert failed.release_id == caught.value.what
    again = desk.publish(*desk.handed)
    assert again.published
    assert again.release_id.startswith("000003-")
    assert [record.problems for record in Journal(desk.root).releases()][::2] == [(), ()]


def test_a_part_that_rots_is_not_carried_into_the_next_release(tmp_path):
    from schemas.registry import registry
    from tests.stores.factories import Desk

    desk = Desk(tmp_path, registry())
    desk.load("a.html", parsed(VISION, office="esa-p-amnatcharoen"))
    good = desk.load("b.html", parsed(VISION, office="esa-s-yala"))
    paths = sorted((desk.curated / "latest" / "offices").iterdir())
    data = bytearray(paths[0].read_bytes())
    data[len(data) // 2] ^= 1
    paths[0].write_bytes(bytes(data))
    with pytest.raises(StoreError):
        desk.load("c.html", parsed(VISION, office="esa-s-yala"))
    assert open_release(desk.curated).release_id == good.release_id
    rebuilt = desk.publish(*desk.handed, fresh=True)
    assert rebuilt.published
    assert len(desk.rows("direction")) == 2


def test_versions_do_not_change_facts(tmp_path):
    from tests.stores.factories import Desk

    ids = []
    for name, headings in (("1", "h1"), ("2", "h2")):
        desk = Desk(tmp_path / name)
        reading = parsed(VISION)
        capture = desk.capture("a.html", reading)
        desk.publish((capture, reading), versions=dataclasses.replace(VERSIONS, headings=headings))
        ids.append(open_release(desk.curated).release_id)
    assert ids[0] == ids[1]


def test_tables_of_an_older_version_are_told_as_such(desk):
    desk.load("a.html", parsed((Kind.VISION, "น่าอยู่")))
    old = open_release(desk.curated).table("direction").drop_columns(["text_key"])
    with pytest.raises(StoreError, match="other columns") as raised:
        joined("direction", [old])
    assert "thitthang rebuild" in raised.value.remedy
