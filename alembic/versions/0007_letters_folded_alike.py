"""Letters that Unicode does not take apart, folded as people type them: Wałęsa is found as walesa, Søren as soren.

The tables are as they were.  What is folded in them (``quote.search_words``, keys of outlets, speakers and their
names, the outlet in ``article.story_key``, and these where decisions keep them) is folded again by the program right
after this revision, in the same transaction; ``quotes db reindex`` does the same at any time.  Nothing else of a row
changes, so what people decided stays.  Where two outlets or speakers have the same key only now, the later one keeps
its old key, and ``quotes db upgrade`` says so.  Going back, ``quotes db reindex`` of the older program folds search
words in its way.
"""

revision = "0007"
down_revision = "0006"


def upgrade():
    """Nothing: which letters are folded is the program's."""


def downgrade():
    """Nothing."""
