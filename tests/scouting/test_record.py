"""The portal file that a look becomes: read back as it was, whatever a site calls itself, and never over another."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler import data
from crawler.portals import Portal, PortalFileError, Section, UnitBinding, read_portal
from crawler.portals.hosts import known_hosts
from crawler.scouting.errors import RecordError
from crawler.scouting.look import Look
from crawler.scouting.organisation import Guess
from crawler.scouting.record import write_portal
from crawler.scouting.seen import SeenSection
from crawler.text import settle

TODAY = date(2025, 7, 2)
URL = "http://vidu.example/"
BINDING = UnitBinding(
    "D437-pre2025", valid_to=date(2025, 7, 1), evidence="Thị xã Hồng Lĩnh: the name. A guess.", confidence="high"
)


def looked(**fields) -> Look:
    portal = Portal(id="vidu", name="Ví Dụ", url=URL, **fields)
    return Look(portal, sections=[SeenSection(section, 3, "2025-06-30") for section in portal.sections])


def test_a_file_is_read_back_as_it_was_found(tmp_path):
    look = looked(
        platform="nukeviet", organisation="ubnd", sections=(Section(f"{URL}tin", "Tin tức"),), units=(BINDING,)
    )
    look.organisation = Guess("ubnd", "high", "the name says 'UBND'")
    assert read_portal(write_portal(look, tmp_path / "portals", TODAY)) == look.portal


def test_whatever_the_lists_of_hosts_bind_can_be_written(tmp_path):
    kinds = {re.sub(r"[\d-]+", "", host.unit_id): host.binding for host in known_hosts().values()}
    assert len(kinds) > 3
    for name, binding in kinds.items():
        look = looked(units=(binding,))
        assert read_portal(write_portal(look, tmp_path / name, TODAY)).units == (binding,)


def test_every_guess_stands_beside_its_evidence(tmp_path):
    look = looked(platform="nukeviet", organisation="front", sections=(Section(f"{URL}tin"),))
    look.sections.append(SeenSection(Section(f"{URL}anh", "Ảnh"), problem="HTTP 404"))
    look.evidence = ["the generator is 'NukeViet'"]
    look.organisation = Guess("front", "high", "the host says 'mttq'")
    look.remarks = ["perhaps D437-pre2025"]
    look.feed = f"{URL}rss"
    text = write_portal(look, tmp_path, TODAY).read_text("utf-8")
    for line in (
        "platform = \"nukeviet\"  # the generator is 'NukeViet'",
        "organisation = \"front\"  # high: the host says 'mttq'",
        'state = "unverified"',
        "# unit: perhaps D437-pre2025",
        "# feed: http://vidu.example/rss",
        "# left out: http://vidu.example/anh (Ảnh): HTTP 404",
        "[[sections]]  # 3 articles on its first page, the newest of 2025-06-30",
    ):
        assert line in text.splitlines()


def test_a_file_that_is_there_is_left_alone(tmp_path):
    file = tmp_path / "vidu.toml"
    file.write_text("# mine", "utf-8")
    with pytest.raises(RecordError, match=r"vidu\.toml is there already and was left as it is"):
        write_portal(looked(), tmp_path, TODAY)
    assert file.read_text("utf-8") == "# mine"


def test_a_file_that_could_not_be_read_does_not_stay(tmp_path):
    look = looked()
    look.portal = replace(look.portal, id="sample-vidu")  # kept for portals that are made up
    with pytest.raises(PortalFileError):
        write_portal(look, tmp_path, TODAY)
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_written_into_the_installed_package(tmp_path, monkeypatch):
    monkeypatch.setattr("crawler.__file__", str(tmp_path / "crawler" / "__init__.py"))
    with pytest.raises(RecordError, match="part of the installed package"):
        write_portal(looked(), tmp_path / "crawler" / "_data" / "portals", TODAY)
    assert list(tmp_path.iterdir()) == []


def test_the_shipped_portals_of_a_checkout_are_no_installed_package():
    assert not data.path("portals").is_relative_to(Path(data.__file__).parent)


@settings(deadline=None)
@given(name=st.text(min_size=1), section=st.text(), evidence=st.text())
def test_whatever_a_site_says_is_quoted(tmp_path_factory, name, section, evidence):
    look = looked(sections=(Section(f"{URL}tin", section),))
    look.portal = replace(look.portal, name=settle(name) or "x")
    look.evidence, look.remarks = [evidence], [evidence]
    look.organisation = Guess("ubnd", "low", evidence)
    portal = read_portal(write_portal(look, tmp_path_factory.mktemp("portals"), TODAY))
    assert portal.name == look.portal.name
    assert [each.name for each in portal.sections] == [settle(section)]
