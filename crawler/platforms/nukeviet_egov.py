"""NukeViet eGovernment, the distribution for public bodies: NukeViet 4.x with a theme and markup of its own.

Seen in the distribution's public source (theme `egov`); its pages past the last one answer 200 with an empty list and
a link back, and its flood page ("Hãy đợi") answers 200 as well.
"""

from __future__ import annotations

import re
from dataclasses import replace

from crawler.platforms.family import Mark
from crawler.platforms.nukeviet import FIELDS, MARKS, NUKEVIET

NUKEVIET_EGOV = replace(
    NUKEVIET,
    id="nukeviet_egov",
    name="NukeViet eGovernment",
    marks=(
        *MARKS,
        Mark("html", re.compile("/themes/egov/"), 2, "theme egov, source"),
        Mark("html", re.compile("/themes/mobile_egov/"), 2, "theme mobile_egov, source"),
        Mark("html", re.compile("NukeViet eGov"), 1, "footer of the theme, source"),
    ),
    fields=replace(
        FIELDS,
        title=(".newsdetail h1.title", ".news_column h1.title"),
        date=(".newsdetailmetatop span.h5",),  # then hits and comments in spans of the same class
        junk=(*FIELDS.junk, ".newsdetailmetatop ul", ".faqopinion"),
    ),
    listings=replace(NUKEVIET.listings, items=(".news_column h2 a", ".news_column h3 a", "ul.related-square a")),
    believed=(
        "rating and comment blocks are those of the source of 2019-2022; later themes of provinces were not seen",
    ),
)
