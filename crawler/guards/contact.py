"""No site of someone else's is crawled before somebody can be reached about it."""

from __future__ import annotations

from collections.abc import Iterable

from crawler.addresses import is_loopback
from crawler.portals import Portal


class ContactRequiredError(ValueError):
    """A site of someone else's is to be crawled, and nobody has said whom it can ask about the crawl."""

    def __init__(self, url: str) -> None:
        super().__init__(
            f"{url} is not on this machine: set CONGTIN_CONTACT to an e-mail address or a page by which"
            " the site's owner can reach you; it is sent as part of the User-Agent"
        )


def require_contact(portals: Iterable[Portal], contact: str) -> None:
    """Raise `ContactRequiredError` for the first portal that lies elsewhere while no contact is given."""
    for portal in portals:
        if not contact and not is_loopback(portal.url):
            raise ContactRequiredError(portal.url)
