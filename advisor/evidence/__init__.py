"""Evidence: reads the exports that platforms hand out, measures them, and turns the figures into facts with ranges.

`measure` does it all. Only counts are kept: texts, private messages and other people's names are dropped while reading.
"""

from advisor.evidence.channels import measure
from advisor.evidence.comparing import Disagreement, compare, disagreements
from advisor.evidence.error import EvidenceError
from advisor.evidence.findings import Finding, measurable
from advisor.evidence.instructions import How, how, platforms_with_exports
from advisor.evidence.measures import Half, Measure
from advisor.evidence.result import ChannelEvidence, Evidence, FileRead

__all__ = [
    "ChannelEvidence",
    "Disagreement",
    "Evidence",
    "EvidenceError",
    "FileRead",
    "Finding",
    "Half",
    "How",
    "Measure",
    "compare",
    "disagreements",
    "how",
    "measurable",
    "measure",
    "platforms_with_exports",
]
