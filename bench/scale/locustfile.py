"""Visitors for Locust: each holds whole conversations and writes down what was acknowledged.

Settings come from the environment: SCALE_TOLD (file that gets a JSON line for each conversation), SCALE_THINK (seconds
between messages). A message that got no clear answer is sent again with the same id, as the widget does.
"""

from __future__ import annotations

import base64
import json
import os
import random
import time
import uuid

from locust import HttpUser, task

TOLD = os.environ["SCALE_TOLD"]
THINK = float(os.environ.get("SCALE_THINK", "1"))
PATIENCE = 90  # seconds until a message is given up
NOT_SAVED = "could not save"
TOWNS = "Ashford Brentley Carrow Dunmore Elverton Farleigh Gosport Harlow Inverley Kelso Lorton Marsden Norwick Oakham Penrith Quorn".split()
FACTS = (
    ("who_can_speak", (("nobody", "comments are off on {p}"), ("comments", "on {p} people can comment"))),
    ("answers_given", (("usually", "we answer most questions on {p}"), ("never", "we never answer on {p}"))),
    ("posting_frequency", (("daily", "we post once a day on {p}"), ("weekly", "{p} gets one post a week"))),
)


class Visitor(HttpUser):
    """One conversation after the other."""

    @task
    def conversation(self) -> None:
        """Tells facts of two channels, asks for the result, and notes what the adviser said it had noted."""
        token = self._session()
        if token is None:
            return
        name = f"City of {random.choice(TOWNS)}"
        told: dict[str, dict[str, str]] = {"facebook": {}, "x": {}}
        lines = [f"{name} here, we have Facebook and X"]
        for platform, shown in (("facebook", "Facebook"), ("x", "X")):
            for fact, choices in random.sample(FACTS, 2):
                value, words = random.choice(choices)
                told[platform][fact] = value
                lines.append(words.format(p=shown))
        lines.append("show me the result")
        acknowledged = sum(self._say(token, text) for text in lines)
        with open(TOLD, "a", encoding="utf-8") as file:
            subject = json.loads(base64.urlsafe_b64decode(token.split(".")[1] + "=="))["sub"]
            entry = {"id": subject, "name": name, "told": told, "sent": len(lines), "acknowledged": acknowledged}
            file.write(json.dumps(entry) + "\n")

    def _session(self) -> str | None:
        with self.client.post("/chat/session", json={}, catch_response=True) as answer:
            if answer.ok:
                return str(answer.json()["token"])
            answer.failure(f"status {answer.status_code}")
            time.sleep(1)
            return None

    def _say(self, token: str, text: str) -> bool:
        """Whether `text` was acknowledged, at the first or a later try."""
        message = {"token": token, "id": uuid.uuid4().hex, "text": text}
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            with self.client.post("/chat/message", json=message, catch_response=True, timeout=60) as answer:
                if answer.ok and '"type": "done"' in answer.text and NOT_SAVED not in answer.text:
                    time.sleep(THINK * (0.5 + random.random()))
                    return True
                if answer.ok and NOT_SAVED in answer.text:
                    message["id"] = uuid.uuid4().hex  # answered: it was not stored and is said anew
                answer.failure(_why(answer.status_code, answer.text))
            time.sleep(1)
        return False


def _why(status: int, text: str) -> str:
    if NOT_SAVED in text:
        return "told that it was not saved"
    return f"status {status}" if status != 200 else "told to send it again" if '"error"' in text else "line cut"
