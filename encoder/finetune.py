"""Fine-tunes MiniLM on the assistant's own examples, all tasks at once.

    python encoder/finetune.py DATASET.json START_CHECKPOINT OUTPUT_CHECKPOINT [EPOCHS] [SEED]

A text is read whole, and each of its clauses is the mean of its tokens. Every task is a softmax on that vector: the act,
the mood, the topic, which facts a clause tells, which fact and value ("what"), and for each fact its value in passing and
its value as a reply ("none" for everything else). Single statements are now and then put beside each other, so that what
stands around a clause does not spill into it. The word vectors stay as they were, so that words never seen here keep
their neighbours. Only the encoder is kept; `rasa train` fits heads of its own on it.
"""

from __future__ import annotations

import json
import random
import shutil
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from export import TokenVectors
from transformers import AutoModel, AutoTokenizer

BATCH, SCALE, LONGEST = 32, 5.0, 128
RATE_ENCODER, RATE_HEADS = 5e-5, 2e-3
BESIDE = 0.5  # share of single statements that are put beside another one
MISTYPED = 0.25  # share of clauses with a slip of the fingers
CROP = 0.3  # share of messages of which only a stretch is read
HALF = torch.ops.mkldnn._is_mkldnn_bf16_supported()  # elsewhere half precision is the slower one
NONE = "(nothing)"  # not "none", which is a value of some facts
Labels = dict[str, tuple[str, ...]]  # what each task says of a clause; of several each counts the same


@dataclass(frozen=True)
class Item:
    """A text in clauses, with what stands before each of them and the labels of some of them."""

    clauses: tuple[str, ...]
    joints: tuple[str, ...]
    labels: tuple[tuple[int, Labels], ...]
    single: bool = False  # a statement by itself, which may stand beside another

    @property
    def length(self) -> int:
        return sum(len(clause) for clause in self.clauses)


def alone(text: str, labels: Labels, single: bool = False) -> Item:
    """A text that is one clause."""
    return Item((text,), ("",), ((0, labels),), single)


def items_of(data: dict[str, Any]) -> Iterator[Item]:
    """The examples of all tasks."""
    facts = [fact["fact"] for fact in data["facts"]]
    for fact in data["facts"]:
        name = fact["fact"]
        for text, value in fact["statements"]:
            labels: Labels = {f"fact:{other}": (NONE,) for other in facts if other not in fact["near"]}
            labels |= {f"fact:{name}": (value,), "act": ("inform",), "what": (f"{name} {value}",), "which": (name,)}
            if value != "unknown":
                labels |= {f"reply:{name}": (value,), "mood": ("statement",)}
            yield alone(text, labels, single=True)
        for text, value in fact["replies"]:
            if value != "unknown":
                yield alone(text, {f"reply:{name}": (value,)})
    topics = dict(data["topics"])
    for text, act in data["acts"]:
        labels = {"act": (act,)} | ({"topic": (topics[text],)} if text in topics else {})
        if act not in {"inform", "affirm", "deny", "greet", "thank", "start", "what_if"}:
            labels |= {f"{kind}:{fact}": (NONE,) for fact in facts for kind in ("fact", "reply")}
            labels |= {"what": (NONE,), "which": (NONE,)}
        yield alone(text, labels)
    for text, mood in data["moods"]:
        yield alone(text, {"mood": (mood,)}, single=True)
    for message in data["told"]:
        labelled = tuple((one["place"], of_clause(one, facts)) for one in message["labels"])
        yield Item(tuple(message["clauses"]), tuple(message["joints"]), labelled)


def of_clause(one: dict[str, Any], facts: list[str]) -> Labels:
    """What a clause of a whole message tells; only its mood where that is not a plain statement."""
    labels: Labels = {"mood": (one["mood"],)} if one["mood"] else {}
    if one["facts"] is not None:
        told = {fact: tuple(values) for fact, values in one["facts"].items() if fact != "name"}
        labels |= {f"fact:{fact}": told.get(fact, (NONE,)) for fact in facts}
        labels["which"] = tuple(told) or (NONE,)
        if len(told) < 2:
            labels["what"] = tuple(f"{fact} {value}" for fact, values in told.items() for value in values) or (NONE,)
    return labels


