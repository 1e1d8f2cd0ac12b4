"""The SharePoint portals by Tan Dan JSC (class prefix `tandan-`), platform of *.hatinh.gov.vn.

Seen on pages of hatinh.gov.vn (xasonlinh, yenhoa.camxuyen), dienbien.gov.vn (muonglay), ninhthuan.gov.vn (thuanbac,
ninhphuoc), thanhhoa.gov.vn until 2025 (hauloc, quangxuong, muonglat) and hungyen.gov.vn (vanlam). The whole page is
one form, and the clock of its head is the first date on it.
"""

from __future__ import annotations

import re

from crawler.platforms.family import Family, Fields, Listings, Mark

TANDAN = Family(
    id="tandan",
    name="Tan Dan SharePoint",
    marks=(
        Mark("html", re.compile("tandan-"), 3, "hauloc.thanhhoa, thuanbac.ninhthuan"),
        Mark("path", re.compile(r"^/portal/[Pp]ages/"), 2, "every host seen"),
        Mark("html", re.compile("ms-rtestate-field"), 1, "quangxuong.thanhhoa; SharePoint in general"),
        Mark("html", re.compile("ctl00_PlaceHolderMain_ctl"), 1, "hauloc.thanhhoa"),
        Mark("html", re.compile("/portal/Photos/"), 1, "muonglay.dienbien: /portal/Photos/2024-05/<16 hex>name.jpg"),
    ),
    article=(re.compile(r"^/portal/[Pp]ages/\d{4}(?:-\d{1,2}-\d{1,2})?/[^/?]+\.aspx"),),
    listing=(
        re.compile(r"^/portal/[Pp]ages/(?!print|default|Default|search|sitemap)[^/?]+\.aspx(?:\?PageIndex=\d+)?$"),
    ),
    twin=(re.compile(r"^/portal/[Pp]ages/print\.aspx", re.IGNORECASE),),
    excluded=(re.compile(r"/_layouts/|/_vti_bin/|/Lists/|/Forms/"),),
    identity=re.compile(r"^/portal/pages/(\d{4}(?:-\d{1,2}-\d{1,2})?/[^/?]+)\.aspx", re.IGNORECASE),
    fields=Fields(
        title=(".tandan-p-article-news-title", ".tandan-title-view"),
        lead=(".tandan-p-article-news-summary",),
        date=(".tandan-span-date-publish", ".tandan-date-view"),
        # .tandan-p-article-main comes first and is often an empty <p>&nbsp;</p> (quangxuong.thanhhoa)
        body=(
            "#ctl00_PlaceHolderMain_ctl03__ControlWrapper_RichHtmlField",
            ".ms-rtestate-field",
            ".tandan-content-view",
        ),
        tags=(".td-tags a",),
        junk=(
            ".tandan-div-article-other",
            ".tandan-p-article-other",
            "#ctl00_PlaceHolderMain_ctl08_label",
            ".social-share",
        ),
    ),
    listings=Listings(
        items=(".channel-news-title a", ".tandan-p-article-news-title a", ".title-news a"),
        postback=True,
    ),
    believed=(
        "pages turn by ?PageIndex=N (one scraper of dienbien.gov.vn) or by postback; the page's own links decide",
    ),
)
