"""Words for people: messages in both languages, numbers and days as each writes them."""
