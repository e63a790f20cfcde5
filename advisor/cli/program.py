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


Output = Annotated[Path | None, typer.Option(help="The file to write to, instead of standard output.")]


class PlayFormat(str, Enum):
    """What `rehearse` can write."""

    text = "text"
    json = "json"


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
def forget(conversation: Annotated[str, typer.Argument(help="The conversation's id.")]) -> None:
    """Deletes everything stored of a conversation: facts, results, reports and Rasa's events."""
    from advisor.cli.forgetting import forget_everywhere

    typer.echo("Deleted." if forget_everywhere(conversation) else "Nothing was stored.")


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
