//! Where streams of datasets' changes may go, and who reaches devices: as the settings file says beside functions.
//! AWS: API_SetIdentityPoolConfiguration, whose names these are.

use http::Uri;

use super::{Reader, Secret, arn_part};

/// A stream of Kinesis.
#[derive(Clone, Debug)]
pub struct Kinesis {
    /// The base of its addresses.
    pub endpoint: Uri,
    /// Its name there, where it is another.
    pub stream: Option<String>,
    /// Whose key signs.
    pub key: AwsKey,
    /// It may be at a private address.
    pub may_be_private: bool,
}

/// A table of a PostgreSQL database.
#[derive(Clone, Debug)]
pub struct Postgres {
    /// The database.
    pub url: Secret,
    /// The table.
    pub table: store::warehouse::Table,
}

/// A key that calls of AWS are signed with.
#[derive(Clone, Debug)]
pub struct AwsKey {
    /// The region to sign for.
    pub region: String,
    /// Its id.
    pub access_key_id: String,
    /// The key.
    pub secret_access_key: Secret,
    /// What goes with a temporary key.
    pub session_token: Option<Secret>,
}

/// What streams of changes may lead to, beside what functions may.
pub(super) const STREAMS: [&str; 3] = ["file", "kinesis", "postgres"];

/// Whether a text names a stream of changes, `arn:aws:kinesis:region:account:stream/name`.
pub(super) fn is_stream(arn: &str) -> bool {
    let parts: Vec<&str> = arn.split(':').collect();
    matches!(parts.as_slice(), ["arn", _, "kinesis", region, account, stream]
        if !region.is_empty() && !account.is_empty() && stream.strip_prefix("stream/").is_some_and(|name| !name.is_empty()))
}

/// Whether a text names who reaches the devices of a platform, `arn:aws:sns:region:account:app/GCM/name`.
pub(super) fn is_application(arn: &str) -> bool {
    let parts: Vec<&str> = arn.split(':').collect();
    matches!(parts.as_slice(), ["arn", _, "sns", region, account, app]
        if !region.is_empty() && !account.is_empty() && app.strip_prefix("app/").is_some_and(|app| app.contains('/')))
}

impl Reader<'_> {
    pub(super) fn kinesis(&mut self) -> Option<Kinesis> {
        let may_be_private = self.flag("allow_private");
        let (endpoint, stream) = (self.url("kinesis", may_be_private), self.text("stream"));
        let key = self.aws_key()?;
        Some(Kinesis { endpoint: endpoint?, stream, key, may_be_private })
    }

    pub(super) fn postgres(&mut self) -> Option<Postgres> {
        let url = self.secret("postgres");
        let name = self.text("table").unwrap_or_else(|| "cognito_streams".to_owned());
        let table = store::warehouse::Table::named(&name);
        if table.is_none() {
            self.fault(
                Some("table"),
                "is no plain name",
                "Give a name, or SCHEMA.NAME, of small letters, digits and _",
            );
        }
        Some(Postgres { url: url?, table: table? })
    }

    pub(super) fn aws_key(&mut self) -> Option<AwsKey> {
        let region = self.text("region").unwrap_or_else(|| arn_part(self.arn, 3).to_owned());
        let has_own =
            self.table.contains_key("access_key_id") || self.table.contains_key("secret_access_key");
        let (id, secret, token) = if has_own {
            (self.secret("access_key_id"), self.secret("secret_access_key"), self.secret("session_token"))
        } else {
            let variable = |name: &str| (self.environment)(name).as_deref().map(Secret::from);
            (variable("AWS_ACCESS_KEY_ID"), variable("AWS_SECRET_ACCESS_KEY"), variable("AWS_SESSION_TOKEN"))
        };
        if id.is_none() || secret.is_none() {
            let remedy = "Give it and its id, or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY";
            self.fault(Some("secret_access_key"), "is missing, and calls must be signed", remedy);
        }
        let access_key_id = id?.reveal().to_owned();
        Some(AwsKey { region, access_key_id, secret_access_key: secret?, session_token: token })
    }
}
