"""What the pages of a portal repeat, learned when a run has its pages; and the portal's articles read with it.

The template follows from the set of the portal's article pages, its platform and the code, whatever came first and
however often the work was killed. First all designs are sought that the pages are in, one after another: each from
those articles whose bodies stand at no place that is known so far. Must not know SQL.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from hashlib import sha256
from itertools import chain, islice

from crawler.extraction.learning import SAMPLE, learn
from crawler.extraction.template import Template
from crawler.items import Page
from pipelines.archive import Archive, portals, runs, templates
from pipelines.archive.clock import stamp
from pipelines.archive.content import canonical_json
from pipelines.archive.rewriting import states_of_other_templates
from pipelines.archive.templates import Sampled
from pipelines.archive.versions import extractor
from pipelines.renewal import Renewed, Task, bare_pages, renew

MOST_DESIGNS = 4
"""Portals are redesigned every few years; what is in a fifth design is read in the general way."""

WORTH_SHARING = 200
"""Pages of a portal: fewer are read before another process has started."""


def learn_first(archive: Archive) -> int:
    """Learn what can be before pages are read, so that most are read only once; return how many templates are new."""
    return sum(_is_first_new(archive, portal_id) for portal_id in portals.ids(archive.db))


def _is_first_new(archive: Archive, portal_id: str) -> bool:
    """With one design, what is learned does not follow from what the articles were read with."""
    known = templates.current(archive.db, portal_id) or Template()
    if len(known.bodies) > 1:
        return False
    sample = templates.sample(archive.db, portal_id, (), SAMPLE)
    learned, used = _learned(archive, portal_id, [sample], known)
    if learned != known:
        with archive.db.atomic():
            templates.adopt(archive.db, portal_id, learned, used, stamp(archive.clock()))
    return learned != known


def learn_all(
    archive: Archive, done: Renewed, *, processes: int, on_pages: Callable[[int], None] | None = None
) -> None:
    """Learn the templates of all portals of an archive."""
    learn_templates(archive, portals.ids(archive.db), done, processes=processes, on_pages=on_pages)


def learn_templates(
    archive: Archive,
    portal_ids: Iterable[str],
    done: Renewed,
    *,
    processes: int = 1,
    on_pages: Callable[[int], None] | None = None,
) -> None:
    """Learn the templates of portals, and read their articles again where a template is another than before."""
    for portal_id in portal_ids:
        is_settled = False
        while not is_settled:
            tasks = _tasks(archive, portal_id)
            first = list(islice(tasks, WORTH_SHARING))
            several = processes if len(first) == WORTH_SHARING else 1
            renew(archive, chain(first, tasks), done, processes=several, on_pages=on_pages)
            is_settled = _is_settled(archive, portal_id)
            done.templates += not is_settled


def _tasks(archive: Archive, portal_id: str) -> Iterator[Task]:
    """With another template there may be an article on pages that had none; not again when that was done."""
    yield from states_of_other_templates(archive.db, portal_id)
    if templates.is_new(archive.db, portal_id):
        yield from bare_pages(archive, portal_id)


def _is_settled(archive: Archive, portal_id: str) -> bool:
    """Whether the portal's pages teach the template that they were read with; else they are to be read with another."""
    known = templates.current(archive.db, portal_id) or Template()
    samples = list(_samples(archive, portal_id, known))
    sampled = _digest(archive, portal_id, samples, known)
    if templates.is_learned(archive.db, portal_id, sampled):
        return True
    learned, used = _learned(archive, portal_id, samples, known)
    with archive.db.atomic():
        if learned == known:
            templates.note_learned(archive.db, portal_id, sampled)
            return True
        number = templates.adopt(archive.db, portal_id, learned, used, stamp(archive.clock()))
        if archive.frontier.run_id is not None:
            runs.note_template(archive.db, archive.frontier.run_id, portal_id, number)
    return False


def _samples(archive: Archive, portal_id: str, known: Template) -> Iterator[list[Sampled]]:
    """For each design the articles that it is learned from, and those from which a further one may be."""
    for count in range(min(len(known.bodies) + 1, MOST_DESIGNS)):
        yield templates.sample(archive.db, portal_id, known.bodies[:count], SAMPLE)


def _learned(
    archive: Archive, portal_id: str, samples: Iterable[list[Sampled]], known: Template
) -> tuple[Template, list[Sampled]]:
    """What the samples teach, up to the first design that the pages were not read with yet; and from which articles."""
    platform = portals.platform_of(archive.db, portal_id)
    learned = Template()
    used: list[Sampled] = []
    for sample in samples:
        design = learn(_pages(archive, sample), platform=platform)
        if design is None:
            break
        learned, before = learned.joined(design), learned
        used += sample
        if learned.bodies == before.bodies or learned.bodies != known.bodies[: len(learned.bodies)]:
            break
    return learned, used


def _pages(archive: Archive, sample: Iterable[Sampled]) -> Iterator[Page]:
    for one in sample:
        try:
            yield archive.pages.page(one.page_id).page
        except KeyError:  # its bytes were erased
            continue


def _digest(archive: Archive, portal_id: str, samples: list[list[Sampled]], known: Template) -> str:
    """All that decides what is learned: the code, the platform, the pages, and what they were read with."""
    pages = [[(one.key, archive.pages.kept_digest(one.page_id)) for one in sample] for sample in samples]
    platform = portals.platform_of(archive.db, portal_id)
    return sha256(canonical_json([extractor(), platform, known.bodies, pages]).encode()).hexdigest()
