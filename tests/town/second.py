"""The second town: other offices, other templates, documents on sister hosts."""

from tests.town import second_sites as made
from tests.town.people import residents
from tests.town.words import direction

TEMPLATES = (
    made.drupal, made.google_like, made.menu_in_script, made.local_government, made.script_only,
    made.jump_menu, made.hospital, made.two_languages, made.with_sessions, made.english_menu,
)  # fmt: skip


def sites():
    """The pages of every resident by host."""
    built = {}
    for at, who in enumerate(residents(offset=2)):
        template = TEMPLATES[at % len(TEMPLATES)]
        stated, other = direction(f"second {who.office_id}"), direction(f"other {at}")
        built[who.host] = template(who, stated, other)
        if template is made.hospital:
            built[f"files.{who.host.removeprefix('www.')}"] = made.hospital_files(who, stated, other)
    return built
