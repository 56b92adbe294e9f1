"""A root with everything an operator may meet, and a server of the explorer on loopback."""

import socket
import threading
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import uvicorn

from explorer.app import ANY_HOST, make_app
from flows.settings import Settings
from schemas.codes import CheckStatus, FindingCode, OutcomeStatus, Severity
from schemas.kinds import Kind
from schemas.records import CheckState, Finding, HostCourtesy, Outcome
from stores.curated.rollback import roll_back
from stores.decisions import Removal
from stores.journal import Journal
from stores.journal_lines import ClockNote
from tests.stores.factories import LOEI, NAN, TRAT, Desk, parsed, unreadable

FORMULAS = ("=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(A1)", "\t=1", "'quoted")
MARKUP = "<script>alert(1)</script> & “ยกมา”"
MORNING = datetime(2026, 3, 1, 2, 0, tzinfo=UTC)
GAP = Finding(FindingCode.NUMBER_GAP, Severity.INFO, "2 is missing", "1, 3")


def troubled_desk(folder):
    """Two offices published, one reworded, one document held; a run that failed, one that was killed."""
    desk = Desk(folder)
    goals = [(Kind.GOAL, text) for text in (*FORMULAS, MARKUP)]
    desk.load("https://a.go.th/one", parsed((Kind.VISION, "เด็กดีมีน้ำใจ"), *goals, findings=(GAP,)))
    desk.load(
        "https://a.go.th/one",
        parsed((Kind.VISION, "เด็กดีมีน้ำใจงาม"), *goals, findings=(GAP,), plan=(2566, 2570)),
    )
    desk.load(
        "https://b.go.th/two", parsed((Kind.VISION, "โรงเรียนน่าอยู่"), (Kind.MISSION, "ดูแลเด็ก"), office=NAN)
    )
    desk.load("https://c.go.th/held.pdf", unreadable(), asked=TRAT)
    journal = Journal(desk.root)
    run = journal.start("ingest --all", MORNING)
    run.outcome(Outcome(OutcomeStatus.FAILED, "https://a.go.th/one", LOEI, "TLS: the certificate ended"))
    run.clocks(ClockNote(LOEI, MORNING, None, MORNING - timedelta(days=9), "TLS: the certificate ended"))
    run.courtesy(HostCourtesy("a.go.th", 12, 4096, 3, 1, "3 rules", 11, 1, 0, 1.5))
    run.end(MORNING + timedelta(minutes=40), 1)
    journal.start("rebuild", MORNING + timedelta(hours=2))
    desk.archive.set_check(LOEI, CheckState(CheckStatus.UNREACHABLE, MORNING, "TLS: the certificate ended"))
    removal = Removal("0123456789abcdef", "https://a.go.th/old.pdf", MORNING, "asked by the office", True)
    desk.archive.decisions.remove(removal)
    return desk


def pinned(desk, release_id):
    """Roll back, and say why."""
    roll_back(desk.root, release_id, reason="the goals are those of another office", at=MORNING)


def settings_of(desk):
    return Settings(raw=str(desk.folder / "raw"), curated=str(desk.curated))


@contextmanager
def served(settings, folder, hosts=ANY_HOST):
    """The address of a server over a root, and its application."""
    app = make_app(settings, folder, hosts)
    listener = socket.create_server(("127.0.0.1", 0), backlog=64)
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    config = uvicorn.Config(app, log_level="critical", access_log=False, server_header=False, lifespan="off")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}", app
    finally:
        server.should_exit = True
        thread.join()
        listener.close()
