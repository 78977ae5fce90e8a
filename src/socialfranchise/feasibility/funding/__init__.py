"""Where the money comes from: who may have it, how much, for what and until when."""
