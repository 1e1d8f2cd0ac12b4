"""The ASP.NET portal whose listings are the module UIArticleInMenu; its vendor is believed to be VNPT.

Seen on ninhbinh.gov.vn and its communes, sonla.gov.vn, cantho.gov.vn, and by its addresses on duclinh.binhthuan,
sapa.laocai, kimthanh.haiphong and trungly.thanhhoa (2025). Listings turn by a request that a script makes; cantho
prints ?page=N. Feeds (haiquang.ninhbinh) encode entities twice.
"""

from __future__ import annotations

import re

from crawler.platforms.family import Endpoint, Family, Fields, Listings, Mark

ENDPOINT = Endpoint(
    url="/DesktopModule/UIArticleInMenu/ArticleInMenuPagination.aspx/LoadArticle",
    fields=(
        ("article_category_id", "{article_category_id}"),
        ("site_id", "{site_id}"),
        ("page", "{page}"),
        ("page_size", "15"),
        ("lang", "vi-VN"),
        ("keyword", ""),
        ("date_begin", ""),
        ("date_end", ""),
    ),
    found=(
        ("article_category_id", re.compile(r"article_category_id\s*[=:]\s*['\"]?(\d+)")),
        ("site_id", re.compile(r"site_id\s*[=:]\s*['\"]?(\d+)")),
    ),
    page_field="page",
)

VNPT = Family(
    id="vnpt",
    name="VNPT portal (UIArticleInMenu)",
    marks=(
        Mark("html", re.compile("/DesktopModule/"), 2, "ninhbinh.gov.vn, sonla.gov.vn"),
        Mark("html", re.compile("UIArticleInMenu"), 2, "ninhbinh.gov.vn"),
        Mark("html", re.compile("UIListNews_Default"), 2, "ninhbinh.gov.vn"),
        Mark("html", re.compile('class="ArticleHeader"'), 2, "ninhbinh.gov.vn"),
        Mark("html", re.compile('class="ArticleContent"'), 1, "ninhbinh.gov.vn"),
    ),
    article=(re.compile(r"^/[\w%-]+/[\w%.+-]+-\d{4,8}$"), re.compile(r"^(?:/\d+){3,4}/[\w-]+/[\w-]+$")),
    excluded=(re.compile(r"/DesktopModule/|/login|/search"),),
    identity=re.compile(r"-(\d{4,8})$"),
    fields=Fields(
        title=(".ArticleHeader",),
        lead=(".ArticleSummary",),
        date=(".PostDate",),
        body=(".ArticleContent",),
        breadcrumb=(".breadcrumb a",),
        junk=(".relate-news", ".box-relate", ".related-news", ".rating", ".tool", ".tags"),
    ),
    listings=Listings(
        items=(".UIListNews_Default .item a", ".ArticleInMenu a", ".ArticleList a", ".list-news .item a"),
        endpoints=(ENDPOINT,),
        feeds=("/rss.aspx",),
    ),
    believed=("vendor's name", "legacy addresses of four numbers (laocai) are articles"),
)
