"""Collect: addresses in, web archives out. The only part of onrecord that opens connections."""
