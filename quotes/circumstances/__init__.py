"""Finds how and when quoted words were said: reporting clause, medium, time, modality."""
