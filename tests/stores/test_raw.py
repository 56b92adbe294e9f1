import json
import subprocess
import sys
from datetime import timedelta, timezone
from multiprocessing.pool import ThreadPool

import pytest

from schemas.codes import CheckStatus, MediaType
from schemas.errors import StoreError
from schemas.ids import sha256
from schemas.records import CheckState, Source
from stores.raw import RawArchive
from stores.roots import LocalRoot
from tests.stores.factories import LOEI, NAN, START

SOURCE = Source("00aa", "pages/วิสัยทัศน์.html")


@pytest.fixture
def archive(tmp_path):
    return RawArchive(LocalRoot(tmp_path / "raw"))


def store(archive, data, source=SOURCE, **more):
    settings = {"captured_at": START, "sniffed_type": MediaType.HTML}
    return archive.store(source, data, **(settings | more))


def test_a_capture_reads_back_whole(archive):
    capture, is_new = store(
        archive,
        b"<p>",
        declared_type="text/html",
        declared_charset="tis-620",
        final_uri="https://a.go.th/x",
        redirects=("http://a.go.th/", "https://a.go.th/"),
        status=200,
        headers=(("ETag", '"1"'), ("Last-Modified", "x")),
        robots="allowed",
        cut="short body",
        given_office=True,
        captured_at=START.astimezone(timezone(timedelta(hours=7))),
    )
    assert is_new
    assert archive.captures() == archive.captures_of("00aa") == [capture]
    assert capture.captured_at == START
    assert archive.read(capture) == b"<p>"
    assert archive.root.keys("") == [
        ".raw.lock",
        f"captures/00aa/000001-{sha256(b'<p>')[:8]}.json",
        f"objects/{sha256(b'<p>')[:2]}/{sha256(b'<p>')}",
    ]


def test_the_same_bytes_again_write_nothing(archive):
    first, _ = store(archive, b"1")
    again, is_new = store(archive, b"1", captured_at=START + timedelta(days=1))
    assert (again, is_new) == (first, False)
    assert len(archive.captures()) == 1


def test_captures_of_a_source_are_counted(archive):
    for data in (b"1", b"2", b"1"):
        store(archive, data)
    captures = archive.captures_of("00aa")
    assert [capture.sequence for capture in captures] == [1, 2, 3]
    assert [capture.previous_sha256 for capture in captures] == [None, sha256(b"1"), sha256(b"2")]
    assert len(archive.root.keys("objects")) == 2


def test_a_given_office_is_kept_and_stays(archive):
    def said(office, *, given):
        return store(archive, b"1", Source("00aa", "x", office), given_office=given)[0]

    assert said(None, given=False).sequence == 1
    assert said(LOEI, given=True).sequence == 2
    assert said(LOEI, given=True).sequence == 2
    assert said(None, given=False).sequence == 2
    assert said(NAN, given=False).sequence == 2
    assert said(NAN, given=True).sequence == 3


def test_another_office_that_is_asked_for_is_kept(archive):
    def asked(office):
        return store(archive, b"1", Source("00aa", "x", office))[0].sequence

    assert [asked(office) for office in (LOEI, None, LOEI, NAN)] == [1, 1, 1, 2]


def test_what_was_cut_and_is_whole_now_is_kept(archive):
    assert [store(archive, b"1", cut=cut)[0].sequence for cut in ("short", "short", None, None)] == [
        1,
        1,
        2,
        2,
    ]


def days(count):
    return START + timedelta(days=count)


def archived(archive, data, day, **more):
    return store(archive, data, captured_at=days(day), archived=True, **more)[0]


def test_an_archived_page_has_its_place_in_time_whenever_it_is_kept(archive):
    store(archive, b"today", captured_at=days(9))
    for data, day in ((b"3", 3), (b"1", 1), (b"2", 2)):
        archived(archive, data, day)
    captures = archive.captures_of("00aa")
    assert [archive.read(capture) for capture in captures] == [b"1", b"2", b"3", b"today"]
    assert [capture.sequence for capture in captures] == [3, 4, 2, 1]
    assert [capture.previous_sha256 for capture in captures] == [None, sha256(b"1"), None, None]
    assert [capture.archived for capture in captures] == [True, True, True, False]


def test_an_archived_page_is_known_by_its_day_and_bytes(archive):
    first = archived(archive, b"1", 1)
    other_day = archived(archive, b"1", 3)
    assert other_day.sequence == 2
    assert archived(archive, b"2", 2).sequence == 3
    assert [archived(archive, b"1", day) for day in (1, 3)] == [first, other_day]
    assert archived(archive, b"1", 1, cut="the crawler cut it").sequence == 4
    assert [archived(archive, b"1", 1, cut=cut).sequence for cut in (None, "as before")] == [1, 4]
    given = archived(archive, b"1", 1, source=Source("00aa", "x", NAN), given_office=True)
    assert given.sequence == 5
    assert archived(archive, b"1", 1) == given


def test_what_is_fetched_after_an_archived_page_is_kept_once(archive):
    archived(archive, b"1", 1)
    fetched, is_new = store(archive, b"1", captured_at=days(2))
    assert (fetched.sequence, is_new, fetched.archived) == (2, False, False)
    assert store(archive, b"1", captured_at=days(3)) == (fetched, False)
    archived(archive, b"0", 0)
    assert store(archive, b"1", captured_at=days(4)) == (fetched, False)


