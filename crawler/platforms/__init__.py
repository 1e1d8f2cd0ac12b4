"""The CMS families of the portals, each declared in a file of this folder, and how a page's family is told."""

from __future__ import annotations

from collections.abc import Sequence

from crawler.platforms.backan import BACKAN
from crawler.platforms.camau import CAMAU
from crawler.platforms.dotnetnuke import DOTNETNUKE
from crawler.platforms.drupal import DRUPAL
from crawler.platforms.family import Family
from crawler.platforms.generic import GENERIC
from crawler.platforms.huecit import HUECIT
from crawler.platforms.hungyen import HUNGYEN
from crawler.platforms.joomla import JOOMLA
from crawler.platforms.khanhhoa import KHANHHOA
from crawler.platforms.lacviet import LACVIET
from crawler.platforms.liferay61_egov import LIFERAY61_EGOV
from crawler.platforms.liferay62_hanoi import LIFERAY62_HANOI
from crawler.platforms.liferay_bacgiang import LIFERAY_BACGIANG
from crawler.platforms.liferay_bacninh import LIFERAY_BACNINH
from crawler.platforms.liferay_hoabinh import LIFERAY_HOABINH
from crawler.platforms.liferay_thainguyen import LIFERAY_THAINGUYEN
from crawler.platforms.ministry import MINISTRY
from crawler.platforms.mojoportal import MOJOPORTAL
from crawler.platforms.mttq import MTTQ
from crawler.platforms.nukeviet import NUKEVIET
from crawler.platforms.nukeviet_egov import NUKEVIET_EGOV
from crawler.platforms.recognition import THRESHOLD, Evidence
from crawler.platforms.tandan import TANDAN
from crawler.platforms.threecms import THREECMS
from crawler.platforms.vccorp import VCCORP
from crawler.platforms.vnpt import VNPT
from crawler.platforms.vnpt_eportal import VNPT_EPORTAL
from crawler.platforms.webcenter import WEBCENTER
from crawler.platforms.wordpress import WORDPRESS

__all__ = ["FAMILIES", "Family", "by_id", "recognise"]

FAMILIES: dict[str, Family] = {
    family.id: family
    for family in (
        NUKEVIET,
        NUKEVIET_EGOV,
        TANDAN,
        MTTQ,
        LIFERAY62_HANOI,
        LIFERAY61_EGOV,
        LIFERAY_HOABINH,
        LIFERAY_BACGIANG,
        LIFERAY_BACNINH,
        LIFERAY_THAINGUYEN,
        VNPT_EPORTAL,
        VNPT,
        VCCORP,
        HUNGYEN,
        KHANHHOA,
        LACVIET,
        MINISTRY,
        MOJOPORTAL,
        WEBCENTER,
        HUECIT,
        DOTNETNUKE,
        THREECMS,
        BACKAN,
        CAMAU,
        WORDPRESS,
        DRUPAL,
        JOOMLA,
        GENERIC,
    )
}
"""All families by id; where two fit a page equally well, the earlier one is meant."""


def by_id(name: str) -> Family:
    """The family of that id; ValueError with the allowed ids otherwise."""
    if name not in FAMILIES:
        raise ValueError(f"unknown platform {name!r}; allowed are {', '.join(sorted(FAMILIES))}")
    return FAMILIES[name]


def recognise(html: str, url: str, headers: Sequence[tuple[str, str]] = ()) -> tuple[Family, list[str]]:
    """The family whose marks weigh most on this page, and these marks in words; `generic` where nothing suffices."""
    page = Evidence(html, url, headers)
    best, best_weight, best_evidence = GENERIC, THRESHOLD - 1, list[str]()
    for family in FAMILIES.values():
        weight, evidence = page.weigh(family)
        if weight > best_weight:
            best, best_weight, best_evidence = family, weight, evidence
    return best, best_evidence
