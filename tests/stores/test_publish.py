import dataclasses
import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from unittest import mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.codes import CheckStatus, FindingCode
from schemas.errors import BusyError, StoreError
from schemas.kinds import Kind
from schemas.records import CheckState
from schemas.registry import registry
from stores.curated import open_release, unpublished
from stores.journal import Journal
from tests.stores.factories import LOEI, NAN, START, TRAT, VERSIONS, Desk, Offices, parsed, unreadable

VISION = (Kind.VISION, "เป็นองค์กรชั้นนำด้านการศึกษา")
MISSION = (Kind.MISSION, "จัดการศึกษาให้ทั่วถึง")


def test_an_equal_load_publishes_nothing(desk):
    first = desk.load("a.html", parsed(VISION, MISSION))
    before = sorted(path.as_posix() for path in desk.curated.rglob("*"))
    second = desk.load("a.html", parsed(VISION, MISSION))
    assert first.published
    assert not second.published
    assert second.release_id == first.release_id
    assert sorted(path.as_posix() for path in desk.curated.rglob("*")) == before


def test_incremental_and_rebuilt_parts_are_the_same_bytes(desk):
    desk.load("a.html", parsed(VISION, MISSION, plan=(2566, 2570)))
    desk.load("b.html", parsed(VISION, office=NAN))
    desk.load("a.html", parsed((Kind.VISION, "เป็นองค์กรชั้นนำด้านการเรียนรู้"), MISSION, plan=(2566, 2570)))
    rebuilt = desk.rebuild()
    assert desk.parts() == rebuilt.parts()
    facts = [open_release(one.curated).manifest.facts_sha256 for one in (desk, rebuilt)]
    assert facts[0] == facts[1]


def test_a_rebuild_in_place_publishes_nothing(desk):
    desk.load("a.html", parsed(VISION))
    desk.load("b.html", parsed(VISION, office=NAN))
    assert not desk.publish(*desk.handed, fresh=True).published


readings = st.builds(
    parsed,
    st.sampled_from([VISION, (Kind.VISION, "เป็น องค์กรชั้นนำด้านการศึกษา"), (Kind.VISION, "น่าอยู่")]),
    st.sampled_from([MISSION, (Kind.GOAL, "นักเรียนอ่านออกเขียนได้")]),
    office=st.sampled_from([LOEI, NAN, None]),
    name=st.sampled_from([None, "เทศบาลเมืองเลย"]),
    plan=st.sampled_from([None, (2566, 2570), (2561, 2565)]),
    fiscal=st.sampled_from([None, 2567]),
)
loads = st.tuples(
    st.sampled_from(["a.html", "b.html", "c.html"]),
    st.one_of(readings, readings, st.just(unreadable())),
    st.sampled_from([None, None, LOEI, TRAT]),
    st.sampled_from([None, None, None, "short body"]),
    st.integers(-3, 3),
)


