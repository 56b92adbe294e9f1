"""One fault at one call of a publish, and what must be so afterwards, before and after the next publish."""

import shutil
from dataclasses import dataclass
from pathlib import Path

from stores.curated import find_release, open_release, unpublished
from stores.curated.catalogue import catalogue
from stores.curated.pointer import RELEASES
from tests.stores.faults import scene
from tests.stores.faults.looking import by_link, by_pointer
from tests.stores.faults.tracing import Call
from tests.stores.faults.writing import Fault, Kind

LITTER = (".tmp-*", ".building-*", ".removing-*")


@dataclass(frozen=True)
class Came:
    """What came of a fault: exit code, and whether readers saw the new release right after it."""

    fault: Fault
    code: int
    is_new: bool


@dataclass(frozen=True)
class Course:
    """A publish that nothing hinders: the folder before it, its calls, its facts, the releases around it."""

    before: Path
    calls: tuple[Call, ...]
    facts: str
    releases: tuple[str, str]


def course(writer, before, copy):
    """Publish a copy of a folder under strace, and note how that went."""
    old = open_release(before / "curated").release_id
    clean = copied(before, copy)
    ended = writer.run("publish", clean)
    assert (ended.code, ended.said) == (0, "")
    release = open_release(clean / "curated")
    return Course(before, ended.calls, release.manifest.facts_sha256, (old, release.release_id))


def copied(folder, copy):
    """A copy in which nothing is shared with the folder; an older copy goes."""
    shutil.rmtree(copy, ignore_errors=True)
    return shutil.copytree(folder, copy, symlinks=True)


def publish_with(fault, course, writer, watcher, copy, least):
    """Publish with a fault and again without, while a reader looks; what came of it."""
    folder = copied(course.before, copy)
    place = scene.desk(folder)
    with watcher.watching(folder, least) as seen:
        ended = writer.run("publish", folder, fault)
        check_end(fault, ended)
        is_new = _check_pointers(place, course)
        assert is_new or ended.code != 0, f"{fault}: nothing said, nothing published"
        scene.publish_all(place)
        _check_next(place, course, fault)
    assert seen.wrong == [], f"{fault}: {len(seen.wrong)} of {seen.looks} looks: {seen.wrong[:3]}"
    assert set(seen.releases) <= {*course.releases, open_release(place.root).release_id}, fault
    return Came(fault, ended.code, is_new)


def first_publish_with(fault, before, writer, copy):
    """Publish for the first time with a fault, and again without."""
    place = scene.desk(copied(before, copy))
    check_end(fault, writer.run("publish", place.folder, fault))
    release = find_release(place.root)
    assert release is None or by_pointer(place.folder) == (release.release_id, 1)
    scene.publish_all(place)
    assert by_pointer(place.folder) == by_link(place.folder) == (_linked(place), 1)
    assert litter(place.curated) == []


def check_end(fault, ended):
    """The fault came where it was meant to; a refused call is said in words, or did no harm."""
    if fault.kind is Kind.KILLED:
        assert ended.code == -9, f"{fault}: {ended}"
        hit = ended.calls[-1]
    else:
        assert ended.code in (0, 1), f"{fault}: {ended.said}"
        (hit,) = (call for call in ended.calls if call.injected)
        assert (ended.code == 1) == ended.said.startswith("error: "), f"{fault}: {ended.said}"
        assert ended.said.count("error:") <= 1
        assert "Traceback" not in ended.said
        assert "Errno" not in ended.said
    assert (hit.name, hit.number) == (fault.call.name, fault.call.number), f"{fault}: {hit}"


def _check_pointers(place, course):
    """Both pointers lead to the old or the new release, each whole; whether LATEST.json names the new."""
    release_id, generation = by_pointer(place.folder)
    assert {release_id, _linked(place)} <= set(course.releases)
    _check_releases(place)
    return generation == 3


def _check_next(place, course, fault):
    """The next publish has succeeded, lost nothing, left nothing, forgotten nothing."""
    release = open_release(place.root)
    assert release.manifest.facts_sha256 == course.facts, fault
    assert unpublished(release, place.archive.captures()) == [], fault
    assert by_pointer(place.folder) == (release.release_id, 3), fault
    assert _linked(place) == release.release_id, fault
    assert course.releases[0] in _check_releases(place), fault
    left = litter(place.curated)
    assert left == [], f"{fault}: left behind: {left}"
    listed = {entry.release_id for entry in catalogue(place.root) if entry.can_be_read}
    there = set(place.root.folders(RELEASES))
    assert there == listed, f"{fault}: there are {sorted(there)}, listed {sorted(listed)}"


def _linked(place):
    return (place.curated / "latest").readlink().name


def _check_releases(place):
    """Every release that is there is whole, pointed at or not; their ids."""
    there = [folder for folder in place.root.folders(RELEASES) if not folder.startswith(".")]
    assert all(open_release(place.root, release_id).is_intact() for release_id in there)
    return there


def litter(folder):
    """What a writer should have taken away."""
    return [path for pattern in LITTER for path in folder.rglob(pattern)]
