"""Transfer and content codings are undone; what is not coded as its headers say is taken as it is."""

import gzip
import zlib

import brotli
import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from pipelines.arrival.codings import UndecodableError, decoded

PLAIN = "Ủy ban nhân dân xã ".encode() * 50
CHUNKED = [("Transfer-Encoding", "chunked")]


def bare_deflate(body):
    stream = zlib.compressobj(wbits=-15)
    return stream.compress(body) + stream.flush()


def chunked(body, size=100):
    pieces = [body[place : place + size] for place in range(0, len(body), size)]
    return b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\n\r\n"


CODINGS = {
    "gzip": gzip.compress,
    "x-gzip": gzip.compress,
    "deflate": zlib.compress,
    "br": brotli.compress,
    "zstd": zstandard.compress,
    "identity": bytes,
}


@pytest.mark.parametrize("coding", CODINGS)
def test_each_coding_is_undone(coding):
    assert decoded(CODINGS[coding](PLAIN), [("content-encoding", coding)]) == PLAIN


def test_deflate_comes_bare_as_well():
    assert decoded(bare_deflate(PLAIN), [("Content-Encoding", "deflate")]) == PLAIN


def test_codings_on_one_another_are_undone_in_reverse():
    body = chunked(brotli.compress(gzip.compress(PLAIN)))
    assert decoded(body, [*CHUNKED, ("Content-Encoding", "gzip, br")]) == PLAIN


@pytest.mark.parametrize("headers", [CHUNKED, *([("Content-Encoding", coding)] for coding in CODINGS)])
def test_what_another_tool_has_undone_already_is_taken_as_it_is(headers):
    assert decoded(PLAIN, headers) == PLAIN


@pytest.mark.parametrize("coding", ["gzip", "zstd"])
def test_a_body_that_breaks_off_is_an_error(coding):
    with pytest.raises(UndecodableError):
        decoded(CODINGS[coding](PLAIN)[:-5], [("Content-Encoding", coding)])


def test_chunks_that_break_off_are_an_error():
    with pytest.raises(UndecodableError, match="chunks"):
        decoded(chunked(PLAIN)[:-5], CHUNKED)


def test_an_unknown_coding_is_an_error_that_names_it():
    with pytest.raises(UndecodableError, match="compress"):
        decoded(PLAIN, [("Content-Encoding", "compress")])


def test_a_bomb_is_too_large(monkeypatch):
    monkeypatch.setattr("pipelines.arrival.codings.DOWNLOAD_MAXSIZE", 1000)
    with pytest.raises(UndecodableError, match="large"):
        decoded(gzip.compress(b"x" * 100_000), [("Content-Encoding", "gzip")])


@given(st.binary(), st.integers(1, 50))
def test_any_bytes_come_out_of_chunks_as_they_went_in(body, size):
    assert decoded(chunked(body, size), CHUNKED) == body


@given(st.binary(), st.sampled_from([*CODINGS, "compress"]))
def test_any_bytes_are_decoded_taken_or_refused(body, coding):
    try:
        assert isinstance(decoded(body, [*CHUNKED, ("Content-Encoding", coding)]), bytes)
    except UndecodableError as error:
        assert str(error)
