"""Loads, by being imported, all that extraction needs.

Python's fork server imports this module once; the workers that it forks then share what is loaded and begin at once.
"""

import gc
import signal
import sys

from quotes.extras import do_without_scipy
from quotes.pipeline import extract_quotes

if any("multiprocessing.forkserver" in argument for argument in sys.orig_argv):
    # Ctrl-C is for the process that wants the results; who imports this module elsewhere goes on hearing it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    do_without_scipy()
extract_quotes("“We open,” said Dana Okafor of Tyne Corp. Nobody asked her.")  # the point is for NLTK to judge
gc.freeze()  # what is never looked at again by the collector stays shared
