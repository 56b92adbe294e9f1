"""The third town: the oddities of real sites."""

from tests.town import third_sites as made
from tests.town.people import residents
from tests.town.words import direction

TEMPLATES = (
    made.splash, made.years_under_a_heading, made.numbered_pages, made.viewers, made.nameless_pictures,
    made.abbreviations, made.old_and_new, made.policies, made.training_projects, made.numbered_pages,
)  # fmt: skip


def sites():
    """The pages of every resident by host."""
    built = {}
    for at, who in enumerate(residents(offset=3)):
        template = TEMPLATES[at % len(TEMPLATES)]
        stated, other = direction(f"third {who.office_id}"), direction(f"other {at}")
        built[who.host] = template(who, stated, other)
        if template is made.old_and_new:
            built[f"old.{who.host.removeprefix('www.')}"] = made.old_host(who, stated, other)
    return built
