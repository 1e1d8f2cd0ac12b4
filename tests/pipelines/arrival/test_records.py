"""Records of WARC files: what is whole is given, the rest is named with its place, and nothing else happens."""

import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.arrival.records import Fault, NoWarcError, Record, records


def record(number, body=b"x" * 500, *, digest=""):
    lines = [
        "WARC/1.0", "WARC-Type: resource", f"WARC-Target-URI: http://xa.vn/{number}",
        f"WARC-Record-ID: <urn:{number}>", f"Content-Length: {len(body)}",
    ]  # fmt: skip
    if digest:
        lines.append(f"WARC-Block-Digest: {digest}")
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body + b"\r\n\r\n"


PLAIN = [record(number) for number in range(4)]
ZIPPED = [gzip.compress(one, mtime=0) for one in PLAIN]


@pytest.fixture
def read(tmp_path):
    def read_bytes(data):
        (tmp_path / "a.warc").write_bytes(data)
        found = list(records(tmp_path / "a.warc"))
        ids = [one.id for one in found if isinstance(one, Record)]
        return ids, [one for one in found if isinstance(one, Fault)]

    return read_bytes


ALL = [f"<urn:{number}>" for number in range(4)]


@pytest.mark.parametrize("data", [b"".join(PLAIN), b"".join(ZIPPED), gzip.compress(b"".join(PLAIN))])
def test_all_records_are_read_plain_zipped_one_by_one_and_zipped_as_a_whole(read, data):
    assert read(data) == (ALL, [])


@pytest.mark.parametrize("parts", [PLAIN, ZIPPED])
def test_of_a_file_that_breaks_off_the_whole_records_are_read(read, parts):
    ids, (fault,) = read(b"".join(parts)[:-50])
    assert ids == ALL[:3]
    assert fault.offset == sum(map(len, parts[:3]))
    assert "ends" in fault.problem


def test_a_damaged_member_is_named_and_the_others_are_read(read):
    damaged = bytearray(b"".join(ZIPPED))
    damaged[len(ZIPPED[0]) + len(ZIPPED[1]) // 2] ^= 0xFF
    ids, (fault,) = read(bytes(damaged))
    assert ids == [ALL[0], ALL[2], ALL[3]]
    assert fault.offset == len(ZIPPED[0])
    assert "damaged" in fault.problem


def test_a_wrong_checksum_is_named(read):
    damaged = bytearray(b"".join(ZIPPED))
    damaged[len(ZIPPED[0]) - 6] ^= 0xFF
    ids, (fault,) = read(bytes(damaged))
    assert ids == ALL[1:]
    assert fault.offset == 0


def test_a_block_with_another_digest_than_it_says_is_named(read):
    wrong = record(1, digest="sha1:" + "A" * 32)
    ids, (fault,) = read(PLAIN[0] + wrong + PLAIN[2])
    assert ids == [ALL[0], ALL[2]]
    assert (fault.offset, "digest" in fault.problem) == (len(PLAIN[0]), True)


def test_a_block_with_its_digest_is_whole(read):
    right = record(1, b"abc", digest="sha1:VGMT4NSHA2AWVOR6EVYXQUGCNSONBWE5")
    assert read(PLAIN[0] + right) == (ALL[:2], [])


def test_after_a_wrong_length_the_next_record_is_found(read):
    wrong = PLAIN[1].replace(b"Content-Length: 500", b"Content-Length: 100")
    ids, faults = read(PLAIN[0] + wrong + PLAIN[2])
    assert ids == ALL[:3]
    assert faults


def test_a_record_that_is_too_large_is_named_and_passed_over(read, monkeypatch):
    monkeypatch.setattr("pipelines.arrival.records.LIMIT", 1000)
    ids, (fault,) = read(PLAIN[0] + record(1, b"y" * 5000) + PLAIN[2])
    assert ids == [ALL[0], ALL[2]]
    assert "large" in fault.problem


@pytest.mark.parametrize(
    "data", [b"", b"<html>", b"\x1f\x8b\x08 no gzip", gzip.compress(b"text", mtime=0), b"filedesc://a.arc 0"]
)
def test_a_file_that_is_no_warc_is_refused(read, data):
    with pytest.raises(NoWarcError, match="is no WARC file"):
        read(data)


@given(st.data())
def test_whatever_is_damaged_nothing_whole_before_it_is_lost(tmp_path_factory, data):
    parts = data.draw(st.sampled_from([PLAIN, ZIPPED]))
    whole = b"".join(parts)
    place = data.draw(st.integers(len(parts[0]), len(whole) - 1))
    damaged = whole[:place] + data.draw(st.binary(max_size=20)) + whole[place + data.draw(st.integers(0, 20)) :]
    path = tmp_path_factory.getbasetemp() / "damaged.warc"
    path.write_bytes(damaged)
    found = list(records(path))
    kept = [one.id for one in found if isinstance(one, Record)]
    before = max(n for n in range(5) if sum(map(len, parts[:n])) <= place)
    assert kept[:before] == ALL[:before]
    assert all(fault.problem for fault in found if isinstance(fault, Fault))
