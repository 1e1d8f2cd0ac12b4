"""What an answer means for the address that was asked: decisions only, no requests and no archive.

One function per role of an address (`crawler.items.Role`); `answered` is where they meet.
"""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urljoin, urlsplit

from crawler.addresses import canonical, same_site
from crawler.discovery.feeds import read_feed
from crawler.discovery.refresh import sent_on
from crawler.discovery.sitemaps import read_sitemap
from crawler.extraction import read_page
from crawler.extraction.template import Template
from crawler.items import Address, Link, Outcome, Page, PageKind, Reading, Visit, WalkStep
from crawler.platforms import Family, by_id
from crawler.portals import Portal
from crawler.spiders.answers import header, retry_after
from crawler.spiders.walks import Walks

BLOCKED: dict[PageKind, Outcome] = {
    "gate": "gate",
    "flood": "flood",
    "maintenance": "maintenance",
    "soft_404": "soft_404",
}
WALKED = frozenset({"listing", "feed", "sitemap", "redirect", "unchanged", "article", "file"})
"""Outcomes by which a page of a walk says what it had to say."""
HOME_PATHS = frozenset(
    {"", "/", "/vi", "/vi/", "/index.html", "/index.php", "/default.aspx", "/home", "/trang-chu"}
    | {"/portal/pages/default.aspx"}  # SharePoint redirects "/" and dead articles there
)
FILE_SIGNATURES = (b"%PDF-", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"Rar!", b"{\\rtf")


def answered(
    address: Address, page: Page, portal: Portal, platform: str, walks: Walks, *, template: Template | None = None
) -> Visit:
    """The visit that ends `address` with this answer. A listing that turns its page by POST is not finished yet."""
    if page.status == 304:
        return Visit(address, "unchanged", pages=[page])
    if 300 <= page.status < 400:
        return redirected(address, page, portal)
    if page.status != 200:
        return denied(address, page)
    if address.role in READERS:
        return READERS[address.role](address, page, by_id(platform or "generic"))
    if page.body[:8].lstrip().startswith(FILE_SIGNATURES):
        return Visit(address, "file", pages=[page])
    reading = read_page(
        page.body, page.url, portal=portal, platform=platform or None, template=template, headers=page.headers
    )
    return read_html(address, page, portal, reading, walks)


def redirected(address: Address, page: Page, portal: Portal) -> Visit:
    """A redirect ends its address; the target is an address of its own, unless it says that nothing is here."""
    location = header(page, "location")
    try:
        target = canonical(urljoin(page.url, location))
    except ValueError:
        return Visit(address, "http_error", f"HTTP {page.status} to {location!r}, which is no address", pages=[page])
    return led(address, page, portal, target)


def led(address: Address, page: Page, portal: Portal, target: str) -> Visit:
    """The visit of an address that leads to another one."""
    visit = Visit(address, "redirect", f"leads to {target}", pages=[page])
    if not same_site(target, portal.url):
        visit.reason = f"leads to another site: {target}"
    elif address.page_number > 1:
        visit.steps = [stopped(address, "redirected")]
    elif address.role != "home" and is_home(target):
        visit.outcome, visit.reason = "soft_404", "leads to the home page"
    elif target == address.url:
        visit.outcome, visit.reason = "gate", "leads to itself, as pages do that want a cookie set by script"
    else:
        visit.redirected_to = target
    return visit


def denied(address: Address, page: Page) -> Visit:
    """An answer without what was asked for: gone, refused, flooded or broken."""
    visit = Visit(address, "http_error", f"HTTP {page.status}", pages=[page], retry_after=retry_after(page))
    if page.status in {404, 410}:
        visit.outcome = "gone"
        if address.role in {"listing", "feed", "sitemap"}:
            visit.steps = [stopped(address, "not_found")]
    elif page.status == 429 or (page.status == 503 and visit.retry_after):
        visit.outcome = "flood"
    elif page.status < 500:
        visit.outcome = "refused"
    return visit


def stopped(address: Address, reason: str) -> WalkStep:
    """The last step of a walk that named nothing more. A later page that is not there ends a complete walk."""
    later_page = address.page_number > 1 and reason in {"redirected", "not_found"}
    return WalkStep(address.walk or address.url, address.section, 0, stop_reason=reason, complete=later_page)


