"""What `pipelines.verify` looks at: one file for each part of an archive, each a list of `Check`s.

A check reads an open archive row by row and names what is wrong; it never changes anything but in its `repair`.
"""
