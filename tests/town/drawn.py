"""A town whose forty sites are drawn by lot."""

from tests.town.drawn_sites import drawn
from tests.town.people import residents
from tests.town.words import direction

TEMPLATES = (drawn,) * 10


def sites():
    """The pages of every resident by host."""
    return {
        who.host: drawn(who, direction(f"drawn {who.office_id}"), direction(f"other {at}"))
        for at, who in enumerate(residents(offset=1))
    }
