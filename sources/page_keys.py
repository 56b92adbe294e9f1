"""Which addresses are one page, which are of one site, and which lead into endless lists. Pure."""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

from sources.link_scores import ending_of
from sources.link_words import link_words

_INDEX = re.compile(r"/(?:index|default)\.(?:html?|php\d?|aspx?|jsp)$", re.IGNORECASE)
_SESSION_PATH = re.compile(r";(?:jsessionid|phpsessid|sid)=[^/?;]*", re.IGNORECASE)
_RANDOM = re.compile(r"(?=.*\d)[0-9a-z]{16,}", re.IGNORECASE)
_DIGITS = re.compile(r"\d+")
_WEB_PORTS = {80, 443, None}


def page_key(address: str) -> str:
    """What two addresses of one page have in common.

    Scheme, `www.`, fragment, session ids, tracking parameters, the order of parameters, `index.php` and
    the last slash do not count.
    """
    parts = urlsplit(address)
    host = (parts.hostname or "").removeprefix("www.")
    port = "" if parts.port in _WEB_PORTS else f":{parts.port}"
    path = _INDEX.sub("/", _SESSION_PATH.sub("", unquote(parts.path, errors="replace")))
    pairs = sorted(pair for pair in parse_qsl(parts.query, keep_blank_values=True) if not _is_idle(*pair))
    names = {name.lower() for name, _ in pairs}
    if "id" in names:
        pairs = [pair for pair in pairs if pair[0] != "Itemid"]
    query = f"?{urlencode(pairs)}" if pairs else ""
    return f"{host}{port}{path.rstrip('/')}{query}"


def _is_idle(name: str, value: str) -> bool:
    """Whether a parameter never changes what a page says."""
    words = link_words()
    name = name.lower()
    if name in words.ignored_parameters:
        return True
    return name in words.session_parameters and _RANDOM.fullmatch(value) is not None


@lru_cache(maxsize=8192)
def page_pattern(address: str) -> str:
    """The form of an address: what is left without numbers, values and the last name of its path.

    Pages of one list (`news.php?id=1`, `news.php?id=2`) have one form.
    """
    parts = urlsplit(address)
    folder, _, name = parts.path.rpartition("/")
    name = ending_of(address) if "." in name and not parts.query else name
    if not parts.query and "." not in parts.path.rpartition("/")[2]:
        name = "*"
    names = sorted(name for name, _ in parse_qsl(parts.query, keep_blank_values=True))
    return _DIGITS.sub("#", f"{parts.hostname}{folder}/{name}?{'&'.join(names)}")


def is_trap(address: str) -> bool:
    """Whether an address leads into a list without end or to a machine: calendars, pages of news, log-ins."""
    words = link_words()
    parts = urlsplit(address)
    if words.trap_paths.search(parts.path):
        return True
    for name, value in parse_qsl(parts.query, keep_blank_values=True):
        if name.lower() in words.trap_parameters and not _names_page(name.lower(), value):
            return True
    return parts.path.count("/") > 12 or _repeats(parts.path)  # noqa: PLR2004


def _names_page(name: str, value: str) -> bool:
    """Whether a parameter that usually counts or searches names a page here: `?page=vision`, `?q=node/2`."""
    return (name == "page" and not value.isdigit()) or (name == "q" and "/" in value)


def _repeats(path: str) -> bool:
    """Whether one part of a path stands in it three times: a relative link that grows at each step."""
    parts = [part for part in path.split("/") if part]
    return any(parts.count(part) > 2 for part in set(parts))  # noqa: PLR2004


def is_no_document(address: str) -> bool:
    """Whether the address names a picture, a film, a program: nothing that is read."""
    return ending_of(address) in link_words().not_documents


def registrable(host: str) -> str:
    """The part of a host's name that was given out to somebody: `loei2.go.th` of `www.loei2.go.th`."""
    if _is_ip(host):
        return host
    parts = host.split(".")
    own = 3 if ".".join(parts[-2:]) in link_words().thai_suffixes else 2
    return ".".join(parts[-own:])


def _is_ip(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


@dataclass(frozen=True, slots=True)
class Site:
    """What counts as one office's site: domains with all hosts below them, single hosts, folders."""

    domains: frozenset[str]
    hosts: frozenset[str]
    folders: tuple[tuple[str, str], ...] = ()
    """Host and beginning of the path, where many sites share a host."""

    @classmethod
    def of(cls, addresses: tuple[str, ...]) -> Site:
        """The site that the addresses are of."""
        words = link_words()
        domains, hosts, folders = set(), set(), []
        for address in addresses:
            parts = urlsplit(address)
            host = (parts.hostname or "").lower()
            depth = dict(words.shared_paths).get(host)
            domain = registrable(host)
            if depth is not None:
                folders.append((host, "/".join(parts.path.split("/")[: depth + 1])))
            elif domain in words.shared_domains or host in words.shared_domains or _is_ip(host):
                hosts.add(host.removeprefix("www."))
            else:
                domains.add(domain)
        return cls(frozenset(domains), frozenset(hosts), tuple(folders))

    def holds(self, address: str) -> bool:
        """Whether an address is of this site."""
        parts = urlsplit(address)
        host = (parts.hostname or "").lower()
        if host.removeprefix("www.") in self.hosts or registrable(host) in self.domains:
            return True
        return any(
            host == known and (parts.path == path or parts.path.startswith(f"{path.rstrip('/')}/"))
            for known, path in self.folders
        )
