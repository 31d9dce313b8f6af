"""Imported last by the process that others are forked from: what it holds is never searched for garbage again."""

from __future__ import annotations

import gc

gc.collect()
gc.freeze()
