"""A page that counts its visitors, tells the date and carries session ids is not a changed page."""

import pytest

from flows.steps import ingest
from parsers.steady_text import steady_lines
from schemas.codes import OutcomeStatus
from sources.fetched import FetchLimits
from stores.curated.release import open_release
from stores.journal import Journal
from stores.raw import RawArchive
from stores.roots import open_root
from tests.network.sites import Reply, mapping, ordinary, settings
from tests.pages import TRAT, html_page

QUICK = FetchLimits(total_seconds=3, wait_seconds=1, pause_seconds=0, attempts=1)
HOST = "www.a.example"
DAYS = ("ศุกร์ที่ 20 พฤศจิกายน พ.ศ. 2569", "เสาร์ที่ 21 พฤศจิกายน พ.ศ. 2569", "อาทิตย์ที่ 22 พฤศจิกายน พ.ศ. 2569")


def page_at(visit, vision="องค์กรแห่งการเรียนรู้"):
    """The page as the visitor of this number gets it."""
    foot = (
        f"<p>วัน{DAYS[visit % 3]}</p><p>จำนวนผู้เข้าชม {1234 + visit:,} คน</p>"
        f"<table><tr><td>วันนี้</td><td>{visit}</td></tr><tr><td>ทั้งหมด</td><td>{visit + 990}</td></tr></table>"
        f"<a href='news.php?PHPSESSID={visit * 7919:032x}'>ข่าว</a>"
        f"<a href='https://files.example/plan.pdf?X-Signature={visit * 104729:x}'>แผน</a>"
        f"<p>https://files.example/plan.pdf?X-Signature={visit * 104729:x}</p>"
    )
    return html_page(TRAT, vision=vision).replace(b"</body>", f"{foot}</body>".encode())


@pytest.fixture
def site():
    with ordinary() as site:
        visits = iter(range(1, 99))
        site.put(HOST, "/page", lambda _: Reply(page_at(next(visits))))
        yield site


def test_nothing_is_reported_while_only_they_change(site, tmp_path, monkeypatch):
    mapping(monkeypatch, {HOST: site.port})
    place = settings(tmp_path, {"esa-p-trat": [f"http://{HOST}/page"]})
    first = ingest(["esa-p-trat"], place, limits=QUICK)
    journal = Journal(open_root(place.curated))
    at_first = journal.clocks()["esa-p-trat"]
    later = [ingest(["esa-p-trat"], place, limits=QUICK) for _ in range(2)]
    assert first.outcomes[0].status is OutcomeStatus.PUBLISHED
    assert [report.outcomes[0].status for report in later] == [OutcomeStatus.UNCHANGED] * 2

    captures = RawArchive(open_root(place.raw)).captures()
    assert len({capture.content_sha256 for capture in captures}) == 3
    release = open_release(place.curated)
    assert len(set(release.table("documents")["text_sha256"].to_pylist())) == 1
    assert {row["change"] for row in release.table("statement_history").to_pylist()} == {"added"}
    assert {row["valid_from"] for row in release.table("statement_history").to_pylist()} == {
        captures[0].captured_at
    }
    clocks = journal.clocks()["esa-p-trat"]
    assert (clocks.changed_at, clocks.published_at) == (at_first.changed_at, at_first.published_at)
    assert clocks.looked_at > at_first.looked_at
    assert all(record.changes == () for record in journal.releases()[1:])


def test_a_reworded_statement_among_them_is_reported(site, tmp_path, monkeypatch):
    mapping(monkeypatch, {HOST: site.port})
    place = settings(tmp_path, {"esa-p-trat": [f"http://{HOST}/page"]})
    ingest(["esa-p-trat"], place, limits=QUICK)
    changed_at = Journal(open_root(place.curated)).clocks()["esa-p-trat"].changed_at
    site.put(HOST, "/page", Reply(page_at(50, vision="องค์กรแห่งการเรียนรู้ตลอดชีวิต")))
    (outcome,) = ingest(["esa-p-trat"], place, limits=QUICK).outcomes
    assert outcome.status is OutcomeStatus.PUBLISHED
    assert Journal(open_root(place.curated)).clocks()["esa-p-trat"].changed_at > changed_at


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("วันศุกร์ที่ 20 พฤศจิกายน พ.ศ. 2569", "วันเสาร์ที่ 21 พฤศจิกายน พ.ศ. 2569"),
        ("วันที่ 22/11/2569 เวลา 08:15 น.", "วันที่ 23/11/2569 เวลา 19:05 น."),
        ("22 พ.ย. 2569", "1 ธ.ค. 2569"),
        ("Friday, 20 November 2026", "Saturday, 21 November 2026"),
        ("Nov 20, 2026", "Nov 21, 2026"),
        ("2026-11-20 08:15:11", "2026-11-21T09:00:02Z"),
        ("วันนี้ 12", "วันนี้ 13"),
        ("ทั้งหมด\n9,912", "ทั้งหมด\n9,913"),
        ("Total : 00991", "Total : 00992"),
        ("แผน https://a.example/plan.pdf?sig=1a", "แผน https://a.example/plan.pdf?sig=2b"),
        ("PHPSESSID=abc123", "PHPSESSID=d4e5f6"),
        ("key 0123456789abcdef0123", "key fedcba98765432100123"),
    ],
)
def test_what_differs_at_every_visit_is_left_out(before, after):
    kept = [f"first\n{text}\nlast".split("\n") for text in (before, after)]
    assert list(steady_lines(kept[0])) == list(steady_lines(kept[1]))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("แผนปฏิบัติราชการ ปี 2568", "แผนปฏิบัติราชการ ปี 2569"),
        ("ภายในวันที่ 30 กันยายน 2568", "ภายในวันที่ 30 กันยายน 2569"),
        ("ร้อยละ\n80", "ร้อยละ\n85"),
        ("ตัวชี้วัดที่ 1", "ตัวชี้วัดที่ 2"),
        ("โรงเรียน 120 แห่ง", "โรงเรียน 121 แห่ง"),
        ("https://a.example/plan-2568.pdf", "https://a.example/plan-2569.pdf"),
        ("พัฒนาครู", "พัฒนาครูและบุคลากร"),
    ],
)
def test_what_says_something_stays(before, after):
    assert list(steady_lines(before.split("\n"))) != list(steady_lines(after.split("\n")))
