"""Tasks 任务: plans broken down to units, progress with evidence, records of hearings, training and posts; no clocks
(engines/duties) and no reading of texts (intake)."""
