"""Playing scenario files against the trained assistant: the end-to-end test of what the bot says."""

from advisor.rehearsal.player import Played, play, rehearse
from advisor.rehearsal.scenario import Scenario, ScenarioError, read_scenarios

__all__ = ["Played", "Scenario", "ScenarioError", "play", "read_scenarios", "rehearse"]
