"""Oracle WebCenter as of Quảng Nam's districts: the query is the identity of an article.

Seen as addresses and dates of donggiang.quangnam.gov.vn: .../pages_tin-tuc/chi-tiet?dDocName=PORTAL501694, listings
.../pages_tin-tuc?catalog=<code>&page=N, dates "30/03/2021 | 12:00 AM", which mean that no time was stored.
"""

from __future__ import annotations

import re

from crawler.platforms.family import Family, Mark

WEBCENTER = Family(
    id="webcenter",
    name="Oracle WebCenter (Quảng Nam)",
    marks=(
        Mark("path", re.compile(r"^/webcenter/portal/"), 3, "donggiang.quangnam"),
        Mark("html", re.compile("/webcenter/portal/"), 3, "donggiang.quangnam"),
        Mark("html", re.compile("dDocName="), 1, "donggiang.quangnam"),
    ),
    article=(re.compile(r"[?&]dDocName=\w+"),),
    listing=(re.compile(r"^/webcenter/portal/[\w-]+/pages_[\w-]+\?(?:.*&)?catalog="),),
    excluded=(re.compile(r"/webcenter/(?:content|faces)/|/adfAuthentication|pages_(?:van-ban|lien-he|dang-nhap)"),),
    identity=re.compile(r"[?&]dDocName=(\w+)"),
    believed=("markup of its pages was not seen; they are judged generally",),
)
