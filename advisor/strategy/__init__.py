"""The judgement: which strategy a channel follows, how sure that is, what to ask next, what to change.

A small pure library over three tables: `evidence.yml` (what each answer is worth), `prior.yml` (what channels are like),
and the goals and changes in `advisor/knowledge`.
"""

from advisor.strategy.assessment import AgencyAssessment, Assessment, ChannelAssessment, Evidence, assess
from advisor.strategy.interview import Question, next_question
from advisor.strategy.recommend import Change, Recommendation, way_to
from advisor.strategy.roadmap import Step, roadmap
from advisor.strategy.what_if import WhatIf, what_if

__all__ = [
    "AgencyAssessment",
    "Assessment",
    "Change",
    "ChannelAssessment",
    "Evidence",
    "Question",
    "Recommendation",
    "Step",
    "WhatIf",
    "assess",
    "next_question",
    "roadmap",
    "way_to",
    "what_if",
]
