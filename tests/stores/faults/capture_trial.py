"""One fault at one call of three captures, and what must be so in the raw archive afterwards."""

from dataclasses import dataclass
from pathlib import Path

from schemas.ids import sha256
from tests.stores.faults import scene
from tests.stores.faults.tracing import Call
from tests.stores.faults.trial import check_end, copied, litter


@dataclass(frozen=True)
class CaptureCourse:
    """Captures that nothing hinders: the folder before them, their calls, all captures after them."""

    before: Path
    calls: tuple[Call, ...]
    captures: tuple


def capture_course(writer, before, copy):
    """Capture into a copy of a folder under strace, and note how that went."""
    clean = copied(before, copy)
    ended = writer.run("capture", clean)
    assert (ended.code, ended.said) == (0, "")
    return CaptureCourse(before, ended.calls, _whole(scene.desk(clean)))


def capture_with(fault, course, writer, copy):
    """Capture with a fault and again without; the exit code of the first."""
    place = scene.desk(copied(course.before, copy))
    before = _whole(place)
    ended = writer.run("capture", place.folder, fault)
    check_end(fault, ended)
    assert set(before) <= set(_whole(place)) <= set(course.captures), fault
    scene.capture_more(place)
    assert _whole(place) == course.captures, fault
    assert litter(place.folder / "raw") == [], fault
    return ended.code


def _whole(place):
    """All captures of an archive in which every object is under its hash and every record has its object."""
    for path in (place.folder / "raw" / "objects").rglob("*"):
        if path.is_file() and not path.name.startswith(".tmp-"):
            assert sha256(path.read_bytes()) == path.name
    captures = tuple(place.archive.captures())
    for capture in captures:
        assert len(place.archive.read(capture)) == capture.byte_count
    return captures
