"""From a diagnosis and a catalogue to suitable models, each with its reasons."""
