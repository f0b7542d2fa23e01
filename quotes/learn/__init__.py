"""Fitting: one module a learner, each writes a file of ``resources/``.  Never imported at run time."""
