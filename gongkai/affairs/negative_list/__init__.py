"""Negative list 不予公开负面清单: what an authority may keep from the public, in dated entries; only what
stands on it may be withheld. Not the lists of management or market access that bear the same name."""
