//! What an option can be: its kind of value, where it can be set, and for which commands.

/// What a value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Text, shown under a name.
    Text(&'static str),
    /// True or false; the bare flag means true.
    Flag,
    /// A whole number.
    Number,
    /// Texts, separated by commas outside the file.
    List(&'static str),
    /// One of a few words.
    Choice(&'static [&'static str]),
}

/// Where an option can be set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sources {
    /// Flag, environment and file.
    Anywhere,
    /// Environment alone: it is a secret, and other users of a machine can see a command line.
    Environment,
}

/// Which commands have an option.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Commands {
    /// `cenote dev` and `cenote serve`.
    Both,
    /// `cenote dev` alone.
    Dev,
    /// `cenote serve` alone, and the commands that work on its data.
    Serve,
}

/// A command that reads options.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Command {
    /// `cenote dev`.
    Dev,
    /// `cenote serve` and the commands that work on its data.
    Serve,
}
