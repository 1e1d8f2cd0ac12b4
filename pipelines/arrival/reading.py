"""What an arrived page is, decided as in a crawl but for what only a crawl knows. Runs in worker processes.

No page is read in the light of another, so that the order of arrival cannot matter. Must not know SQL.
"""

from __future__ import annotations

import logging
from dataclasses import replace
from urllib.parse import urlsplit

from crawler.items import Address, Page, Role, Visit
from crawler.platforms import FAMILIES
from crawler.portals import Portal
from crawler.spiders.visits import FILE_SIGNATURES, answered, is_home
from crawler.spiders.walks import Walks
from pipelines.archive import Archive
from pipelines.normalise import normalise
from pipelines.validate import validate

logger = logging.getLogger(__name__)

_SITEMAPS, _FEEDS = (b"<urlset", b"<sitemapindex"), (b"<rss", b"<feed", b"<rdf:RDF")
_HEAD = 1024
_ROBOTS = "/robots.txt"


def is_file(page: Page) -> bool:
    """Whether an answer is a document that is kept as a file."""
    is_document = page.body[:8].lstrip().startswith(FILE_SIGNATURES)
    return page.status == 200 and is_document and urlsplit(page.url).path != _ROBOTS


def read(archive: Archive, page: Page, portal: Portal) -> Visit:
    """The visit that the page would have been, without the page's bytes."""
    address = Address(page.url, portal.id, _role(page))
    try:
        visit = _visit(archive, address, page, portal)
        normalise(visit)
        validate(visit)
    except Exception as error:
        logger.exception("%s could not be read", page.url)
        visit = Visit(address, "exception", f"{type(error).__name__}: {error}", pages=[page])
    visit.pages = [replace(page, body=b"")]
    visit.steps, visit.next_page = [], ""
    return visit


def _visit(archive: Archive, address: Address, page: Page, portal: Portal) -> Visit:
    if address.role == "robots" and page.status == 200:
        return Visit(address, "page", pages=[page])
    if page.status == 200 and not is_file(page) and not _is_markup(page):
        return Visit(address, "page", f"no page: {_media_type(page) or 'no markup'}", pages=[page])
    template = archive.frontier.template_of(portal.id)
    visit = answered(address, page, portal, portal.platform, Walks(archive.frontier), template=template)
    if visit.kind in {"listing", "home"} and visit.outcome == "page":
        visit.outcome, visit.reason, visit.address = "listing", "", replace(address, role="listing")
    if visit.article and _is_twin(page.url, visit.platform):
        return Visit(replace(address, role="twin"), "page", "a twin of another page", [page], visit.kind)
    return visit


def _is_twin(url: str, platform: str) -> bool:
    """Print pages and the like, which a crawl never fetches: they would look like edits of the article itself."""
    parts = urlsplit(url)
    target = parts.path + (f"?{parts.query}" if parts.query else "")
    family = FAMILIES.get(platform)
    return family is not None and any(pattern.search(target) for pattern in family.twin)


def _role(page: Page) -> Role:
    """What only the address or the first bytes can tell."""
    head = page.body[:_HEAD]
    if urlsplit(page.url).path == _ROBOTS:
        return "robots"
    if any(mark in head for mark in _SITEMAPS):
        return "sitemap"
    if any(mark in head for mark in _FEEDS):
        return "feed"
    if is_home(page.url):
        return "home"
    return "file" if is_file(page) else "article"


def _is_markup(page: Page) -> bool:
    return "html" in _media_type(page) or page.body[:_HEAD].lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<"


def _media_type(page: Page) -> str:
    said = next((value for name, value in page.headers if name.lower() == "content-type"), "")
    return said.partition(";")[0].strip().lower()
