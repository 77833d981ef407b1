//! The one table of options: flags, environment variables, `cenote.toml` and the documentation are made from it.

mod kinds;

pub use kinds::{Command, Commands, Kind, Sources};

/// One option.
pub struct Opt {
    /// Its name in `cenote.toml`, dotted where it stands in a table.
    pub key: &'static str,
    /// What its value is.
    pub kind: Kind,
    /// Where it can be set.
    pub sources: Sources,
    /// The value without any setting, as text; empty for none.
    pub default: &'static str,
    /// The default of `cenote dev`, where it is another.
    pub dev_default: Option<&'static str>,
    /// Which commands have it.
    pub commands: Commands,
    /// One or two sentences for people.
    pub doc: &'static str,
}

impl Opt {
    /// The environment variable, `CENOTE_PUBLIC_URL`.
    pub fn variable(&self) -> String {
        format!("CENOTE_{}", self.key.replace('.', "_").to_ascii_uppercase())
    }

    /// The flag without its dashes, `public-url`.
    pub fn flag(&self) -> String {
        self.key.replace(['.', '_'], "-")
    }

    /// The default of a command, as text; empty for none.
    pub fn default_of(&self, command: Command) -> &'static str {
        match command {
            Command::Dev => self.dev_default.unwrap_or(self.default),
            Command::Serve => self.default,
        }
    }

    /// True when the command has this option.
    pub fn is_for(&self, command: Command) -> bool {
        match self.commands {
            Commands::Both => true,
            Commands::Dev => command == Command::Dev,
            Commands::Serve => command == Command::Serve,
        }
    }
}

/// An option by its key.
pub fn find(key: &str) -> Option<&'static Opt> {
    OPTIONS.iter().find(|option| option.key == key)
}

const fn option(key: &'static str, kind: Kind, default: &'static str, doc: &'static str) -> Opt {
    Opt { key, kind, sources: Sources::Anywhere, default, dev_default: None, commands: Commands::Both, doc }
}

impl Opt {
    const fn only(mut self, commands: Commands) -> Opt {
        self.commands = commands;
        self
    }

    const fn in_dev(mut self, default: &'static str) -> Opt {
        self.dev_default = Some(default);
        self
    }

    const fn secret(mut self) -> Opt {
        self.sources = Sources::Environment;
        self
    }
}

