"""`advisor forget`."""

from __future__ import annotations

from advisor.dialogue.service import remove_reports
from advisor.records import records


def forget_everywhere(conversation: str, endpoints: str = "endpoints.yml") -> bool:
    """Deletes a conversation from the records, the reports and Rasa's tracker store (the one in `endpoints`); tells if there was one."""
    from rasa.core.utils import AvailableEndpoints

    from advisor.rasa_parts.tracker_store import BoundedTrackerStore

    existed = bool(records().load(conversation).turns)
    records().forget(conversation)
    remove_reports(conversation)
    endpoint = AvailableEndpoints.read_endpoints(endpoints).tracker_store
    if endpoint is not None:
        BoundedTrackerStore(host=endpoint.url, **endpoint.kwargs).forget(conversation)
    return existed
