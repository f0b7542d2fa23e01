"""Fitting: one module a learner, each writes a file of ``weights/``.  Never imported at run time."""
