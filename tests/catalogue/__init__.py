"""Tests of the published catalogue: what it says, and whom it advises what."""
