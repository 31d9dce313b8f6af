"""A portal as data: one TOML file each, checked whole before the first request.

In: `NAME.toml`. Out: `Portal`, with compiled addresses and rules, or an error with line and remedy.
Read `portal_file.py` first.
"""

from newscrawl.portals.address import article_id, kind_of, page_number, portal_url
from newscrawl.portals.discovery_rules import Discovery
from newscrawl.portals.portal_file import (
    PORTAL_NAME,
    PORTALS_DIR,
    has_host,
    load_portal,
    load_portal_file,
    portal_names,
    portal_path,
    portals_of_host,
)
from newscrawl.portals.rule import FIELDS, Rule, parse_rule
from newscrawl.portals.structure import Links, List, Portal, Urls

__all__ = [
    "FIELDS",
    "PORTALS_DIR",
    "PORTAL_NAME",
    "Discovery",
    "Links",
    "List",
    "Portal",
    "Rule",
    "Urls",
    "article_id",
    "has_host",
    "kind_of",
    "load_portal",
    "load_portal_file",
    "page_number",
    "parse_rule",
    "portal_names",
    "portal_path",
    "portal_url",
    "portals_of_host",
]
