"""What an article must have to be archived as one. Nothing is dropped.

A visit whose article breaks a rule is stored as the outcome "page" with the reasons, its page kept, so that a better
extraction can still make an article of it.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from crawler.items import Article, Visit
from pipelines.failures import guarded

FUTURE = timedelta(days=1)
"""Portals' clocks run ahead by hours (time zones); a date further ahead is a typing error or no publication date."""
EARLIEST = 1990
"""No portal is older; such years come from broken fields (1/1/1900 and 1/1/0001 are the empty dates of ASP.NET)."""

Rule = Callable[[Article, datetime], bool]

RULES: dict[str, Rule] = {
    "no title": lambda article, fetched: not article.title,
    "no text, image or attachment": lambda article, fetched: (
        not (article.text or article.images or article.attachments)
    ),
    "published in the future": lambda article, fetched: bool(
        article.published and article.published > fetched + FUTURE
    ),
    "published before there were portals": lambda article, fetched: bool(
        article.published and article.published.year < EARLIEST
    ),
}
"""The reason, and when it holds."""


class ValidatePipeline:
    """Checks the article of each visit."""

    def process_item(self, item: Visit) -> Visit:
        """Check a visit's article."""
        return guarded(validate, item)


def validate(visit: Visit) -> None:
    """Turn a visit whose article breaks a rule into one of a page without an article, in place."""
    if visit.article is None:
        return
    reasons = broken_rules(visit.article, visit.pages[-1].fetched_at)
    if reasons:
        visit.outcome, visit.article = "page", None
        visit.reason = f"no article: {', '.join(reasons)}"


def broken_rules(article: Article, fetched_at: datetime) -> list[str]:
    """The reasons why this is no article."""
    return [reason for reason, is_broken in RULES.items() if is_broken(article, fetched_at)]
