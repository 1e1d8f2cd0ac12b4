"""All captures of an article with what each showed, and the states that follow from them. Knows SQL, and no pages.

The same captures give the same states, from whichever archives and in whatever order they came together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from itertools import groupby

from sqlite_utils import Database

from pipelines.archive import history
from pipelines.archive.articles import Reread
from pipelines.archive.content import Content, canonical_json
from pipelines.archive.history import Capture, Manner, State

_CAPTURES = """
    SELECT page_id, captured_at, outcome, content_hash FROM captures WHERE article_id = ? ORDER BY captured_at, page_id
"""


@dataclass(frozen=True, slots=True)
class Seen:
    """A capture; without content it showed that nothing is there. `is_first` of those that showed the content."""

    capture: Capture
    content: Content | None
    is_first: bool = False

    @property
    def order(self) -> tuple[str, str]:
        """By time; the page's id parts captures of one moment."""
        return self.capture.captured_at, self.capture.page_id


Timeline = dict[tuple[str, str], Seen]


def timeline_of(db: Database, article_id: int) -> Timeline:
    """The captures of an article in an archive."""
    states = history.states(db, article_id)
    present = -1
    timeline: Timeline = {}
    for page_id, captured_at, outcome, content_hash in db.execute(_CAPTURES, (article_id,)).fetchall():
        capture = Capture(page_id, captured_at, outcome)
        if not content_hash:
            timeline[captured_at, page_id] = Seen(capture, None)
            continue
        begins = present + 1 < len(states) and states[present + 1].capture.page_id == page_id
        present += begins
        state = states[max(present, 0)]
        capture = replace(capture, extractor=state.capture.extractor, template_id=state.capture.template_id)
        timeline[captured_at, page_id] = Seen(capture, state.content, begins)
    return timeline


def united(timelines: Iterable[Timeline], today: Manner, reread: Reread) -> Timeline:
    """All captures of several archives. Where they were not read in one manner, they are read anew as today."""
    everything: Timeline = {}
    several = [seen for timeline in timelines for seen in timeline.values()]
    if len({seen.capture.manner for seen in several if seen.content}) > 1:
        several = list(_read_anew(several, today, reread))
    for seen in several:
        known = everything.get(seen.order)
        everything[seen.order] = seen if known is None else max(known, seen, key=_surest)
    return dict(sorted(everything.items()))


def _surest(seen: Seen) -> tuple[bool, bool, str]:
    """What was read from the capture's own page, rather than from an earlier one with the same content."""
    text = canonical_json([dict(seen.content.columns), dict(seen.content.parts)]) if seen.content else ""
    return seen.content is not None, seen.is_first, text


def _read_anew(several: list[Seen], today: Manner, reread: Reread) -> Iterable[Seen]:
    anew: dict[str, Content] = {}
    for seen in several:
        if seen.is_first and seen.content and seen.capture.manner != today:
            anew[seen.capture.page_id] = reread(seen.capture.page_id) or seen.content
    current: Content | None = None
    for seen in several:
        if seen.content is None or seen.capture.manner == today:
            yield seen
            continue
        current = anew.get(seen.capture.page_id, current) if seen.is_first else current
        yield replace(seen, content=current, capture=replace(seen.capture, **today._asdict()))


def states_of(timeline: Timeline, address_of: Callable[[str], str]) -> list[State]:
    """Captures that show the same content one after another are one state, read from the first of them.

    Its address is the one at which it was last seen, as in a crawl.
    """
    shown = [(seen, seen.content) for seen in timeline.values() if seen.content]
    states = []
    for _, run in groupby(shown, lambda pair: pair[1].hash):
        captures = list(run)
        first, content = captures[0]
        url = address_of(captures[-1][0].capture.page_id)
        states.append(State(Content({**content.columns, "url": url}, content.parts), first.capture))
    return states


def write(db: Database, article_id: int, timeline: Timeline, states: list[State]) -> None:
    """Give an article these captures, and the states that follow from them, in place of what it had."""
    db.execute("DELETE FROM captures WHERE article_id = ?", (article_id,))
    for seen in timeline.values():
        history.note(db, article_id, seen.capture, seen.content.hash if seen.content else "")
    history.write_states(db, article_id, states)
    history.sightings(db, article_id)
