"""Promises 承诺: what agencies owe under the packs they go by, how they keep it, how each clause stands; no tables,
no clocks (engines/duties) and no texts of law (kernel/law)."""
