"""Scoring extraction against gold."""

from quotes.evaluate.comparison import compared, comparison
from quotes.evaluate.gold import load_gold, load_predictions
from quotes.evaluate.pages import moved, page_folder, page_table, score_pages
from quotes.evaluate.scoring import Scores, error_text, figures, headlines, report, score

__all__ = [
    "Scores",
    "compared",
    "comparison",
    "error_text",
    "figures",
    "headlines",
    "load_gold",
    "load_predictions",
    "moved",
    "page_folder",
    "page_table",
    "report",
    "score",
    "score_pages",
]
