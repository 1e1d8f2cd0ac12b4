"""Liferay with the news portlets of VNPT's "eportal".

Seen as names of portlets and parameters: dsnews_WAR_vnpteportalnewsportlet, dsvanbanphapquy_WAR_vnpteportalappportlet,
..._INSTANCE_x_cur=N, pager #_..._ocerSearchContainerPageIterator.
"""

from __future__ import annotations

import re

from crawler.platforms.family import Family, Listings, Mark

VNPT_EPORTAL = Family(
    id="vnpt_eportal",
    name="VNPT ePortal (Liferay)",
    marks=(
        Mark("html", re.compile("WAR_vnpteportal"), 4, "names of the portlets"),
        Mark("html", re.compile("Liferay.ThemeDisplay"), 1, "every Liferay"),
    ),
    excluded=(re.compile(r"^/c/|dsvanbanphapquy_WAR|p_p_id=(?:58|3|49)\b"),),
    listings=Listings(
        next_page=("[id$=SearchContainerPageIterator] a.next", "[id$=SearchContainerPageIterator] .next a")
    ),
    believed=("addresses and markup of articles; they are learned from the listings",),
)
