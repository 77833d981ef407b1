//! Whether whoever signs may do what a request to another service asks for, each decision told.
//! AWS: the IAM user guide, "Policy evaluation logic" and "Global condition context keys".

use super::Asked;
use crate::ctx::Ctx;
use crate::error::{Error, Reason, Result};
use crate::iam::authority::{Authority, moment};
use crate::policy::Context;

/// What is known of a request, whatever it asks for.
#[derive(Clone, Copy, Debug)]
pub struct Said<'a> {
    /// The address of whoever asks.
    pub ip: &'a str,
    /// Whether it came by TLS.
    pub is_secure: bool,
    /// The region that it was signed for.
    pub region: &'a str,
    /// User-Agent.
    pub user_agent: Option<&'a str>,
    /// Referer.
    pub referer: Option<&'a str>,
    /// The id of the key that signed.
    pub access_key_id: &'a str,
}

/// The global condition keys of a request.
pub fn context(ctx: &Ctx, authority: &Authority, said: &Said<'_>) -> Context {
    let mut context = authority.known.clone();
    let now = ctx.now();
    context.set("aws:CurrentTime", moment(now));
    context.set("aws:EpochTime", (now / 1_000).to_string());
    context.set("aws:SourceIp", said.ip);
    context.set("aws:SecureTransport", said.is_secure.to_string());
    context.set("aws:RequestedRegion", said.region);
    context.set("aws:ViaAWSService", "false");
    context.set_some("aws:UserAgent", said.user_agent);
    context.set_some("aws:Referer", said.referer);
    context
}

/// Judges one action on one resource, and leaves a line and a count of it. Errors: `AccessDenied`.
pub fn judge(
    ctx: &Ctx,
    authority: &Authority,
    common: &Context,
    said: &Said<'_>,
    asked: &Asked,
) -> Result<()> {
    let decided = decide(authority, common, asked);
    let (outcome, why) = match &decided {
        Ok(()) => ("allowed", None),
        Err(error) => ("denied", Some(error.message())),
    };
    // Actions are of our own tables, but for what a client can name: those have a label together.
    let service = asked.action.split(':').next().unwrap_or_default().to_owned();
    metrics::counter!("cenote_gateway_decisions_total", "service" => service, "outcome" => outcome)
        .increment(1);
    let Asked { action, resource, .. } = asked;
    let principal = authority.principal.arn.as_str();
    let key = said.access_key_id;
    let request_id = ctx.request_id.as_str();
    tracing::info!(
        target: "cenote::gateway",
        outcome, action, resource, principal, access_key_id = key, peer = said.ip, request_id, why,
        "decided"
    );
    decided
}

/// Whether what the policies say of this hangs on keys that begin so, in lower case.
pub fn leans_on(authority: &Authority, common: &Context, asked: &Asked, prefix: &str) -> bool {
    authority.leans_on(prefix, (&asked.action, &asked.resource), &whole(common, asked))
}

/// What is known of the request and of what it asks for.
fn whole(common: &Context, asked: &Asked) -> Context {
    let mut context = common.clone();
    for (key, value) in &asked.keys {
        context.set(key, value.clone());
    }
    context
}

fn decide(authority: &Authority, common: &Context, asked: &Asked) -> Result<()> {
    let context = whole(common, asked);
    let Asked { action, resource, .. } = asked;
    if asked.unsaid.iter().any(|prefix| authority.leans_on(prefix, (action, resource), &context)) {
        // Unsaid, a key would open what a Deny closes, and what a ForAllValues closes too.
        return Err(Error::about(Reason::AccessDenied, authority.principal.arn.as_str())
            .and(action.as_str())
            .and(resource.as_str())
            .and("because a policy looks at what the gateway cannot tell"));
    }
    authority.judge(action, resource, &context)
}
