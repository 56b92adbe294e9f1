"""Searches through a town, and what they found against what was planted."""

from dataclasses import dataclass
from urllib.parse import unquote

from flows.discovery.asking import Asking
from flows.discovery.discovering import Search
from schemas.codes import CandidateStatus
from schemas.registry import registry
from sources.fetched import FetchLimits
from sources.loopback import read_loopback
from sources.network import Network
from sources.office_site import OfficeSite
from sources.page_keys import page_key
from tests.town.people import added

LIMITS = FetchLimits(total_seconds=20, wait_seconds=10, pause_seconds=0)


@dataclass(frozen=True)
class Result:
    """One office's search: page keys that were found, missed, and found though they were not planted."""

    host: str
    found: frozenset
    missed: frozenset
    others: frozenset
    requests: int
    discovery: object


def search(town, who, hosts):
    """Search one resident's site; `hosts` are those of the town that are of this site."""
    known = registry(added())
    asking = Asking(OfficeSite("thitthang/test", LIMITS, Network(read_loopback(town.loopback))))
    done = Search(who.office_id, (who.home,), asking, registry=known).run()
    planted = {
        page_key(f"http://{host}{path}")
        for host in hosts
        for path, page in town.sites[host].items()
        if page.planted
    }
    proven = {page_key(unquote(one.final_address)) for one in done.of(CandidateStatus.PROVEN)}
    return Result(
        who.host,
        frozenset(planted & proven),
        frozenset(planted - proven),
        frozenset(proven - planted),
        done.requests,
        done,
    )


def hosts_of(town, who):
    """The hosts of the town that belong to a resident."""
    own = who.host.removeprefix("www.")
    return [host for host in town.sites if host == own or host.endswith("." + own)]
