"""The health of portals: the facts of the last run, and what needs attention."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from pipelines.archive.clock import moment
from pipelines.attention import Facts, attention
from pipelines.health import health

RUN = "2026-03-01T02:30:00.000+07:00"
NOW = moment(RUN) + timedelta(hours=6)
HEALTHY = Facts(
    portal_id="xa", state="verified", last_run=RUN, outcome="finished", reason="", articles=20, newest="2026-02-28",
    pending=0, asked=20, failures={}, unread=0, drifted=0, walks=2, open_walks={},
)  # fmt: skip


def test_a_healthy_portal_needs_none():
    assert attention(HEALTHY, NOW) == []


@pytest.mark.parametrize(
    ("differs", "said"),
    [
        ({"last_run": ""}, "was never crawled: congtin crawl xa"),
        ({"state": "gated"}, "is gated"),
        ({"outcome": "failed", "reason": "no answer"}, "the last run failed: no answer"),
        ({"outcome": "interrupted"}, "the last run was interrupted; the next one goes on"),
        ({"outcome": ""}, "the last run was killed; the next one goes on"),
        ({"failures": {"gate": 3, "flood": 1}}, "4 of 20 addresses failed (flood 1, gate 3)"),
        (
            {"drifted": 6},
            "6 of 20 articles are in no known design: the site was redesigned, do they read well?"
            " congtin portals check xa",
        ),
        ({"unread": 6}, "6 of 20 pages were no article: has the site been rebuilt? congtin portals check xa"),
        ({"open_walks": {"failed": 1}}, "1 of 2 listings were not walked to their end (failed 1)"),
        ({"newest": "2025-06-30"}, "has published nothing since 2025-06-30"),
        ({"articles": 0, "newest": ""}, "has no article: congtin portals check xa"),
    ],
)
def test_what_is_wrong_is_said(differs, said):
    assert attention(replace(HEALTHY, **differs), NOW) == [said]


def test_a_timer_that_stopped_is_noticed():
    assert attention(HEALTHY, NOW + timedelta(days=3)) == ["was not crawled for 3 days: does the timer run?"]


@pytest.mark.parametrize(
    "differs", [{"failures": {"gate": 3}}, {"unread": 5}, {"drifted": 5}, {"asked": 9, "failures": {"gate": 9}}]
)
def test_a_few_failures_are_usual(differs):
    assert attention(replace(HEALTHY, **differs), NOW) == []


def test_articles_without_dates_say_nothing_of_silence():
    assert attention(replace(HEALTHY, newest=""), NOW) == []


@pytest.fixture
def crawled(db, add_article):
    """Two runs of one portal: the second failed in part. Another portal was never crawled."""
    add_article("một", published_at="2026-02-01T00:00:00+07:00", published_precision="day")
    db.execute("INSERT INTO portals (id, name, url, state) VALUES ('huyen', 'huyen', '', 'verified')")
    for number, at in ((1, "2026-02-01T02:30:00.000+07:00"), (2, RUN)):
        db.execute("INSERT INTO runs (id, started_at, tool, extractor) VALUES (?, ?, '', '')", (number, at))
        db.execute("INSERT INTO run_portals (run_id, portal_id, outcome) VALUES (?, 'xa', 'finished')", (number,))
    ends = [("done", "article"), ("failed", "gate"), ("done", "page"), ("pending", ""), ("done", "unchanged")]
    for number, (state, outcome) in enumerate(ends):
        row = {"url": str(number), "key": str(number), "portal_id": "xa", "host": "", "role": "article"}
        fetched = None if state == "pending" else RUN
        db.table("frontier").insert(row | {"state": state, "outcome": outcome, "found_at": "", "fetched_at": fetched})
    sql = "INSERT INTO coverage (run_id, portal_id, walk, role, stop_reason, complete) VALUES (?, 'xa', ?, ?, ?, ?)"
    walks = [(1, "/tin", "listing", "failed", 0), (2, "/tin", "listing", "end", 1), (2, "/su-kien", "listing", "", 0),
             (2, "/cu", "listing", "since", 0), (2, "/feed", "feed", "end", 0)]  # fmt: skip
    db.conn.executemany(sql, walks)
    return db


def test_the_facts_are_those_of_the_last_run(crawled):
    huyen, xa = health(crawled, NOW)
    assert (huyen.facts.portal_id, huyen.facts.last_run, huyen.facts.articles) == ("huyen", "", 0)
    assert huyen.attention == ["was never crawled: congtin crawl huyen"]
    assert xa.facts == Facts(
        portal_id="xa", state="unverified", last_run=RUN, outcome="finished", reason="", articles=1,
        newest="2026-02-01", pending=1, asked=4, failures={"gate": 1}, unread=1, drifted=0, walks=3,
        open_walks={"interrupted": 1},
    )  # fmt: skip
    assert xa.attention == ["1 of 3 listings were not walked to their end (interrupted 1)"]


def test_the_clock_is_the_callers(crawled):
    *_, xa = health(crawled, datetime.fromisoformat("2027-03-01T00:00:00+07:00"))
    assert "has published nothing since 2026-02-01" in xa.attention
