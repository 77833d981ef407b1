//! Work on the project itself, one file per subcommand.

mod codegen;
mod comments;
mod covered;
mod measure;
mod sources;
mod tidy;

use clap::{Parser, Subcommand};
use std::path::{Path, PathBuf};
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
    /// List the comments that give evidence for behaviour, and where we differ
    Comments(comments::Comments),
    /// Hold what the tests met against what the models declare
    Covered(covered::Covered),
    /// Test the rules of the house by reading its files
    Tidy(tidy::Tidy),
    /// Fill a pool with users
    #[command(disable_help_flag = true)]
    Seed(measure::Forwarded),
    /// Measure the release server against the arithmetic that it cannot do without
    #[command(disable_help_flag = true)]
    Bench(measure::Forwarded),
}

/// What a subcommand answers; an error's text is printed and the process fails.
type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

/// The root of the workspace.
fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn main() -> ExitCode {
    let outcome = match Cli::parse().command {
        Command::Codegen(codegen) => codegen.run(),
        Command::Comments(comments) => comments.run(),
        Command::Covered(covered) => covered.run(),
        Command::Tidy(tidy) => tidy.run(),
        Command::Seed(arguments) => arguments.run("seed"),
        Command::Bench(arguments) => arguments.run("bench"),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("xtask: {error}");
            ExitCode::FAILURE
        }
    }
}
