"""The portals of Hưng Yên province and its districts.

Seen in a scraper and on pages (hungyen.gov.vn, hoinongdanhungyen). Listings and articles both end in -c<digits>.html;
only listings begin with /chuyen-muc-. Their TLS needs old ciphers.
"""

from __future__ import annotations

import re

from crawler.platforms.family import Family, Fields, Listings, Mark

HUNGYEN = Family(
    id="hungyen",
    name="Hưng Yên",
    marks=(
        Mark("html", re.compile("new-detail-layout-type-2"), 3, "hungyen.gov.vn"),
        Mark("html", re.compile('href="/chuyen-muc-'), 2, "hungyen.gov.vn"),
        Mark("html", re.compile("article-brief"), 1, "hungyen.gov.vn"),
        Mark("path", re.compile(r"^/chuyen-muc-[\w-]+-c\d+(?:-\d+)?\.html"), 2, "hungyen.gov.vn"),
    ),
    article=(re.compile(r"^/(?!chuyen-muc-)[\w%.-]+-c\d+\.html$"),),
    listing=(re.compile(r"^/chuyen-muc-[\w%-]+-c\d+(?:-\d+)?\.html$"),),
    identity=re.compile(r"-c(\d+)\.html$"),
    fields=Fields(
        title=("h1.article-title", ".new-detail-layout-type-2 h1"),
        lead=(".article-brief",),
        date=(".post-date",),
        body=(".article-content",),
        breadcrumb=(".breadcrumb a",),
        junk=(".article-relate", ".social-share"),
    ),
    listings=Listings(items=("a.article-title",)),
    believed=("the heading of an article is h1 in .new-detail-layout-type-2",),
)
