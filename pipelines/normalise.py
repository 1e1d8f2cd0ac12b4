"""Settles every text of an article, as `crawler.text.settle` does, whoever read it; changes nothing else.

HTML and addresses are no texts and stay. Lines that settle to nothing are dropped.
"""

from __future__ import annotations

from dataclasses import replace

from crawler.items import Article, Link, Visit
from crawler.text import settle
from pipelines.failures import guarded

_TEXTS = ("title", "lead", "published_raw", "author", "signature", "source", "language")
_LISTS = ("body", "sections", "tags")


class NormalisePipeline:
    """Settles the texts of each visit."""

    def process_item(self, item: Visit) -> Visit:
        """Settle a visit's texts."""
        return guarded(normalise, item)


def normalise(visit: Visit) -> None:
    """Settle the texts of a visit, in place."""
    if visit.article is not None:
        normalise_article(visit.article)
    visit.links = [_settled_link(link) for link in visit.links]
    visit.rights = settle(visit.rights)
    visit.reason = settle(visit.reason)


def normalise_article(article: Article) -> None:
    """Settle the texts of an article, in place."""
    for name in _TEXTS:
        setattr(article, name, settle(getattr(article, name)))
    for name in _LISTS:
        setattr(article, name, [line for text in getattr(article, name) if (line := settle(text))])
    article.images = [replace(image, caption=settle(image.caption)) for image in article.images]
    article.attachments = [replace(file, filename=settle(file.filename)) for file in article.attachments]
    article.removed = [replace(block, text=settle(block.text)) for block in article.removed]


def _settled_link(link: Link) -> Link:
    return replace(link, title=settle(link.title), date=settle(link.date), section=settle(link.section))
