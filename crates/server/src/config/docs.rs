//! `docs/configuration.md`, written from the table of options.

use super::table::{Commands, Kind, OPTIONS, Opt, Sources};

const INTRODUCTION: &str = "\
# Configuration

<!-- Written by `cenote docs options`; a test compares. -->

`cenote serve` reads `cenote.toml` in the working directory, or the file that `--config` or `CENOTE_CONFIG` names.
An environment variable goes before the file, a flag before both. `cenote dev` takes no options from the file. Names that
are not options are refused, and settings that are weak or missing are all named at once: `cenote doctor` tells them without
starting anything.

```toml
public_url = \"https://id.example.com\"
listen = \"0.0.0.0:443\"
tls_cert = \"/etc/cenote/tls/fullchain.pem\"
tls_key = \"/etc/cenote/tls/key.pem\"
data = \"/var/lib/cenote\"

[delivery]
kind = \"file\"
path = \"/var/lib/cenote/messages.jsonl\"
```

The functions of pools stand in the file too, as `[functions.\"arn:…\"]`, and what proxies may ask, as
`[forward_auth.NAME]`, and the directories of pools, as `[directories.\"POOL\"]`; `cenote dev` takes those:
[functions.md](functions.md), [forward-auth.md](forward-auth.md) and [directories.md](directories.md) list their settings.

Lists are arrays in the file, and separated by commas in flags and variables. Each option's flag is its name with
dashes: `public_url` is `--public-url`, `delivery.kind` is `--delivery-kind`.

";

/// The whole page.
pub fn page() -> String {
    let mut page = INTRODUCTION.to_owned();
    for (title, commands) in [
        ("Both commands", Commands::Both),
        ("`cenote serve` alone", Commands::Serve),
        ("`cenote dev` alone", Commands::Dev),
    ] {
        page.push_str(&format!(
            "## {title}\n\n| option | variable | value | default | |\n|---|---|---|---|---|\n"
        ));
        for option in OPTIONS.iter().filter(|option| option.commands == commands) {
            page.push_str(&row(option));
        }
        page.push('\n');
    }
    page.truncate(page.trim_end().len());
    page.push('\n');
    page
}

fn row(option: &Opt) -> String {
    let value = match option.kind {
        Kind::Text(name) => name.to_lowercase(),
        Kind::Flag => "true or false".to_owned(),
        Kind::Number => "number".to_owned(),
        Kind::List(name) => format!("list of {}", name.to_lowercase()),
        Kind::Choice(words) => words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(" or "),
    };
    let default = match (option.default, option.dev_default) {
        ("", _) => "none".to_owned(),
        (serve, None) => format!("`{serve}`"),
        (serve, Some(dev)) => format!("`{serve}`; in dev `{dev}`"),
    };
    let only = match option.sources {
        Sources::Anywhere => "",
        Sources::Environment => " Environment only.",
    };
    format!("| `{}` | `{}` | {value} | {default} | {}{only} |\n", option.key, option.variable(), option.doc)
}
