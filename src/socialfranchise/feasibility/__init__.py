"""What a founding group faces with one model in one place: law, duties, partners, people."""
