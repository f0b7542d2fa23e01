"""Lets several processes work through a stream, with the results in the order of the input.

:func:`in_order` is all that others call.  ``pool`` is the side of the process that reads and writes, ``window`` bounds
what it holds, ``worker`` is what the other processes do.
"""

from quotes.jobs.ordered import cores, in_order
from quotes.jobs.window import Task

__all__ = ["Task", "cores", "in_order"]
