"""Documents 文件: documents, editions, attachments, relations, kinds and topics; not what interprets,
collects or answers them, and no HTTP."""
