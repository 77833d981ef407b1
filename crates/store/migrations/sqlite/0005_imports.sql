-- Jobs that import users from a file.
CREATE TABLE import_jobs (
  pool_id TEXT NOT NULL,
  id TEXT NOT NULL,
  revision INTEGER NOT NULL,
  status TEXT NOT NULL,
  upload INTEGER,
  state TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (pool_id, id)
) STRICT;
CREATE INDEX import_jobs_by_age ON import_jobs (pool_id, created_at, id);
CREATE INDEX import_jobs_by_status ON import_jobs (status, created_at);

CREATE TABLE import_parts (
  pool_id TEXT NOT NULL,
  job_id TEXT NOT NULL,
  upload INTEGER NOT NULL,
  part INTEGER NOT NULL,
  body BLOB NOT NULL,
  PRIMARY KEY (pool_id, job_id, upload, part)
) STRICT;

CREATE TABLE import_turns (
  pool_id TEXT NOT NULL PRIMARY KEY,
  job_id TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE import_log (
  pool_id TEXT NOT NULL,
  job_id TEXT NOT NULL,
  from_line INTEGER NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (pool_id, job_id, from_line)
) STRICT;
