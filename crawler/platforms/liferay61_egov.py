"""Liferay 6.1 with the themes of "portal-egov", by which several provinces run their districts.

Seen in the platform's public source: themes for Xuyên Mộc and Đắk Tô districts, Sơn La, Bình Định and Phú Yên.
"""

from __future__ import annotations

import re

from crawler.platforms.family import Family, Fields, Listings, Mark

LIFERAY61_EGOV = Family(
    id="liferay61_egov",
    name="Liferay 6.1 (portal-egov)",
    marks=(
        Mark("html", re.compile("asset_title"), 2, "themes of portal-egov, source"),
        Mark("html", re.compile("assetdesc-text"), 3, "themes of portal-egov, source"),
        Mark("html", re.compile("Liferay.ThemeDisplay"), 1, "every Liferay"),
        Mark("html", re.compile("egov-"), 1, "names of the themes, source"),
    ),
    article=(re.compile(r"/-/asset_publisher/[\w-]+/content/[\w%.-]+"),),
    twin=(re.compile(r"viewMode=print|[?&]p_p_state=pop_up"),),
    excluded=(re.compile(r"^/c/|/-/asset_publisher/[^/]+/rss|p_p_id=(?:58|3|49)\b"),),
    identity=re.compile(r"/-/asset_publisher/[\w-]+/content/([\w%.-]+)"),
    fields=Fields(
        title=(".asset-full-content .asset_title", ".asset_title"),
        lead=(".asset-full-content .assetdesc-text",),
        date=(".asset-full-content .assetPublishDate", ".assetPublishDate"),
        body=(".asset-full-content .asset-content",),
        breadcrumb=(".breadcrumbs a", ".breadcrumb a"),
        junk=(".asset-ratings", ".asset-flag", ".asset-more", ".asset-metadata", ".asset-related"),
    ),
    listings=Listings(items=(".asset-abstract .asset_title a",)),
)
