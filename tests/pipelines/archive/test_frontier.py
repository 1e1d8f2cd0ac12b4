"""The frontier: what becomes known, in which order it is fetched, what is asked again and when."""

from datetime import timedelta

import pytest

from crawler.items import Visit, WalkStep
from pipelines.archive import PortalUnknown
from pipelines.store import store_visit


def lease(archive, make, per_host=9):
    return archive.frontier.lease(now=make.clock(), per_host=per_host)


def leased(archive, make, per_host=9):
    """Everything that can be had at once."""
    found = []
    while address := lease(archive, make, per_host):
        found.append(address.url.removeprefix(make.site))
    return found


def states(archive, rows):
    found = rows(archive, "SELECT url, state FROM frontier ORDER BY id")
    return {url.removeprefix("https://xa.example.vn"): state for url, state in found}


def fetch_all(archive, make, answer):
    """Visit whatever is pending, in the frontier's own order; return the paths."""
    visited = []
    while address := lease(archive, make):
        path = address.url.removeprefix(make.site)
        visited.append(path)
        visit = answer(path)
        visit.address = address
        store_visit(archive, visit)
    return visited


def test_addresses_are_leased_by_role_and_then_by_age(archive, make):
    roles = ["file", "article", "listing", "feed", "sitemap", "home", "robots"]
    archive.frontier.add("xa", [make.link(f"/{role}", role) for role in roles] + [make.link("/article-2")])
    assert leased(archive, make) == [
        "/robots", "/home", "/sitemap", "/feed", "/listing", "/article", "/article-2", "/file"
    ]  # fmt: skip


def test_a_host_has_at_most_so_many_leases(archive, make):
    archive.frontier.add("xa", [make.link(f"/{n}") for n in range(5)])
    assert len(leased(archive, make, per_host=2)) == 2


def test_hosts_take_turns(opened, make):
    archive = opened(run=False)
    portals = [make.portal, type(make.portal)("b", "B", "https://b.example.vn/")]
    archive.frontier.open_run(portals, full=False, settings={})
    archive.frontier.add("xa", [make.link(f"/{n}") for n in range(3)])
    archive.frontier.add("b", [make.link(f"https://b.example.vn/{n}") for n in range(3)])
    hosts = [lease(archive, make).portal_id for _ in range(6)]
    assert hosts in (["xa", "b"] * 3, ["b", "xa"] * 3)
    assert archive.frontier.lease(now=make.clock(), per_host=9) is None


def test_portals_that_rest_are_passed_over(archive, make):
    archive.frontier.add("xa", [make.link("/1")])
    assert archive.frontier.lease(now=make.clock(), per_host=9, skip={"xa"}) is None
    assert lease(archive, make) is not None


def test_a_released_address_is_leased_again(archive, make):
    archive.frontier.add("xa", [make.link("/1")])
    address = lease(archive, make)
    assert lease(archive, make) is None
    archive.frontier.release(address)
    assert lease(archive, make) == address


def test_an_address_keeps_where_and_under_what_title_it_was_found(archive, make, rows):
    archive.frontier.add("xa", [make.link("/tin/", "listing")])
    store_visit(
        archive, make.listing("/tin/", [make.link("/tin/a-1.html", title="Tin", date="01/07/2025", section="Tin")])
    )
    columns = "found_on, found_title, found_date, section, state, found_at IS NOT NULL"
    sql = f"SELECT {columns} FROM frontier WHERE role = 'article'"
    assert rows(archive, sql) == [("https://xa.example.vn/tin/", "Tin", "01/07/2025", "Tin", "pending", 1)]


def test_a_title_that_is_printed_later_is_taken(archive, make, rows):
    archive.frontier.add(
        "xa", [make.link("/a-1.html"), make.link("/a-1.html", title="Tin"), make.link("/a-1.html", title="X")]
    )
    assert rows(archive, "SELECT found_title FROM frontier") == [("Tin",)]


def test_twins_and_foreign_addresses_are_recorded_and_not_fetched(archive, make, rows):
    links = [
        make.link("/print/a-1.html", "twin"),
        make.link("https://other.example.vn/b.pdf", "file"),
        make.link("/tin/a-1.html"),
        make.link("http://www.xa.example.vn/tin/a-1.html"),
        make.link("/khac/a-1.html"),
    ]
    assert archive.frontier.add("xa", links) == 1
    assert leased(archive, make) == ["/tin/a-1.html"]
    assert rows(archive, "SELECT reason FROM frontier WHERE state = 'excluded'") == [
        ("a twin: print page, copy in another language or the like",),
        ("on another site",),
        ("the same address as https://xa.example.vn/tin/a-1.html",),
        ("the same article as https://xa.example.vn/tin/a-1.html",),
    ]


