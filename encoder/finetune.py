"""Fine-tunes MiniLM on the assistant's own examples, all tasks at once.

    python encoder/finetune.py DATASET.json START_CHECKPOINT OUTPUT_CHECKPOINT [EPOCHS] [SEED]

Every task is a softmax on the same sentence vector: the act, the mood, the topic, which fact and value a clause
tells ("what"), and for each fact its value in passing and its value as a reply ("none" for everything else).
The word vectors stay as they were, so that words never seen here keep their neighbours. Only the encoder is kept;
`rasa train` fits heads of its own on it.
"""

from __future__ import annotations

import json
import random
import shutil
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import torch
from export import SentenceVector
from transformers import AutoModel, AutoTokenizer

BATCH, SCALE, LONGEST = 32, 5.0, 64
RATE_ENCODER, RATE_HEADS = 5e-5, 2e-3
NONE = "(nothing)"  # not "none", which is a value of some facts


def tasks_of(data: dict) -> tuple[dict[str, list[str]], list[tuple[str, dict[str, str]]]]:
    """The labels of each task, and the examples with their labels in one or more tasks."""
    examples: list[tuple[str, dict[str, str]]] = []
    facts = [fact["fact"] for fact in data["facts"]]
    for fact in data["facts"]:
        for text, value in fact["statements"]:
            labels = {f"fact:{other}": NONE for other in facts if other not in fact["near"]} | {
                f"fact:{fact['fact']}": value,
                "act": "inform",
                "what": f"{fact['fact']} {value}",
            }
            if value != "unknown":
                labels |= {f"reply:{fact['fact']}": value, "mood": "statement"}
            examples.append((text, labels))
        for text, value in fact["replies"]:
            if value != "unknown":
                examples.append((text, {f"reply:{fact['fact']}": value}))
    topics = dict(data["topics"])
    for text, act in data["acts"]:
        labels = {"act": act, **({"topic": topics[text]} if text in topics else {})}
        if act not in {"inform", "affirm", "deny", "greet", "thank", "start", "what_if"}:
            labels |= {f"fact:{fact}": NONE for fact in facts} | {f"reply:{fact}": NONE for fact in facts}
            labels["what"] = NONE
        examples.append((text, labels))
    examples += [(text, {"mood": mood}) for text, mood in data["moods"]]
    for clause in data["told"]:
        examples += list(of_clause(clause, facts))
    names: dict[str, set[str]] = {}
    for _, labels in examples:
        for task, label in labels.items():
            names.setdefault(task, set()).add(label)
    return {task: sorted(labels) for task, labels in names.items()}, examples


def of_clause(clause: dict, facts: list[str]) -> Iterator[tuple[str, dict[str, str]]]:
    """A clause of a whole message: its mood, and what it tells (a supposition as if it were so)."""
    told = [(fact, values[0]) for fact, values in clause["facts"].items() if fact != "name"]
    mood = {"mood": clause["mood"] or "statement"} if clause["mood"] or told else {}
    if clause["mood"] not in {None, "hypothesis"} or (clause["mood"] and not told):
        yield clause["text"], mood
        return
    labels = {f"fact:{fact}": NONE for fact in facts} | {f"fact:{fact}": value for fact, value in told}
    if len(told) < 2:
        labels["what"] = " ".join(told[0]) if told else NONE
    if clause["mood"]:
        yield clause["text"], mood
        yield clause["as_if_so"], labels
    else:
        yield clause["text"], labels | mood


def roughen(text: str, chance: random.Random) -> str:
    """Now and then the text as a hurried person would have typed it."""
    if chance.random() < 0.2:
        text = text.lower()
    if chance.random() < 0.15:
        text = "".join(c for c in text if c not in ",.'!?")
    if chance.random() < 0.12 and len(text) > 8:
        i = chance.randrange(1, len(text) - 2)
        text = text[:i] + text[i + 1] + text[i] + text[i + 2 :]
    return text


def batches(
    examples: list[tuple[str, dict[str, str]]], chance: random.Random
) -> list[list[tuple[str, dict[str, str]]]]:
    """The examples in batches of about the same length, in an order of chance."""
    chance.shuffle(examples)
    found = []
    for at in range(0, len(examples), BATCH * 40):
        stretch = sorted(examples[at : at + BATCH * 40], key=lambda example: len(example[0]))
        found += [stretch[i : i + BATCH] for i in range(0, len(stretch), BATCH)]
    chance.shuffle(found)
    return found


def main(dataset: Path, start: Path, output: Path, epochs: int, seed: int) -> None:
    """Trains and stores the checkpoint."""
    torch.manual_seed(seed)
    torch.set_num_threads(2)
    chance = random.Random(seed)
    names, examples = tasks_of(json.loads(dataset.read_text()))
    tokenizer = AutoTokenizer.from_pretrained(start)
    encoder = SentenceVector(AutoModel.from_pretrained(start, attn_implementation="eager")).train()
    encoder.transformer.embeddings.word_embeddings.weight.requires_grad_(False)
    heads = torch.nn.ModuleDict(
        {task.replace(":", "-"): torch.nn.Linear(384, len(labels)) for task, labels in names.items()}
    )
    rare = {task: torch.ones(len(labels)) for task, labels in names.items()}
    for task, labels in names.items():
        if NONE in labels:
            rare[task][labels.index(NONE)] = 0.5
    optimiser = torch.optim.AdamW(
        [
            {"params": encoder.parameters(), "lr": RATE_ENCODER},
            {"params": heads.parameters(), "lr": RATE_HEADS},
        ],
        weight_decay=0.01,
    )
    steps = epochs * len(batches(examples, random.Random(seed)))
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimiser, [RATE_ENCODER, RATE_HEADS], total_steps=steps, pct_start=0.1
    )
    began = time.time()
    for epoch in range(epochs):
        total = 0.0
        for batch in batches(examples, chance):
            tokens = tokenizer(
                [roughen(text, chance) for text, _ in batch],
                padding=True,
                truncation=True,
                max_length=LONGEST,
                return_tensors="pt",
            )
            with torch.autocast("cpu", torch.bfloat16):
                vectors = encoder(tokens["input_ids"], tokens["attention_mask"])
            vectors = vectors.float() * SCALE
            vectors = torch.nn.functional.dropout(vectors, 0.1)
            loss = torch.zeros(())
            for task, labels in names.items():
                rows = [i for i, (_, own) in enumerate(batch) if task in own]
                if rows:
                    gold = torch.tensor([labels.index(batch[i][1][task]) for i in rows])
                    part = torch.nn.functional.cross_entropy(
                        heads[task.replace(":", "-")](vectors[rows]),
                        gold,
                        weight=rare[task],
                        label_smoothing=0.05,
                        reduction="sum",
                    )
                    loss = loss + part / BATCH * (0.3 if task.startswith("fact:") else 1.0)
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(encoder.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            total += float(loss.detach())
        print(
            f"epoch {epoch + 1}: loss {total / (len(examples) / BATCH):.3f}, {time.time() - began:.0f} s",
            flush=True,
        )
    output.mkdir(parents=True, exist_ok=True)
    encoder.transformer.save_pretrained(output)
    for name in ("tokenizer.json", "tokenizer_config.json", "vocab.txt"):
        shutil.copy(start / name, output / name)


if __name__ == "__main__":
    numbers = [int(argument) for argument in sys.argv[4:]]
    main(Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]), *(numbers + [5, 13][len(numbers) :]))
