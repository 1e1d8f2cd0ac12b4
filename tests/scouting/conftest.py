"""What the tests of scouting share: the faulty site of the crawl tests, and a look at it."""

from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from sys import modules

import pytest

from crawler.portals import portals_named
from crawler.scouting.guest import Guest
from crawler.scouting.look import look_at

FAULTY_SITE = Path(__file__).parents[1] / "crawl" / "faulty_site.py"


def _load():
    """The tests are no package, so that a helper is loaded by its path."""
    spec = spec_from_file_location("tests_scouting_faulty_site", FAULTY_SITE)
    module = module_from_spec(spec)
    modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


faulty_site = _load()


@pytest.fixture(autouse=True)
def empty_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def answer():
    """Make an answer of the faulty site."""
    return faulty_site.Answer


@pytest.fixture
def site():
    """A small site on loopback, without a fault until the test puts one in."""
    with faulty_site.FaultySite() as running:
        yield running


@pytest.fixture
def look():
    """Look at a site by an address of it."""
    return lambda url: look_at(Guest(portals_named([url])[0]), url)
