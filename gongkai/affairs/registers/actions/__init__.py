"""The verbs 动作 on records, a module each for entering, importing, publishing, closing and archiving."""
