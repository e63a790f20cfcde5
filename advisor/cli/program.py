"""The commands of `advisor`, each a thin edge over the package that does the work."""

from __future__ import annotations

import asyncio
import json
import os
import sys
import tempfile
from datetime import datetime
from enum import Enum
from pathlib import Path
from typing import Annotated, NoReturn

import typer

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Which strategy do an agency's social media channels follow: push, pull or networking?",
    epilog="Start with `advisor chat`, or judge a fact file with `advisor assess agency.yml`.",
)


class AssessFormat(str, Enum):
    """What `assess` and `report` can write."""

    text = "text"
    json = "json"
    markdown = "markdown"
    html = "html"
    csv = "csv"
    pdf = "pdf"


Endpoints = Annotated[
    Path, typer.Option(help="Where Rasa finds its events; `advisor serve` writes one into its state folder.")
]
Output = Annotated[Path | None, typer.Option(help="The file to write to, instead of standard output.")]


class PlayFormat(str, Enum):
    """What `rehearse` can write."""

    text = "text"
    json = "json"


class EvidenceFormat(str, Enum):
    """What `evidence` can write; yaml is a fact file that `assess` reads."""

    text = "text"
    json = "json"
    yaml = "yaml"


def fail(message: str) -> NoReturn:
    """Ends the program with one line for the person who can act on it, and exit status 2."""
    typer.echo(f"advisor: {message}", err=True)
    raise typer.Exit(2)


@app.command()
def assess(
    files: Annotated[
        list[str], typer.Argument(help="Fact files (YAML or JSON); - for standard input; .jsonl for a batch.")
    ],
    format: Annotated[
        AssessFormat | None, typer.Option(help="How to write it; text by default, and JSON lines for a .jsonl.")
    ] = None,
    output: Output = None,
) -> None:
    """Judges fact files.

    A fact file tells what is known of an agency and its channels:

        agency: {name: City of Springfield, goals: \\[website]}
        channels:
        - platform: facebook
          facts: {who_can_speak: comments, answers_given: rarely}

    A .jsonl batch gives one line for each line; a bad line gives {"line": …, "error": …} and exit status 1. With
    --format html it gives one page on all agencies, with --format csv a row for each channel.
    """
    from advisor.cli.assessing import assess_batch, assess_files
    from advisor.cli.output import OutputError
    from advisor.facts import FactError

    try:
        if any(name.endswith(".jsonl") for name in files):
            if len(files) > 1:
                fail("give one .jsonl batch at a time.")
            raise typer.Exit(assess_batch(Path(files[0]), format.value if format else "json", output))
        assess_files(files, format.value if format else "text", output)
    except (FactError, OutputError, OSError) as error:
        fail(str(error))


@app.command()
def evidence(
    files: Annotated[
        list[str] | None, typer.Argument(help="Exports of posts as the platforms hand them out, .zip included.")
    ] = None,
    platform: Annotated[str | None, typer.Option(help="Read only the posts of this platform.")] = None,
    own_site: Annotated[
        list[str] | None, typer.Option(help="Your agency's website, or its short domain; may be given several times.")
    ] = None,
    own_account: Annotated[
        list[str] | None, typer.Option(help="An account of your own government; may be given several times.")
    ] = None,
    channel: Annotated[str | None, typer.Option(help="What the channel is called, where there are several.")] = None,
    made: Annotated[str | None, typer.Option(help="The day the export was made, YYYY-MM-DD.")] = None,
    format: Annotated[EvidenceFormat, typer.Option(help="How to write the evidence.")] = EvidenceFormat.text,
    conversation: Annotated[
        str | None, typer.Option(help="Keep it with this conversation, which then weighs it against what was told.")
    ] = None,
    how: Annotated[str | None, typer.Option(help="Show how to get the export of this platform.")] = None,
) -> None:
    """Measures what channels did, from the exports of their posts.

    Give the files of one agency; files of one channel are taken together:

        advisor evidence twitter-2025-07-31.zip --own-site springfield.gov --own-site go.springfield.gov

    Nothing of the posts is kept but counts, and nothing leaves this machine.
    """
    from advisor.cli.measuring import measure_files, show_how
    from advisor.evidence import EvidenceError

    try:
        if how is not None:
            show_how(how)
        elif not files:
            fail("give an export to measure, or --how PLATFORM to see how to get one.")
        else:
            measure_files(
                files,
                format.value,
                made,
                platform=platform,
                own_sites=own_site or (),
                own_accounts=own_account or (),
                name=channel,
                conversation=conversation,
            )
    except EvidenceError as error:
        fail(str(error))


