"""A search through an office's site for the pages and documents that state its direction."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from engines.guard import guarded
from flows.added_owner import with_added_owner
from flows.discovery.asking import Asking
from flows.discovery.candidates import Candidate, Cue, is_headline, judged, settle
from flows.discovery.direction_words import matcher
from flows.discovery.found_pages import head_of, is_script, link_keys, links_in, unkept_capture
from flows.documents import Job, Reading, document_name, read_guarded
from parsers.sniff import sniff
from schemas.codes import CandidateStatus, MediaType
from schemas.engines import Stopped
from schemas.errors import FetchError
from sources.addresses import canonical
from sources.discovery import DiscoveryLimits, Frontier, Lead, Outside, is_labelled
from sources.fetched import Fetched, NotFetched
from sources.link_scores import SAYS
from sources.links import Link, PageLinks, Place, page_links, script_links
from sources.page_keys import Site, page_key
from sources.sitemap import read_sitemap

if TYPE_CHECKING:
    from schemas.registry import Registry

_SITEMAPS = 4
_NO_LINKS = PageLinks(())
_READ = frozenset(MediaType) - {
    MediaType.PNG, MediaType.JPEG, MediaType.TIFF, MediaType.GIF, MediaType.WEBP,
    MediaType.ZIP, MediaType.WARC, MediaType.XLS, MediaType.XLSX, MediaType.UNKNOWN,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Discovery:
    """What a search through an office's site found.

    `candidates` are the pages asked for, in that order; `waiting` what was found and not followed, the
    best first; `outside` links that speak of a direction and leave the site. `requests` counts redirects,
    robots.txt and sitemaps too, `byte_count` all bodies.
    """

    office_id: str
    starts: tuple[str, ...]
    candidates: tuple[Candidate, ...]
    waiting: tuple[Lead, ...] = ()
    outside: tuple[Outside, ...] = ()
    requests: int = 0
    byte_count: int = 0

    def of(self, status: CandidateStatus) -> tuple[Candidate, ...]:
        """The candidates of one status, in the order they were asked for."""
        return tuple(one for one in self.candidates if one.status is status)

    @property
    def is_silent(self) -> bool:
        """Whether no page of the site came at all."""
        return all(one.status is CandidateStatus.NOT_FETCHED for one in self.candidates)


class Search:
    """One search for one office's direction, from the start addresses and what is known on.

    `watch` is told each address before it is asked for, and the requests made so far.
    """

    def __init__(
        self,
        office_id: str,
        starts: Sequence[str],
        asking: Asking,
        *,
        known: Sequence[str] = (),
        limits: DiscoveryLimits | None = None,
        registry: Registry,
        watch: Callable[[str, int], None] | None = None,
    ) -> None:
        self._office_id = office_id
        self._starts = tuple(starts)
        self._asking = asking
        self._limits = limits or DiscoveryLimits()
        self._registry = registry
        self._watch = watch
        self._matcher = matcher()
        self._site = Site.of((*starts, *known))
        self._frontier = Frontier(self._site, self._matcher, self._limits.depth)
        self._known = tuple(known)
        self._tried: list[Candidate] = []
        self._bytes = 0
        self._unlabelled = 0

    def run(self) -> Discovery:
        """Search until the limits are reached or nothing worth following is left."""
        known = {page_key(address) for address in self._known}
        for address in self._starts:
            self._frontier.start(address, known=page_key(address) in known)
        for address in self._known:
            self._frontier.start(address, is_home=False, known=True)
        first = self._frontier.next()
        if first is not None:
            self._look(first)
            self._read_sitemaps(first)
        while self._may_go_on() and (lead := self._frontier.next(labelled_only=self._has_enough())):
            self._unlabelled += not is_labelled(lead)
            self._look(lead)
        return Discovery(
            self._office_id,
            self._starts,
            settle(self._tried),
            self._frontier.waiting,
            self._frontier.outside,
            self._asking.requests,
            self._bytes,
        )

    def _may_go_on(self) -> bool:
        return self._asking.requests < self._limits.requests and self._bytes < self._limits.byte_count

    def _has_enough(self) -> bool:
        found = any(one.status is CandidateStatus.PROVEN for one in self._tried)
        return found and self._unlabelled >= self._limits.unlabelled

    def _get(self, address: str) -> Fetched | NotFetched:
        if self._watch is not None:
            self._watch(address, self._asking.requests)
        page = self._asking.fetch(address)
        if isinstance(page, Fetched):
            self._bytes += len(page.data)
        return page

    def _look(self, lead: Lead) -> None:
        """Ask for a page, read it, and put its links into the search."""
        page = self._get(lead.address)
        if isinstance(page, NotFetched):
            reason = f"{page.code.value}: {page.reason}"
            self._tried.append(Candidate(lead, CandidateStatus.NOT_FETCHED, reason, page.uri))
            if lead.depth == 0:
                self._start_elsewhere(lead)
            return
        if page_key(page.final_uri) != page_key(lead.address):
            if not self._stays(lead, page):
                return
            if not self._frontier.leave(page.final_uri):
                return
        self._read(lead, page)

    def _start_elsewhere(self, lead: Lead) -> None:
        """A home page that does not come may come under the twin of its address."""
        scheme, _, rest = lead.address.partition("://")
        host = rest.removeprefix("www.")
        other = "https" if scheme == "http" else "http"
        twins = (f"{other}://{rest}", f"{other}://{host}" if host != rest else f"{other}://www.{rest}")
        for twin in twins:
            if not self._may_go_on() or not self._site.holds(twin):
                return
            page = self._get(twin)
            if isinstance(page, Fetched):
                self._read(Lead(twin, lead.score, 0), page)
                return

    def _stays(self, lead: Lead, page: Fetched) -> bool:
        """Whether a redirect stays on the site; where the start itself has moved, the site has."""
        if self._site.holds(page.final_uri):
            return True
        if lead.depth == 0:
            self._site = Site.of((*self._starts, *self._known, page.final_uri))
            self._frontier.move(self._site)
            return True
        reason = f"redirects to another site: {page.final_uri}"
        self._tried.append(Candidate(lead, CandidateStatus.NOT_FETCHED, reason, page.final_uri))
        return False

    def _read(self, lead: Lead, page: Fetched) -> None:
        media_type = sniff(page.data, name=document_name(page.final_uri), declared=page.declared_type)
        if is_script(page):
            found = self._links(script_links, page, lead.found_on)
            self._frontier.add(found.links, lead, 0.0)
            return
        found = _NO_LINKS
        if media_type is MediaType.HTML and lead.depth < self._limits.depth + 1:
            found = self._links(page_links, page)
        if media_type not in _READ:
            reason = f"{media_type.value} is not read here"
            self._tried.append(Candidate(lead, CandidateStatus.NOT_READ, reason, page.final_uri, media_type))
            return
        job = Job(unkept_capture(page, media_type), page.data)
        reading = with_added_owner(read_guarded(job), self._registry)
        cue = replace(
            self._cue(lead, found),
            is_notice=self._is_notice(lead, found, reading),
            links=link_keys(found),
            others_link=lead.score.of_others,
            others_text=self._matcher.of_others(head_of(reading)),
        )
        made = judged(lead, reading.parsed, cue, self._office_id, page.final_uri)
        self._tried.append(made)
        if not made.kinds:
            self._frontier.gave_nothing(lead)
        self._frontier.add(found.links, lead, self._worth(lead, made, found))

    def _links(self, extract: Callable[[str, str], PageLinks], page: Fetched, base: str = "") -> PageLinks:
        """The links of a page, taken out in a process that a hostile page may break.

        `base` is the page that a script stands in: its addresses begin there.
        """
        made = guarded(links_in, extract, page.data, page.declared_charset, base or page.final_uri)
        return _NO_LINKS if isinstance(made, Stopped) else made

    def _cue(self, lead: Lead, found: PageLinks) -> Cue:
        """What link, title and first heading say; a headline that mentions a direction says little."""
        titles = [title for title in (found.title, found.heading) if title]
        said = any(self._names_direction(title) for title in titles)
        long = is_headline(lead.text) or is_headline(found.heading)
        away = any(self._matcher.leads_away(title) for title in (lead.text, found.heading) if title)
        return Cue(lead.says or said, long or away, found.title)

    def _is_notice(self, lead: Lead, found: PageLinks, reading: Reading) -> bool:
        """Whether a page is of something else that has the words of a direction: a privacy policy."""
        sections = (section.heading for section in reading.parsed.sections)
        named = (lead.text, found.title, found.heading, *sections)
        return any(self._matcher.leads_away(text) for text in named if text)

    def _names_direction(self, title: str) -> bool:
        said = self._matcher.said(title)
        return said.worth >= SAYS and (said.share >= 0.4 or not is_headline(title))  # noqa: PLR2004

    def _worth(self, lead: Lead, made: Candidate, found: PageLinks) -> float:
        """What a page is worth for the links on it."""
        title = max((self._matcher.said(text).worth for text in (found.title, found.heading)), default=0.0)
        proven = 2.5 if made.status is CandidateStatus.PROVEN and made.says else 0.0
        return max(lead.score.words, proven, title if not made.is_headline else 0.0)

    def _read_sitemaps(self, first: Lead) -> None:
        """Put what the site's sitemaps name into the search; those of pages before those of posts."""
        root = _root(first.address)
        named = self._asking.site.sitemaps(first.address)
        waiting = list(named or (f"{root}/sitemap.xml",))
        asked = 0
        while waiting and asked < _SITEMAPS and self._may_go_on():
            address = waiting.pop(0)
            asked += 1
            if not self._site.holds(address):
                continue
            page = self._get(address)
            if not isinstance(page, Fetched):
                continue
            sitemap = read_sitemap(page.data)
            waiting += sorted(sitemap.sitemaps, key=lambda name: "page" not in name.lower())
            self._frontier.add(_sitemap_links(sitemap.pages), first, 0.0)


def _sitemap_links(addresses: Sequence[str]) -> Iterator[Link]:
    for address in addresses:
        try:
            yield Link(canonical(address), "", Place.SITEMAP)
        except FetchError:
            continue


def _root(address: str) -> str:
    scheme, _, rest = address.partition("://")
    return f"{scheme}://{rest.partition('/')[0]}"
