"""Gazette 政府公报: submissions of departments, issues assembled from live editions, signed and published as one PDF
and a database; what was printed stays. The documents themselves, and their corrections, are not its matter."""
