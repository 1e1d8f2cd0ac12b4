"""The home page of a site, also where its address holds only a page that sends browsers on. Judges nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser

from crawler.addresses import canonical, same_site
from crawler.items import Page, Reading
from crawler.scouting.answers import error_for
from crawler.scouting.guest import Guest
from crawler.text import decode


@dataclass(frozen=True, slots=True)
class Home:
    """A home page as it was read. `url` is where a crawl begins: redirects it follows, other ways on it does not."""

    url: str
    page: Page
    reading: Reading


def ask_home(guest: Guest) -> Home:
    """The home page, read; raises `ScoutingError` where there is none to be read."""
    answer = guest.ask(guest.portal.url, "home")
    begin = urljoin(answer.url, urlsplit(guest.portal.url).path)
    target = sent_on(answer.page) if answer.page and not (answer.reading and answer.reading.links) else ""
    if target:
        answer = guest.ask(target, "home")
        begin = answer.url
    if answer.page is None or answer.reading is None:
        raise error_for(answer)
    return Home(begin, answer.page, answer.reading)


def sent_on(page: Page) -> str:
    """Where a page's refresh pragma leads on its own site; empty where it leads nowhere else."""
    tree = LexborHTMLParser(decode(page.body, None, page.headers))
    for meta in tree.css("meta[http-equiv=refresh i][content]"):
        _, _, named = (meta.attributes.get("content") or "").partition("=")
        try:
            target = canonical(urljoin(page.url, named.strip(" '\"")))
        except ValueError:  # a pragma that names no address
            continue
        if named and target != page.url and same_site(target, page.url):
            return target
    return ""
