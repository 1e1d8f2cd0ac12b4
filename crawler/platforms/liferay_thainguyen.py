"""Liferay 6.2 as at Thái Nguyên.

Seen in a scraper and on thainguyencity.gov.vn, which prints US dates with the view count glued on
("11/24/2020 8:34:55 AM 2498"). The head's clock has the classes date-today and current-date.
"""

from __future__ import annotations

import re

from crawler.platforms.family import Family, Fields, Mark

LIFERAY_THAINGUYEN = Family(
    id="liferay_thainguyen",
    name="Liferay 6.2 (Thái Nguyên)",
    marks=(
        Mark("html", re.compile("current-date"), 1, "thainguyen.gov.vn, scraper"),
        Mark("html", re.compile("date-today"), 1, "thainguyen.gov.vn, scraper"),
        Mark("html", re.compile("Your browser does not support"), 1, "audio player, thainguyen.gov.vn"),
        Mark("html", re.compile("Liferay.ThemeDisplay"), 1, "every Liferay"),
    ),
    article=(re.compile(r"/-/asset_publisher/[\w-]+/content/[\w%.-]+"),),
    twin=(re.compile(r"viewMode=print|[?&]p_p_state=pop_up"),),
    excluded=(re.compile(r"^/c/|p_p_id=(?:58|3|49)\b"),),
    identity=re.compile(r"/-/asset_publisher/[\w-]+/content/([\w%.-]+)"),
    fields=Fields(
        body=(".journal-content-article", ".content-detail"),
        breadcrumb=(".breadcrumb a",),
        junk=("audio",),
    ),
    believed=("addresses of articles are those of Liferay's asset publisher", "place of title and date"),
)
