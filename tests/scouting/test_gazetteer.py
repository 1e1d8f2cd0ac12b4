"""The units behind a look and behind `congtin portals list --json`."""

import json
from collections import Counter

from crawler.cli.main import run
from crawler.scouting.gazetteer import LEVELS, gazetteer, squeezed


def test_the_totals_are_the_official_ones():
    day = "2025-07-01"
    counts = Counter(
        (unit.regime, LEVELS[unit.level])
        for unit in gazetteer().by_id.values()
        if unit.regime == "pre2025" or str(unit.valid_from) == day
    )
    assert counts == {
        ("pre2025", "province"): 63,
        ("pre2025", "district"): 696,
        ("pre2025", "commune"): 10_035,
        ("post2025", "province"): 34,
        ("post2025", "commune"): 3_321,
    }


def test_squeezed_is_how_hosts_write_names():
    assert squeezed("Bà Rịa - Vũng Tàu") == "bariavungtau"
    assert squeezed("Phú Quý") == squeezed("Phú Quí") == "phuqui"


def test_the_list_joins_portals_with_hosts_families_and_units(capsys):
    assert run(["portals", "list", "--json"]) == 0
    records = {record["id"]: record for record in map(json.loads, capsys.readouterr().out.splitlines())}
    portal = records["honglinh.hatinh"]
    assert portal["hosts"] == ["honglinh.hatinh.gov.vn"]
    assert portal["family"] == "Tan Dan SharePoint"
    (unit,) = portal["units"]
    assert unit["unit_id"] == "D437-pre2025"
    assert (unit["name"], unit["level"], unit["province"]) == ("Thị xã Hồng Lĩnh", "district", "Tỉnh Hà Tĩnh")
    assert unit["valid_to"] == "2025-07-01"


def test_every_shipped_binding_is_of_a_unit_that_there_is(capsys):
    run(["portals", "list", "--json"])
    for record in map(json.loads, capsys.readouterr().out.splitlines()):
        assert all("name" in unit for unit in record["units"])


def test_all_units_are_listed_with_their_portals_and_known_hosts(capsys):
    assert run(["portals", "list", "--units", "--json"]) == 0
    units = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    before = Counter(unit["level"] for unit in units if unit["regime"] == "pre2025")
    after = Counter(unit["level"] for unit in units if unit["valid_from"] == "2025-07-01")
    assert before == {"province": 63, "district": 696, "commune": 10_035}
    assert after == {"province": 34, "commune": 3_321}
    town = next(unit for unit in units if unit["unit_id"] == "D437-pre2025")
    assert (town["portals"], town["platforms"]) == (["honglinh.hatinh"], ["tandan"])
    assert sum(bool(unit["hosts"]) for unit in units if unit["level"] == "district") >= 53


def test_units_for_people_mark_hosts_that_nobody_checked(capsys):
    assert run(["portals", "list", "--units"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 63 + 696 + 10_035 + sum(not line.split()[0].endswith("-pre2025") for line in lines)
    assert any("?" in line and "thanhkhe.danang.gov.vn" in line for line in lines)
