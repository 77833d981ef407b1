//! `cenote directory`: tries a pool's directory without anybody having to sign in.

use std::sync::Arc;

use clap::Subcommand;
use rules::outside::SystemClock;
use serde_json::json;

use super::place::Place;
use super::{print, print_json};
use crate::directory::servers::Servers;
use crate::directory::trial::{self, Finding, Person};
use crate::directory::{All, Client};
use crate::failure::Failure;
use crate::{logs, start};

/// What `cenote directory` takes.
#[derive(clap::Args)]
pub struct Arguments {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Subcommand)]
enum Verb {
    /// Look at each server in turn: certificate, bind, search; and at what somebody's entry would become
    Test(Test),
}

#[derive(clap::Args)]
struct Test {
    /// The pool's id
    pool: String,
    /// A login name: prints the user that its entry would make, and makes none
    #[arg(long, value_name = "NAME")]
    user: Option<String>,
    #[command(flatten)]
    place: Place,
}

/// Runs it.
pub fn run(arguments: Arguments) -> Result<(), Failure> {
    let Verb::Test(test) = arguments.verb;
    let settings = test.place.settings(|option| option.starts_with("directories"))?;
    let Some(directory) = settings.directories.all.get(&test.pool).cloned() else {
        let next = match settings.directories.all.keys().next() {
            Some(other) => format!("There is one of {other}; check the id."),
            None => "Add the table [directories.\"POOL\"] to cenote.toml; docs/directories.md shows how."
                .to_owned(),
        };
        return Err(Failure::new(format!("The settings name no directory of {}.", test.pool), &next));
    };
    logs::start(&settings);
    let servers = Servers::new(&directory, &settings.outbound_private)
        .map_err(|why| Failure::new(format!("ca_file {why}."), "Name a PEM file of certificates."))?;
    start::runtime()?.block_on(try_out(&test, Client::new(servers, Arc::new(SystemClock))))
}

async fn try_out(test: &Test, client: Client) -> Result<(), Failure> {
    let findings = client.looked_at().await;
    let person = match &test.user {
        None => None,
        Some(name) => Some(trial::person(&client, name).await),
    };
    let found = person.as_ref().map(|told| told.as_ref().ok().and_then(Option::as_ref));
    match test.place.json {
        true => print_json(&json!({ "findings": findings, "user": found.flatten() }))?,
        false => print(&told(&findings, found.flatten()))?,
    }
    let bad = |finding: &&Finding| finding.state == "bad";
    match (person, &test.user) {
        (Some(Err(why)), _) => {
            let next = "Mend what is marked `bad` above.";
            return Err(Failure::new(format!("Nobody could be asked for: {why}."), next));
        }
        (Some(Ok(None)), Some(name)) => {
            return Err(Failure::new(
                format!("The directory has no one entry for the name {name}."),
                "Check user_filter and base_dn, and the log lines above; an entry needs id_attribute and name_attribute.",
            ));
        }
        _ => {}
    }
    match findings.iter().filter(bad).count() {
        0 => Ok(()),
        _ => Err(Failure::new("Not every server can be used.", "Mend what is marked `bad` above.")),
    }
}

fn told(findings: &[Finding], person: Option<&Person>) -> String {
    let mut text = String::new();
    let mut server = "";
    for finding in findings {
        if finding.server != server {
            server = &finding.server;
            text.push_str(&format!("{server}\n"));
        }
        text.push_str(&format!("  {:<5} {:<9} {}\n", finding.state, finding.what, finding.text));
    }
    let Some(person) = person else { return text };
    text.push_str(&format!(
        "\nentry         {}\nid            {}\nname          {}\nstate         {}\n",
        person.dn, person.id, person.name, person.state
    ));
    for mapped in &person.attributes {
        let values = if mapped.values.is_empty() { "absent".to_owned() } else { mapped.values.join(", ") };
        text.push_str(&format!("{:<13} {values}   (from {})\n", mapped.name, mapped.from));
    }
    text.push_str(&format!("groups        {}\n", person.groups.join(", ")));
    text.push_str(&format!("in the pool   {}\n", person.pool_groups.join(", ")));
    text
}

/// What `cenote doctor` says of the directories: place, and what is good or bad.
pub async fn examined(all: &All) -> Vec<(String, &'static str)> {
    let mut lines = Vec::new();
    for (pool, client) in &all.0 {
        for finding in client.looked_at().await {
            lines.push((
                format!("{pool}: {}: {}: {}", finding.server, finding.what, finding.text),
                finding.state,
            ));
        }
    }
    lines
}
