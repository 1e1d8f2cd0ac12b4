"""What the tests of the spiders share."""

import pytest


class KnownAddresses:
    """A frontier of which only the memory is asked."""

    def __init__(self, known=(), walked=()):
        self._known, self._walked = set(known), set(walked)

    def known(self, urls):
        return self._known & set(urls)

    def walked_before(self, walk):
        return walk in self._walked


@pytest.fixture
def remembering():
    """Make a frontier that knows these addresses and has walked these listings."""
    return KnownAddresses
