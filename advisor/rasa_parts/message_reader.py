"""The graph component that reads messages: `advisor.understanding` behind Rasa's interface."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import ENTITIES, INTENT, INTENT_RANKING_KEY, INTENT_RESPONSE_KEY, METADATA, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from advisor.records import records
from advisor.understanding import Reader, Situation
from advisor.understanding.direct import direct_reading
from advisor.understanding.examples import Example
from advisor.understanding.heads import load_heads, save_heads
from advisor.understanding.reading import Reading
from advisor.understanding.training import train, train_forest
from advisor.understanding.weighing import load_forest, save_forest

READING = "reading"
from advisor.understanding.model_file import FOREST_FILE as _FOREST  # noqa: E402
from advisor.understanding.model_file import HEADS_FILE as _FILE  # noqa: E402


@DefaultV1Recipe.register([DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER], is_trainable=True)
class MessageReader(GraphComponent):
    """Sets the act of a message as its intent, and the whole reading, facts included, as `reading`."""

    def __init__(self, config: dict[str, Any], model_storage: ModelStorage, resource: Resource) -> None:
        self._config = config
        self._model_storage = model_storage
        self._resource = resource
        self._reader: Reader | None = None

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Where the examples lie (`facts/`, `messages/`, `weighing/`, `moods.yml` ...), seen from the project's folder."""
        return {"examples": "data"}

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> MessageReader:
        """An untrained component."""
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> MessageReader:
        """The trained component."""
        component = cls(config, model_storage, resource)
        with model_storage.read_from(resource) as folder:
            component._reader = Reader(load_heads(Path(folder) / _FILE), forest=load_forest(Path(folder) / _FOREST))
        return component

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str | None:
        """Changes with the files of examples that Rasa does not know, so that training is not skipped."""
        digest = hashlib.sha256()
        for path in _files({**cls.get_default_config(), **config}):
            digest.update(path.read_bytes())
        return digest.hexdigest()

    def train(self, training_data: TrainingData) -> Resource:
        """Fits the heads and the forest, and stores them with the model."""
        acts, topics = [], []
        for message in training_data.intent_examples:
            acts.append(Example(message.get(TEXT), message.get(INTENT)))
            if topic := message.get(INTENT_RESPONSE_KEY):
                topics.append(Example(message.get(TEXT), topic.partition("/")[2]))
        examples = Path(self._config["examples"])
        heads = train(acts, topics, examples)
        forest = train_forest(heads, examples)
        with self._model_storage.write_to(self._resource) as folder:
            save_heads(heads, Path(folder) / _FILE)
            save_forest(forest, Path(folder) / _FOREST)
        self._reader = Reader(heads, forest=forest)
        return self._resource

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Nothing to add: no later component learns from the readings."""
        return training_data

    def process(self, messages: list[Message], tracker: DialogueStateTracker | None = None) -> list[Message]:
        """Reads each message in the situation of its conversation."""
        if self._reader is None:
            return messages
        situation = records().situation(tracker.sender_id) if tracker else Situation()
        for message in messages:
            started = time.perf_counter()
            text = message.get(TEXT) or ""
            reading = direct_reading(text, message.get(METADATA) or {}) or self._reader.read(text, situation)
            _hand_over(reading, message, time.perf_counter() - started)
        return messages


def _hand_over(reading: Reading, message: Message, seconds: float) -> None:
    message.set(TEXT, reading.text, add_to_output=True)
    message.set(INTENT, {"name": reading.act, "confidence": reading.confidence}, add_to_output=True)
    ranking = [{"name": act, "confidence": p} for act, p in reading.alternatives]
    message.set(INTENT_RANKING_KEY, ranking, add_to_output=True)
    message.set(ENTITIES, [], add_to_output=True)  # facts are no spans of text: they are in the reading
    message.set(READING, {**reading.as_json(), "seconds": round(seconds, 4)}, add_to_output=True)


def _files(config: dict[str, Any]) -> Iterator[Path]:
    folder = Path(config["examples"])
    yield from sorted(folder.glob("facts/**/*.yml"))
    yield from sorted(folder.glob("messages/**/*.yml"))
    yield from sorted(folder.glob("weighing/*.jsonl"))
    yield from (folder / name for name in ("moods.yml", "presence.yml", "names.yml"))
