"""From an `Article` to what the archive stores of it: columns, parts and the content hash. Pure; knows no SQL."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from crawler.items import Article
from pipelines.archive.clock import printed

COLUMNS = (
    "url", "title", "lead", "body", "body_html", "published_at", "published_precision", "published_raw",
    "published_from", "updated_at", "author", "signature", "byline", "source", "source_url", "section", "language",
    "word_count", "content_hash", "container",
)  # fmt: skip
"""The content columns that `articles` and `article_versions` share."""


@dataclass(frozen=True, slots=True)
class Content:
    """One state of an article: its content columns, and its parts as lists of plain values."""

    columns: Mapping[str, Any]
    parts: Mapping[str, list[Any]]

    @property
    def hash(self) -> str:
        """What decides whether two states are the same."""
        return str(self.columns["content_hash"])


def content_of(article: Article) -> Content:
    """What is stored of an article."""
    columns = {
        "url": article.url,
        "title": article.title,
        "lead": article.lead,
        "body": "\n".join(article.body),
        "body_html": article.body_html,
        "published_at": printed(article.published),
        "published_precision": article.published_precision if article.published else "none",
        "published_raw": article.published_raw,
        "published_from": article.published_from,
        "updated_at": printed(article.updated),
        "author": article.author,
        "signature": article.signature,
        "byline": article.byline,
        "source": article.source,
        "source_url": article.source_url,
        "section": article.sections[-1] if article.sections else "",
        "language": article.language,
        "word_count": len(article.text.split()),
        "content_hash": content_hash(article),
        "container": article.container,
    }
    return Content(columns, parts_of(article))


def parts_of(article: Article) -> dict[str, list[Any]]:
    """Sections, tags, images, attachments and removed blocks, as JSON can hold them."""
    return {
        "sections": list(article.sections),
        "tags": list(article.tags),
        "images": [[image.url, image.caption] for image in article.images],
        "attachments": [[file.url, file.filename, file.media_type] for file in article.attachments],
        "removed": [[block.position, block.category, block.rule, block.text] for block in article.removed],
    }


def content_hash(article: Article) -> str:
    """SHA-256 over what the publisher would have to change for a new version; the order of tags is not part of it."""
    return sha256(
        canonical_json(
            [
                article.title,
                article.lead,
                article.body,
                printed(article.published) or "",
                article.byline,
                article.source,
                [image.caption for image in article.images if image.caption],
                [[file.url, file.filename] for file in article.attachments],
                sorted(article.tags),
            ]
        ).encode()
    ).hexdigest()


def canonical_json(value: object) -> str:
    """The one spelling of a value in JSON."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
