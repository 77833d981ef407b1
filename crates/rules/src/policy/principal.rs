//! Who is meant: the principals that trust and resource policies name, and whoever asks.
//! AWS: the IAM user guide, "AWS JSON policy elements: Principal" and "NotPrincipal".

use super::arn;
use super::document::{Malformed, syntax};
use super::json::Node;

/// Whoever asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who<'a> {
    /// Somebody of an account.
    Aws(Aws<'a>),
    /// Somebody whom a provider vouches for: `cognito-identity.amazonaws.com`, `accounts.google.com`, the ARN of an OIDC or
    /// SAML provider.
    Federated(&'a str),
    /// A service: `lambda.amazonaws.com`.
    Service(&'a str),
    /// Nobody in particular.
    Anyone,
}

/// A user, a session of a role, or an account itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Aws<'a> {
    /// Twelve digits.
    pub account: &'a str,
    /// `arn:aws:iam::…:user/…`, `arn:aws:sts::…:assumed-role/…` or `arn:aws:iam::…:root`.
    pub arn: &'a str,
    /// The role whose session it is.
    pub role_arn: Option<&'a str>,
    /// `AIDA…`, or `AROA…:session`.
    pub id: &'a str,
}

/// How closely a statement names whoever asks, closest last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Naming {
    /// By the account: what the account's own policies say then counts.
    Account,
    /// By a session's role, or everybody.
    Role,
    /// The very user, session, provider or service.
    Itself,
}

/// A principal that a policy names.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Named {
    Everyone,
    Account(String),
    Arn(String),
    Id(String),
    Federated(String),
    Service(String),
    /// Users of S3 by their canonical id: nobody here has one.
    Canonical,
}

impl Named {
    /// How it names whoever asks, if it does. Whom a provider or a service vouches for is never just everybody.
    pub fn names(&self, who: &Who<'_>) -> Option<Naming> {
        match (self, who) {
            (Named::Everyone, Who::Aws(_) | Who::Anyone) => Some(Naming::Role),
            (Named::Account(account), Who::Aws(aws)) => (account == aws.account).then_some(Naming::Account),
            (Named::Arn(arn), Who::Aws(aws)) if arn == aws.arn => Some(Naming::Itself),
            (Named::Arn(arn), Who::Aws(aws)) => (Some(arn.as_str()) == aws.role_arn).then_some(Naming::Role),
            (Named::Id(id), Who::Aws(aws)) if id == aws.id => Some(Naming::Itself),
            (Named::Id(id), Who::Aws(aws)) => {
                let role = aws.id.split_once(':').map(|(role, _)| role);
                (Some(id.as_str()) == role).then_some(Naming::Role)
            }
            (Named::Federated(named), Who::Federated(provider)) => {
                (named == provider).then_some(Naming::Itself)
            }
            (Named::Service(named), Who::Service(service)) => (named == service).then_some(Naming::Itself),
            _ => None,
        }
    }
}

/// Reads what `Principal` or `NotPrincipal` says. Errors: the document is malformed.
pub(super) fn read(node: &Node) -> Result<Vec<Named>, Malformed> {
    if let Some(text) = node.string() {
        return if text == "*" { Ok(vec![Named::Everyone]) } else { Err(invalid("AWS", text)) };
    }
    let Node::Object(members) = node else { return Err(syntax()) };
    let mut named = Vec::new();
    for (kind, values) in members {
        for text in super::document::strings(values)? {
            named.push(one(kind, text)?);
        }
    }
    // AWS: a principal that names nobody.
    if named.is_empty() {
        Err(Malformed::new("Missing required field Principal cannot be empty!"))
    } else {
        Ok(named)
    }
}

fn one(kind: &str, text: &str) -> Result<Named, Malformed> {
    let named = match kind {
        "AWS" => aws(text),
        "Federated" => {
            let is_provider = arn::parts(text).is_some_and(|parts| {
                parts[2] == "iam"
                    && (parts[5].starts_with("saml-provider/") || parts[5].starts_with("oidc-provider/"))
            });
            if !is_provider && !is_domain(text) {
                // AWS: the text of IAM for what is neither.
                return Err(Malformed::new(
                    "Federated principals must be valid domain names or SAML metadata ARNs",
                ));
            }
            Some(Named::Federated(text.to_owned()))
        }
        "Service" => is_domain(text).then(|| Named::Service(text.to_owned())),
        "CanonicalUser" => Some(Named::Canonical),
        _ => return Err(syntax()),
    };
    named.ok_or_else(|| invalid(&kind.to_uppercase(), text))
}

fn aws(text: &str) -> Option<Named> {
    if text == "*" {
        return Some(Named::Everyone);
    }
    if is_account(text) {
        return Some(Named::Account(text.to_owned()));
    }
    if let Some(parts) = arn::parts(text) {
        let is_one =
            ["iam", "sts"].contains(&parts[2]) && is_account(parts[4]) && !text.contains(['*', '?', '$']);
        return is_one.then(|| match parts[5] {
            "root" => Named::Account(parts[4].to_owned()),
            _ => Named::Arn(text.to_owned()),
        });
    }
    let is_id = (16..=128).contains(&text.len())
        && text.starts_with('A')
        && text.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
    is_id.then(|| Named::Id(text.to_owned()))
}

fn is_account(text: &str) -> bool {
    text.len() == 12 && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_domain(text: &str) -> bool {
    let is_label = |label: &str| {
        !label.is_empty()
            && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_')
    };
    text.contains('.') && text.split('.').all(is_label)
}

/// AWS: IAM's text for a principal that nobody can be.
fn invalid(kind: &str, text: &str) -> Malformed {
    Malformed::new(format!("Invalid principal in policy: \"{kind}\":\"{text}\""))
}