def settled(visit: Visit) -> Visit:
    """The visit, with its walk stopped as failed where the page brought nothing; a retry takes the walk up again."""
    address = visit.address
    in_walk = address.role in {"listing", "feed", "sitemap"}
    no_walk_begun = visit.outcome == "page" and address.page_number == 1
    if in_walk and not visit.steps and visit.outcome not in WALKED and not no_walk_begun:
        visit.steps = [stopped(address, "failed")]
    return visit


def read_sitemap_file(address: Address, page: Page, family: Family) -> Visit:
    """Every address of a sitemap, and the sitemaps that it names."""
    reading = read_sitemap(page.body, page.url, family=family)
    links = [Link(url, "sitemap") for url in reading.sitemaps] + reading.links
    return _named(address, page, "sitemap", links, reading.error)


def read_feed_file(address: Address, page: Page, family: Family) -> Visit:
    """Every article that a feed names."""
    reading = read_feed(page.body, page.url, family=family)
    return _named(address, page, "feed", reading.links, reading.error)


def _named(address: Address, page: Page, outcome: Outcome, links: list[Link], error: str) -> Visit:
    step = WalkStep(address.url, address.section, len(links), stop_reason="failed" if error else "end")
    step.complete = not error
    local = [link for link in links if same_site(link.url, page.url)]
    return Visit(address, outcome, error, pages=[page], links=local, steps=[step])


def read_file(address: Address, page: Page, _family: Family) -> Visit:
    """A file is kept as it came, unless an HTML page was sent in its place."""
    if page.body[:256].lstrip()[:1] == b"<":
        return Visit(address, "page", "an HTML page came instead of the file", pages=[page])
    return Visit(address, "file", pages=[page])


READERS: dict[str, Callable[[Address, Page, Family], Visit]] = {
    "sitemap": read_sitemap_file,
    "feed": read_feed_file,
    "file": read_file,
}


def read_html(address: Address, page: Page, portal: Portal, reading: Reading, walks: Walks) -> Visit:
    """Take from an HTML page what its address was expected to bring."""
    visit = Visit(address, "page", pages=[page], kind=reading.kind, platform=reading.platform, rights=reading.rights)
    if reading.kind in BLOCKED:
        visit.outcome, visit.reason = BLOCKED[reading.kind], reading.reason
        return visit
    empty = not reading.links and (reading.article is None or address.role == "home")
    if empty and (target := sent_on(page.body, page.url, page.headers)):
        return led(address, page, portal, target)
    visit.links = [link for link in reading.links if same_site(link.url, portal.url)]
    if address.role == "article":
        _take_article(visit, reading)
    else:
        _take_listing(visit, reading, walks)
    return visit


def _take_article(visit: Visit, reading: Reading) -> None:
    visit.article, visit.drift = reading.article, reading.drift
    visit.outcome = "article" if reading.article else "page"
    visit.reason = f"{reading.kind}: {reading.reason}" if reading.reason else ""


def _take_listing(visit: Visit, reading: Reading, walks: Walks) -> None:
    if visit.address.role == "home":
        visit.outcome = "listing"
    elif reading.kind in {"listing", "home"} or reading.items:
        visit.outcome = "listing"
        if visit.address.page_number == 1:
            walks.begin(visit.address.url)
        step = walks.step(visit.address, reading.items, reading.next_page)
        visit.steps = [step]
        if step.stop_reason == "end" and reading.unread_pager:  # more is offered than was seen
            step.stop_reason, step.complete = "failed", False
            visit.reason = f"its pages turn by a script that is not known: {reading.unread_pager[:80]}"
        if not step.stop_reason and reading.next_page:
            visit.next_page = reading.next_page
    elif reading.article and reading.article.published:
        _take_article(visit, reading)
    else:
        visit.reason = f"no listing: {reading.kind}" + (f", {reading.reason}" if reading.reason else "")


def is_home(url: str) -> bool:
    """Whether the address is a site's front page, in one of the spellings seen."""
    parts = urlsplit(url)
    return not parts.query and parts.path.lower() in HOME_PATHS