@app.command()
def understand(
    text: Annotated[str | None, typer.Argument(help="A message, as a user would type it.")] = None,
    asked: Annotated[str | None, typer.Option(help="The question just asked: channel:FACT or agency:FACT.")] = None,
    channel: Annotated[str | None, typer.Option(help="The channel under discussion, for example facebook.")] = None,
    file: Annotated[Path | None, typer.Option(help="Many messages: a .jsonl with text, asked, channel.")] = None,
    model: Annotated[Path | None, typer.Option(help="The trained model; by default the newest in models/.")] = None,
    whole: Annotated[bool, typer.Option(help="Show the whole reading: clauses, moods, doubts, alternatives.")] = False,
) -> None:
    """Shows what the trained model understands of a message, as JSON."""
    from advisor.cli.understanding import UsageError, understand_file, understand_text

    if (text is None) == (file is None):
        fail("give a message, or --file with many.")
    try:
        if file is not None:
            understand_file(file, model, whole)
        else:
            understand_text(text or "", asked, channel, model, whole)
    except (UsageError, OSError, ValueError) as error:
        fail(str(error))


@app.command()
def rehearse(
    paths: Annotated[list[Path], typer.Argument(help="Scenario files, or folders of them.")],
    format: Annotated[PlayFormat, typer.Option(help="How to write what happened.")] = PlayFormat.text,
    model: Annotated[Path | None, typer.Option(help="The trained model; by default the newest in models/.")] = None,
) -> None:
    """Plays scenario files against the trained assistant: exit status 1 when one fails.

    Everything is real - model, rules, actions, stores - but lives in this process and a temporary folder.
    """
    quiet()
    from advisor.cli.playing import print_played
    from advisor.rehearsal import ScenarioError, read_scenarios
    from advisor.rehearsal import rehearse as play_all
    from advisor.understanding.model_file import newest_model

    try:
        scenarios = read_scenarios(paths)
        chosen = model or newest_model()
    except (ScenarioError, FileNotFoundError) as error:
        fail(str(error))
    with tempfile.TemporaryDirectory() as folder:
        played = asyncio.run(play_all(scenarios, chosen, Path(folder)))
    print_played(played, format.value)
    raise typer.Exit(0 if all(one.passed for one in played) else 1)


@app.command()
def report(
    conversation: Annotated[str, typer.Argument(help="The conversation's id; `advisor conversations` lists them.")],
    format: Annotated[AssessFormat, typer.Option(help="How to write the report.")] = AssessFormat.text,
    output: Output = None,
    since: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="Compare with the result of that day, or the last one before it."),
    ] = None,
) -> None:
    """Writes the report of a stored conversation.

    It says what changed since an earlier result: the one of --since, or else the last one that was different.
    """
    from advisor.cli.output import OutputError
    from advisor.cli.reporting import NothingKept, write_report

    try:
        write_report(conversation, format.value, output, since.date() if since else None)
    except (NothingKept, OutputError, OSError) as error:
        fail(str(error))


@app.command()
def conversations() -> None:
    """Lists the stored conversations, the last used first."""
    from advisor.records import records

    for conversation in records().conversations():
        typer.echo(conversation)


