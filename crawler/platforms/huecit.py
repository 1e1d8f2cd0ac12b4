"""The portals by HueCIT in Thừa Thiên Huế: everything is one address with a query.

Seen as addresses of vinhthanh.thuathienhue.gov.vn: /?cn=28&gd=4&tc=12230 (section, layout, article).
"""

from __future__ import annotations

import re

from crawler.platforms.family import Family, Mark

HUECIT = Family(
    id="huecit",
    name="HueCIT (Thừa Thiên Huế)",
    marks=(
        Mark("path", re.compile(r"^/\?cn=\d+(?:&|$)"), 2, "vinhthanh.thuathienhue"),
        Mark("html", re.compile(r"""href=["']/?\?cn=\d+&(?:amp;)?gd=\d+"""), 3, "vinhthanh.thuathienhue"),
        Mark("html", re.compile("HueCIT"), 2, "the maker's name in the foot, believed"),
    ),
    article=(re.compile(r"^/\?(?:.*&)?tc=\d+"),),
    listing=(re.compile(r"^/\?cn=\d+(?!.*[?&]tc=)"),),
    identity=re.compile(r"[?&]tc=(\d+)"),
    believed=("listings are ?cn=N with another gd; markup of its pages was not seen",),
)
