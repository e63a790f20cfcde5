"""What is kept of conversations: one SQLite file, written before anything is said.

`records()` gives the store of this process; set `ADVISOR_DB` to choose its file.
"""

from advisor.records.store import Kept, Records, records

__all__ = ["Kept", "Records", "records"]