/// Every option there is, in the order of the documentation.
pub const OPTIONS: &[Opt] = &[
    option(
        "listen",
        Kind::Text("ADDR:PORT"),
        "127.0.0.1:7665",
        "Where to listen. Port 0 takes a free one. `cenote dev` accepts loopback addresses only.",
    ),
    option(
        "public_url",
        Kind::Text("URL"),
        "",
        "The origin under which clients reach Cenote, such as `https://id.example.com`: the base of every issuer \
         and address. `cenote serve` needs it; `cenote dev` takes the listen address.",
    ),
    option(
        "extra_origins",
        Kind::List("URL"),
        "",
        "Further origins that lead to the same endpoints, such as a container's name beside localhost. Links in \
         an answer follow the one that was asked; issuers never do.",
    ),
    option(
        "allow_http",
        Kind::Flag,
        "false",
        "Accept a `public_url` that begins with http:// and is not this machine. Passwords and tokens then \
         travel in clear.",
    )
    .only(Commands::Serve),
    option(
        "allow_plaintext",
        Kind::Flag,
        "false",
        "Listen without TLS beyond loopback although no trusted proxy is named.",
    )
    .only(Commands::Serve),
    option(
        "tls_cert",
        Kind::Text("FILE"),
        "",
        "Certificate chain in PEM, the server's own certificate first. Changed files are taken up without a \
         restart. Custom domains have their own by `cenote domain add`, see docs/domains.md.",
    )
    .only(Commands::Serve),
    option("tls_key", Kind::Text("FILE"), "", "Private key of the certificate in PEM.").only(Commands::Serve),
    option(
        "trusted_proxies",
        Kind::List("CIDR"),
        "",
        "Address ranges of reverse proxies whose `Forwarded` and `X-Forwarded-For` headers are believed, and who may ask forward auth.",
    )
    .only(Commands::Serve),
    option(
        "data",
        Kind::Text("DIR"),
        "cenote-data",
        "Directory of the database file and the key ring. It is made with access for its owner alone.",
    )
    .in_dev(".cenote"),
    option("memory", Kind::Flag, "false", "Keep nothing on disk: everything is gone at the end.").only(Commands::Dev),
    option(
        "database_url",
        Kind::Text("URL"),
        "",
        "PostgreSQL instead of the file, as `postgres://user:password@host/database`. The environment variable \
         keeps the password off the command line. To another machine the connection is encrypted and the server's \
         certificate verified; `?sslmode=disable` at the end gives that up, `?sslmode=require` asks for it here too.",
    ),
    option(
        "database_ca_file",
        Kind::Text("FILE"),
        "",
        "Certificate authorities, PEM, to believe about the database's certificate instead of the system's.",
    ),
    option(
        "root_key_file",
        Kind::Text("FILE"),
        "",
        "The key ring that seals secrets at rest. Without it, `keyring.json` in `data`. Made at the first start; \
         back it up apart from the database.",
    ),
    option(
        "root_key",
        Kind::Text("BASE64"),
        "",
        "A root key itself, base64 of 32 bytes, instead of a key ring file.",
    )
    .secret(),
    option("account", Kind::Text("ID"), "000000000000", "The account id in ARNs: twelve digits."),
    option(
        "regions",
        Kind::List("REGION"),
        "us-east-1",
        "The regions served; the first is that of unsigned calls. Token verifiers accept real-looking names only.",
    ),
    option(
        "issuer",
        Kind::Choice(&["own", "aws"]),
        "own",
        "`own` issues tokens as `{public_url}/{pool}`; `aws` as `https://cognito-idp.{region}.amazonaws.com/{pool}`, \
         for those who front Cenote with AWS's names.",
    ),
    option(
        "attempt_limits",
        Kind::Flag,
        "true",
        "Limit codes, guesses and resets per user and hour as AWS publishes it.",
    ),
    option(
        "messages_per_hour",
        Kind::Number,
        "30",
        "Messages an hour to one e-mail address or phone number of a pool; 0 for any number. What administrators send does \
         not count, and a code of a sign-in that comes back is forgiven.",
    )
    .in_dev("0"),
    option("messages_per_day", Kind::Number, "100", "The same within a day.").in_dev("0"),
    option(
        "sms_per_prefix",
        Kind::Number,
        "100",
        "Text messages that sign-ups, resets, verifications and codes in the place of passwords may cause in \
         `sms_window_s` to numbers of a pool that begin with the same `sms_prefix_digits`, against SMS pumping; 0 for any \
         number. Second factors do not count, nor does what administrators send.",
    )
    .in_dev("0"),
    option(
        "sms_prefix_digits",
        Kind::Number,
        "6",
        "How many first digits of a number, the country's among them, make a prefix.",
    ),
    option(
        "sms_per_ip",
        Kind::Number,
        "100",
        "Text messages of the same kinds at the word of one client address, of IPv6 of one /64; 0 for any number. Raise it \
         where a server of your own calls for people without an access key.",
    )
    .in_dev("0"),
    option(
        "sms_window_s",
        Kind::Number,
        "3600",
        "The seconds within which `sms_per_prefix` and `sms_per_ip` count; a day at most.",
    ),
    option(
        "rates",
        Kind::Choice(&["unlimited", "aws"]),
        "unlimited",
        "How often a second operations may be called: `aws` refuses what is beyond AWS's request rates, as AWS does; with \
         `unlimited` nothing is refused but what `rate_limits` names.",
    ),
    option(
        "rate_limits",
        Kind::List("NAME=RATE"),
        "",
        "Request rates of your own: `UserRead=300`, or `UserRead=300..1000` where UpdateProvisionedLimit may raise it; \
         `per_user` and `per_pool` for those of each user and pool.",
    ),
    option(
        "quotas",
        Kind::Choice(&["aws", "unlimited"]),
        "aws",
        "How many of a kind there can be: `aws` has AWS's default quotas; with `unlimited` nothing is refused but passkeys, \
         which people make themselves, and what `quota_limits` names.",
    ),
    option(
        "quota_limits",
        Kind::List("NAME=NUMBER"),
        "",
        "Quotas of your own, such as `clients=5000`. Names: `pools`, `custom_domains`, `clients`, `identity_providers`, \
         `resource_servers`, `groups`, `custom_attributes`, `brandings`, `terms`, `import_jobs`, `user_groups`, \
         `linked_identities`, `passkeys`, `identity_pools`.",
    ),
    option(
        "trust_unknown_roles",
        Kind::Flag,
        "false",
        "Identity pools give credentials of roles that nobody has made here, as if these let everybody in. Otherwise they \
         answer `InvalidIdentityPoolConfigurationException`.",
    )
    .in_dev("true"),
    option(
        "sync_devices_by_administrators",
        Kind::Flag,
        "false",
        "Administrators may register devices of identities for Cognito Sync, and have them hear of datasets. AWS takes nothing \
         but the identity's own credentials for that.",
    )
    .in_dev("true"),
    option(
        "encoded_denials",
        Kind::Flag,
        "false",
        "Refusals of administrators' calls end with an encoded message of who asked for what and which statement forbade it, \
         as some of AWS's services add it. `sts:DecodeAuthorizationMessage` reads it.",
    ),
    option(
        "login_audiences",
        Kind::List("ISSUER=CLIENT"),
        "",
        "Apps whose ID tokens identity pools take of OpenID providers, beside those that the provider in IAM lists, such as \
         `op.example/tenant=app`: the issuer without `https://`. Tokens for others are refused.",
    ),
    option(
        "login_addresses",
        Kind::List("PROVIDER=URL"),
        "",
        "Where identity pools and sign-ins through public providers ask instead of at the provider's own host, such as \
         `graph.facebook.com=https://proxy.example`.",
    ),
    option(
        "reuse_revokes",
        Kind::Flag,
        "false",
        "A refresh token used again after its grace period ends the whole sign-in. AWS refuses that token only.",
    ),
    option(
        "acr_claims",
        Kind::Flag,
        "true",
        "Users' tokens say how strongly they signed in: the claims `acr` and `amr`.",
    ),
    option(
        "pushed_requests",
        Kind::Flag,
        "false",
        "Apps may push their requests to `/oauth2/par` (RFC 9126), see docs/oauth-extensions.md. AWS ignores `request_uri`.",
    ),
    option(
        "iss_parameter",
        Kind::Flag,
        "false",
        "What the hosted pages send back to apps names the issuer, as `iss` (RFC 9207). AWS sends none.",
    ),
    option(
        "introspection",
        Kind::Flag,
        "false",
        "Hosted domains have `/oauth2/introspect` (RFC 7662), for clients with a secret. AWS has none.",
    ),
    option(
        "device_grant",
        Kind::Flag,
        "false",
        "Apps on devices without a browser may ask for tokens (RFC 8628), see docs/oauth-extensions.md. AWS has nothing like it.",
    ),
    option(
        "back_channel_logout",
        Kind::Flag,
        "false",
        "Apps that name an address for it are told when a sign-in on the hosted pages ends (OpenID Connect Back-Channel \
         Logout 1.0), see docs/oauth-extensions.md. AWS tells nobody.",
    ),
    option(
        "dpop",
        Kind::Choice(&["off", "on", "nonce"]),
        "off",
        "`on` lets apps bind their tokens to a key of their own (RFC 9449), see docs/oauth-extensions.md; `nonce` asks them \
         for a nonce of ours besides. AWS does not look at what they send of it.",
    ),
    option(
        "session_minutes",
        Kind::Number,
        "60",
        "How long a sign-in on the hosted pages lets people come back without a proof, at most, where \
         SetUserPoolClientSessionConfiguration says nothing for the client. AWS has an hour; up to 525600, a year.",
    ),
    option(
        "session_idle_minutes",
        Kind::Number,
        "0",
        "A sign-in on the hosted pages ends earlier for whoever stays away for so many minutes; with 0 for nobody, as at AWS.",
    ),
    option(
        "account_pages",
        Kind::Flag,
        "true",
        "Hosted domains have `/account`, where people see and change what is kept of them: docs/account-pages.md.",
    ),
    option(
        "account_proof_minutes",
        Kind::Number,
        "5",
        "How lately somebody must have signed in to change something on the account pages: others sign in once more; from 1 \
         to 1440.",
    ),
    option(
        "undo_address_changes",
        Kind::Flag,
        "true",
        "Whoever changes the own e-mail address has word of it at the old one, and can undo it: docs/account-pages.md.",
    )
    .in_dev("false"),
    option(
        "delivery.kind",
        Kind::Choice(&["none", "file"]),
        "none",
        "What takes the messages that no channel is named for: `file` appends them to `delivery.path`; with `none` an \
         operation that must send one fails. `cenote dev` has its mailbox.",
    )
    .only(Commands::Serve),
    option(
        "delivery.email",
        Kind::Text("CHANNEL"),
        "",
        "The channel that e-mails take: the name of a table `[channels.NAME]`, see docs/messages.md.",
    )
    .only(Commands::Serve),
    option("delivery.sms", Kind::Text("CHANNEL"), "", "The same for text messages.").only(Commands::Serve),
    option(
        "delivery.path",
        Kind::Text("FILE"),
        "",
        "Where `delivery.kind = \"file\"` writes: one JSON object a line, readable by its owner alone.",
    )
    .only(Commands::Serve),
    option(
        "code_keys",
        Kind::List("KEYID=FILE"),
        "",
        "Keys under which functions that send messages get their codes, by the KMSKeyID of a pool: each a file with \
         base64 of 32 bytes.",
    ),
    option(
        "allow_plain_codes",
        Kind::Flag,
        "false",
        "Give functions that send messages a code bare where `code_keys` has no key of the pool's KMSKeyID.",
    ),
    option(
        "outbound_private_addresses",
        Kind::List("CIDR"),
        "",
        "Private address ranges that Cenote itself may ask for metadata and discovery documents of identity providers, \
         over http and on any port too, for functions, and for apps that are told of sign-outs. Of public addresses it asks \
         port 443 alone for documents.",
    )
    .in_dev("127.0.0.0/8,::1/128"),
    option(
        "gateway.listen",
        Kind::Text("ADDRESS"),
        "",
        "Where the gateway listens: `cenote serve` has one if this is set, `cenote gateway` takes 127.0.0.1:7666 without.",
    )
    .only(Commands::Serve),
    option(
        "gateway.public_url",
        Kind::Text("URL"),
        "",
        "The origin that clients of the gateway use: what stands before its host is a bucket.",
    )
    .only(Commands::Serve),
    option(
        "gateway.cors_origins",
        Kind::List("ORIGIN"),
        "",
        "Origins whose pages may call the gateway from browsers.",
    )
    .only(Commands::Serve),
    option(
        "metrics_from",
        Kind::List("CIDR"),
        "127.0.0.0/8,::1/128",
        "Address ranges that may read `/metrics`; to all others it does not exist.",
    )
    .only(Commands::Serve),
    option(
        "log",
        Kind::Text("LEVEL"),
        "info",
        "What is logged to standard error: `error`, `warn`, `info`, `debug`, or a filter such as \
         `info,store=debug`.",
    ),
    option("log_format", Kind::Choice(&["json", "text"]), "json", "The form of log lines.").in_dev("text"),
    option(
        "shutdown_grace_s",
        Kind::Number,
        "20",
        "Seconds that requests under way may take after SIGTERM or SIGINT.",
    )
    .in_dev("2"),
    option(
        "fixed_code",
        Kind::Text("CODE"),
        "",
        "Every code that is sent is this one, six digits: for tests.",
    )
    .only(Commands::Dev),
];

#[cfg(test)]
mod tests;