def roughen(text: str, chance: random.Random) -> str:
    """Now and then the text as a hurried person would have typed it."""
    if chance.random() < 0.2:
        text = text.lower()
    if chance.random() < 0.15:
        text = "".join(c for c in text if c not in ",.'!?") or text
    if chance.random() < MISTYPED:
        words = text.split(" ")
        for place in chance.sample(range(len(words)), min(len(words), chance.choice((1, 1, 2)))):
            words[place] = mistyped(words[place], chance)
        text = " ".join(words)
    return text


def mistyped(word: str, chance: random.Random) -> str:
    """The word with two letters swapped, one left out, one doubled or another in its place; short ones stay."""
    if len(word) < 4:
        return word
    i = chance.randrange(1, len(word) - 1)
    change = chance.choice(("swap", "leave out", "leave out", "double", "replace"))
    if change == "swap":
        return word[:i] + word[i + 1] + word[i] + word[i + 2 :]
    instead = {"leave out": "", "double": word[i] * 2, "replace": chance.choice("aeiounrst")}[change]
    return word[:i] + instead + word[i + 1 :]


def beside(items: list[Item], chance: random.Random) -> list[Item]:
    """The items, where some single statements share a text."""
    chance.shuffle(items)
    waiting: Item | None = None
    found = []
    for item in items:
        if not item.single or chance.random() > BESIDE:
            found.append(item)
        elif waiting is None:
            waiting = item
        else:
            joint = chance.choice((", ", ". "))
            labels = (*waiting.labels, *((1, one) for _, one in item.labels))
            found.append(Item((*waiting.clauses, *item.clauses), ("", joint), labels))
            waiting = None
    return [*found, *([waiting] if waiting else [])]


def cropped(item: Item, chance: random.Random) -> Item:
    """Now and then only a stretch of a message, as people also write it."""
    if len(item.clauses) < 2 or chance.random() > CROP:
        return item
    begin = chance.randrange(len(item.clauses))
    end = chance.randrange(begin, len(item.clauses)) + 1
    labels = tuple((place - begin, own) for place, own in item.labels if begin <= place < end)
    return Item(item.clauses[begin:end], item.joints[begin:end], labels) if labels else item


def batches(items: list[Item], chance: random.Random) -> list[list[Item]]:
    """The items in batches of about the same length, in an order of chance."""
    items = [cropped(item, chance) for item in beside(items, chance)]
    found = []
    for at in range(0, len(items), BATCH * 40):
        stretch = sorted(items[at : at + BATCH * 40], key=lambda item: item.length)
        found += [stretch[i : i + BATCH] for i in range(0, len(stretch), BATCH)]
    chance.shuffle(found)
    return found


def joined(item: Item, chance: random.Random) -> tuple[str, list[tuple[int, int]]]:
    """The item's text, and where each clause stands in it."""
    text, spans = "", []
    for number, (joint, clause) in enumerate(zip(item.joints, item.clauses)):
        clause = roughen(clause, chance)
        begin = len(text) + len(joint if number else "")
        spans.append((begin, begin + len(clause)))
        text = text + joint + clause if number else clause
    return text, spans


