"""Between the engine and the network: what may be sent, when, and what is kept of the answer.

In: requests. Out: responses, or a refusal with a reason from `network/refusals.py`.
Read them in the order of `settings.DOWNLOADER_MIDDLEWARES`.
"""