@pytest.mark.parametrize("twins_first", [True, False])
def test_an_article_has_all_addresses_of_its_identity(archive, make, rows, twins_first):
    archive.frontier.add("xa", [make.link("/tin/a-1.html")])
    twins = [make.link("/khac/a-1.html"), make.link("/en/tin/a-1.html", "twin")]
    if twins_first:
        archive.frontier.add("xa", twins)
    store_visit(archive, make.visit("/tin/a-1.html"))
    archive.frontier.add("xa", twins)
    assert rows(archive, "SELECT url, kind FROM article_addresses ORDER BY kind") == [
        ("https://xa.example.vn/tin/a-1.html", "canonical"),
        ("https://xa.example.vn/en/tin/a-1.html", "locale"),
        ("https://xa.example.vn/khac/a-1.html", "twin"),
    ]


def test_a_twin_is_fetched_when_the_first_address_fails(archive, make):
    archive.frontier.add("xa", [make.link("/tin/a-1.html"), make.link("/khac/a-1.html"), make.link("/3/a-1.html")])
    lease(archive, make)
    store_visit(archive, make.ended("/tin/a-1.html", "gone"))
    assert leased(archive, make) == ["/khac/a-1.html"]


@pytest.mark.parametrize("redirect_first", [True, False])
def test_a_redirect_becomes_an_address_of_its_article(archive, make, rows, redirect_first):
    archive.frontier.add("xa", [make.link("/old"), make.link("/older"), make.link("/tin/a-1.html")])
    visits = [
        make.ended("/older", "redirect", 301, redirected_to=make.url("/old")),
        make.ended("/old", "redirect", 301, redirected_to=make.url("/tin/a-1.html")),
        make.visit("/tin/a-1.html"),
    ]
    for visit in visits if redirect_first else reversed(visits):
        store_visit(archive, visit)
    assert rows(archive, "SELECT url, kind FROM article_addresses ORDER BY kind, url") == [
        ("https://xa.example.vn/tin/a-1.html", "canonical"),
        ("https://xa.example.vn/old", "redirect"),
        ("https://xa.example.vn/older", "redirect"),
    ]


def test_where_a_redirect_leads_is_fetched_even_if_it_passed_for_a_twin(archive, make):
    """A listing names http, the page's own links https: the second is excluded until the first leads to it."""
    archive.frontier.add("xa", [make.link("http://xa.example.vn/tin/a-1.html"), make.link("/tin/a-1.html")])
    assert leased(archive, make) == ["http://xa.example.vn/tin/a-1.html"]
    visit = make.ended("http://xa.example.vn/tin/a-1.html", "redirect", 301, redirected_to=make.url("/tin/a-1.html"))
    store_visit(archive, visit)
    assert leased(archive, make) == ["/tin/a-1.html"]


def test_an_article_that_moved_stays_one_article(archive, make, rows):
    archive.frontier.add("xa", [make.link("/old.html")])
    store_visit(archive, make.visit("/old.html"))
    store_visit(archive, make.ended("/old.html", "redirect", 301, redirected_to=make.url("/new.html")))
    assert store_visit(archive, make.visit("/new.html")).change == "unchanged"
    assert rows(archive, "SELECT url FROM articles") == [("https://xa.example.vn/new.html",)]
    assert rows(archive, "SELECT kind FROM article_addresses ORDER BY kind") == [("canonical",), ("moved",)]


def test_failures_are_tried_again_and_then_given_up(archive, make, rows):
    archive.frontier.add("xa", [make.link("/1")])
    waits = []
    while address := lease(archive, make):
        now = make.clock.time
        store_visit(archive, Visit(address, "network_error", "timed out"))
        due = archive.frontier.next_due()
        waits.append(due and due - now)
        assert due is None or lease(archive, make) is None
        make.clock.time = due or make.clock.time
    assert [wait and round(wait.total_seconds() - 1, -1) for wait in waits] == [0, 30, 120, 1800, None]
    assert rows(archive, "SELECT state, attempts, reason FROM frontier") == [("failed", 5, "timed out")]


