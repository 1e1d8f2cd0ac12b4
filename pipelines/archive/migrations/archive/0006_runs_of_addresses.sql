-- Whether an address was named or visited "in this run" goes by the run, not by the clock, which may be set back.

ALTER TABLE frontier ADD COLUMN found_run INTEGER REFERENCES runs (id);
ALTER TABLE frontier ADD COLUMN run_id INTEGER REFERENCES runs (id);
