"""A site's shapes of addresses are learned from what extraction accepted, and given up only when all were refused."""

from crawler.items import Address, Visit
from crawler.portals import Portal
from crawler.spiders.shapes import ENOUGH, Shapes
from crawler.spiders.site import Site

SITE = "http://phuong-mau.example"


def document(number: int) -> str:
    return f"{SITE}/van-ban/chi-tiet.aspx?vb={number}"


def shapes(refused: int) -> Shapes:
    learned = Shapes()
    learned.note_all((document(number), False) for number in range(refused))
    return learned


def test_a_shape_of_which_nothing_was_an_article_is_given_up():
    assert shapes(ENOUGH).is_hopeless(document(999))


def test_a_few_refusals_are_not_enough():
    assert not shapes(ENOUGH - 1).is_hopeless(document(999))


def test_one_article_redeems_its_shape():
    learned = shapes(10 * ENOUGH)
    learned.note(document(7), was_article=True)
    assert not learned.is_hopeless(document(999))


def test_other_shapes_are_not_concerned():
    assert not shapes(ENOUGH).is_hopeless(f"{SITE}/tin-tuc/hoi-nghi-tong-ket-nam-2024-991.html")


def test_a_site_learns_from_pages_that_were_read_and_from_nothing_else():
    site = Site(Portal(id="mau", name="Mẫu", url=SITE + "/"), "generic", 0.0)
    for number in range(2 * ENOUGH):
        site.learn(Visit(Address(document(number), "mau", "article"), "page", "not asked for"))
        site.learn(Visit(Address(document(number), "mau", "article"), "network_error", "no answer"))
    assert not site.shapes.is_hopeless(document(999))
