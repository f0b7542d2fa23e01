"""Scoring extraction against gold."""

from quotes.evaluate.gold import load_gold, load_predictions
from quotes.evaluate.scoring import Scores, figures, report, score

__all__ = ["Scores", "figures", "load_gold", "load_predictions", "report", "score"]
