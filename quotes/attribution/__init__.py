"""Who said each span: candidates, features, scores, choice; how, where and when it was said."""
