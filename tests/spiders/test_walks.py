"""When a walk through a listing stops, and for which recorded reason."""

from datetime import date

import pytest

from crawler.items import Address, Form, Link
from crawler.spiders.walks import Walks

HEAD = "http://phuong-mau.example/tin-tuc/"


def page(number: int = 1) -> Address:
    return Address(HEAD if number == 1 else f"{HEAD}page-{number}/", "mau", "listing", "Tin tức", HEAD, number)


def items(*names: str, day: str = "24/06/2021") -> list[Link]:
    return [Link(f"http://phuong-mau.example/{name}.html", "article", name, day) for name in names]


@pytest.fixture
def walks(remembering):
    return Walks(remembering())


def test_a_walk_goes_on_while_there_is_a_next_page(walks):
    step = walks.step(page(), items("a", "b"), f"{HEAD}page-2/")
    assert (step.stop_reason, step.complete) == ("", False)


def test_a_form_is_a_next_page_too(walks):
    assert walks.step(page(), items("a"), Form(HEAD, ())).stop_reason == ""


def test_the_last_page_ends_a_complete_walk(walks):
    step = walks.step(page(3), items("a"), None)
    assert (step.stop_reason, step.complete) == ("end", True)


def test_an_empty_page_ends_a_complete_walk(walks):
    """The eGov edition answers pages past the last with 200, an empty list and a link back."""
    step = walks.step(page(9), [], HEAD)
    assert (step.stop_reason, step.complete) == ("empty", True)


def test_a_page_that_only_repeats_ends_a_complete_walk(walks):
    walks.step(page(1), items("a", "b"), f"{HEAD}page-2/")
    step = walks.step(page(2), items("b", "a"), f"{HEAD}page-3/")
    assert (step.stop_reason, step.complete) == ("repeated", True)


def test_a_walk_that_begins_again_repeats_nothing(walks):
    walks.step(page(1), items("a"), None)
    walks.begin(HEAD)
    assert walks.step(page(1), items("a"), None).stop_reason == "end"


def test_repetition_is_seen_per_walk(walks):
    walks.step(page(1), items("a"), None)
    other = Address("http://phuong-mau.example/thong-bao/", "mau", "listing")
    assert walks.step(other, items("a"), None).stop_reason == "end"


def test_what_is_known_stops_a_walk_that_was_complete_before(remembering):
    walks = Walks(remembering(known={i.url for i in items("a", "b")}, walked={HEAD}))
    step = walks.step(page(), items("a", "b"), f"{HEAD}page-2/")
    assert (step.stop_reason, step.complete) == ("known", True)


def test_what_is_known_does_not_stop_a_first_walk(remembering):
    """A sitemap may have named all articles before the first listing is read."""
    walks = Walks(remembering(known={i.url for i in items("a", "b")}))
    assert walks.step(page(), items("a", "b"), f"{HEAD}page-2/").stop_reason == ""


def test_one_new_article_keeps_the_walk_going(remembering):
    walks = Walks(remembering(known={i.url for i in items("a")}, walked={HEAD}))
    assert walks.step(page(), items("a", "new"), f"{HEAD}page-2/").stop_reason == ""


def test_a_full_crawl_walks_through_what_is_known(remembering):
    walks = Walks(remembering(known={i.url for i in items("a")}, walked={HEAD}), full=True)
    assert walks.step(page(), items("a"), f"{HEAD}page-2/").stop_reason == ""


def test_days_before_since_stop_the_walk_without_making_it_complete(remembering):
    walks = Walks(remembering(), since=date(2022, 1, 1))
    step = walks.step(page(), items("a", day="31/12/2021"), f"{HEAD}page-2/")
    assert (step.stop_reason, step.complete) == ("since", False)


def test_undated_items_never_stop_a_walk_by_since(remembering):
    walks = Walks(remembering(), since=date(2022, 1, 1))
    assert walks.step(page(), items("a", day=""), f"{HEAD}page-2/").stop_reason == ""


def test_a_step_counts_its_items_and_their_days(walks):
    step = walks.step(page(), [*items("a", day="24/06/2021"), *items("b", day="01/07/2025")], None)
    assert (step.named, step.oldest, step.newest) == (2, "2021-06-24", "2025-07-01")
    assert (step.walk, step.section) == (HEAD, "Tin tức")
