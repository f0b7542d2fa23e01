"""Fits the shipped parameters: one module a learner, each of which writes a file of ``weights/``. Never imported at run
time.
"""
