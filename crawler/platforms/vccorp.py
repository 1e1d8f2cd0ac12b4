"""The portals by VCCorp for Hà Nội's communes and wards since July 2025.

Seen in a scraper and on pages. An article's number holds the time of its creation (-281425070818230668.htm is
2814|25-07-08 18:23:06|68). Later pages of listings come from POST /api/NewsZone/NewsZone with encrypted parameters.
"""

from __future__ import annotations

import re

from crawler.platforms.family import Family, Fields, Listings, Mark

VCCORP = Family(
    id="vccorp",
    name="VCCorp (Hà Nội, 2025)",
    marks=(
        Mark("html", re.compile("afcbc-body"), 3, "wards of Hà Nội, 2025"),
        Mark("html", re.compile("/api/NewsZone/"), 3, "wards of Hà Nội, 2025"),
        Mark("path", re.compile(r"-\d{17,18}\.htm$"), 2, "wards of Hà Nội, 2025"),
        Mark("html", re.compile(r"""href=["'][^"']+-\d{17,18}\.htm["']"""), 3, "wards of Hà Nội, 2025"),
    ),
    article=(re.compile(r"-\d{17,18}\.htm$"),),
    twin=(re.compile(r"^/print/|\.amp$"),),
    identity=re.compile(r"-(\d{17,18})\.htm$"),
    fields=Fields(
        title=("h1.detail-title", ".detail-title"),
        lead=("h2.detail-sapo", ".detail-sapo"),
        date=(".news-info .time", ".detail-time"),
        body=(".detail-content.afcbc-body",),
        breadcrumb=(".detail-cate a", ".breadcrumb a"),
        junk=(".detail-related", ".VCSortableInPreviewMode[type=RelatedNewsBox]"),
    ),
    listings=Listings(sitemaps=("/sitemap.xml",)),
    believed=(
        "the request for later pages needs encrypted values, which are not made up; articles beyond the first page are "
        "found by sitemap and by each other",
        "names of the heading and of the lead",
    ),
)
