"""Applications 依申请公开: applications for information, from receipt to reply, remedies and figures; owns the
applicant's sealed data. No clocks (engines/duties), no wording of letters, no HTTP."""
