"""mojoPortal as of Bến Tre's districts. Seen in the platform's public source; its listings are paged in the browser."""

from __future__ import annotations

import re

from crawler.platforms.family import Family, Fields, Listings, Mark

MOJOPORTAL = Family(
    id="mojoportal",
    name="mojoPortal (Bến Tre)",
    marks=(
        Mark("html", re.compile("articletitle"), 2, "Bến Tre, source"),
        Mark("html", re.compile('id="article_text"'), 3, "Bến Tre, source"),
        Mark("html", re.compile("left-article-more-container"), 2, "Bến Tre, source"),
        Mark("html", re.compile("ASPSnippets_Pager"), 2, "Bến Tre, source"),
        Mark("html", re.compile("mojoportal"), 2, "scripts of the platform"),
    ),
    fields=Fields(
        title=("h2.articletitle", ".articletitle"),
        lead=(".sapo",),
        date=(".left-article-more-container",),
        body=("#article_text", ".articletext"),
        author=(".article-author",),
        breadcrumb=(".breadcrumbs a",),
        tags=(".tags-detail a",),
        attachments=(".article-file a",),
        junk=(
            ".right-article-contrast",
            ".right-article-more",
            ".article-tool",
            ".tags-detail",
            "#ShowArticleOrther",
            ".pnOtherArticle",
        ),
    ),
    listings=Listings(items=("a.articletitle", ".articletitle a")),
    believed=("later pages of listings are fetched by a script whose request was not seen; only the first is read",),
)
