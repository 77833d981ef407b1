//! How Cenote runs: settings, listener, wiring, background jobs, command line.

mod app;
mod cli;
mod config;
mod delivery;
mod directory;
mod failure;
mod front;
mod functions;
mod gateway;
mod jobs;
mod keyring;
mod listener;
mod logs;
mod metrics;
mod outbound;
mod packed;
mod peer;
mod respond;
mod routes;
mod start;
mod tls;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    cli::run()
}
