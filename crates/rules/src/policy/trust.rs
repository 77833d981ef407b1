//! Trust: whether a role may be assumed, by its own policy and those of whoever asks.
//! AWS: the IAM user guide, "Available keys for AWS web identity federation" and "Passing session tags in AWS STS"; the
//! Cognito developer guide, "Role trust and permissions".

use super::context::{Context, Value};
use super::decide::{Asked, Decision, Policies, Policy, decide};
use super::document::{Document, Malformed};
use super::principal::{Named, Who};

/// Whoever would assume a role.
pub enum Asking<'a> {
    /// A user, or the session of another role: their own policies count too.
    Aws {
        /// Who it is.
        who: Who<'a>,
        /// Their policies.
        identity: &'a [Policy],
        /// What they can be granted at most.
        boundary: Option<&'a Policy>,
        /// The policies of their session.
        session: &'a [Policy],
    },
    /// Somebody whom a provider vouches for.
    Federated {
        /// As a trust policy names it: `cognito-identity.amazonaws.com`, or the ARN of an OIDC or SAML provider.
        provider: &'a str,
        /// What the provider says: `aud`, `sub`, `amr`, …, without the provider's name. `amr` is a set.
        claims: &'a [(&'a str, Value)],
    },
    /// A service.
    Service(&'a str),
}

/// What is asked besides.
pub struct Assumption<'a> {
    /// The role's own policy: of kind `Trust`.
    pub trust: &'a Policy,
    /// The role.
    pub role_arn: &'a str,
    /// `sts:AssumeRole`, `sts:AssumeRoleWithWebIdentity` or `sts:AssumeRoleWithSAML`.
    pub action: &'a str,
    /// Who would.
    pub asking: Asking<'a>,
    /// Tags that the session is to have: the trust policy must allow `sts:TagSession` as well.
    pub tags: &'a [(&'a str, &'a str)],
    /// The source identity that the session is to have: `sts:SetSourceIdentity` likewise.
    pub source_identity: Option<&'a str>,
    /// What else is known: `sts:ExternalId`, `sts:RoleSessionName`, `aws:SourceIp`, …
    pub context: &'a Context,
}

/// What begins a provider's condition keys: `cognito-identity.amazonaws.com` for itself, the address without its scheme for
/// an OIDC provider's ARN, `saml` for a SAML provider's.
pub fn key_prefix(provider: &str) -> &str {
    match provider.split_once(":oidc-provider/") {
        Some((_, address)) => address,
        None if provider.contains(":saml-provider/") => "saml",
        None => provider,
    }
}

/// Decides whether a role may be assumed. The decision is of the first action that is denied, or of the one that was asked.
///
/// What a provider says is added to the context, with `aws:FederatedProvider`; the tags as `aws:RequestTag/…` and `aws:TagKeys`.
pub fn assume<'a>(assumption: &Assumption<'a>) -> Decision<'a> {
    let mut context = assumption.context.clone();
    let (who, identity, boundary, session): (Who<'_>, &'a [Policy], Option<&'a Policy>, &'a [Policy]) =
        match &assumption.asking {
            Asking::Aws { who, identity, boundary, session } => (*who, identity, *boundary, session),
            Asking::Federated { provider, claims } => {
                let prefix = key_prefix(provider);
                for (claim, value) in *claims {
                    context.set(&format!("{prefix}:{claim}"), value.clone());
                }
                context.set("aws:FederatedProvider", *provider);
                (Who::Federated(provider), &[], None, &[])
            }
            Asking::Service(service) => (Who::Service(service), &[], None, &[]),
        };
    context.set_tags("aws:RequestTag", assumption.tags.iter().copied());
    if !assumption.tags.is_empty() {
        context
            .set("aws:TagKeys", assumption.tags.iter().map(|(key, _)| (*key).to_owned()).collect::<Vec<_>>());
    }
    context.set_some("sts:SourceIdentity", assumption.source_identity);
    let policies = Policies { identity, boundary, session, resource: Some(assumption.trust), is_trust: true };
    let judge = |action: &str| {
        let asked = Asked { who, action, resource: assumption.role_arn, context: &context };
        decide(&policies, &asked)
    };
    let first = judge(assumption.action);
    let besides = [
        ("sts:TagSession", !assumption.tags.is_empty()),
        ("sts:SetSourceIdentity", assumption.source_identity.is_some()),
    ];
    let mut others = besides.into_iter().filter(|(_, is_asked)| *is_asked && first.is_allowed());
    others
        .find_map(|(action, _)| Some(judge(action)).filter(|decision| !decision.is_allowed()))
        .unwrap_or(first)
}

/// The provider of identity pools.
pub const IDENTITY_POOLS: &str = "cognito-identity.amazonaws.com";

/// Refuses a trust policy that lets in whatever identity pool there is: an Allow in the name of identity pools must say for
/// which, by a condition on `cognito-identity.amazonaws.com:aud` that no missing key and no `*` meets.
///
/// AWS: IAM refuses such a policy since August 2025; CVE-2024-28056 is what it prevents. Errors: the document is malformed.
pub fn check(document: &Document) -> Result<(), Malformed> {
    let is_pools = |named: &Named| matches!(named, Named::Federated(provider) if provider == IDENTITY_POOLS);
    for statement in document.statements.iter().filter(|statement| statement.is_allow) {
        let is_about_pools =
            statement.principals.as_ref().is_some_and(|listed| listed.members.iter().any(is_pools));
        let key = "cognito-identity.amazonaws.com:aud";
        if is_about_pools && !statement.conditions.iter().any(|condition| condition.pins(key)) {
            return Err(Malformed::new(format!(
                "The trust policy allows {IDENTITY_POOLS} without a condition on {key}: name the identity pools that may use the role."
            )));
        }
    }
    Ok(())
}