def test_retry_after_is_respected(archive, make):
    archive.frontier.add("xa", [make.link("/1")])
    now = make.clock.time
    store_visit(archive, Visit(lease(archive, make), "flood", "429", retry_after=500.0))
    assert archive.frontier.next_due() - now >= timedelta(seconds=500)
    assert archive.frontier.next_due(skip={"xa"}) is None


def test_an_answer_clears_the_failures_before_it(archive, make, one):
    archive.frontier.add("xa", [make.link("/tin/a-1.html")])
    store_visit(archive, Visit(lease(archive, make), "network_error", "timed out"))
    make.clock.wait(minutes=1)
    visit = make.visit("/tin/a-1.html")
    visit.address = lease(archive, make)
    store_visit(archive, visit)
    assert one(archive, "SELECT attempts FROM frontier") == 0


def site(make):
    """A small site: a home page, a listing of two pages, three articles."""

    def answer(path):
        if path == "/":
            return make.listing("/", [make.link("/tin/", "listing"), make.link("/tin/a-1.html")])
        if path == "/tin/":
            links = [make.link("/tin/a-1.html"), make.link("/tin/b-2.html"), make.link("/tin/page-2", "listing")]
            step = WalkStep(make.url("/tin/"), "", 2, "2025-07-02", "2025-07-01")
            return make.listing("/tin/", links, next_page=make.url("/tin/page-2"), steps=[step])
        if path == "/tin/page-2":
            step = WalkStep(make.url("/tin/"), "", 1, "2025-06-30", "2025-06-01", "end", complete=True)
            return make.listing("/tin/page-2", [make.link("/tin/c-3.html")], steps=[step], next_page=make.url("/tin/"))
        return make.visit(path, make.article(path, title=path))

    return answer


SITE_PATHS = ["/", "/tin/", "/tin/page-2", "/tin/a-1.html", "/tin/b-2.html", "/tin/c-3.html"]


def crawl(archive, make):
    archive.frontier.add("xa", [make.link("/", "home")])
    return fetch_all(archive, make, site(make))


def test_a_site_is_walked_once_and_its_walk_is_one_row(archive, make, rows):
    assert crawl(archive, make) == SITE_PATHS
    sql = "SELECT walk, pages, named, newest, oldest, stop_reason, complete FROM coverage"
    assert rows(archive, sql) == [("https://xa.example.vn/tin/", 2, 3, "2025-07-02", "2025-06-01", "end", 1)]
    (report,) = archive.frontier.close_run("finished", {})
    assert (report.outcome, report.new, report.pages, report.failed) == ("finished", 3, 6, 0)


def test_the_next_run_asks_for_the_heads_only(opened, make):
    archive = opened()
    crawl(archive, make)
    archive.frontier.close_run("finished", {})
    make.clock.wait(hours=1)
    archive.frontier.open_run([make.portal], full=False, settings={})
    assert leased(archive, make) == ["/", "/tin/"]


def test_articles_are_asked_again_by_their_age(archive, make):
    archive.frontier.add("xa", [make.link("/tin/new-1.html"), make.link("/tin/old-2.html")])
    published = {"published_precision": "day", "published": make.clock.time - timedelta(days=60)}
    store_visit(archive, make.visit("/tin/new-1.html"))
    store_visit(archive, make.visit("/tin/old-2.html", make.article("/tin/old-2.html", **published)))
    archive.frontier.close_run("finished", {})
    make.clock.wait(days=2)
    archive.frontier.open_run([make.portal], full=False, settings={})
    assert leased(archive, make) == ["/tin/new-1.html"]


def test_a_full_run_asks_for_everything_again(archive, make):
    crawl(archive, make)
    archive.frontier.close_run("finished", {})
    archive.frontier.open_run([make.portal], full=True, settings={})
    assert sorted(fetch_all(archive, make, site(make))) == sorted(SITE_PATHS)


@pytest.mark.parametrize("visits", range(7))
def test_a_run_that_was_killed_goes_on_where_it_was(opened, make, rows, visits):
    archive = opened()
    archive.frontier.add("xa", [make.link("/", "home"), make.link("/robots.txt", "robots")])
    done = []
    for _ in range(visits):
        address = lease(archive, make)
        done.append(address.url.removeprefix(make.site))
        visit = site(make)(done[-1])
        visit.address = address
        store_visit(archive, visit)
    archive.close()  # as after a kill: no word to the run
    archive = opened()
    archive.frontier.add("xa", [make.link("/", "home"), make.link("/robots.txt", "robots")])
    rest = fetch_all(archive, make, site(make))
    assert sorted(set(done + rest) - {"/robots.txt"}) == sorted(SITE_PATHS)
    assert set(done) & set(rest) <= {"/robots.txt"}, "robots.txt is asked in every run, all else once"
    sql = "SELECT pages, named, complete FROM coverage WHERE walk LIKE '%/tin/' ORDER BY run_id DESC LIMIT 1"
    assert rows(archive, sql) == [(2, 3, 1)]