@app.command()
def export(conversation: Annotated[str, typer.Argument(help="The conversation's id.")]) -> None:
    """Writes everything stored of a conversation, as JSON."""
    from advisor.records import records

    json.dump(records().export(conversation), sys.stdout, indent=2, ensure_ascii=False)
    typer.echo()


@app.command()
def forget(
    conversation: Annotated[str, typer.Argument(help="The conversation's id.")],
    endpoints: Endpoints = Path("endpoints.yml"),
) -> None:
    """Deletes everything stored of a conversation: facts, results, reports and Rasa's events."""
    from advisor.cli.forgetting import forget_everywhere

    typer.echo("Deleted." if forget_everywhere(conversation, str(endpoints)) else "Nothing was stored.")


@app.command()
def serve(
    port: Annotated[int, typer.Option(help="Where browsers find the chat, on this machine only.")] = 5005,
    actions_port: Annotated[int, typer.Option(help="Where the actions run.")] = 5055,
    state: Annotated[Path, typer.Option(help="The folder of the records.")] = Path("state"),
    credentials: Annotated[Path, typer.Option(help="How the web chat is set up.")] = Path("credentials.yml"),
) -> None:
    """Serves the chat for websites: the assistant, its actions and a demo page on one port."""
    from advisor.cli.serving import serve as run

    raise typer.Exit(run(port, actions_port, state, credentials))


@app.command()
def move(
    to: Annotated[str, typer.Argument(help="A PostgreSQL URL, or a file's path, for the records.")],
    events_to: Annotated[str, typer.Option(help="The same for Rasa's events, as an SQLAlchemy URL.")],
    events_from: Annotated[str, typer.Option(help="Where Rasa's events lie now.")] = "sqlite:///state/rasa.db",
) -> None:
    """Copies all records and events to another database, and compares both.

        advisor move postgresql://adviser@db/adviser --events-to postgresql://adviser@db/rasa

    The records are taken from where ADVISOR_DB says. Stop the adviser first; afterwards set ADVISOR_DB and endpoints.yml.
    """
    from advisor.cli.moving import move as run
    from advisor.records import Unavailable

    try:
        raise typer.Exit(run(to, events_from, events_to))
    except Unavailable as error:
        fail(str(error))


@app.command()
def tidy(
    days: Annotated[int, typer.Option(min=1, help="Conversations unused for more days than this are deleted.")],
    endpoints: Endpoints = Path("endpoints.yml"),
) -> None:
    """Deletes conversations that nobody has used for a while: facts, results, reports and Rasa's events.

    Run it daily, for example with the timer in deploy/systemd.
    """
    from datetime import datetime, timedelta, timezone

    from advisor.cli.forgetting import forget_everywhere
    from advisor.records import records

    old = records().unused_since(datetime.now(timezone.utc) - timedelta(days=days))
    for conversation in old:
        forget_everywhere(conversation, str(endpoints))
    typer.echo(f"{len(old)} conversations deleted.")


@app.command()
def secret() -> None:
    """Prints a new secret for the web chat's sessions."""
    import secrets

    typer.echo(secrets.token_urlsafe(48))


@app.command()
def chat(
    conversation: Annotated[str | None, typer.Option(help="Which conversation to go on with.")] = None,
) -> None:
    """Chats in the shell: starts the actions and `rasa shell`, and stops both together."""
    from advisor.cli.chatting import chat as start

    raise typer.Exit(start(conversation))


def quiet() -> None:
    """Keeps TensorFlow and Rasa from talking over the output, and telemetry off."""
    os.environ["RASA_TELEMETRY_ENABLED"] = "false"
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    os.environ.setdefault("SQLALCHEMY_SILENCE_UBER_WARNING", "1")
    import logging

    logging.captureWarnings(True)
    logging.disable(logging.WARNING)
    sys.path.insert(0, os.getcwd())


def main() -> None:
    """Runs the program."""
    app()
