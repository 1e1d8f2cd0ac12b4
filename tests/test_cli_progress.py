"""Progress: a moving line on a terminal, nothing in a pipe."""

import pytest

from crawler.cli.progress import shown
from crawler.items import Address, Visit

VISIT = Visit(Address("http://vidu.example/1.html", "vidu.hatinh", "article"), "article")


@pytest.fixture
def terminal(monkeypatch):
    """A terminal as rich sees one, however the tests are run."""
    for name in ("NO_COLOR", "TERM", "TTY_COMPATIBLE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("FORCE_COLOR", "1")


def test_a_pipe_stays_quiet(capsys, monkeypatch):
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    with shown() as on_visit:
        assert on_visit is None
    assert capsys.readouterr() == ("", "")


@pytest.mark.usefixtures("terminal")
def test_a_terminal_sees_what_was_archived(capsys):
    with shown() as on_visit:
        on_visit(VISIT)
        on_visit(VISIT)
    out, err = capsys.readouterr()
    assert out == ""
    assert "2 articles, 2 addresses; vidu.hatinh" in err
