"""Portal files: what is read, and what each wrong file is told."""

from datetime import date
from pathlib import Path

import pytest

from crawler.portals import PortalFileError, Section, UnknownPortalError, load_portals, portals_named, read_portal

GOOD = """\
id = "vidu.hatinh"
name = "Cổng thông tin điện tử huyện Ví Dụ"
url = "https://vidu.example/"
organisation = "ubnd"
delay = 5

[[sections]]
url = "https://vidu.example/tin-tuc"
name = "Tin tức"

[[units]]
unit_id = "D437-pre2025"
valid_to = 2025-07-01

[[units]]
unit_id = "C18118-post2025"
valid_from = 2025-07-01
"""


def write(folder: Path, text: str, name: str = "vidu.toml") -> Path:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


def test_a_file_becomes_a_portal(tmp_path):
    portal = read_portal(write(tmp_path, GOOD))
    assert portal.id == "vidu.hatinh"
    assert portal.delay == 5
    assert portal.state == "unverified"
    assert portal.sections == (Section("https://vidu.example/tin-tuc", "Tin tức"),)
    assert [(unit.unit_id, unit.valid_from, unit.valid_to) for unit in portal.units] == [
        ("D437-pre2025", None, date(2025, 7, 1)),
        ("C18118-post2025", date(2025, 7, 1), None),
    ]


WRONG = {
    "unknown field": ('organisation = "ubnd"', 'organization = "ubnd"', 4, "organization", "'organisation'"),
    "unknown nested field": ("valid_to", "until", 13, "units[1].until", "valid_from, valid_to"),
    "wrong type": ("delay = 5", 'delay = "5"', 5, "delay", "must be a number, not '5'"),
    "bool as a number": ("delay = 5", "delay = true", 5, "delay", "must be a number"),
    "negative delay": ("delay = 5", "delay = -1", 5, "delay", "0 or more"),
    "quoted date": ("valid_to = 2025-07-01", 'valid_to = "2025-07-01"', 13, "units[1].valid_to", "without quotes"),
    "time for a date": ("valid_to = 2025-07-01", "valid_to = 2025-07-01T00:00:00", 13, "units[1].valid_to", "a day"),
    "no such day": ("valid_to = 2025-07-01", "valid_to = 2025-06-31", 13, "", "not TOML"),
    "end before start": (
        "valid_from = 2025-07-01",
        "valid_from = 2025-07-01\nvalid_to = 2025-07-01",
        18,
        "units[2].valid_to",
        "must be after valid_from, 2025-07-01",
    ),
    "two units on one day": ("valid_to = 2025-07-01", "valid_to = 2025-07-02", 15, "units[2]", "the whole portal"),
    "bad unit": ('"C18118-post2025"', '"C18118"', 16, "units[2].unit_id", "as D437-pre2025"),
    "bad id": ('"vidu.hatinh"', '"Ví dụ"', 1, "id", "small letters"),
    "a sample that says it is none": ('"vidu.hatinh"', '"sample-vidu"', 1, "id", "synthetic = true"),
    "no id": ('id = "vidu.hatinh"\n', "", 1, "id", "missing"),
    "empty name": ('"Cổng thông tin điện tử huyện Ví Dụ"', '" "', 2, "name", "must not be empty"),
    "no section address": ('url = "https://vidu.example/tin-tuc"', "", 7, "sections[1].url", "missing"),
    "platform": ("delay = 5", 'platform = "joomla99"', 5, "platform", "nukeviet, "),
    "organisation": ('"ubnd"', '"council"', 4, "organisation", "ubnd, hdnd, party, front, mass_org, department"),
    "state": ("delay = 5", 'state = "alive"', 5, "state", "verified, unverified, gated"),
    "no scheme": ('"https://vidu.example/"', '"vidu.example"', 3, "url", "begins with http:// or https://"),
    "no scheme in a section": ('"https://vidu.example/tin-tuc"', '"/tin-tuc"', 8, "sections[1].url", "whole address"),
    "a table for a list": ("[[units]]\nunit_id = \"D4", "[units]\nunit_id = \"D4", 15, "", "not TOML"),
    "text for a list": ("delay = 5", 'aliases = "vidu.example"', 5, "aliases", "must be a list"),
    "not composed": ('"Tin tức"', '"Tin tư\u0301c"', 9, "sections[1].name", "Unicode NFC"),
    "not closed": ('"ubnd"', '"ubnd', 4, "", "not TOML"),
}  # fmt: skip


