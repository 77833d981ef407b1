//! The command line: verbs, their flags, and how they end.

use std::io::Write;
use std::process::ExitCode;

use clap::{CommandFactory, Parser, Subcommand};

use crate::config::load::{self, gather};
use crate::config::{
    Command, Delivery, Given, Settings, backends, channels, check, directories, forward_auth, functions,
    settings,
};
use crate::failure::Failure;

mod access_key;
mod client;
mod dev;
mod directory;
mod doctor;
mod domain;
mod env;
mod gateway;
mod idp;
mod mail;
mod place;
mod run;
mod serve;
mod trigger;

/// An open identity server that speaks Amazon Cognito's wire.
#[derive(Parser)]
#[command(name = "cenote", version, max_term_width = 110, after_help = FIRST)]
struct Cli {
    #[command(subcommand)]
    verb: Option<Verb>,
}

/// Where to begin.
const FIRST: &str = "Begin with `cenote dev`, which needs no settings. For real: `cenote doctor` says what `cenote serve` lacks.";

#[derive(Subcommand)]
enum Verb {
    /// Run on this machine for development: a demo pool, a mailbox, any access key
    Dev(dev::Arguments),
    /// Run for real: refuses weak settings, verifies signatures
    Serve(serve::Arguments),
    /// Run the gateway alone: credentials are enforced before S3-compatible stores and other services
    Gateway(gateway::Arguments),
    /// Print the environment that points SDKs and the AWS CLI at `cenote dev`
    Env(env::Arguments),
    /// Make, list and delete the access keys of administrators
    AccessKey(access_key::Arguments),
    /// Custom domains and their certificates
    Domain(domain::Arguments),
    /// What app clients can be given beyond AWS's API
    Client(client::Arguments),
    /// Try the identity providers of a pool
    Idp(idp::Arguments),
    /// Try the directory of a pool
    Directory(directory::Arguments),
    /// Try the functions of a pool
    Trigger(trigger::Arguments),
    /// Send a test message, and show what became of messages
    Mail(mail::Arguments),
    /// Check settings, store, clock, keys, TLS files and channels without starting
    Doctor(doctor::Arguments),
    /// Print the version
    Version,
    /// Print generated documentation
    #[command(hide = true)]
    Docs {
        #[command(subcommand)]
        page: Docs,
    },
}

#[derive(Subcommand)]
enum Docs {
    /// The table of options, as docs/configuration.md
    Options,
    /// The operations, built and absent, as docs/compatibility.md
    Operations,
}

/// Runs the command line of this process.
pub fn run() -> ExitCode {
    let done = match Cli::parse().verb {
        None => {
            let help = Cli::command().render_help();
            print(&help.to_string())
        }
        Some(Verb::Dev(arguments)) => dev::run(arguments),
        Some(Verb::Serve(arguments)) => serve::run(arguments),
        Some(Verb::Gateway(arguments)) => gateway::run(arguments),
        Some(Verb::Env(arguments)) => env::run(&arguments),
        Some(Verb::AccessKey(arguments)) => access_key::run(arguments),
        Some(Verb::Domain(arguments)) => domain::run(arguments),
        Some(Verb::Client(arguments)) => client::run(arguments),
        Some(Verb::Idp(arguments)) => idp::run(arguments),
        Some(Verb::Directory(arguments)) => directory::run(arguments),
        Some(Verb::Trigger(arguments)) => trigger::run(arguments),
        Some(Verb::Mail(arguments)) => mail::run(arguments),
        Some(Verb::Doctor(arguments)) => doctor::run(arguments),
        Some(Verb::Version) => print(concat!("cenote ", env!("CARGO_PKG_VERSION"), "\n")),
        Some(Verb::Docs { page: Docs::Options }) => print(&crate::config::docs::page()),
        Some(Verb::Docs { page: Docs::Operations }) => print(&ops::compatibility::page()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("{failure}");
            ExitCode::from(failure.code)
        }
    }
}

/// Writes to standard output. A reader that has gone away is no failure.
fn print(text: &str) -> Result<(), Failure> {
    let mut out = std::io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => Err(error.into()),
        _ => Ok(()),
    }
}

/// Writes one JSON value as one line.
fn print_json(value: &serde_json::Value) -> Result<(), Failure> {
    print(&format!("{value}\n"))
}

