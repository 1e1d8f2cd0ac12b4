"""Drupal 7 to 10.

Seen in the software's public source and on single portals. Pages count from 0: ?page=1 is the second. A view prints
"2 tháng 2 tuần trước" where a date could stand.
"""

from __future__ import annotations

import re

from crawler.platforms.family import Family, Fields, Listings, Mark

DRUPAL = Family(
    id="drupal",
    name="Drupal",
    marks=(
        Mark("generator", re.compile("Drupal"), 3, "meta generator 'Drupal 9 (https://www.drupal.org)'"),
        Mark("header", re.compile(r"(?i)^X-(?:Drupal-\w+|Generator: Drupal)", re.MULTILINE), 3, "every Drupal since 7"),
        Mark("html", re.compile("/sites/default/files/"), 2, "uploads of every site"),
        Mark("html", re.compile("data-drupal-selector"), 2, "Drupal 8 and later"),
        Mark("html", re.compile("Drupal.settings"), 2, "Drupal 7"),
        Mark("html", re.compile("views-row"), 1, "lists of the module Views"),
    ),
    listing=(re.compile(r"^/taxonomy/term/\d+(?:\?page=\d+)?$"),),
    twin=(re.compile(r"^/print/|^/node/\d+/(?:print|edit)|^/printpdf/"),),
    excluded=(re.compile(r"^/(?:user|search|admin|comment|taxonomy/term/\d+/feed|filter/tips)(?:/|$|\?)"),),
    fields=Fields(
        title=("h1.page-header", "h1.page-title", "#page-title", "h1.title"),
        lead=(".field--name-field-summary", ".field-name-field-sapo", ".field--name-field-sapo"),
        date=(".node__submitted", ".submitted", ".field--name-field-date", ".field--name-created"),
        body=("article .field--name-body", ".node .field-name-body", ".field--name-body"),
        breadcrumb=(".breadcrumb a",),
        tags=(".field--name-field-tags a", ".field-name-field-tags a"),
        attachments=(".field--type-file a", ".field-type-file a"),
        junk=(".links.inline", ".comment-wrapper", ".node__links"),
    ),
    listings=Listings(
        items=(".views-row .views-field-title a", ".views-row h2 a", ".views-row h3 a"),
        next_page=(".pager__item--next a", ".pager-next a", "a[rel=next]"),
        feeds=("/rss.xml",),
    ),
    believed=("names of the fields for the lead; each site chooses its own",),
)
