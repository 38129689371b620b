"""Letters 文书: the words of a step as the law pack gives them, made, numbered, set as Word and PDF; owns no course and
opens no applicant's data by itself (`actions.writing`, `actions.delivering` do)."""
