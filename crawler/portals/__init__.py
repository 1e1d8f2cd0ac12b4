"""Portals: who publishes where, for which administrative unit, and since when; read from files and checked.

Nothing here knows HTTP or SQL.
"""

from crawler.portals.fault import PortalFileError
from crawler.portals.files import load_portals, read_portal, unknown_portal
from crawler.portals.named import UnknownPortalError, portals_named
from crawler.portals.record import Organisation, Portal, Section, State, UnitBinding

__all__ = [
    "Organisation",
    "Portal",
    "PortalFileError",
    "Section",
    "State",
    "UnitBinding",
    "UnknownPortalError",
    "load_portals",
    "portals_named",
    "read_portal",
    "unknown_portal",
]
