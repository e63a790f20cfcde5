"""`kill -9` of either process: what the bot has echoed is still there, and the conversation goes on."""

from __future__ import annotations

import threading

from advisor.records import Records
from tests.conversation.servers import Servers


def records_of(servers: Servers) -> Records:
    """The records that the servers write."""
    return Records(servers.folder / "advisor.db")


def test_a_killed_rasa_goes_on_where_it_stopped(servers: Servers) -> None:
    assert "Facebook" in servers.say("we only have a facebook page", "one")
    servers.say("Switched off for everyone", "one")
    servers.kill("rasa")
    servers.start("rasa")
    reply = servers.say("show me the result", "one")
    assert "Facebook" in reply
    assert "push" in reply


def test_an_answer_after_a_crash_is_read_against_the_question_that_was_shown(servers: Servers) -> None:
    servers.say("we only have an instagram account", "two")
    servers.say("People can comment", "two")
    asked = records_of(servers).situation("two").asked
    servers.kill("rasa")
    servers.start("rasa")
    assert asked is not None
    assert asked.fact == "answers_given"
    servers.say("we never answer", "two")
    assert records_of(servers).load("two").case.channels[0].facts["answers_given"] == "never"


def test_a_dead_action_server_loses_nothing(servers: Servers) -> None:
    servers.say("we only have a youtube channel", "three")
    servers.say("Switched off for everyone", "three")
    servers.kill("actions")
    servers.say("hello?", "three")
    servers.start("actions")
    assert "push" in servers.say("result please", "three")


def test_killed_in_the_middle_of_a_turn_either_all_or_nothing_is_kept(servers: Servers) -> None:
    servers.say("we only have a blog", "four")

    def say() -> None:
        try:
            servers.say("Switched off for everyone", "four", timeout=10)
        except OSError:
            return

    talking = threading.Thread(target=say)
    talking.start()
    servers.kill("actions")
    servers.kill("rasa")
    talking.join()
    servers.start("actions")
    servers.start("rasa")
    facts = records_of(servers).load("four").case.channels[0].facts
    assert facts in ({}, {"who_can_speak": "nobody"})
    assert "blog" in servers.say("where were we?", "four")


def test_deleted_data_is_gone_from_every_file(servers: Servers) -> None:
    servers.say("we are the Harbour Office of Zwyntrop and we only have a facebook page", "five")
    servers.say("delete all my data", "five")
    assert "deleted" in servers.say("yes", "five")
    assert not records_of(servers).load("five").turns
    left = b"".join(path.read_bytes() for path in servers.folder.glob("*.db*"))
    assert b"Zwyntrop" not in left