def vectors_of(
    batch: list[Item], tokenizer: Any, encoder: torch.nn.Module, chance: random.Random
) -> tuple[torch.Tensor, list[Labels]]:
    """The vectors of all labelled clauses of a batch, with their labels."""
    texts = [joined(item, chance) for item in batch]
    tokens = tokenizer(
        [text for text, _ in texts],
        padding=True, truncation=True, max_length=LONGEST, return_tensors="pt", return_offsets_mapping=True,
    )  # fmt: skip
    with torch.autocast("cpu", torch.bfloat16, enabled=HALF):
        states = encoder(tokens["input_ids"], tokens["attention_mask"])
    starts, stops = tokens["offset_mapping"].unbind(-1)
    rows, masks, labels = [], [], []
    for row, (item, (_, spans)) in enumerate(zip(batch, texts)):
        for place, own in item.labels:
            begin, end = spans[place]
            mask = (stops[row] > starts[row]) & (starts[row] < end) & (stops[row] > begin)
            if mask.any():
                rows.append(row)
                masks.append(mask)
                labels.append(own)
    weights = torch.stack(masks).float()
    mean = torch.einsum("rt,rtd->rd", weights, states.float()[rows])
    return torch.nn.functional.normalize(mean, dim=1), labels


def main(dataset: Path, start: Path, output: Path, epochs: int, seed: int) -> None:
    """Trains and stores the checkpoint."""
    torch.manual_seed(seed)
    torch.set_num_threads(2)
    chance = random.Random(seed)
    items = list(items_of(json.loads(dataset.read_text())))
    names: dict[str, list[str]] = {}
    for item in items:
        for _, labels in item.labels:
            for task, values in labels.items():
                names.setdefault(task, []).extend(value for value in values if value not in names.get(task, ()))
    tokenizer = AutoTokenizer.from_pretrained(start)
    encoder = TokenVectors(AutoModel.from_pretrained(start)).train()
    encoder.transformer.embeddings.word_embeddings.weight.requires_grad_(False)
    heads = torch.nn.ModuleDict(
        {task.replace(":", "-"): torch.nn.Linear(384, len(labels)) for task, labels in names.items()}
    )
    rare = {task: torch.ones(len(labels)) for task, labels in names.items()}
    for task, known in names.items():
        if NONE in known:
            rare[task][known.index(NONE)] = 0.5
    optimiser = torch.optim.AdamW(
        [
            {"params": encoder.parameters(), "lr": RATE_ENCODER},
            {"params": heads.parameters(), "lr": RATE_HEADS},
        ],
        weight_decay=0.01,
    )
    steps = epochs * (len(batches(items, random.Random(seed))) + 2)  # chance may need a batch more
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimiser, [RATE_ENCODER, RATE_HEADS], total_steps=steps, pct_start=0.1
    )
    began = time.time()
    for epoch in range(epochs):
        total, count = 0.0, 0
        for batch in batches(items, chance):
            vectors, labels = vectors_of(batch, tokenizer, encoder, chance)
            vectors = torch.nn.functional.dropout(vectors * SCALE, 0.1)
            loss = torch.zeros(())
            for task, known in names.items():
                rows = [i for i, own in enumerate(labels) if task in own]
                if rows:
                    gold = torch.zeros(len(rows), len(known))
                    for i, row in enumerate(rows):
                        for value in labels[row][task]:
                            gold[i, known.index(value)] = 1 / len(labels[row][task])
                    part = torch.nn.functional.cross_entropy(
                        heads[task.replace(":", "-")](vectors[rows]), gold, weight=rare[task], label_smoothing=0.05, reduction="sum",
                    )  # fmt: skip
                    loss = loss + part / BATCH * (0.3 if task.startswith("fact:") else 1.0)
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(encoder.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            total, count = total + float(loss.detach()), count + 1
            if count % 200 == 0:
                print(f"batch {count}: loss {total / count:.3f}, {time.time() - began:.0f} s", flush=True)
        print(f"epoch {epoch + 1}: loss {total / count:.3f}, {time.time() - began:.0f} s", flush=True)
    output.mkdir(parents=True, exist_ok=True)
    encoder.transformer.save_pretrained(output)
    for name in ("tokenizer.json", "tokenizer_config.json", "vocab.txt"):
        shutil.copy(start / name, output / name)


if __name__ == "__main__":
    numbers = [int(argument) for argument in sys.argv[4:]]
    main(Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]), *(numbers + [5, 13][len(numbers) :]))
