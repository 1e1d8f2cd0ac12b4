"""What today's extraction reads from a stored page: by the same steps as in a crawl. Knows neither SQL nor HTML."""

from __future__ import annotations

from crawler.extraction import extract
from crawler.extraction.template import Template
from crawler.items import Article, Page
from pipelines.archive import Archive, templates
from pipelines.archive.content import Content, content_of
from pipelines.archive.portals import owner, platform_of
from pipelines.normalise import normalise_article
from pipelines.validate import broken_rules


class Rereader:
    """Reads the pages of one archive, by their ids, with the template that their portal is read with now."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._owners: dict[str, str] = {}

    def __call__(self, page_id: str) -> Content | None:
        """What the archive would store of it; None where that is no article."""
        article = self.article(page_id)
        return content_of(article) if article else None

    def article(self, page_id: str) -> Article | None:
        """What is read from a page today; None where that is no article, or where its bytes were erased."""
        try:
            stored = self._archive.pages.page(page_id)
        except KeyError:
            return None
        if stored.portal_id not in self._owners:
            self._owners[stored.portal_id] = owner(self._archive.db, stored.portal_id)
        portal_id = self._owners[stored.portal_id]
        template = templates.current(self._archive.db, portal_id)
        return reread(stored.page, platform_of(self._archive.db, portal_id), template)


def reread(page: Page, platform: str, template: Template | None = None) -> Article | None:
    """The article of a page, settled and checked; None where there is none."""
    article = extract(page.body, page.url, platform=platform or None, template=template, headers=page.headers)
    if article is None:
        return None
    normalise_article(article)
    return None if broken_rules(article, page.fetched_at) else article
