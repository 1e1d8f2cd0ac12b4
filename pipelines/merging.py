"""`congtin merge`: the archives of other machines join this one, by key and capture time, whichever way round.

Must not know SQL of single tables (`pipelines.arrival`), nor HTML.
"""
