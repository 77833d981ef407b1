//! Work on the project itself, one file per subcommand.

mod codegen;

use clap::{Parser, Subcommand};
use std::process::ExitCode;

/// The command line of `cargo xtask`.
#[derive(Parser)]
#[command(name = "cargo xtask", about = "Work on the project itself")]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

/// One subcommand, one file.
#[derive(Subcommand)]
enum Command {
    /// Write the generated code of `wire` from `models/`
    Codegen(codegen::Codegen),
}

/// What a subcommand answers; an error's text is printed and the process fails.
type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

fn main() -> ExitCode {
    let outcome = match Cli::parse().command {
        Command::Codegen(codegen) => codegen.run(),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("xtask: {error}");
            ExitCode::FAILURE
        }
    }
}
