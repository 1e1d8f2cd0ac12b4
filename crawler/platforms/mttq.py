"""The site of the Fatherland Front of Hà Nội, mttqhanoi.org.vn, which carries the news of the districts' Fronts.

Seen in the text of one article of Thanh Xuân district (September 2022): title, then the date as
"23/09/2022 - 04:15 PM", body, signature, "Các tin tức khác", "danh mục tin tức", the result of a poll. Its markup
was not seen.
"""

from __future__ import annotations

import re

from crawler.platforms.family import Family, Mark

MTTQ = Family(
    id="mttq",
    name="Fatherland Front of Hà Nội",
    marks=(
        Mark("html", re.compile("mttqhanoi.org.vn"), 2, "the site's own name"),
        Mark("html", re.compile("danh mục tin tức"), 1, "article of Thanh Xuân district"),
        Mark("html", re.compile("Các tin tức khác"), 1, "article of Thanh Xuân district"),
    ),
    believed=("markup, addresses and paging: nothing of them was seen, so all is judged from the page",),
)
