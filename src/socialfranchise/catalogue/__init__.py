"""What the ministry publishes: templates, law, money, pathways and the words they use."""
