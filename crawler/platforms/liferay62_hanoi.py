"""Liferay 6.2 as it runs for Hà Nội: departments and districts, with the city's own news publisher.

Seen in a mirror of sotttt.hanoi.gov.vn (2022) and on pages of districts (badinh). Relative switches of the language
recurse (.../x.html/vi/en/vi: 7,999 files of that mirror); /en/ is a twin with English labels.
"""

from __future__ import annotations

import re

from crawler.platforms.family import Family, Fields, Listings, Mark

LIFERAY62_HANOI = Family(
    id="liferay62_hanoi",
    name="Liferay 6.2 (Hà Nội)",
    marks=(
        Mark("html", re.compile("portal-newspublisher-portlet"), 3, "sotttt.hanoi.gov.vn"),
        Mark("html", re.compile("/-/view_content/"), 2, "sotttt.hanoi.gov.vn"),
        Mark("html", re.compile("dd_chuyenmuc"), 2, "sotttt.hanoi.gov.vn"),
        Mark("html", re.compile("Liferay.ThemeDisplay"), 1, "every Liferay"),
        Mark("html", re.compile('class="aui ltr"'), 1, "every Liferay 6"),
    ),
    article=(re.compile(r"/-/view_content/\d+-"), re.compile(r"[?&]_101_(?:INSTANCE_\w+_)?(?:assetEntryId|urlTitle)=")),
    twin=(re.compile(r"_101_viewMode=print|[?&]p_p_state=pop_up"),),
    excluded=(re.compile(r"^/c/|/-/asset_publisher/[^/]+/rss|p_p_id=(?:58|3|49)\b"),),
    identity=re.compile(r"(?:/-/view_content/|assetEntryId=)(\d+)"),
    fields=Fields(
        title=(".asset-full-content .header-title", ".asset-title", "h1.header-title"),
        lead=(".asset-full-content .asset-summary",),
        date=(".assetPublishDate.block_timer", ".assetPublishDate"),
        body=(".asset-full-content .journal-content-article", ".asset-full-content .asset-content"),
        breadcrumb=(".dd_chuyenmuc a",),
        junk=(".asset-ratings", ".asset-user-actions", ".asset-related-assets", ".tinkhac", ".taglib-social-bookmarks"),
    ),
    listings=Listings(items=(".asset-abstract .asset-title a",)),
)