@pytest.mark.parametrize(("right", "wrong", "line", "field", "problem"), WRONG.values(), ids=WRONG)
def test_a_wrong_file_names_line_field_and_what_is_allowed(tmp_path, right, wrong, line, field, problem):
    assert right in GOOD
    file = write(tmp_path, GOOD.replace(right, wrong, 1))
    with pytest.raises(PortalFileError) as raised:
        read_portal(file)
    fault = raised.value
    assert (fault.file, fault.line, fault.field) == (file, line, field)
    assert problem in fault.problem
    assert str(fault).startswith(f"{file}, line {line}: {field}")


def test_a_file_in_another_encoding_names_the_line(tmp_path):
    file = tmp_path / "latin.toml"
    file.write_bytes(b'id = "vidu"\nname = "huy\xean"\n')
    with pytest.raises(PortalFileError, match="line 2: not UTF-8"):
        read_portal(file)


def test_sections_may_overlap_each_other_in_time(tmp_path):
    text = GOOD.replace('unit_id = "C18118-post2025"\n', 'unit_id = "C18118-post2025"\nsection = "Tin xã"\n')
    assert len(read_portal(write(tmp_path, text.replace("valid_from = 2025-07-01\n", ""))).units) == 2


def test_an_id_is_given_once(tmp_path):
    first = write(tmp_path, GOOD, "a.toml")
    second = write(tmp_path, "\n" + GOOD, "b.toml")
    with pytest.raises(PortalFileError) as raised:
        load_portals(tmp_path)
    assert (raised.value.file, raised.value.line, raised.value.field) == (second, 2, "id")
    assert str(first) in raised.value.problem


def test_further_folders_come_after_the_shipped_portals(tmp_path):
    write(tmp_path, GOOD)
    portals = load_portals(tmp_path)
    assert list(portals)[-1] == "vidu.hatinh"
    assert {"honglinh.hatinh", "mttqhanoi"} < set(portals)


def test_nothing_shipped_is_called_verified_without_having_been_seen():
    portals = load_portals().values()
    assert {portal.state for portal in portals if not portal.synthetic} == {"unverified"}
    assert all(binding.evidence and binding.confidence for portal in portals for binding in portal.units)


def test_the_town_speaks_for_itself_until_it_was_abolished():
    (binding,) = load_portals()["honglinh.hatinh"].units
    assert (binding.unit_id, binding.valid_from, binding.valid_to) == ("D437-pre2025", None, date(2025, 7, 1))


def test_an_address_means_the_portal_of_its_site(tmp_path):
    write(tmp_path, 'aliases = ["http://cu.vidu.example/"]\n' + GOOD)
    known = load_portals(tmp_path)
    vidu = known["vidu.hatinh"]
    for typed in ("vidu.hatinh", "http://www.vidu.example/tin-tuc?x=1", "http://cu.vidu.example"):
        assert portals_named([typed], known) == [vidu]
    assert portals_named(["vidu.hatinh", "https://vidu.example"], known) == [vidu]


def test_an_unknown_address_is_a_portal_of_its_own():
    (portal,) = portals_named(["http://www.khac.example:8080/tin/1.html"])
    assert (portal.id, portal.url, portal.state) == (
        "khac.example:8080",
        "http://www.khac.example:8080/",
        "unverified",
    )


def test_a_mistyped_id_is_told_the_nearest():
    with pytest.raises(UnknownPortalError, match=r"'honglin\.hatinh'.*did you mean honglinh\.hatinh"):
        portals_named(["honglin.hatinh"])
