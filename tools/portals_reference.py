"""Writes docs/portals.md from the families' declarations: python tools/portals_reference.py > docs/portals.md."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from crawler.platforms import FAMILIES
from crawler.platforms.family import Family, Listings

MOCKS = Path(__file__).parent.parent / "tests" / "platforms"
SAMPLES = {"tandan": "sample portal `sample-thi-xa`", "mttq": "sample portal `sample-mat-tran`"}
HEAD = """\
# Families of portal software

Made from the declarations in `crawler/platforms/` by `make docs`. A page's signs add up, and a family is taken from a
weight of 3 on; without one the general way, `generic`, reads the site. "Where seen" names the hosts, sources and
scrapers that taught the signs; what is only believed never overrides what stands on a page.

| family | recognised by | where seen | pages turn | tested with | only believed |
|---|---|---|---|---|---|
"""


def row(family: Family) -> str:
    """One family."""
    signs = ", ".join(f"{mark.where} `{mark.pattern.pattern}` ({mark.weight})" for mark in family.marks)
    seen = "; ".join(dict.fromkeys(mark.seen_on for mark in family.marks))
    name = f"`{family.id}`: {family.name}"
    cells = (name, signs, seen, "; ".join(turns(family.listings)), tested(family), "; ".join(family.believed))
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |\n"


def turns(listings: Listings) -> Iterator[str]:
    """How listings turn their pages, and what else names articles."""
    if listings.postback:
        yield "by posting the page's form"
    yield from (f"by its script's request to `{endpoint.url}`" for endpoint in listings.endpoints)
    if listings.next_page:
        yield "by its link to the next page"
    if not (listings.postback or listings.endpoints or listings.next_page):
        yield "by the links and numbers found in the page"
    yield from (f"`{path}`" for path in (*listings.feeds, *listings.sitemaps))


def tested(family: Family) -> str:
    """The site that tests crawl."""
    if family.id in SAMPLES:
        return SAMPLES[family.id]
    return f"mock portal `tests/platforms/{family.id}/`" if (MOCKS / family.id).is_dir() else "all mock portals"


if __name__ == "__main__":
    sys.stdout.write(HEAD + "".join(row(family) for family in FAMILIES.values()))
