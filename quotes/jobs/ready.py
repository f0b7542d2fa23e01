"""Loads, by being imported, all that extraction needs.

Python's fork server imports this module once; the workers that it forks then share what is loaded and begin at once.
"""

import gc
import signal

from quotes.pipeline import extract_quotes

signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that wants the results
extract_quotes("“We open,” said Dana Okafor on Monday.")
gc.freeze()  # what is never looked at again by the collector stays shared
