"""The synthetic articles of the benchmarks: the same each time, as long and as varied as those of a real site."""

from statistics import quantiles

from benchmarks.text_model import PORTALS, sample
from pipelines.archive.similarity import shingles_of

SAMPLES = [sample(number) for number in range(400)]


def test_an_article_is_always_the_same():
    assert sample(17) == sample(17)
    assert sample(17, seed=2).article.text != sample(17).article.text


def test_addresses_and_portals_are_spread():
    assert len({given.article.url for given in SAMPLES}) == len(SAMPLES)
    assert len({given.portal_id for given in SAMPLES}) == PORTALS


def test_no_slot_is_left_open():
    assert not [given for given in SAMPLES if {"{", "}"} & {*given.article.text, *given.article.title}]


def test_lengths_are_those_of_a_real_site():
    tenths = quantiles([len(given.article.text) for given in SAMPLES], n=10)
    assert 100 < tenths[0] < 1000 < tenths[2]
    assert 1400 < tenths[4] < 2000
    assert 2500 < tenths[8] < 3500


def test_two_articles_share_few_runs_of_words():
    texts = [shingles_of("\n".join(given.article.body)) for given in SAMPLES[:49]]
    shared = [len(one & other) / len(one | other) for one in texts for other in texts if one is not other]
    assert sum(shared) / len(shared) < 0.05


def test_one_in_fifty_is_a_reprint():
    reprints = [given for given in SAMPLES if given.article.source]
    assert len(reprints) == len(SAMPLES) // 50
    texts = {given.article.text for given in SAMPLES if not given.article.source}
    assert all(given.article.text in texts for given in reprints)
