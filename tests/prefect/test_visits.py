"""Visits as tasks: given out as hosts get free, one an office or in batches, none of them lost."""

import threading

import pytest

from flows.hosts import Errand, HostTurns
from flows.visits import THREADS, Visit
from schemas.codes import FindingCode

pytestmark = pytest.mark.prefect


@pytest.fixture
def visits(server):
    """Visits errands inside a flow on the server; what came, and the names of the tasks."""
    from prefect import flow

    from flows.prefect_visits import VisitTasks, visit_threads

    def visit_all(visit, errands):
        @flow(task_runner=visit_threads(), persist_result=False)
        def look() -> list[Visit]:
            return list(VisitTasks()(visit, HostTurns(errands)))

        with server.used():
            return look()

    return visit_all


def on_host(host, count):
    return [Errand(f"{host}-{number}", frozenset({host})) for number in range(count)]


def test_a_slow_host_holds_one_thread(visits):
    """Were two offices of the slow host given out at once, no thread would be left for the others."""
    others = [errand for number in range(3) for errand in on_host(f"quick-{number}", 2)]
    missing = {errand.office_id for errand in others}
    done = threading.Event()
    inside, most = [], []

    def visit(office_id):
        if office_id.startswith("slow"):
            inside.append(office_id)
            most.append(len(inside))
            assert done.wait(60)
            inside.remove(office_id)
        else:
            missing.discard(office_id)
            if not missing:
                done.set()
        return Visit(office_id)

    errands = on_host("slow", THREADS + 1) + others
    assert {seen.office_id for seen in visits(visit, errands)} == {errand.office_id for errand in errands}
    assert set(most) == {1}


def test_a_visit_that_raises_is_a_failed_one(visits):
    def visit(office_id):
        if office_id == "b-0":
            raise RuntimeError("a fault of ours")
        return Visit(office_id)

    seen = {one.office_id: one for one in visits(visit, on_host("a", 1) + on_host("b", 1))}
    assert [finding.code for finding in seen["b-0"].findings] == [FindingCode.STEP_FAILED]
    assert "a fault of ours" in seen["b-0"].trouble
    assert not seen["a-0"].findings


def test_very_many_offices_are_visited_in_batches(visits, monkeypatch):
    from flows import prefect_visits

    monkeypatch.setattr(prefect_visits, "ALONE", 4)
    monkeypatch.setattr(prefect_visits, "BATCH", 2)
    threads = {}

    def visit(office_id):
        threads[office_id] = threading.get_ident()
        if office_id == "c-1":
            raise RuntimeError("a fault of ours")
        return Visit(office_id)

    errands = on_host("a", 1) + on_host("c", 2) + on_host("b", 2)
    seen = {one.office_id: one for one in visits(visit, errands)}
    assert set(seen) == {errand.office_id for errand in errands}
    assert {office for office, one in seen.items() if one.is_failed} == {"c-1"}
    assert threads["a-0"] == threads["b-0"]
    assert threads["b-1"] == threads["c-0"]


def test_batches_keep_the_offices_of_a_host_together():
    from flows.prefect_visits import ALONE, BATCH, parcels_of

    few = parcels_of(on_host("a", ALONE))
    assert len(few) == ALONE
    assert (few[0].name, few[0].office_ids) == ("a-0", ["a-0"])

    errands = [errand for number in range(30) for errand in on_host(f"h{number:02}", 37)]
    many = parcels_of(errands)
    assert len(many) == -(-len(errands) // BATCH)
    assert sorted(office for parcel in many for office in parcel.office_ids) == sorted(
        errand.office_id for errand in errands
    )
    assert max(len(parcel.errand.hosts) for parcel in many) <= 3
    assert len({parcel.name for parcel in many}) == len(many)
