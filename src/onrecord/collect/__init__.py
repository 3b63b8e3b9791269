"""Collect: web addresses in, archives of raw bytes out. The only part of onrecord that asks web sites."""
