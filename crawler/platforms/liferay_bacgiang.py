"""Liferay 7 as at Bắc Giang.

Seen in a scraper. An `h1.portlet-title` stands before the title of the article. Their TLS needs old ciphers.
"""

from __future__ import annotations

import re

from crawler.platforms.family import Family, Fields, Listings, Mark

LIFERAY_BACGIANG = Family(
    id="liferay_bacgiang",
    name="Liferay 7 (Bắc Giang)",
    marks=(
        Mark("html", re.compile('class="title-news"'), 2, "bacgiang.gov.vn, scraper"),
        Mark("html", re.compile("/web/guest/-/"), 1, "bacgiang.gov.vn, scraper"),
        Mark("path", re.compile(r"^/web/guest/"), 1, "bacgiang.gov.vn, scraper"),
        Mark("html", re.compile("Liferay.ThemeDisplay"), 1, "every Liferay"),
    ),
    article=(
        re.compile(r"^/web/[\w-]+/-/(?!asset_publisher)[\w%.-]+$"),
        re.compile(r"/-/asset_publisher/[\w-]+/content/"),
    ),
    twin=(re.compile(r"viewMode=print|[?&]p_p_state=pop_up"),),
    excluded=(re.compile(r"^/c/|p_p_id=com_liferay_(?:login|portal_search)"),),
    fields=Fields(
        title=(".title-news h1", ".title-detail h1"),
        body=(".journal-content-article",),
        breadcrumb=(".breadcrumb a",),
    ),
    listings=Listings(items=(".title-news a",)),
    believed=("place of the date",),
)
