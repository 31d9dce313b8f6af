"""Charts as SVG without script: each module makes one kind of them of plain numbers, and escapes every text.

In: numbers and labels. Out: `Markup`, whose colours come from the classes of the page's style sheet.
Read `svg.py` first, then `stacked_bars.py`.
"""
