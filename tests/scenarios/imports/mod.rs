//! Import of users from a file: GetCSVHeader and the five operations of jobs, the address, the rows, the hashes.

mod hashes;
mod jobs;
mod rows;
mod uploads;
