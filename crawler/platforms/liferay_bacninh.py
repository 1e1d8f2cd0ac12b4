"""Liferay 7 as at Bắc Ninh: listings come as JSON from a resource address in the page.

Seen in a scraper and on pages of thuanthanh.bacninh. The first <h1> is the menu's ("Thực đơn"). Old TLS ciphers.
Districts also print /news/-/details/<folder>/<slug>.
"""

from __future__ import annotations

import re

from crawler.platforms.family import Endpoint, Family, Fields, Listings, Mark

ENDPOINT = Endpoint(
    url="{address}",
    fields=(("pageNum", "{page}"), ("recordPerPage", "10"), ("keyword", "")),
    found=(("address", re.compile(r"""loadPageURL\s*=\s*['"]([^'"]*p_p_resource_id=loadPage[^'"]*)['"]""")),),
    page_field="pageNum",
    items="items",
    link="urlDetail",
    title="title",
    date="createdDate",
)

LIFERAY_BACNINH = Family(
    id="liferay_bacninh",
    name="Liferay 7 (Bắc Ninh)",
    marks=(
        Mark("html", re.compile('id="contentDetailTitleId"'), 3, "bacninh.gov.vn, scraper"),
        Mark("html", re.compile("p_p_resource_id=loadPage"), 3, "bacninh.gov.vn, scraper"),
        Mark("html", re.compile("/news/-/details/"), 2, "thuanthanh.bacninh"),
        Mark("html", re.compile("Liferay.ThemeDisplay"), 1, "every Liferay"),
    ),
    article=(re.compile(r"/-/details/[\w%-]+/[\w%.-]+"),),
    excluded=(re.compile(r"^/c/|p_p_id=com_liferay_(?:login|portal_search)"),),
    fields=Fields(
        title=("#contentDetailTitleId",),
        lead=("#sapoDetailId",),
        date=(".date-detail",),
        body=("#contentDetail",),
        breadcrumb=(".breadcrumb a",),
    ),
    listings=Listings(endpoints=(ENDPOINT,)),
    believed=("the resource answers a POST as it answers a GET", "place of the date"),
)
