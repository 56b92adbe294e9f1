"""Pages out of web archives where there are no locks: the same tables in any order, nothing kept twice."""

from datetime import timedelta

from schemas.kinds import Kind
from tests.stores.factories import START, Desk, parsed

OLD, NEW, TODAY = (parsed((Kind.VISION, text)) for text in ("ดี", "ดีกว่า", "ดีที่สุด"))


def load(desk, reading, day):
    return desk.load("a.html", reading, at=START + timedelta(days=day), archived=day < 0)


def test_older_archives_leave_todays_page_current(desk, tmp_path):
    other = Desk(tmp_path / "other")
    for where, order in ((desk, (0, -1, -2)), (other, (-2, -1, 0))):
        for day in order:
            load(where, {0: TODAY, -1: NEW, -2: OLD}[day], day)
    assert desk.parts() == other.parts()
    assert [row["is_current"] for row in desk.rows("documents")] == [False, False, True]
    assert [row["valid_from"].day for row in desk.rows("statement_history")] == [
        (START + timedelta(days=day)).day for day in (-2, -1, 0)
    ]
    assert not load(desk, OLD, -2).published
    assert len(desk.archive.captures()) == 3
