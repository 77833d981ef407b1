-- Jobs that import users from a file.
CREATE TABLE import_jobs (
  pool_id TEXT COLLATE "C" NOT NULL,
  id TEXT COLLATE "C" NOT NULL,
  revision BIGINT NOT NULL,
  status TEXT COLLATE "C" NOT NULL,
  upload BIGINT,
  state TEXT COLLATE "C" NOT NULL,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (pool_id, id)
);
CREATE INDEX import_jobs_by_age ON import_jobs (pool_id, created_at, id);
CREATE INDEX import_jobs_by_status ON import_jobs (status, created_at);

CREATE TABLE import_parts (
  pool_id TEXT COLLATE "C" NOT NULL,
  job_id TEXT COLLATE "C" NOT NULL,
  upload BIGINT NOT NULL,
  part BIGINT NOT NULL,
  body BYTEA NOT NULL,
  PRIMARY KEY (pool_id, job_id, upload, part)
);

CREATE TABLE import_turns (
  pool_id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  job_id TEXT COLLATE "C" NOT NULL
);

CREATE TABLE import_log (
  pool_id TEXT COLLATE "C" NOT NULL,
  job_id TEXT COLLATE "C" NOT NULL,
  from_line BIGINT NOT NULL,
  body TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (pool_id, job_id, from_line)
);
