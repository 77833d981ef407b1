//! Seeding and measuring, each a subcommand: what `cargo xtask seed` and `cargo xtask bench` run.

mod against;
mod api;
mod bed;
mod bench;
mod beside;
mod clock;
mod column;
mod database;
mod decisions;
mod federation;
mod function;
mod gateway;
mod ground;
mod hosted;
mod http;
mod load;
mod operations;
mod primitives;
mod seed;
mod server;
mod table;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// The command line.
#[derive(Parser)]
#[command(name = "cargo xtask", about = "Fill pools and measure the release server")]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

/// One subcommand, one file.
#[derive(Subcommand)]
enum Command {
    /// Fill a pool with users
    Seed(seed::Seed),
    /// Measure the release server against the arithmetic that it cannot do without
    Bench(bench::Bench),
    /// The OpenID provider of `bench --federation`
    #[command(name = federation::stand_in::COMMAND, hide = true)]
    StandIn,
}

/// What a subcommand answers; an error's text is printed and the process fails.
type Result<T> = std::result::Result<T, Box<dyn std::error::Error + Send + Sync>>;

fn main() -> ExitCode {
    let outcome = match Cli::parse().command {
        Command::Seed(seed) => seed.run(),
        Command::Bench(bench) => bench.run(),
        Command::StandIn => federation::stand_in::serve(),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}
