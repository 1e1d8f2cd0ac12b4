"""The SharePoint portals of one vendor for ministries and their units (`divArticleDescription`).

Seen in scrapers of mic.gov.vn and molisa.gov.vn: /vn/chuyen-muc/<id>/<slug>.aspx?page=N, and at mic
/Pages/ChuyenMuc/PhanTrang/<id>/<page>/<slug>.html, at molisa /Pages/tintuc/chuyenmuc.aspx?ChuyenMucID=32&page=1.
"""

from __future__ import annotations

import re

from crawler.platforms.family import Family, Fields, Listings, Mark

MINISTRY = Family(
    id="ministry",
    name="SharePoint of ministries",
    marks=(
        Mark("html", re.compile("divArticleDescription"), 3, "mic.gov.vn, scraper"),
        Mark("html", re.compile("pnListNews"), 3, "scraper"),
        Mark("path", re.compile(r"^/vn/chuyen-muc/\d+/|^/Pages/(?:ChuyenMuc|tintuc)/"), 2, "mic.gov.vn, molisa.gov.vn"),
        Mark("html", re.compile("/vn/chuyen-muc/"), 2, "scraper"),
    ),
    listing=(
        re.compile(r"^/vn/chuyen-muc/\d+/[\w%.-]+\.aspx"),
        re.compile(r"^/Pages/(?:ChuyenMuc|tintuc)/(?:PhanTrang/)?[\w%./-]+\.(?:html|aspx)", re.IGNORECASE),
    ),
    fields=Fields(
        title=("#divArticleDescription3 h1",),
        lead=("#divArticleDescription1", "#divArticleDescription"),
        date=("[id$=pnHide] span",),
        body=("#divArticleDescription2", "#divArticleContent", "#news_content"),
        author=("[id$=pnNguontin] p font",),
        breadcrumb=(".breadcrumb a",),
    ),
    listings=Listings(items=("[id$=pnListNews] h3 a",)),
    believed=("addresses of articles; they are learned from the listings",),
)
