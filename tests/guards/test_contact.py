"""Sites of others are crawled only with a contact; loopback needs none."""

import pytest

from crawler.guards.contact import ContactRequiredError, require_contact
from crawler.portals import Portal

ELSEWHERE = Portal(id="mau", name="Phường Mẫu", url="https://phuong-mau.example/")
HERE = Portal(id="may-nay", name="Máy này", url="http://127.0.0.1:18801/")


def test_a_site_elsewhere_needs_a_contact():
    with pytest.raises(ContactRequiredError, match="CONGTIN_CONTACT"):
        require_contact([HERE, ELSEWHERE], "")


def test_with_a_contact_it_may_be_crawled():
    require_contact([ELSEWHERE], "ban-bien-tap@example.org")


def test_loopback_needs_none():
    require_contact([HERE, Portal(id="sample-x", name="x", url="http://mau.localhost/")], "")
