"""A query as people type it, as an FTS5 expression that cannot fail: words, "phrases", prefixes*, -exclusions, OR.

Shared by `congtin search` and the browsing site. It must not know connections, filters or ranking.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import reduce
from itertools import product
from unicodedata import normalize

from crawler.text import fold, has_diacritics, tone_variants

_TERM = re.compile(
    r"""(?P<minus>(?<!\S)-)?
        (?:(?P<column>title|body|byline):\s*)?
        (?:"(?P<phrase>[^"]*)"?(?P<star>\*)? | (?P<word>[^\s"]+))""",
    re.IGNORECASE | re.VERBOSE,
)
# As the tokenizer splits: marks that compose with no letter stay in their word, an underscore ends it.
LETTER, MARK = r"[^\W_]", "[\u0300-\u0331]"
BREAK = rf"(?:(?!{MARK})[\W_])+"
"""What parts two words."""
_WORD = re.compile(rf"(?:{LETTER}{MARK}*)+")
EVERYWHERE = "title body byline"
# Beyond so many spellings of one phrase only the two consistent ones are tried: texts seldom mix the placements.
_MOST_SPELLINGS = 16


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that follow each other, in some columns; folded, they are looked for in the folded text as well."""

    text: str
    columns: str
    folded: bool
    prefix: bool

    @property
    def expression(self) -> str:
        """The phrase for FTS5. No folded column has letters with diacritics: what may be anywhere needs no filter."""
        columns = self.columns
        if self.folded:
            columns += "".join(f" {column}_folded" for column in columns.split())
        within = "" if self.columns == EVERYWHERE else f"{{{columns}}} : "
        return f'{within}"{self.text}"{"*" * self.prefix}'


@dataclass(frozen=True, slots=True)
class _Term:
    words: tuple[str, ...]
    columns: str
    prefix: bool
    excluded: bool
    alternative: bool

    def phrases(self) -> list[Phrase]:
        """The term in each of its spellings."""
        text = " ".join(self.words)
        folded = not has_diacritics(text)
        spellings = [fold(text)] if folded else _spellings(self.words)
        return [Phrase(spelling, self.columns, folded, self.prefix) for spelling in spellings]


def match_expression(query: str, *, within: str = EVERYWHERE) -> str:
    """The FTS5 MATCH expression of a query for `articles_fts`; empty where the query names nothing to find.

    `within` narrows it to some columns; it is empty as well where the query speaks of others or excludes words.

    All words must occur; OR joins its two neighbours. A word with diacritics is searched as written, with its tone in
    either place; one without them is searched in the folded columns as well. Any text is a valid query.
    """
    terms = list(_terms(_clean(query), within))
    if within != EVERYWHERE and any(term.excluded or term.columns != within for term in terms):
        return ""
    wanted: list[list[str]] = []
    for term in terms:
        if term.alternative and wanted and not term.excluded:
            wanted[-1].append(_expression(term))
        elif not term.excluded:
            wanted.append([_expression(term)])
    excluded = [_expression(term) for term in terms if term.excluded]
    found = " AND ".join(f"({' OR '.join(group)})" for group in wanted)
    return f"({found}) NOT ({' OR '.join(excluded)})" if found and excluded else found


def phrases(query: str) -> list[Phrase]:
    """All that the query looks for, in each of its spellings; not what it excludes."""
    terms = _terms(_clean(query), EVERYWHERE)
    return [phrase for term in terms if not term.excluded for phrase in term.phrases()]


def _clean(query: str) -> str:
    """Composed, without what SQLite cannot take: lone surrogates and the NUL that ends its strings."""
    return normalize("NFC", query).encode("utf-8", "ignore").decode().replace("\0", " ")


def _terms(query: str, within: str) -> Iterator[_Term]:
    alternative = False
    for match in _TERM.finditer(query):
        if match["word"] in {"AND", "OR"} and not match["column"]:
            alternative = match["word"] == "OR"
        elif words := tuple(_WORD.findall(match["phrase"] or match["word"] or "")):
            yield _term(match, words, within, alternative=alternative)
            alternative = False


def _term(match: re.Match[str], words: tuple[str, ...], within: str, *, alternative: bool) -> _Term:
    return _Term(
        words=words,
        columns=(match["column"] or within).lower(),
        prefix=bool(match["star"]) or (match["word"] or "").endswith("*"),
        excluded=bool(match["minus"]),
        alternative=alternative,
    )


def _expression(term: _Term) -> str:
    return f"({' OR '.join(phrase.expression for phrase in term.phrases())})"


def _spellings(words: tuple[str, ...]) -> list[str]:
    """The phrase with every word's tone in either place."""
    variants = [tone_variants(word) for word in words]
    count = reduce(lambda total, forms: total * len(forms), variants, 1)
    chosen = product(*variants) if count <= _MOST_SPELLINGS else _consistent(variants)
    return sorted({" ".join(spelling) for spelling in chosen})


def _consistent(variants: list[tuple[str, ...]]) -> Iterator[list[str]]:
    """As typed; all in the new placement, which sorts first (hoà); all in the old one (hòa)."""
    yield [forms[0] for forms in variants]
    yield [min(forms) for forms in variants]
    yield [max(forms) for forms in variants]
