"""A fault of the site for each promise of the crawl: nothing is lost, nothing false is stored, all is recorded."""

import subprocess
import sys

import pytest

D1N = (
    b"<html><body><script>document.cookie='D1N=4e1c7ab6f2a6d1;path=/';window.location.reload(true);"
    b"</script></body></html>"
)
FLOOD = "<!DOCTYPE html><html><body><div>Hãy đợi 5 giây …</div></body></html>".encode()


def test_a_whole_site_is_archived_whole(site, crawl, archive):
    report = crawl(site.url)
    assert report["outcome"] == "finished"
    assert len(archive.titles()) == 8
    assert archive.rows("SELECT count(*) FROM frontier WHERE state = 'pending'") == [(0,)]


def test_each_walk_is_a_row_of_coverage_with_its_stop_reason(site, crawl, archive):
    crawl(site.url)
    rows = archive.rows(
        "SELECT pages, named, stop_reason, complete FROM coverage WHERE walk = ?", site.url + "tin-tuc/"
    )
    assert rows == [(3, 8, "end", 1)]


def test_no_page_is_asked_for_twice(site, crawl):
    crawl(site.url)
    assert sorted(site.paths()) == sorted(set(site.paths()))


def test_a_second_crawl_asks_little_and_changes_nothing(site, crawl, archive):
    crawl(site.url)
    before = len(site.asked)
    report = crawl(site.url)
    assert (report["new"], report["changed"]) == (0, 0)
    assert len(site.asked) - before <= 4
    assert archive.rows("SELECT max(version) FROM articles") == [(1,)]


def test_a_new_article_is_found_by_the_next_crawl(site, crawl, archive, answer):
    whole = {path: [answer(a.body, a.status) for a in answers] for path, answers in site.answers.items()}
    del site.answers["/tin-tuc/bai-1.html"]
    listing = site.answers["/tin-tuc/"][0]
    listing.body = listing.body.replace(b"/tin-tuc/bai-1.html", b"/lien-he/")
    site.answers["/"][0].body = listing.body
    crawl(site.url)
    assert len(archive.titles()) == 7
    site.answers = whole
    assert crawl(site.url)["new"] == 1


def test_what_robots_txt_forbids_is_recorded_and_not_fetched(site, crawl, archive, answer):
    site.answers["/robots.txt"] = [answer(b"User-agent: *\nDisallow: /tin-tuc/bai-3.html")]
    crawl(site.url)
    assert "/tin-tuc/bai-3.html" not in site.paths()
    assert archive.state(site.url + "tin-tuc/bai-3.html")[1:] == ("refused", "disallowed by robots.txt")
    assert len(archive.titles()) == 7


@pytest.mark.parametrize("body_or_status", [503, b"<html><body>CAPTCHA</body></html>"])
def test_an_unclear_robots_txt_stops_the_crawl_of_the_site(site, crawl, answer, body_or_status):
    status = body_or_status if isinstance(body_or_status, int) else 200
    site.answers["/robots.txt"] = [answer(b"" if status != 200 else body_or_status, status=status)]
    report = crawl(site.url)
    assert report["outcome"] == "failed"
    assert "robots.txt" in report["reason"]
    assert site.paths() == ["/robots.txt"]


def test_crawl_delay_is_kept(site, crawl, answer):
    site.answers["/robots.txt"] = [answer(b"User-agent: *\nCrawl-delay: 0.3")]
    crawl(site.url)
    times = [asked for asked, _, _ in site.asked]
    # A busy server notes a request when it comes to read it; the sum says what was kept between all of them.
    assert times[-1] - times[0] >= 0.3 * (len(times) - 1) - 0.1


def test_a_flooded_site_loses_no_article(site, crawl, archive, answer):
    flooded = answer(FLOOD, status=429, headers={"Retry-After": "1"})
    for n in (2, 5):
        site.answers[f"/tin-tuc/bai-{n}.html"].insert(0, flooded)
    crawl(site.url)
    assert len(archive.titles()) == 8


def test_a_flood_page_with_status_200_is_no_article_and_is_asked_again(site, crawl, archive, answer):
    """The eGov edition of NukeViet answers floods with 200 and "Hãy đợi"."""
    site.answers["/tin-tuc/bai-2.html"].insert(0, answer(FLOOD))
    crawl(site.url)
    assert len(archive.titles()) == 8
    assert not [title for title in archive.titles() if "đợi" in title]


def test_a_script_gate_is_recorded_and_never_an_article(site, crawl, archive, answer):
    site.answers["/tin-tuc/bai-2.html"] = [answer(D1N)]
    crawl(site.url)
    assert archive.state(site.url + "tin-tuc/bai-2.html")[1] == "gate"
    assert len(archive.titles()) == 7


def test_a_gated_home_page_fails_the_portal_with_its_reason(site, crawl, archive, answer):
    site.answers["/"] = [answer(D1N)]
    report = crawl(site.url)
    assert report["outcome"] == "failed"
    assert "home page" in report["reason"]


def test_the_portals_state_says_that_it_is_gated_until_it_answers(site, crawl, archive, answer):
    whole = site.answers["/"]
    site.answers["/"] = [answer(D1N)]
    crawl(site.url)
    assert archive.rows("SELECT state FROM portals") == [("gated",)]
    site.answers["/"] = whole
    crawl(site.url)
    assert archive.rows("SELECT state FROM portals") == [("unverified",)]
    assert len(archive.titles()) == 8


