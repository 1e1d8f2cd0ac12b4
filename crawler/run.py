"""One crawl from beginning to end, as a function: the command line and the sample run call it, once per process.

Must not know SQL: the archive is reached through the pipelines and the frontier that the settings name.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from scrapy.crawler import AsyncCrawlerProcess
from scrapy.settings import Settings

from crawler.items import PortalReport, Visit
from crawler.plan import Plan
from crawler.spiders.portal import PortalSpider


@dataclass(frozen=True, slots=True)
class CrawlReport:
    """What a crawl did, by portal. `interrupted` means that a signal stopped it before its end."""

    portals: list[PortalReport] = field(default_factory=list)
    interrupted: bool = False


def crawl(
    plan: Plan,
    *,
    archive: Path,
    host_map: Mapping[str, str] | None = None,
    on_visit: Callable[[Visit], None] | None = None,
) -> CrawlReport:
    """Carry out the plan into the archive folder, waiting until all is done; raises what the archive raises.

    `host_map` names the loopback port behind reserved host names; `on_visit` is called after each stored visit.
    """
    settings = Settings()
    settings.setmodule("crawler.settings", priority="project")
    settings.set("ARCHIVE_DIR", str(archive), priority="cmdline")
    settings.set("HOST_MAP", dict(host_map or {}), priority="cmdline")
    spider = carry_out(AsyncCrawlerProcess(settings), plan=plan, on_visit=on_visit)
    return CrawlReport(spider.reports, interrupted=spider.interrupted)


def carry_out(process: AsyncCrawlerProcess, **arguments: Any) -> PortalSpider:
    """The spider after its crawl; raises what kept it from beginning or ended it early."""
    crawler = process.create_crawler(PortalSpider)
    task = process.crawl(crawler, **arguments)
    process.start()
    if (error := task.exception()) is not None:
        raise error
    spider = crawler.spider
    if not isinstance(spider, PortalSpider):
        raise TypeError("the crawl ended without its spider")
    if spider.failure is not None:
        raise spider.failure
    return spider
