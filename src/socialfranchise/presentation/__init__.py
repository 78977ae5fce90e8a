"""Results as words: the sentences in which a match is explained to people."""
