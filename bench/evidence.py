"""How fast exports of a million posts are measured, and in how much memory.

    .venv/bin/python bench/evidence.py [POSTS]

Writes an X archive of today (tweets.js) and one of before 2019 (tweets.csv) into a temporary folder, measures each in a
process of its own, and beside it lets pandas do no more than read the .csv, if pandas is installed. Peak memory is the
largest resident set of the process; "over start" leaves out what Python and the advisor's own code take.
"""

from __future__ import annotations

import csv
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

POSTS = 1_000_000
ROOT = Path(__file__).resolve().parents[1]
OLD = ("tweet_id,in_reply_to_status_id,in_reply_to_user_id,timestamp,source,text,retweeted_status_id,"
       "retweeted_status_user_id,retweeted_status_timestamp,expanded_urls").split(",")  # fmt: skip
SOURCE = '<a href="https://mobile.twitter.com" rel="nofollow">Twitter Web App</a>'
WORDS = "roadworks permit library snow bridge council meeting Monday closed open children bins recycling help office".split()


def posts(number: int) -> Iterator[dict[str, Any]]:
    """Posts of an invented city: a fifth answers, a tenth reposts, half with a link, over ten years."""
    chance, start = random.Random(1), datetime(2015, 1, 1)
    for n in range(number):
        text = " ".join(chance.choices(WORDS, k=18))
        kind = chance.random()
        yield {
            "id": str(10**17 + n * 100_003), "when": start + timedelta(seconds=n * 315_000_000 // number),
            "text": f"RT @partner: {text}" if kind < 0.1 else f"@someone {text}?" if kind < 0.3 else text,
            "repost": kind < 0.1, "reply": 0.1 <= kind < 0.3,
            "link": f"https://springfield.gov/news/{n}" if chance.random() < 0.5 else None,
        }  # fmt: skip


def write_js(path: Path, number: int) -> None:
    """A tweets.js as X writes it, with the fields nobody here reads."""
    with path.open("w", encoding="utf-8") as file:
        file.write("window.YTD.tweets.part0 = [\n")
        for n, post in enumerate(posts(number)):
            urls = [
                {
                    "url": "https://t.co/a",
                    "expanded_url": post["link"],
                    "display_url": "springfield.gov",
                    "indices": ["0", "23"],
                }
            ]
            tweet: dict[str, Any] = {
                "edit_info": {"initial": {"editTweetIds": [post["id"]], "editsRemaining": "5", "isEditEligible": True}},
                "retweeted": False, "source": SOURCE, "display_text_range": ["0", "140"], "favorite_count": "3",
                "entities": {"hashtags": [], "symbols": [], "user_mentions": [], "urls": urls if post["link"] else []},
                "id_str": post["id"], "id": post["id"], "truncated": False, "retweet_count": "1", "favorited": False,
                "created_at": post["when"].strftime("%a %b %d %H:%M:%S +0000 %Y"), "full_text": post["text"], "lang": "en",
            }  # fmt: skip
            if post["reply"]:
                tweet |= {"in_reply_to_status_id_str": str(n + 1), "in_reply_to_user_id_str": str(n % 5000 + 1)}
            file.write((",\n" if n else "") + json.dumps({"tweet": tweet}, indent=1))
        file.write("\n]")


def write_csv(path: Path, number: int) -> None:
    """A tweets.csv of an old archive."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, quoting=csv.QUOTE_ALL)
        writer.writerow(OLD)
        for n, post in enumerate(posts(number)):
            when = post["when"].strftime("%Y-%m-%d %H:%M:%S +0000")
            reply = (str(n + 1), str(n % 5000 + 1)) if post["reply"] else ("", "")
            repost = (str(n + 1), str(n % 5000 + 1), when) if post["repost"] else ("", "", "")
            writer.writerow([post["id"], *reply, when, SOURCE, post["text"], *repost, post["link"] or ""])


def peak() -> float:
    """The largest resident set so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def measured(path: str) -> None:
    """Measures one file in this process and prints the figures."""
    from advisor.evidence import measure

    measure([ROOT / "tests/evidence/files/linkedin.xlsx"])
    before, start = peak(), time.perf_counter()
    (channel,) = measure([path], own_sites=["springfield.gov"]).channels
    report("advisor.evidence", path, channel.posts, time.perf_counter() - start, before)


def read_by_pandas(path: str) -> None:
    """Reads the same .csv with pandas, all columns as text, and prints the figures."""
    try:
        import pandas
    except ImportError:
        print("pandas            is not installed here; `uv pip install pandas` into another environment to compare")
        return
    before, start = peak(), time.perf_counter()
    rows = len(pandas.read_csv(path, dtype=str))
    report("pandas, read only", path, rows, time.perf_counter() - start, before)


def report(who: str, path: str, number: int, seconds: float, before: float) -> None:
    """One line of the table."""
    size = Path(path).stat().st_size / 1e6
    print(
        f"{who:17} {Path(path).name:11} {size:6.0f} MB {number:9,} posts {seconds:6.1f} s {number / seconds:8,.0f} posts/s "
        f"peak {peak():5.0f} MB, over start {peak() - before:5.0f} MB", flush=True,
    )  # fmt: skip


def main(number: int) -> None:
    """Writes the files and runs each measurement in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        js, old = Path(folder, "tweets.js"), Path(folder, "tweets.csv")
        write_js(js, number)
        write_csv(old, number)
        for task, path in (("measured", js), ("measured", old), ("read_by_pandas", old)):
            subprocess.run([sys.executable, __file__, task, str(path)], check=True, cwd=ROOT)


if __name__ == "__main__":
    tasks = {"measured": measured, "read_by_pandas": read_by_pandas}
    if len(sys.argv) == 3 and sys.argv[1] in tasks:
        sys.path.insert(0, str(ROOT))
        tasks[sys.argv[1]](sys.argv[2])
    else:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else POSTS)
