"""Scrapy on the same pages, run as a command with a folder for its cache and the server's port."""

from __future__ import annotations

import sys

from scrapy import Request, Spider
from scrapy.crawler import CrawlerProcess

from benchmarks.fetching_server import HOSTS, PAGES_A_HOST

AT_ONCE = 8


class Pages(Spider):
    """Asks for every page, the hosts by turns."""

    name = "pages"
    port = ""

    async def start(self):  # noqa: ANN201  (a generator of Scrapy's own types)
        for number in range(PAGES_A_HOST):
            for host in HOSTS:
                yield Request(f"http://{host}:{self.port}/page/{number}")

    def parse(self, _response: object) -> None:
        """Take nothing: fetching is what is measured."""


def crawl(folder: str, port: str) -> None:
    """Crawl the pages with a cache in the folder, revalidating what is in it."""
    process = CrawlerProcess(
        {
            "USER_AGENT": "benchmark (nobody@example.org)",
            "ROBOTSTXT_OBEY": True,
            "CONCURRENT_REQUESTS": AT_ONCE,
            "CONCURRENT_REQUESTS_PER_DOMAIN": 1,
            "DOWNLOAD_DELAY": 0,
            "HTTPCACHE_ENABLED": True,
            "HTTPCACHE_DIR": folder,
            "HTTPCACHE_POLICY": "scrapy.extensions.httpcache.RFC2616Policy",
            "LOG_LEVEL": "ERROR",
            "TELNETCONSOLE_ENABLED": False,
        }
    )
    process.crawl(Pages, port=port)
    process.start()


if __name__ == "__main__":
    crawl(*sys.argv[1:])
