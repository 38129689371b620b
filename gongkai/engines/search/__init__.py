"""Search 检索: the full-text index, its queries, facets, suggestions and highlights; follows the ledger.

Owns the index folder and nothing else: what is found are kinds and identifiers, the rows stay with
those who registered a source. It knows no subject matter and decides no permission: a source hands
over only what everybody may read.
"""
