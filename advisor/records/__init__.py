"""What is kept of conversations: one SQLite file, written before anything is said.

`records()` gives the store of this process; set `ADVISOR_DB` to choose its file.
"""

from advisor.records.engines import Unavailable
from advisor.records.measured import Measured, measured_in
from advisor.records.store import Kept, Records, records

__all__ = ["Kept", "Measured", "Records", "Unavailable", "measured_in", "records"]
