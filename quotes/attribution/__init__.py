"""Finds who said each quoted span (candidates, features, scores, choice) and the further parties to it."""
