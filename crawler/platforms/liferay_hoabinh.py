"""Liferay 7 with the news portlets "VCMS", as at Hòa Bình.

Seen in the platform's public source. Below the article stand lists of newer and older ones ("Danh sách bài viết mới").
"""

from __future__ import annotations

import re

from crawler.platforms.family import Family, Fields, Listings, Mark

LIFERAY_HOABINH = Family(
    id="liferay_hoabinh",
    name="Liferay 7 (VCMS, Hòa Bình)",
    marks=(
        Mark("html", re.compile('id="titleDetail"'), 3, "VCMS, source"),
        Mark("html", re.compile('id="footerOfNewDetail"'), 2, "VCMS, source"),
        Mark("html", re.compile("vcms-"), 3, "names of the portlets, source"),
        Mark("html", re.compile("Liferay.ThemeDisplay"), 1, "every Liferay"),
    ),
    twin=(re.compile(r"[?&]p_p_state=(?:pop_up|exclusive)"),),
    excluded=(re.compile(r"^/c/|p_p_id=com_liferay_(?:login|portal_search)"),),
    fields=Fields(
        title=("h1#titleDetail",),
        lead=("#leadDetail",),
        date=(".date-detail", ".time-detail"),
        body=("#contentDetail",),
        author=(".author",),
        breadcrumb=(".breadcrumb a",),
        attachments=(".attachment a",),
        captions=(".img-title",),
        junk=(".tool", ".share-social", "#myRating", "#titleBox", "#footerOfNewDetail"),
    ),
    listings=Listings(items=(".list_news h3 a", ".list-news h3 a")),
    believed=("addresses and listings: their markup was not in the source",),
)
