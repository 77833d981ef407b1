//! Scenarios by family, through the front door, in process.

mod main_job;
