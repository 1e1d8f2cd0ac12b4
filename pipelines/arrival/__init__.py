"""What arrives in an archive from outside a crawl: captures of WARC files, and the archives of other machines.

Each module here does one step of an import or a merge; `pipelines.importing` and `pipelines.merging` put them together.
"""
