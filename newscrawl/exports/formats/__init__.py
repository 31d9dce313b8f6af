"""Writes records into one file format each.

In: record batches from `exports.source`. Out: Parquet, CSV, JSON Lines or SQLite files.
`exports.write_export` chooses the module by the target's extension.
"""
