"""Joomla 1.5 to 4.

Seen in the software's public source and on portals of communes and schools. Listings count items (?start=20), articles
end in <id>-<slug>; print pages are the same address with tmpl=component.
"""

from __future__ import annotations

import re

from crawler.platforms.family import Family, Fields, Listings, Mark

JOOMLA = Family(
    id="joomla",
    name="Joomla",
    marks=(
        Mark("generator", re.compile("Joomla"), 3, "meta generator 'Joomla! - Open Source Content Management'"),
        Mark("html", re.compile("/media/system/js/"), 2, "scripts of every site"),
        Mark("html", re.compile("option=com_content"), 1, "addresses without rewriting"),
        Mark("html", re.compile("/components/com_"), 1, "assets of components"),
    ),
    twin=(re.compile(r"[?&](?:tmpl=component|print=1|format=pdf)|/mailto/"),),
    excluded=(re.compile(r"com_(?:users?|search|contact|mailto|weblinks)|/component/(?:users|search|mailto)"),),
    fields=Fields(
        title=(".item-page [itemprop=headline]", ".item-page h2", "h1.contentheading", ".contentheading"),
        date=(".item-page .published", ".createdate", ".create"),
        body=(".item-page [itemprop=articleBody]", ".article-content", ".item-page"),
        author=(".item-page .createdby",),
        breadcrumb=(".breadcrumb a", ".breadcrumbs a"),
        tags=(".tags a",),
        junk=(".pager.pagenav", ".pagenav", ".content_rating", ".icons", ".article-info", ".content_vote"),
    ),
    listings=Listings(
        items=(".blog h2 a", ".category .list-title a", ".items-row h2 a"),
        next_page=(".pagination-next a", "a[title='Tiếp theo']"),
    ),
    believed=("templates of communes keep the names of the core's templates",),
)
