//! Seeding and measuring: programs of the crate `bench`, which is always built in release form.
//!
//! They use the product's own crates. `xtask` itself does not, since it writes some of their code.

use std::process::Command;

use crate::Result;

/// Arguments that are handed on as they are.
#[derive(clap::Args)]
pub struct Forwarded {
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    rest: Vec<String>,
}

impl Forwarded {
    /// Runs a program of the crate. Errors: it cannot be built, or it failed.
    pub fn run(self, program: &str) -> Result<()> {
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let mut command = Command::new(cargo);
        command.args(["run", "--quiet", "--release", "--package", "bench", "--", program]).args(self.rest);
        let status = command.status()?;
        if status.success() { Ok(()) } else { Err(format!("{program} failed").into()) }
    }
}