fn environment(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

/// The settings of `cenote dev`, with the functions and gates of its settings file. Errors: all their faults.
fn dev_settings(flags: &Given, file: Option<&str>) -> Result<Settings, Failure> {
    let (_, text) = settings_file(file)?;
    let (given, faults) = gather(Command::Dev, flags, &environment, None);
    let (mut settings, mut faults) = settings(Command::Dev, &given, faults);
    if let Some(text) = text {
        let table = load::table(&text, &mut faults);
        settings.functions = functions::read(&table, &environment, &mut faults);
        settings.forward_auth = forward_auth::read(&table, &environment, &mut faults);
        settings.directories = directories::read(&table, &environment, &mut faults);
    }
    directories::check(&settings, &mut faults);
    if faults.is_empty() { Ok(settings) } else { Err(Failure::settings(&faults)) }
}

/// The settings of `cenote serve` with their faults. Errors: the settings file that was named cannot be read.
fn serve_settings(
    flags: &Given,
    file: Option<&str>,
) -> Result<(Settings, Vec<crate::config::Fault>), Failure> {
    let (path, text) = settings_file(file)?;
    let (given, faults) = gather(Command::Serve, flags, &environment, text.as_deref());
    let (mut settings, mut faults) = settings(Command::Serve, &given, faults);
    let lines = match &settings.delivery {
        Delivery::File(path) => Some(path.clone()),
        Delivery::None => None,
    };
    let default = (std::mem::take(&mut settings.channels.routes.default), lines);
    settings.channels = channels::read(text.as_deref(), &environment, default, &mut faults);
    if let Some(text) = text {
        let mut unreadable = Vec::new();
        let table = load::table(&text, &mut unreadable);
        if !unreadable.is_empty() {
            // What it says is not known: nothing else can be told of it.
            return Ok((settings, unreadable));
        }
        settings.functions = functions::read(&table, &environment, &mut faults);
        settings.forward_auth = forward_auth::read(&table, &environment, &mut faults);
        settings.directories = directories::read(&table, &environment, &mut faults);
        settings.gateway.backends = backends::read(&table, &environment, &mut faults);
    }
    forward_auth::check(&settings, &mut faults);
    directories::check(&settings, &mut faults);
    check::files(&settings, &mut faults);
    if settings.forward_auth.holds_secrets {
        check::private(std::path::Path::new(&path), "forward_auth", "600", &mut faults);
    }
    if settings.directories.hold_secrets {
        check::private(std::path::Path::new(&path), "directories", "600", &mut faults);
    }
    if settings.functions.holds_secrets {
        check::private(std::path::Path::new(&path), "functions", "600", &mut faults);
    }
    if settings.gateway.backends.hold_secrets {
        check::private(std::path::Path::new(&path), "gateway.backends", "600", &mut faults);
    }
    let is_told = faults.iter().any(|fault| fault.option.starts_with("gateway.backends"));
    if settings.gateway.listen.is_some() && settings.gateway.backends.all.is_empty() && !is_told {
        let remedy = "Name at least one as [gateway.backends.NAME]; docs/gateway.md shows how";
        faults.push(crate::config::Fault::new("gateway.backends", "is empty", remedy));
    }
    Ok((settings, faults))
}

/// Name and text of the settings file, where there is one. Errors: the one that was named cannot be read.
fn settings_file(named: Option<&str>) -> Result<(String, Option<String>), Failure> {
    let named = named.map(str::to_owned).or_else(|| environment("CENOTE_CONFIG"));
    let path = named.clone().unwrap_or_else(|| "cenote.toml".to_owned());
    match std::fs::read_to_string(&path) {
        Ok(text) => Ok((path, Some(text))),
        Err(error) if named.is_none() && error.kind() == std::io::ErrorKind::NotFound => Ok((path, None)),
        Err(error) => {
            let mut failure = Failure::new(
                format!("The settings file `{path}` cannot be read: {error}."),
                "Name one that is there with --config, or take the flag out.",
            );
            failure.code = 2;
            Err(failure)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_sound() {
        Cli::command().debug_assert();
        let parsed = Cli::try_parse_from(["cenote", "dev", "--memory", "--listen", "127.0.0.1:0", "--json"]);
        assert!(matches!(parsed.unwrap().verb, Some(Verb::Dev(_))));
        assert!(Cli::try_parse_from(["cenote", "serve", "--fixed-code", "123456"]).is_err());
        assert!(
            Cli::try_parse_from(["cenote", "serve", "--allow-http=false", "--delivery-kind", "file"]).is_ok()
        );
        assert!(Cli::try_parse_from(["cenote", "serve", "--root-key", "x"]).is_err());
    }
}
