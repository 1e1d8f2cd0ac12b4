"""Text as the publisher meant it: bytes to characters, settled spelling, and the fold that search uses.

Nothing here knows HTML trees, portals or SQL.
"""

from crawler.text.decoding import decode
from crawler.text.extent import SENTENCE_ENDS, extent
from crawler.text.folding import fold, has_diacritics, tone_variants
from crawler.text.settling import settle

__all__ = ["SENTENCE_ENDS", "decode", "extent", "fold", "has_diacritics", "settle", "tone_variants"]