def test_an_interrupted_run_of_long_ago_is_not_continued(opened, make):
    archive = opened()
    crawl(archive, make)
    archive.close()
    make.clock.wait(days=3)
    archive = opened()
    assert leased(archive, make)[:2] == ["/", "/tin/"]


def test_known_means_named_before_this_run(archive, make):
    crawl(archive, make)
    urls = [make.url(path) for path in SITE_PATHS] + [make.url("/tin/d-4.html")]
    assert archive.frontier.known(urls) == set()
    assert not archive.frontier.walked_before(make.url("/tin/"))
    archive.frontier.close_run("finished", {})
    archive.frontier.open_run([make.portal], full=False, settings={})
    assert archive.frontier.known(urls) == set(urls[:-1])
    assert archive.frontier.walked_before(make.url("/tin/"))


def test_links_of_a_portal_outside_the_run_are_refused(archive, make):
    with pytest.raises(PortalUnknown, match="not part of this run"):
        archive.frontier.add("other", [make.link("/1")])


def test_the_platform_that_a_page_shows_is_remembered(opened, make):
    archive = opened(portal=type(make.portal)("xa", "Xa", "https://xa.example.vn/"))
    assert archive.frontier.platform_of("xa") == ""
    archive.frontier.add("xa", [make.link("/", "home")])
    store_visit(archive, make.listing("/", platform="nukeviet", address=make.address("/", "home")))
    assert archive.frontier.platform_of("xa") == "nukeviet"


def test_a_portal_with_a_reason_has_failed(archive):
    (report,) = archive.frontier.close_run("finished", {"xa": "its home page could not be read"})
    assert (report.outcome, report.reason) == ("failed", "its home page could not be read")


def test_a_clock_that_was_set_back_fetches_nothing_twice(archive, make):
    crawl(archive, make)
    archive.frontier.close_run("finished", {})
    archive.frontier.open_run([make.portal], full=True, settings={})
    make.clock.wait(hours=-5)
    assert sorted(fetch_all(archive, make, site(make))) == sorted(SITE_PATHS)


def test_what_was_archived_under_the_bare_host_is_the_named_portals(opened, make, rows):
    bare = type(make.portal)("xa.example.vn", "xa.example.vn", "https://xa.example.vn/", platform="nukeviet")
    archive = opened(portal=bare)
    archive.frontier.add("xa.example.vn", [make.link("/tin/a-1.html"), make.link("/tin/b-2.html")])
    visit = make.visit("/tin/a-1.html")
    visit.address = lease(archive, make)
    store_visit(archive, visit)
    archive.close()
    archive = opened()
    assert rows(archive, "SELECT DISTINCT portal_id FROM articles UNION SELECT DISTINCT portal_id FROM frontier") == [
        ("xa",)
    ]
    assert leased(archive, make) == ["/tin/b-2.html"]


@pytest.mark.parametrize("listed_first", [True, False])
def test_an_article_knows_when_it_was_last_listed(archive, make, one, listed_first):
    archive.frontier.add("xa", [make.link("/tin/", "listing"), make.link("/tin/a-1.html")])
    visits = [make.listing("/tin/", [make.link("/tin/a-1.html")]), make.visit("/tin/a-1.html")]
    for visit in visits if listed_first else visits[::-1]:
        store_visit(archive, visit)
    assert one(archive, "SELECT last_listed_at FROM articles") == one(
        archive, "SELECT listed_at FROM frontier WHERE role = 'article'"
    )
    assert one(archive, "SELECT last_listed_at FROM articles") is not None


def test_a_walk_that_ended_and_begins_again_counts_anew(opened, make, rows):
    archive = opened()
    for _ in range(2):
        crawl(archive, make)
        archive.frontier.close_run("finished", {})
        archive.frontier.open_run([make.portal], full=True, settings={})
    assert rows(archive, "SELECT run_id, pages, complete FROM coverage ORDER BY run_id") == [(1, 2, 1), (2, 2, 1)]
