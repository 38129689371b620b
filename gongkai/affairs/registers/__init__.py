"""Registers 清单: lists with a schema that a law pack writes (licences, penalties, fees, village boards) and their
records, from entry to withdrawal or archive. It knows no register by name: a new one is a file of data in a pack."""
