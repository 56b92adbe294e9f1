"""A run over hostile documents: the others are published, each hostile one is told, all bytes are kept."""

import os

import pytest

from flows.settings import Settings
from flows.steps import load
from schemas.codes import OutcomeStatus
from schemas.ids import sha256
from stores.curated.release import open_release
from tests.hostile import html_files, odd_office_files, office_files, shell_files
from tests.hostile.cases import cases
from tests.hostile.test_cases import WITHOUT_TOOLS
from tests.hostile.test_office_files import canary  # noqa: F401  (a fixture)
from tests.pages import LOEI, TRAT, html_page, text_page

GOOD = {"esa-p-loei-2", "esa-p-trat"}


@pytest.fixture
def settings(tmp_path):
    return Settings(raw=str(tmp_path / "raw"), curated=str(tmp_path / "curated"), workers=2)


@pytest.fixture
def pages(tmp_path):
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "loei.txt").write_bytes(text_page(LOEI))
    (folder / "trat.html").write_bytes(html_page(TRAT))
    return folder


def held_cases():
    """Those that may not be read."""
    return [case for case in cases() if case.held and "read" not in case.held]


def quick_cases():
    """One of each row and code."""
    quick = [case for case in held_cases() if not case.slow and case.row not in (1, 7)]
    one_each = {(case.row, min(case.held)): case for case in quick}
    bombs = {case.name: case for case in held_cases() if case.row in (1, 7)}
    return [*one_each.values(), bombs["some entries"], bombs["PNG without its rows"]]


def check_run(settings, pages, hostile):
    """Load the good documents and the hostile ones; the outcomes by file name."""
    wanted, kept = {}, []
    for number, case in enumerate(hostile):
        name, data = f"{number:03d}-{case.file}", case.make()
        (pages / name).write_bytes(data)
        wanted[f"pages/{name}"] = case
        kept.append(sha256(data))
    report = load([pages], settings)
    outcomes = {outcome.what: outcome for outcome in report.outcomes}
    assert report.exit_code == 1
    assert len(outcomes) == len(hostile) + 2
    for what, case in wanted.items():
        codes = {finding.code.value for finding in outcomes[what].findings}
        assert outcomes[what].status is OutcomeStatus.HELD, (case.id, outcomes[what])
        assert codes & (case.held | WITHOUT_TOOLS), (case.id, codes)
        assert outcomes[what].statements == 0
        assert outcomes[what].reason
    objects = pages.parent / "raw" / "objects"
    for sha in kept:
        assert sha256((objects / sha[:2] / sha).read_bytes()) == sha
    direction = open_release(settings.curated).table("direction").to_pylist()
    assert {row["office_id"] for row in direction} == GOOD
    assert {path.name for path in pages.parent.iterdir()} == {"pages", "raw", "curated"}


def test_the_others_are_published(settings, pages):
    check_run(settings, pages, quick_cases())


@pytest.mark.prove
def test_the_others_are_published_proved(settings, pages):
    check_run(settings, pages, held_cases())


def test_nothing_outside_is_touched(settings, pages, tmp_path, canary):  # noqa: F811
    """Entities, templates, pictures and frames that point at a server and at a file."""
    secret = tmp_path / "secret"
    secret.write_text("ความลับที่ต้องไม่ปรากฏ")
    os.utime(secret, (0, 1))  # so that even a file system that is sparing with it would note a reading
    for number, address in enumerate((f"http://127.0.0.1:{canary.server_port}/x", secret.as_uri())):
        made = office_files.dtds(address) | {"template": odd_office_files.docx_drawing(address)}
        for name, data in made.items():
            (pages / f"{number}{name}.docx").write_bytes(data)
        (pages / f"{number}.html").write_bytes(html_files.entity(address))
        (pages / f"{number}.rtf").write_bytes(odd_office_files.rtf_drawing(address))
    assert load([pages], settings).exit_code == 1
    assert canary.asked == []
    assert secret.stat().st_atime == 0
    written = [path for root in ("raw", "curated") for path in (tmp_path / root).rglob("*") if path.is_file()]
    assert written
    assert not [path for path in written if "ความลับ".encode() in path.read_bytes()]


def test_a_name_is_data(settings, pages):
    """Row 16: names that point elsewhere, hold marks, or are no text at all."""
    for number, name in enumerate(html_files.NAMES.values()):
        (pages / name).write_bytes(html_page(LOEI, vision=f"องค์กรแห่งการเรียนรู้ลำดับที่ {number}"))
    report = load([pages], settings)
    assert len(report.outcomes) == len(html_files.NAMES) + 2
    assert {outcome.status for outcome in report.outcomes} == {OutcomeStatus.PUBLISHED}
    documents = open_release(settings.curated).table("documents").to_pylist()
    assert len({row["source_uri"] for row in documents}) == len(report.outcomes)
    for path in pages.parent.rglob("*"):
        if pages not in path.parents:
            assert path.name.isascii(), "storage is by hash"
            assert path.name.isprintable()


SHELLS = [(code, name) for code, made in shell_files.shells().items() for name in made]


@pytest.mark.parametrize(("code", "name"), [SHELLS[0], SHELLS[7], *SHELLS[8::4]])
def test_a_shell_never_replaces_what_was_good(settings, pages, code, name):
    """Row 14: the rows of an address stay when a shell comes under it."""
    load([pages], settings)
    (pages / "trat.html").write_bytes(shell_files.shells()[code][name])
    report = load([pages], settings)
    (outcome,) = (each for each in report.outcomes if each.what == "pages/trat.html")
    assert outcome.status is OutcomeStatus.HELD
    assert code in {finding.code.value for finding in outcome.findings}
    assert report.exit_code == 1
    direction = open_release(settings.curated).table("direction").to_pylist()
    assert sum(row["office_id"] == "esa-p-trat" for row in direction) == 3
