"""The home page of a site, also where its address holds only a page that sends browsers on. Judges nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from crawler.discovery.refresh import sent_on
from crawler.items import Page, Reading
from crawler.scouting.answers import Answer, error_for
from crawler.scouting.guest import Guest


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
    target = _way_on(answer)
    if target:
        answer = guest.ask(target, "home")
        begin = answer.url
    if answer.page is None or answer.reading is None:
        raise error_for(answer)
    return Home(begin, answer.page, answer.reading)


def _way_on(answer: Answer) -> str:
    """Where a page without links sends browsers; empty where it does not."""
    if answer.page is None or (answer.reading and answer.reading.links):
        return ""
    return sent_on(answer.page.body, answer.page.url, answer.page.headers)
