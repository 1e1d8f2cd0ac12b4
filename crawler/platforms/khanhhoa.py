"""The SharePoint portals of Khánh Hòa: listings turn by a full postback with view state. Seen in a scraper."""

from __future__ import annotations

import re

from crawler.platforms.family import Family, Fields, Listings, Mark

KHANHHOA = Family(
    id="khanhhoa",
    name="Khánh Hòa SharePoint",
    marks=(
        Mark("html", re.compile("chitietbaiviet"), 3, "khanhhoa.gov.vn, scraper"),
        Mark("html", re.compile('id="datearticle"'), 3, "khanhhoa.gov.vn, scraper"),
        Mark("html", re.compile("title-article"), 2, "khanhhoa.gov.vn, scraper"),
        Mark("html", re.compile("__VIEWSTATE"), 1, "any ASP.NET"),
    ),
    fields=Fields(
        title=(".title-article",),
        date=("#datearticle",),
        body=(".chitietbaiviet",),
    ),
    listings=Listings(items=(".title-article a",), postback=True),
    believed=("addresses of articles; they are learned from the listings",),
)
