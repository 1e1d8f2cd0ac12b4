"""WordPress: sites of communes, unions and schools, with any theme.

Seen in the software's public source and on sites of wards (phuongtanphuoc, mttqquan5). Pages past the last one
answer 404. Addresses of articles are whatever the site's permalinks say, so that they are learned from the listings.
"""

from __future__ import annotations

import re

from crawler.platforms.family import Family, Fields, Listings, Mark

WORDPRESS = Family(
    id="wordpress",
    name="WordPress",
    marks=(
        Mark("generator", re.compile("WordPress"), 3, "meta generator 'WordPress 6.4.3'"),
        Mark("html", re.compile("/wp-content/"), 2, "themes and uploads of every site"),
        Mark("html", re.compile("/wp-includes/"), 1, "scripts of every site"),
        Mark("html", re.compile("https://api.w.org/"), 2, "link to the REST interface in every head since 4.4"),
        Mark("header", re.compile("https://api.w.org/"), 2, "the same as a Link header"),
    ),
    listing=(re.compile(r"^/(?:index\.php/)?(?:category|chuyen-muc)/[\w%/-]+$|/page/\d+/?$"),),
    twin=(re.compile(r"[?&](?:replytocom|share|print)="), re.compile(r"/(?:amp|embed|trackback|attachment)/?$")),
    excluded=(
        re.compile(r"^/(?:wp-admin|wp-login\.php|wp-json|wp-content|wp-includes|xmlrpc\.php|cart|checkout)"),
        re.compile(r"/comments?/feed|^/\d{4}(?:/\d{2}){0,2}/?$|[?&]s="),
    ),
    fields=Fields(
        title=("h1.entry-title", "h1.post-title", "h1.tdb-title-text"),
        date=("time.entry-date.published", "time.published", ".posted-on time", ".post-meta time"),
        body=(".entry-content", ".td-post-content", ".post-content"),
        author=(".entry-meta .author", ".byline .author", ".td-post-author-name a"),
        breadcrumb=(".breadcrumbs a", ".rank-math-breadcrumb a", "#breadcrumbs a", ".entry-crumbs a"),
        tags=("a[rel~=tag][href*='/tag/']",),
        captions=("figure.wp-block-image figcaption", ".wp-caption-text"),
        junk=(
            "#comments",
            ".blog-share",
            ".sharedaddy",
            ".jp-relatedposts",
            ".related-posts",
            ".post-navigation",
            ".kk-star-ratings",
            ".post-views",
        ),
    ),
    listings=Listings(
        items=(".entry-title a[rel=bookmark]",),
        next_page=("a.next.page-numbers", ".nav-previous a"),
        feeds=("/feed/",),
        sitemaps=("/wp-sitemap.xml", "/sitemap_index.xml"),
    ),
    believed=("themes (tagDiv, Flatsome) were seen in part; their bodies are those of their documentation",),
)
