"""Feeds and pages over HTTP: fetched politely and within limits, never from where no news is.

`flows.web.visit` is what a run does with the addresses that it was given; below it lie one request (`fetch`), the
connection that it goes over (`connection`), and which addresses may be reached at all (`guard`).
"""
