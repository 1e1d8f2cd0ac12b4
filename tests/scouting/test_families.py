"""Every family's mock portal is found out by a look: platform, sections, articles, in few requests."""

from dataclasses import replace
from datetime import datetime
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from sys import modules
from urllib.parse import urlsplit

import pytest

from crawler.guards.capture import VIETNAM
from crawler.items import Page
from crawler.portals import unknown_portal
from crawler.scouting.guest import REQUESTS, Guest
from crawler.scouting.look import look_at


def _load():
    """The tests are no package, so that a helper is loaded by its path."""
    spec = spec_from_file_location("tests_scouting_mock", Path(__file__).parents[1] / "platforms" / "mock.py")
    module = module_from_spec(spec)
    modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


mock = _load()


@pytest.fixture(params=mock.PORTALS)
def portal(request, monkeypatch):
    """A mock portal that answers in place of the network."""
    mocked = mock.MockPortal(request.param)

    def get(url: str, *, proxy: str) -> Page:
        parts = urlsplit(url)
        target = f"{parts.path}?{parts.query}" if parts.query else parts.path
        answer = mocked.answer(target)
        headers = [("Content-Type", answer.media_type), ("Location", answer.location)]
        return Page(url, datetime.now(VIETNAM), answer.status, tuple(filter(all, headers)), answer.body.encode())

    monkeypatch.setattr("crawler.scouting.guest.get", get)
    monkeypatch.setattr("crawler.settings.CONTACT", "test@vidu.example")
    return mocked


def test_every_family_is_found_out(portal):
    look = look_at(Guest(replace(unknown_portal(f"{mock.HOST}/"), delay=0.0)), f"{mock.HOST}/")
    assert look.platform == portal.config["platform"]
    assert look.evidence
    assert {section.url for section in look.portal.sections} == {
        mock.HOST + portal.section_url(section["slug"]) for section in portal.sections
    }
    assert len(look.articles) == 3
    assert all(seen.article.published for seen in look.articles)
    assert look.requests <= REQUESTS / 2
