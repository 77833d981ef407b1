//! The options of the table as command-line flags.

use clap::{Arg, ArgAction, ArgMatches, Args, FromArgMatches};

use super::load::Given;
use super::table::{Command, Kind, OPTIONS, Opt, Sources};

/// What was set by flags, of `cenote dev` or of `cenote serve` and `cenote gateway`.
pub struct Flags<const DEV: bool>(pub Given);

impl<const DEV: bool> Flags<DEV> {
    const COMMAND: Command = if DEV { Command::Dev } else { Command::Serve };
}

/// What was set by flags of a command that works on the data of `cenote serve`. It takes all of those, and shows the few that
/// lead to the store.
pub struct OfStore(pub Given);

/// The options that lead to the store, not all of which are flags.
pub const TO_STORE: [&str; 7] =
    ["data", "database_url", "database_ca_file", "root_key", "root_key_file", "account", "regions"];

fn options(command: Command) -> impl Iterator<Item = &'static Opt> {
    OPTIONS.iter().filter(move |option| option.is_for(command) && option.sources == Sources::Anywhere)
}

fn augment(clap: clap::Command, command: Command) -> clap::Command {
    clap.args(options(command).map(|option| arg(option, command)))
}

fn arg(option: &'static Opt, command: Command) -> Arg {
    let default = option.default_of(command);
    let shown = if default.is_empty() { String::new() } else { format!("; default {default}") };
    let arg = Arg::new(option.key)
        .long(option.flag())
        .help(format!("{} [{}{shown}]", option.doc.replace('`', ""), option.variable()))
        .action(ArgAction::Set);
    match option.kind {
        Kind::Flag => arg
            .num_args(0..=1)
            .require_equals(true)
            .default_missing_value("true")
            .hide_possible_values(true)
            .value_name("BOOL"),
        Kind::Choice(words) => arg.value_name(words.join("|")),
        Kind::Number => arg.value_name("NUMBER"),
        Kind::Text(name) => arg.value_name(name),
        Kind::List(name) => arg.value_name(format!("{name},…")),
    }
}

fn read(matches: &ArgMatches, command: Command) -> Given {
    options(command)
        .filter_map(|option| Some((option.key, matches.get_one::<String>(option.key)?.clone())))
        .collect()
}

impl<const DEV: bool> Args for Flags<DEV> {
    fn augment_args(clap: clap::Command) -> clap::Command {
        augment(clap, Self::COMMAND)
    }

    fn augment_args_for_update(clap: clap::Command) -> clap::Command {
        augment(clap, Self::COMMAND)
    }
}

impl<const DEV: bool> FromArgMatches for Flags<DEV> {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        Ok(Self(read(matches, Self::COMMAND)))
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        self.0.extend(read(matches, Self::COMMAND));
        Ok(())
    }
}

impl Args for OfStore {
    fn augment_args(clap: clap::Command) -> clap::Command {
        let all = options(Command::Serve);
        clap.args(all.map(|option| arg(option, Command::Serve).hide(!TO_STORE.contains(&option.key))))
            .after_help(
                "The other options of `cenote serve` are taken too; docs/configuration.md lists them.",
            )
    }

    fn augment_args_for_update(clap: clap::Command) -> clap::Command {
        Self::augment_args(clap)
    }
}

impl FromArgMatches for OfStore {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        Ok(Self(read(matches, Command::Serve)))
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        self.0.extend(read(matches, Command::Serve));
        Ok(())
    }
}
