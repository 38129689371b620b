"""demo 演示县: one fictional county, its people and its documents, as data; it owns no tables and changes
nothing by itself, for the story is told only through the actions of the layers below."""
