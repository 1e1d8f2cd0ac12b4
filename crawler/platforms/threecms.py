"""3CMS of Quảng Bình. Seen as the address of a print page: /3cms/Ban-in-<n>.htm?art=<milliseconds since 1970>."""

from __future__ import annotations

import re

from crawler.platforms.family import Family, Mark

THREECMS = Family(
    id="threecms",
    name="3CMS (Quảng Bình)",
    marks=(
        Mark("path", re.compile(r"^/3cms/"), 3, "quangbinh.gov.vn"),
        Mark("html", re.compile("/3cms/"), 3, "quangbinh.gov.vn"),
    ),
    twin=(re.compile(r"^/3cms/Ban-in-", re.IGNORECASE),),
    believed=("everything but the print page; articles are learned from the listings",),
)
