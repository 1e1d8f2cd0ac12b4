"""The family of every site that no other family fits: nothing is declared, all is judged from the page."""

from __future__ import annotations

from crawler.platforms.family import Family, Listings
from crawler.platforms.liferay_bacninh import ENDPOINT as BACNINH_ENDPOINT
from crawler.platforms.vnpt import ENDPOINT as VNPT_ENDPOINT

GENERIC = Family(
    id="generic",
    name="unknown platform",
    listings=Listings(endpoints=(VNPT_ENDPOINT, BACNINH_ENDPOINT), sitemaps=("/sitemap.xml",)),
)
