-- The history of sign-ins by its age, to delete what is too old.
CREATE INDEX auth_events_by_age ON auth_events (at);