def test_a_portal_that_does_not_answer_is_unreachable_and_its_articles_stay(site, crawl, archive, answer):
    crawl(site.url)
    for answers in site.answers.values():
        answers[0].breaks_off = True
    report = crawl(site.url)
    assert report["outcome"] == "failed"
    assert archive.rows("SELECT state FROM portals") == [("unreachable",)]
    assert archive.rows("SELECT count(*), count(gone_at) FROM articles") == [(8, 0)]


def test_an_article_that_leads_home_is_a_soft_404(site, crawl, archive, answer):
    site.answers["/tin-tuc/bai-2.html"] = [answer(status=301, headers={"Location": "/"})]
    crawl(site.url)
    assert archive.state(site.url + "tin-tuc/bai-2.html")[1] == "soft_404"
    assert len(archive.titles()) == 7


def test_a_redirected_article_is_stored_once_under_its_own_address(site, crawl, archive, answer):
    site.answers["/tin-tuc/bai-99.html"] = site.answers["/tin-tuc/bai-2.html"]
    site.answers["/tin-tuc/bai-2.html"] = [answer(status=301, headers={"Location": "/tin-tuc/bai-99.html"})]
    crawl(site.url)
    (article,) = archive.rows("SELECT id FROM articles WHERE url = ?", site.url + "tin-tuc/bai-99.html")
    assert (site.url + "tin-tuc/bai-2.html", "redirect") in archive.rows(
        "SELECT url, kind FROM article_addresses WHERE article_id = ?", *article
    )
    assert len(archive.titles()) == 8


def test_a_redirect_loop_ends(site, crawl, archive, answer):
    site.answers["/tin-tuc/bai-2.html"] = [answer(status=302, headers={"Location": "/vong/1"})]
    site.answers["/vong/1"] = [answer(status=302, headers={"Location": "/tin-tuc/bai-2.html"})]
    assert crawl(site.url)["outcome"] == "finished"
    assert len(archive.titles()) == 7


def test_a_missing_article_stays_known_with_its_title(site, crawl, archive, answer):
    site.answers["/tin-tuc/bai-2.html"] = [answer(status=404)]
    crawl(site.url)
    rows = archive.rows(
        "SELECT outcome, status, found_title, found_on FROM frontier WHERE url = ?", site.url + "tin-tuc/bai-2.html"
    )
    assert rows[0][:3] == ("gone", 404, "Thôn Mẫu 2 ra quân dọn vệ sinh môi trường đợt 2")
    assert rows[0][3].startswith(site.url)


def test_an_answer_that_breaks_off_is_not_taken_for_the_article(site, crawl, archive):
    site.answers["/tin-tuc/bai-2.html"][0].breaks_off = True
    crawl(site.url)
    state, outcome, reason = archive.state(site.url + "tin-tuc/bai-2.html")
    assert (state, outcome) == ("pending", "network_error")
    assert reason
    assert len(archive.titles()) == 7


def test_a_page_that_is_no_article_is_kept_and_listed_with_its_reason(site, crawl, archive, answer):
    site.answers["/tin-tuc/bai-2.html"] = [answer(b"<html><body></body></html>")]
    crawl(site.url)
    state, outcome, reason = archive.state(site.url + "tin-tuc/bai-2.html")
    assert (state, outcome) == ("done", "page")
    assert reason


def test_a_site_without_news_fails_with_what_to_do(site, crawl, answer):
    site.answers = {
        "/": [answer("<html><body><p>Đang xây dựng</p></body></html>".encode())],
        "/robots.txt": [answer(status=404)],
    }
    report = crawl(site.url)
    assert report["outcome"] == "failed"
    assert "no news" in report["reason"] or "home page" in report["reason"]


def test_every_request_says_who_asks(site, crawl):
    crawl(site.url)
    assert {agent.split("/")[0] for _, _, agent in site.asked} == {"congtin"}


def test_addresses_of_a_shape_that_is_never_an_article_are_given_up(site, crawl, archive, answer):
    records = [f"ho-so/xem.aspx?hs={n}" for n in range(60)]
    named = "".join(f"<url><loc>{site.url}{record}</loc></url>" for record in records)
    site.answers["/sitemap.xml"] = [answer(f"<urlset>{named}</urlset>".encode())]
    site.answers |= {f"/{record}": [answer(b"<html><body></body></html>")] for record in records}
    crawl(site.url)
    asked = sum("/ho-so/" in path for path in site.paths())
    assert 25 <= asked <= 27
    assert archive.rows("SELECT count(*) FROM frontier WHERE reason LIKE 'not asked for%'") == [(60 - asked,)]
    assert len(archive.titles()) == 8


@pytest.mark.parametrize("limit", [1, 3])
def test_a_limit_is_never_passed_and_what_is_left_stays_pending(site, archive, answer, limit):
    site.answers["/tin-tuc/bai-1.html"] = [answer(b"<html><body></body></html>")]
    program = "from crawler.cli import main; main()"
    command = [sys.executable, "-c", program, "crawl", site.url, "--limit", str(limit)]
    subprocess.run([*command, "--archive", str(archive.folder)], check=True, capture_output=True)
    assert len(archive.titles()) == limit
    assert archive.rows("SELECT count(*) > 0 FROM frontier WHERE state = 'pending'") == [(1,)]
