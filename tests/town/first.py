"""The first town: forty offices in ten templates."""

from tests.town import new_sites, old_sites
from tests.town.people import residents
from tests.town.words import direction

TEMPLATES = (
    old_sites.frontpage, new_sites.wordpress, new_sites.joomla, new_sites.bootstrap,
    old_sites.frameset, old_sites.picture_menu, old_sites.long_sidebar,
    new_sites.one_page, new_sites.shelf_of_pdfs, old_sites.amss,
)  # fmt: skip


def sites():
    """The pages of every resident by host."""
    return {
        who.host: TEMPLATES[at % len(TEMPLATES)](who, direction(who.office_id), direction(f"other {at}"))
        for at, who in enumerate(residents())
    }
