"""Applications 依申请公开: applications for information, from receipt to reply, letters, remedies and figures; owns the
applicant's sealed data. No clocks (engines/duties), no wording of letters (kernel/law), no HTTP."""
