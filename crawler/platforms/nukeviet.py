"""NukeViet 4.x, also where the generator is rebranded.

Seen on a NukeViet 4.5 site of a commune (November 2026) and in the platform's public source (themes/default).
"""

from __future__ import annotations

import re

from crawler.platforms.family import Family, Fields, Listings, Mark

_MODULES = (
    "users|contact|statistics|voting|banners|weblinks|about|page|siteterms|seek|feeds|freecontent|comment|"
    "laws|faq|organs|dispatch|download|albums|photos|videoclips|music|shops|nvform"
)
"""Modules that are no news: accounts, forms, counters, links, static pages, documents, media."""

_FUNCTIONS = "tag|topic|groups|search|rss|instant-rss|content|author|rating"
"""Functions of the news module that list again what its categories list."""

MARKS = (
    Mark("generator", re.compile("NukeViet"), 3, "meta generator 'NukeViet v4.5'"),
    Mark(
        "html", re.compile("nv_base_siteurl"), 3, "every 4.x page; stays when the generator is rebranded (Netsite.,JSC)"
    ),
    Mark("html", re.compile("/assets/js/language/vi.js"), 1, "NukeViet 4.5"),
    Mark("html", re.compile("nv_name_variable"), 1, "NukeViet 4.5"),
    Mark("cookie", re.compile(r"^Set-Cookie: nv4\w*_", re.IGNORECASE | re.MULTILINE), 1, "cookie prefix nv4"),
)

ARTICLE = (re.compile(r"^(?:/[a-z]{2})?(?:/[\w%.-]+){1,3}/[^/?]*-\d+\.html$"),)
LISTING = (re.compile(r"^(?:/[a-z]{2})?(?:/[\w%-]+){1,3}/(?:page-\d+/?)?$"),)
TWINS = (
    re.compile(r"/(?:print|savefile|sendmail)/"),
    re.compile(r"\?(?:pdf=1|second=|nv_redirect|nvvithemever)"),
)
EXCLUDED = (
    re.compile(rf"^(?:/[a-z]{{2}})?/(?:{_MODULES})(?:/|$)"),
    re.compile(rf"^(?:/[a-z]{{2}})?(?:/[\w-]+)?/(?:{_FUNCTIONS})(?:/|$)"),
    re.compile(r"^/index\.php"),
)

FIELDS = Fields(
    title=("h1.title[itemprop=headline]", ".newsdetail h1.title", ".news_column h1.title"),
    lead=(".hometext",),
    date=(".news_column .row span.h5",),  # itemprop=datePublished holds the time of the last edit
    body=("#news-bodyhtml",),
    author=("[itemprop=author] [itemprop=name]", ".news_column p.h5.text-right"),
    source=(".news_column p.h5.text-right",),
    breadcrumb=(".temp-breadcrumbs a", ".breadcrumbs a"),
    tags=(".news_column a[href*='/tag/']",),
    attachments=(".news-download-file .list-group-item > a[href]",),
    captions=("figure.article figcaption",),
    junk=(
        "#form3B",
        "#stringrating",
        "#idcomment",
        ".socialicon",
        ".newsdetailbox",
        ".news-detail-player",
        "#news-relatednew",
        "#news-related",
        ".other-news",
        "ul.related",
        "ul.counter",
        ".alert-info",
    ),
)

NUKEVIET = Family(
    id="nukeviet",
    name="NukeViet 4.x",
    marks=MARKS,
    article=ARTICLE,
    listing=LISTING,
    twin=TWINS,
    excluded=EXCLUDED,
    identity=re.compile(r"/([^/?]*-\d+)\.html"),
    fields=FIELDS,
    listings=Listings(
        items=(".news_column h2 a", ".news_column h3 a"),
        next_page=(".pagination li.active + li a",),
        feeds=("/rss/",),
        sitemaps=("/sitemap.xml", "/sitemap-vi.news.xml"),
    ),
    believed=("a module 'laws' that lists documents without news occurs under other names and is not told apart",),
)
