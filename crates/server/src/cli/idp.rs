//! `cenote idp`: tries a pool's identity providers without anybody having to sign in.

use std::path::PathBuf;

use clap::Subcommand;
use rules::federation::Failure as Refused;
use rules::federation::trial::{self, Finding, Mapped, State};
use rules::providers;
use serde_json::json;

use super::place::{self, Place};
use super::{print, print_json};
use crate::failure::Failure;
use crate::start;

/// What `cenote idp` takes.
#[derive(clap::Args)]
pub struct Arguments {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Subcommand)]
enum Verb {
    /// Look at a provider: metadata, keys, clock, certificates; and at what its claims would become
    Test(Test),
}

#[derive(clap::Args)]
struct Test {
    /// The pool's id
    pool: String,
    /// The provider's name
    provider: String,
    /// A file with an ID token, or with claims as JSON: prints the profile that they would make, and makes none
    #[arg(long, value_name = "FILE")]
    token: Option<PathBuf>,
    #[command(flatten)]
    place: Place,
}

/// Runs it.
pub fn run(arguments: Arguments) -> Result<(), Failure> {
    let Verb::Test(test) = arguments.verb;
    start::runtime()?.block_on(try_out(&test))
}

async fn try_out(test: &Test) -> Result<(), Failure> {
    let ctx = test.place.on_store().await?;
    let pool = place::pool(&ctx, &test.pool).await?;
    let provider = providers::named(&ctx, &pool, &test.provider).await?.ok_or_else(|| {
        Failure::new(
            format!("The pool {} has no provider {}.", test.pool, test.provider),
            "`aws cognito-idp list-identity-providers` names them.",
        )
    })?;
    let findings = trial::findings(&ctx, &provider).await;
    let mapped = match &test.token {
        None => None,
        Some(file) => {
            let text = std::fs::read_to_string(file).map_err(|error| {
                Failure::new(format!("`{}` cannot be read: {error}.", file.display()), "Name a file.")
            })?;
            Some(trial::mapped(&ctx, &pool, &provider, &text).await.map_err(refused)?)
        }
    };
    match test.place.json {
        true => print_json(&json!({ "findings": findings, "mapped": mapped }))?,
        false => print(&told(&findings, mapped.as_ref()))?,
    }
    let is_bad = findings.iter().any(|finding| finding.state == State::Bad);
    let is_wrong = mapped.as_ref().is_some_and(|mapped| mapped.wrong.is_some());
    match is_bad || is_wrong {
        true => Err(Failure::new(
            format!("Nobody can sign in through {} as it is.", test.provider),
            "Mend what is marked `bad` above.",
        )),
        false => Ok(()),
    }
}

fn refused(why: Refused) -> Failure {
    match why {
        Refused::Told(_, text) => Failure::new(text, "Give an ID token, or a JSON object of claims."),
        Refused::Failed(error) => error.into(),
        Refused::Down(name) => Failure::new(format!("{name} does not answer."), "Try again later."),
        Refused::Lost => Failure::new("Nothing was captured.", "Give an ID token."),
    }
}

fn told(findings: &[Finding], mapped: Option<&Mapped>) -> String {
    let mut text = String::new();
    for Finding { what, state, text: said } in findings {
        let state = match state {
            State::Ok => "ok",
            State::Warn => "warn",
            State::Bad => "bad",
        };
        text.push_str(&format!("{state:<5} {what:<12} {said}\n"));
    }
    if let Some(mapped) = mapped {
        text.push_str(&format!("\nusername      {}\n", mapped.username));
        for (name, value) in &mapped.attributes {
            text.push_str(&format!("{name:<13} {value}\n"));
        }
        for absent in &mapped.absent {
            text.push_str(&format!("absent        {absent}\n"));
        }
        for lacking in &mapped.lacking {
            text.push_str(&format!("lacking       {lacking}: people are asked for it\n"));
        }
        if let Some(wrong) = &mapped.wrong {
            text.push_str(&format!("bad           {wrong}\n"));
        }
    }
    text
}
