"""The formats of what programs are told: one file a subject. Written, never read."""