@given(st.lists(loads, min_size=1, max_size=7), st.booleans())
@settings(max_examples=settings().max_examples // 8)
def test_any_sequence_of_loads_equals_its_rebuild(tmp_path_factory, sequence, checked):
    desk = Desk(tmp_path_factory.mktemp("life"))
    with mock.patch("os.fsync"):
        if checked:
            desk.archive.set_check(TRAT, CheckState(CheckStatus.GONE, START))
        for number, (uri, reading, asked, cut, jitter) in enumerate(sequence):
            at = START + timedelta(days=number + jitter)
            desk.load(uri, reading, asked=asked, cut=cut, at=at)
        assert desk.parts() == desk.rebuild().parts()
    ids = [row["document_id"] for row in desk.rows("documents") if row["is_current"]]
    assert len(ids) == len({uri for uri, *_ in sequence})


alike = st.builds(
    parsed,
    st.sampled_from([VISION, (Kind.VISION, "เป็น องค์กรชั้นนำด้านการศึกษา"), (Kind.VISION, "น่าอยู่")]),
    office=st.sampled_from([LOEI, NAN, None]),
    plan=st.sampled_from([None, (2566, 2570)]),
)
in_archives = st.dictionaries(
    st.tuples(st.sampled_from(["a.html", "b.html"]), st.integers(0, 8)),
    st.one_of(alike, alike, st.just(unreadable())),
    max_size=5,
)
fetched = st.lists(
    st.tuples(st.sampled_from(["a.html", "b.html"]), st.sampled_from([None, LOEI, TRAT])), max_size=3
)


@given(in_archives, fetched, st.randoms(use_true_random=False))
@settings(max_examples=settings().max_examples // 16)
def test_the_order_of_archives_changes_no_table(tmp_path_factory, in_archives, fetched, random):
    """Only numbers hang on the order in which things came, and so what the manifest lists; no row does."""
    archived = [
        (uri, reading, {"at": START + timedelta(days=day), "archived": True})
        for (uri, day), reading in in_archives.items()
    ]
    looks = [
        (uri, parsed((Kind.VISION, f"ดี {n}")), {"asked": asked, "at": START + timedelta(days=2 * n + 1)})
        for n, (uri, asked) in enumerate(fetched)
    ]
    folder = tmp_path_factory.mktemp("orders")
    desks = [Desk(folder / name) for name in "12"]
    with mock.patch("os.fsync"):
        for desk in desks:
            _load_in_some_order(desk, archived, looks, random)
            again = [(desk.capture(uri, reading, **more), reading) for uri, reading, more in archived]
            assert not desk.publish(*again).published
        assert desks[0].parts() == desks[1].parts() == desks[1].rebuild().parts()


def _load_in_some_order(desk, archived, looks, random):
    """Load in two runs what archives have, in any order, and between it, in their own, what was fetched."""
    kinds = [True] * len(archived) + [False] * len(looks)
    random.shuffle(kinds)
    rest = {True: iter(random.sample(archived, len(archived))), False: iter(looks)}
    order = [next(rest[kind]) for kind in kinds]
    cut = random.randint(0, len(order))
    for run in (order[:cut], order[cut:]):
        desk.publish(*((desk.capture(uri, reading, **more), reading) for uri, reading, more in run))


def archived(day):
    return {"at": START + timedelta(days=day), "archived": True}


def test_an_older_archive_with_the_same_bytes_tells_nothing_of_whose_they_are(desk):
    desk.load("a.html", unreadable(), asked=TRAT)
    desk.load("a.html", unreadable(), **archived(-3))
    (row,) = desk.rows("documents")
    assert (row["office_id"], row["captured_at"]) == (TRAT, START - timedelta(days=3))
    assert desk.rebuild().parts() == desk.parts()


def test_what_a_person_says_of_an_archive_is_true_of_the_same_bytes(desk):
    nobodys = parsed(VISION, office=None)
    desk.load("a.html", nobodys, asked=TRAT)
    desk.load("a.html", nobodys, asked=NAN, given=True, **archived(-3))
    desk.load("a.html", nobodys, asked=TRAT)
    assert [row["office_id"] for row in desk.rows("documents")] == [NAN]
    assert desk.rebuild().parts() == desk.parts()


def test_a_held_page_goes_to_whom_the_page_before_it_is_of_now(desk):
    desk.load("a.html", parsed(VISION), **archived(-9))
    desk.load("a.html", unreadable())
    assert [row["office_id"] for row in desk.rows("documents")] == [LOEI, LOEI]
    desk.load("a.html", parsed(MISSION, office=NAN), **archived(-3))
    by_time = sorted(desk.rows("documents"), key=lambda row: row["captured_at"])
    assert [row["office_id"] for row in by_time] == [LOEI, NAN, NAN]
    assert [row["office_id"] for row in desk.rows("findings", code="DAMAGED")] == [NAN]
    assert desk.rebuild().parts() == desk.parts()


def test_several_documents_at_once_equal_one_by_one(tmp_path):
    one_by_one, at_once = Desk(tmp_path / "1"), Desk(tmp_path / "2")
    changes = [("a.html", parsed(VISION)), ("b.html", parsed(MISSION, office=NAN)), ("c.html", unreadable())]
    for uri, reading in changes:
        one_by_one.load(uri, reading)
    at_once.publish(*[(at_once.capture(uri, reading), reading) for uri, reading in changes])
    assert one_by_one.parts() == at_once.parts()


def test_a_load_changes_rows_of_its_own_office_only(desk):
    desk.load("a.html", parsed(VISION))
    desk.load("b.html", parsed(VISION, office=NAN))
    tables = ("direction", "documents", "statements", "sections", "coverage", "statement_history", "terms")
    before = {name: desk.rows(name, office_id=NAN) for name in tables}
    loei = desk.rows("statements", office_id=LOEI)
    result = desk.load("a.html", parsed((Kind.VISION, "เปลี่ยนใหม่ทั้งหมด")))
    assert {name: desk.rows(name, office_id=NAN) for name in tables} == before
    assert desk.rows("statements", office_id=LOEI) != loei
    assert [change.office_id for change in result.changes] == [LOEI]


def test_parts_that_did_not_change_are_hard_links(tmp_path):
    desk = Desk(tmp_path, registry())
    desk.load("a.html", parsed(VISION))
    first = desk.curated / "latest" / "."
    inodes = {path.name + path.parent.name: path.stat().st_ino for path in first.glob("*/*.parquet")}
    result = desk.load("a.html", parsed(MISSION))
    now = {path.name + path.parent.name: path.stat().st_ino for path in first.glob("*/*.parquet")}
    kept = [name for name in inodes if inodes[name] == now[name]]
    assert len(kept) == result.linked_parts
    assert result.linked_parts > result.written_parts
    assert (desk.curated / "latest").readlink().as_posix() == f"releases/{result.release_id}"


def test_what_a_registry_says_of_an_office_reaches_all_rows(desk):
    desk.load("a.html", parsed(VISION))
    desk.registry = Offices(
        tuple(dataclasses.replace(office, name_th="ชื่อใหม่") for office in desk.registry.offices)
    )
    assert desk.publish().published
    assert {row["name_th"] for row in desk.rows("offices")} == {"ชื่อใหม่"}
    assert desk.rows("direction")[0]["office_name_th"] == "ชื่อใหม่"
    assert desk.parts() == desk.rebuild().parts()


def test_an_office_that_is_struck_off_stays_while_it_has_documents(desk):
    desk.load("a.html", parsed(VISION))
    desk.registry = Offices(tuple(o for o in desk.registry.offices if o.office_id not in (LOEI, TRAT)))
    desk.publish()
    assert [(row["office_id"], row["registered"]) for row in desk.rows("offices")] == [
        (LOEI, False),
        (NAN, True),
    ]


def test_a_new_code_version_makes_all_rows_again(desk):
    desk.load("a.html", parsed(VISION))
    again = desk.publish(versions=dataclasses.replace(VERSIONS, code="0.2.0"))
    assert not again.published


def test_an_office_outside_the_registry_goes_with_its_last_document(desk):
    desk.load("a.html", parsed(VISION, office=None, name="เทศบาลเมืองเลย"))
    outside = [row["office_id"] for row in desk.rows("offices", registered=False)]
    desk.publish((desk.handed[0][0], parsed(VISION)))
    assert outside[0].startswith("x-")
    assert desk.rows("offices", registered=False) == []
    removed = Journal(desk.root).releases()[-1].changes
    assert {change.office_id for change in removed} == {LOEI, *outside}


def test_the_journal_says_what_changed(desk):
    desk.load("a.html", parsed(VISION, MISSION))
    first = {row["kind"]: row["statement_id"] for row in desk.rows("direction")}
    goal = (Kind.GOAL, "นักเรียนอ่านออกเขียนได้")
    result = desk.load("a.html", parsed((Kind.VISION, "เป็น องค์กรชั้นนำด้านการศึกษา"), goal))
    now = {row["kind"]: row["statement_id"] for row in desk.rows("direction")}
    changes = Journal(desk.root).release(result.release_id).changes
    assert [change.office_id for change in changes] == [LOEI]
    assert changes[0].cosmetic == ((first["vision"], now["vision"]),)
    assert changes[0].added == (now["goal"],)
    assert changes[0].removed == (first["mission"],)
    assert tuple(changes) == tuple(result.changes)
    assert result.changes[:1][0] == changes[0]


def test_captures_that_were_never_published_are_found(desk):
    desk.load("a.html", parsed(VISION))
    lost = desk.capture("b.html", parsed(VISION, office=NAN))
    release = open_release(desk.curated)
    assert unpublished(release, desk.archive.captures()) == [lost]
    assert unpublished(None, desk.archive.captures()) == desk.archive.captures()


def test_a_capture_that_was_not_read_is_left_out(desk):
    desk.load("a.html", parsed(VISION))
    desk.capture("a.html", parsed(MISSION))
    later = parsed((Kind.GOAL, "นักเรียนอ่านออกเขียนได้"))
    desk.load("a.html", later)
    assert [row["kind"] for row in desk.rows("direction")] == ["goal"]
    assert len(desk.rows("documents")) == 2


def test_a_publish_that_was_killed_leaves_no_trace_after_the_next(desk):
    desk.load("a.html", parsed(VISION))
    litter = desk.curated / "releases" / ".building-000002" / "direction"
    litter.mkdir(parents=True)
    (litter / "part-00000.parquet").write_bytes(b"PAR1 half")
    (desk.curated / ".tmp-1-ab").write_bytes(b"half")
    (desk.curated / "latest").unlink()
    (desk.curated / "latest").symlink_to("releases/gone")
    result = desk.load("b.html", parsed(VISION, office=NAN))
    assert max(path.name for path in (desk.curated / "releases").iterdir()) == result.release_id
    assert not list(desk.curated.rglob(".tmp-*"))
    assert not list(desk.curated.rglob(".building-*"))
    assert len(desk.rows("direction")) == 2


def test_a_second_publisher_is_told_so(desk):
    with desk.root.lock("curated"), pytest.raises(BusyError, match="another run"):
        desk.publish(wait=0.05)


def test_a_rebuild_mends_a_root_whose_release_is_lost(desk):
    desk.load("a.html", parsed(VISION))
    manifest = next(desk.curated.glob("releases/*/manifest.json"))
    manifest.write_text("{}")
    with pytest.raises(StoreError, match=r"manifest\.json"):
        desk.load("b.html", parsed(VISION, office=NAN))
    result = desk.publish(*desk.handed, fresh=True)
    assert result.release_id.startswith("000002-")
    assert len(desk.rows("direction")) == 2


def test_a_release_with_other_columns_asks_for_a_rebuild(desk):
    desk.load("a.html", parsed(VISION))
    manifest = next(desk.curated.glob("releases/*/manifest.json"))
    release = open_release(desk.curated)
    fingerprint = release.manifest.table("terms").fingerprint
    manifest.write_text(manifest.read_text().replace(fingerprint, "0" * 16))
    with pytest.raises(StoreError, match="rebuild"):
        desk.load("b.html", parsed(VISION, office=NAN))
    assert desk.publish(*desk.handed, fresh=True).published


def test_a_reading_that_does_not_fit_together_is_held(desk):
    broken = dataclasses.replace(parsed(VISION), sections=())
    desk.load("a.html", broken)
    assert desk.rows("findings")[0]["code"] == FindingCode.PARSER_ERROR
    assert desk.rows("statements") == []


def test_a_root_below_a_file_is_refused_before_any_work(tmp_path):
    (tmp_path / "curated").write_text("a file")
    with pytest.raises(StoreError, match="not a folder"):
        Desk(tmp_path).load("a.html", parsed(VISION))


def test_bytes_do_not_hang_on_the_hash_seed(tmp_path):
    code = (
        "import sys; from pathlib import Path; from tests.stores.factories import Desk, NAN\n"
        "from tests.stores.killed_publisher import reading\n"
        "desk = Desk(Path(sys.argv[1]))\n"
        "for number in range(4): desk.load(f'{number % 2}.html', reading(number))"
    )
    found = []
    for seed in ("1", "2"):
        subprocess.run(
            [sys.executable, "-c", code, tmp_path / seed],
            cwd=Path(__file__).parents[2],
            env=os.environ | {"PYTHONHASHSEED": seed},
            check=True,
        )
        found.append(Desk(tmp_path / seed).parts())
    assert found[0] == found[1]