def test_a_record_without_archives_is_as_it_was(archive):
    store(archive, b"1")
    archived(archive, b"1", 1)
    fetched, kept = sorted(archive.root.folder.glob("captures/*/*.json"))
    assert "archived" not in fetched.read_text()
    assert kept.name.endswith("-archived.json")
    fetched.rename(kept.with_name(fetched.name.replace(".json", "-archived.json")))
    with pytest.raises(StoreError, match="does not belong to its file name"):
        archive.captures()


def test_changed_bytes_are_noticed_and_put_right(archive):
    capture, _ = store(archive, b"good")
    path = archive.root.folder / "objects" / capture.content_sha256[:2] / capture.content_sha256
    path.write_bytes(b"rotten")
    with pytest.raises(StoreError, match="CORRUPT_RAW") as caught:
        archive.read(capture)
    assert capture.content_sha256 in caught.value.what
    store(archive, b"good")
    assert archive.read(capture) == b"good"


DAMAGES = {
    "cut": lambda text: text[:40],
    "another shape": lambda text: f"[{text}]",
    "another type": lambda text: text.replace('"sequence": 1', '"sequence": "1"'),
    "unknown media type": lambda text: text.replace("text/html", "text/odd"),
    "no time zone": lambda text: text.replace("+00:00", ""),
    "another source": lambda text: text.replace('"source_id": "00aa"', '"source_id": "00bb"'),
    "unknown format": lambda text: text.replace('"format": 1', '"format": 99'),
    "half a header": lambda text: json.dumps({**json.loads(text), "headers": [["a"]]}),
    "nothing said": lambda text: json.dumps({**json.loads(text), "given_office": None}),
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_damaged_record_is_named(archive, damage):
    store(archive, b"1")
    path = next(archive.root.folder.glob("captures/*/*.json"))
    path.write_text(damage(path.read_text()))
    with pytest.raises(StoreError) as caught:
        archive.captures()
    assert path.name in caught.value.what


def test_other_folders_are_none_of_its_business(archive):
    store(archive, b"1")
    archive.root.put("samples/a.html", b"x")
    archive.root.put("samples/captures/x.json", b"x")
    assert len(archive.captures()) == 1
    assert archive.checks() == {}


def test_a_source_id_cannot_be_a_path(archive):
    with pytest.raises(StoreError, match="letters"):
        store(archive, b"1", Source("../x", "y"))


def test_checks_are_written_when_they_change(archive):
    later = START + timedelta(days=1)
    gone = CheckState(CheckStatus.GONE, START, "404", ("https://a.go.th",))
    assert archive.set_check(LOEI, gone)
    assert not archive.set_check(LOEI, CheckState(CheckStatus.GONE, later, "404", ("https://a.go.th",)))
    assert archive.set_check(LOEI, CheckState(CheckStatus.GONE, later, "410", ("https://a.go.th",)))
    assert archive.checks()[LOEI].since == START
    assert archive.set_check(LOEI, CheckState(CheckStatus.OK, later))
    assert archive.checks() == {LOEI: CheckState(CheckStatus.OK, later)}


def test_two_writers_of_one_source_make_two_captures(archive):
    with ThreadPool(8) as pool:
        pool.map(lambda number: store(archive, b"%d" % number), range(24))
    captures = archive.captures_of("00aa")
    assert [capture.sequence for capture in captures] == list(range(1, 25))
    assert len({capture.content_sha256 for capture in captures}) == 24


def test_a_name_that_is_no_unicode_is_kept(archive):
    capture, _ = store(archive, b"1", Source("00cc", "pages/\udcff.txt"))
    assert archive.captures() == [capture]


@pytest.mark.parametrize("module", ["stores.raw", "stores.roots", "stores.journal", "stores.curated"])
def test_keeping_and_opening_need_neither_pyarrow_nor_pythainlp(module):
    heavy = ("pyarrow", "pythainlp", "duckdb", "prefect")
    code = f"import sys, {module}; print([name for name in {heavy} if name in sys.modules])"
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert shown.stdout == "[]\n"


def test_captures_beyond_known_ones_are_found_without_reading_the_others(archive):
    store(archive, b"1")
    later, _ = store(archive, b"2")
    other, _ = store(archive, b"1", Source("00bb", "other.html"))
    (first,) = (archive.root.folder / "captures" / "00aa").glob("000001-*")
    first.write_text("damaged")
    assert archive.captures_beyond({("00aa", 1)}) == [later, other]
    assert archive.captures_beyond({("00aa", 1), ("00aa", 2), ("00bb", 1)}) == []
    with pytest.raises(StoreError, match="damaged"):
        archive.captures_beyond(frozenset())


def test_a_record_with_a_strange_name_is_not_passed_over(archive):
    store(archive, b"1")
    (record,) = (archive.root.folder / "captures" / "00aa").glob("*.json")
    record.rename(record.with_name("copy.json"))
    with pytest.raises(StoreError, match="file name"):
        archive.captures_beyond({("00aa", 1)})
