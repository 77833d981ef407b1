//! The store: every record on every driver, one random script on all of them, and what each driver promises.

pub mod backends;
mod browser_sessions;
mod certificates;
mod configurations;
mod conformance;
mod consents;
mod datasets;
mod deliveries;
mod devices;
mod federation;
mod iam;
mod identities;
mod imports;
mod limits;
mod looks;
mod names;
mod network;
mod passkeys;
mod random;
mod samples;
mod signin;
mod software_tokens;
mod upstreams;
mod writer;
