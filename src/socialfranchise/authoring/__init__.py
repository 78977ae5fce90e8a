"""Help for authors: skeletons to fill, editor settings, newer versions of a format."""
