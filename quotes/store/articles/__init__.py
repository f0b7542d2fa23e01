"""Articles: stored with their quotations, versioned, recorded by hand, changed, erased."""
