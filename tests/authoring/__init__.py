"""New files, editor settings, upgrades."""
