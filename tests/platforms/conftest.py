"""The mock portals, one per family, and a walk through one as a crawl makes it."""

import importlib.util
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from urllib.parse import urljoin

import pytest

from crawler.discovery.endpoints import as_html, following
from crawler.extraction import read_page
from crawler.items import Form, Reading
from crawler.platforms import by_id


def _load(name: str) -> ModuleType:
    """The tests are no package, so that a helper beside them is loaded by its path."""
    spec = importlib.util.spec_from_file_location(f"platforms_{name}", Path(__file__).with_name(f"{name}.py"))
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


mock = _load("mock")
HOST = mock.HOST


PORTALS = [mock.MockPortal(name) for name in mock.PORTALS]
FAMILY_FIELDS = ("title", "text", "published", "precision", "author", "source", "captions", "attachments", "section")
GENERIC_FIELDS = ("title", "text", "published", "captions")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "field" in metafunc.fixturenames:
        cases = [
            (portal, way, field)
            for portal in PORTALS
            for way, fields in (("family", FAMILY_FIELDS), ("generic", GENERIC_FIELDS))
            for field in portal.config.get(f"{way}_fields", fields)
        ]
        ids = [f"{portal.name}-{way}-{field}" for portal, way, field in cases]
        metafunc.parametrize(("portal", "way", "field"), cases, ids=ids)
    elif "portal" in metafunc.fixturenames:
        metafunc.parametrize("portal", PORTALS, ids=mock.PORTALS)


@pytest.fixture
def plain() -> type:
    return mock.PlainPortal


@dataclass
class Walk:
    """What a walk saw: the items of listings, by the sections they are named in, and how each listing ended."""

    items: set[str] = field(default_factory=set)
    articles: set[str] = field(default_factory=set)
    ends: dict[str, str] = field(default_factory=dict)
    requests: int = 0


@pytest.fixture(scope="module")
def walk() -> Callable[..., Walk]:
    def run(portal, platform: str) -> Walk:
        seen = Walk()
        heads = [HOST + "/"]
        for head in heads:
            seen.ends[head] = _walk_one(portal, platform, head, heads, seen)
        return seen

    return run


def _walk_one(portal, platform: str, head: str, heads: list[str], seen: Walk) -> str:
    page: str | Form | None = head
    listed: set[str] = set()
    while page is not None:
        seen.requests += 1
        reading, end = _fetch(portal, platform, page, heads)
        if reading is None:
            return end
        turned = following(page, by_id(platform)) if isinstance(page, Form) else None
        heads += [link.url for link in reading.links if link.role == "listing" and link.url not in heads]
        named = {link.url for link in reading.items}
        if not named - listed:
            return "repeated" if named else "empty"
        listed |= named
        seen.items |= named
        page = reading.next_page or turned
    return "end"


def _fetch(portal, platform: str, page: str | Form, heads: list[str]) -> tuple[Reading | None, str]:
    url, form = (page, None) if isinstance(page, str) else (page.url, dict(page.fields))
    answer = portal.answer(url.removeprefix(HOST), form)
    if answer.location:
        target = urljoin(url, answer.location)
        if target not in heads and len(heads) == 1:
            heads.append(target)
        return None, "redirected"
    if answer.status != 200:
        return None, "not_found"
    body = answer.body.encode() if form is None else as_html(answer.body.encode(), page, by_id(platform))
    return read_page(body, url, platform=platform, headers=[("Content-Type", answer.media_type)]), ""
