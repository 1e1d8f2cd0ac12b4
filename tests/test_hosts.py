"""The tables of known hosts: tied to units that exist, bound no longer than they last, and never more than a name."""

import csv
from datetime import date

import pytest

from crawler.data import path
from crawler.portals import load_portals, portals_named
from crawler.portals.hosts import REFORM, known_hosts

UNITS = {
    row["unit_id"]
    for file in path("units").rglob("*units.csv")
    for row in csv.DictReader(file.read_text(encoding="utf-8").splitlines())
}


def test_a_host_is_tied_to_units_that_exist():
    for host in known_hosts().values():
        assert {host.unit_id, *host.possible_successors} <= UNITS, host
        assert host.confidence in {"high", "medium"}, host
        assert host.sources, host
        assert date(2010, 1, 1) <= date.fromisoformat(host.seen_on), host


def test_it_speaks_for_its_unit_until_the_units_end_at_most():
    bindings = {host.unit_id: host.binding for host in known_hosts().values()}
    for unit_id, binding in bindings.items():
        assert binding.unit_id == unit_id
        assert binding.section == ""
        assert "not checked" in binding.evidence
        assert (binding.valid_from, binding.valid_to) == (REFORM, None) or binding.valid_to <= REFORM
    assert bindings["C18118-post2025"].valid_from == REFORM


def test_a_site_without_a_portal_file_is_bound_to_the_unit_of_its_host():
    (portal,) = portals_named(["https://www.namhonglinh.hatinh.gov.vn/tin-tuc"])
    assert [unit.unit_id for unit in portal.units] == ["C18118-post2025"]
    assert portal.state == "unverified"
    (other,) = portals_named(["https://example.vn/"])
    assert other.units == ()


def test_known_hosts_are_no_portals():
    assert not {portal.id for portal in load_portals().values()} & set(known_hosts())


def test_the_readme_counts_the_districts():
    if not path("hosts", "unlicensed").is_dir():
        pytest.skip("data/hosts/unlicensed is left out of this build")
    districts = {
        host.unit_id for host in known_hosts().values() if host.unit_id.startswith("D") and "until" not in host.unit_id
    }
    text = path("hosts", "README.md").read_text(encoding="utf-8")
    assert f"| **all** | **696** | **{len(districts)}** |" in text
