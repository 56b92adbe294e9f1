"""What is published while faults are injected: twelve offices, ten of which change with every generation.

The offices stand in two parts; the second never changes, so a publish writes one part of a table and links
the other. Two releases are kept, so the third publish takes the first release away.
"""

import re

from schemas.kinds import Kind
from schemas.registry import registry
from stores.curated import find_release, unpublished
from stores.curated.parts import ranges
from stores.curated.retention import Keep
from tests.stores.factories import Desk, Offices, parsed, stated

_FIRST, _SECOND = ranges(office.office_id for office in registry().offices)[:2]
CHANGING = _FIRST[:10]
STEADY = _SECOND[:2]
REGISTRY = Offices(tuple(office for office in registry().offices if office.office_id in {*CHANGING, *STEADY}))
KEEP = Keep(releases=2, days=0)
GENERATION = re.compile(r"รุ่นที่ (\d+)")


def desk(folder):
    return Desk(folder, REGISTRY)


def page(office, generation):
    """The bytes of an office's page."""
    return f"{office} {generation}".encode()


def reading(data):
    """What is read out of a page."""
    office, generation = data.decode().split()
    goals = [
        stated(f"ผู้เรียนทุกคนอ่านออกเขียนได้ ข้อที่ {n} รุ่นที่ {generation}", Kind.GOAL, number=str(n), block=n)
        for n in range(1, 4)
    ]
    vision = stated(f"เป็นองค์กรชั้นนำด้านการศึกษา รุ่นที่ {generation}")
    return parsed(vision, *goals, office=office, plan=(2566, 2570), title="หน้าแรก")


def capture(desk, office, generation, path=""):
    """Keep an office's page of a generation; what the archive says of it."""
    data = page(office, generation)
    return desk.capture(f"https://{office}.example/{path}", reading(data), data=data, asked=office)


def capture_all(desk, generation):
    """Capture the pages of a generation; only the first has those of the steady offices."""
    desk.days = 100 * generation
    for office in CHANGING if generation > 1 else (*CHANGING, *STEADY):
        capture(desk, office, generation)


def capture_more(desk):
    """Capture new bytes, bytes that were there before, and an address that is new."""
    desk.days = 1_000
    capture(desk, CHANGING[0], 4)
    capture(desk, CHANGING[1], 1)
    capture(desk, CHANGING[2], 4, "new")


def publish_all(desk, **more):
    """Publish every capture that the release pointed at was not made from, and clean up."""
    left = unpublished(find_release(desk.root), desk.archive.captures())
    changes = ((one, reading(desk.archive.read(one))) for one in left)
    return desk.publish(*changes, **({"keep": KEEP} | more))


def stage(folder, *, published=2, captured=3):
    """A raw and a curated folder with generations that are published, and more that are only captured."""
    place = desk(folder)
    for generation in range(1, published + 1):
        capture_all(place, generation)
        publish_all(place)
    for generation in range(published + 1, captured + 1):
        capture_all(place, generation)
    return place


def generation_of(texts):
    """The one generation that all texts are of; raises ValueError if they are of several."""
    (found,) = {GENERATION.search(text).group(1) for text in texts}
    return int(found)
