"""The portals of Cà Mau. Seen as addresses: articles /<slug>.<id>, feeds /Rss.aspx?catid=<id>&catname=<slug>."""

from __future__ import annotations

import re

from crawler.platforms.family import Family, Mark

CAMAU = Family(
    id="camau",
    name="Cà Mau",
    marks=(
        Mark("html", re.compile(r"/Rss\.aspx\?catid="), 3, "camau.gov.vn"),
        Mark("path", re.compile(r"^/[\w-]+\.\d{3,}$"), 1, "camau.gov.vn"),
    ),
    article=(re.compile(r"^/[\w%-]+\.\d+$"),),
    excluded=(re.compile(r"^/Rss\.aspx$", re.IGNORECASE),),
    identity=re.compile(r"\.(\d+)$"),
    believed=("listings and markup; they are judged generally",),
)
