//! Roles that are assumed, and sessions that come of it.
//! AWS: API_AssumeRole, API_GetSessionToken; the IAM user guide, "Passing session tags in AWS STS", "Role chaining".

use std::collections::BTreeMap;

use store::iam_entities::Kind;

use super::authority::{self, Signer, moment};
use super::entities::{self, Entity};
use super::{documents, policies, principals, roles};
use crate::credentials::{self, Credentials, Principal, Scope, Session};
use crate::ctx::{Caller, Ctx};
use crate::error::{Error, Reason, Result};
use crate::policy::{self, Context, Decision, trust};

/// AWS: how long a session is where nothing is said, in seconds; and how long at most in a role that was assumed from
/// another.
const USUAL_S: i32 = 3_600;
/// How long a user's own session is where nothing is said.
const OF_USER_S: i32 = 43_200;
/// How long session policies may be, the ARNs of managed ones among them.
const POLICY: usize = 2_048;

/// What is wanted of a session.
pub struct Wanted {
    /// The role.
    pub role_arn: String,
    /// What the session is to be called.
    pub session_name: String,
    /// A policy that narrows it.
    pub policy: Option<String>,
    /// Managed policies that do.
    pub policy_arns: Vec<String>,
    /// How long, in seconds.
    pub duration_s: Option<i32>,
}

/// What a caller says besides.
#[derive(Default)]
pub struct Besides {
    /// Tags of the session.
    pub tags: BTreeMap<String, String>,
    /// Keys of those tags that go on into the next role.
    pub transitive_tag_keys: Vec<String>,
    /// What the role's owner has agreed on with whoever assumes it.
    pub external_id: Option<String>,
    /// Who is behind it all.
    pub source_identity: Option<String>,
}

/// A role that was assumed.
pub struct Assumed {
    /// The session.
    pub session: Session,
    /// Its credentials.
    pub credentials: Credentials,
    /// How much of the room for policies is used, in percent; nothing without a policy.
    pub packed_size: Option<i32>,
}

/// Assumes a role for whoever signs. Errors: `AssumeDenied`, `SessionLength`, `TagConflict`, and those of [`scope`].
pub async fn role(ctx: &Ctx, wanted: Wanted, mut besides: Besides) -> Result<Assumed> {
    let (scope, packed_size) = scope(ctx, &wanted).await?;
    let authority = authority::of_caller(ctx).await?;
    let denied = || {
        let arn = authority.principal.arn.as_str();
        Error::about(Reason::AssumeDenied, arn).and("sts:AssumeRole").and(&wanted.role_arn)
    };
    let before = match &ctx.caller {
        Caller::Administrator { signer: Signer::Session(session), .. } => Some(session.as_ref()),
        _ => None,
    };
    inherit(&mut besides, before)?;
    // Who may not, is not told whether there is such a role.
    let role = entities::by_arn(ctx, Kind::Role, &wanted.role_arn).await?.ok_or_else(denied)?;
    let mut context = authority.known.clone();
    say(ctx, &mut context, &wanted);
    context.set_some("sts:ExternalId", besides.external_id.as_deref());
    context.set("sts:TransitiveTagKeys", besides.transitive_tag_keys.clone());
    let tags: Vec<(&str, &str)> = besides.tags.iter().map(|(k, v)| (k.as_str(), v.as_str())).collect();
    let asking = trust::Asking::Aws {
        who: authority.who(),
        identity: &authority.identity,
        boundary: authority.boundary.as_ref(),
        session: &authority.session,
    };
    let is_allowed =
        trusts(&role, "sts:AssumeRole", asking, &context, &tags, besides.source_identity.as_deref())?;
    if !is_allowed {
        return Err(denied());
    }
    let is_chained = matches!(before.map(|session| &session.principal), Some(Principal::Role { .. }));
    let seconds = duration(&role, wanted.duration_s, is_chained)?;
    let mut session = session(ctx, &role, wanted.session_name, seconds, scope);
    session.principal_tags = besides.tags;
    session.transitive_tag_keys = besides.transitive_tag_keys;
    session.source_identity = besides.source_identity;
    let credentials = credentials::mint(ctx, &session)?;
    Ok(Assumed { session, credentials, packed_size })
}

/// What goes on from the session before: transitive tags, and who is behind it. Errors: `TagConflict`.
fn inherit(besides: &mut Besides, before: Option<&Session>) -> Result<()> {
    let Some(before) = before else { return Ok(()) };
    for key in &before.transitive_tag_keys {
        let Some(value) = before.principal_tags.get(key) else { continue };
        let is_said = besides.tags.keys().any(|said| said.eq_ignore_ascii_case(key));
        if is_said {
            return Err(Error::new(Reason::TagConflict));
        }
        besides.tags.insert(key.clone(), value.clone());
        besides.transitive_tag_keys.push(key.clone());
    }
    if before.source_identity.is_some() {
        besides.source_identity.clone_from(&before.source_identity);
    }
    Ok(())
}

/// Whether a role's own policy, and whatever else counts, lets somebody assume it. Errors: `Internal`.
pub(super) fn trusts(
    role: &Entity,
    action: &str,
    asking: trust::Asking<'_>,
    context: &Context,
    tags: &[(&str, &str)],
    source_identity: Option<&str>,
) -> Result<bool> {
    let role_arn = role.arn();
    let text = role.settings.assume_role_policy_document.as_deref().unwrap_or_default();
    let trust = documents::saved(&role_arn, text, policy::Kind::Trust)?;
    let assumption = trust::Assumption {
        trust: &trust,
        role_arn: &role_arn,
        action,
        asking,
        tags,
        source_identity,
        context,
    };
    let decision: Decision<'_> = trust::assume(&assumption);
    Ok(decision.is_allowed())
}

/// What a trust policy may ask about the request.
pub(super) fn say(ctx: &Ctx, context: &mut Context, wanted: &Wanted) {
    let now = ctx.now();
    context.set("sts:RoleSessionName", wanted.session_name.as_str());
    context.set("aws:SourceIp", ctx.origin.ip.as_str());
    context.set("aws:UserAgent", ctx.origin.user_agent.as_str());
    context.set("aws:CurrentTime", moment(now));
    context.set("aws:EpochTime", (now / 1_000).to_string());
    context.set("aws:RequestedRegion", ctx.region());
    context.set("aws:SecureTransport", ctx.config().public_url.starts_with("https://").to_string());
}

/// A session of a role, without tags.
pub(super) fn session(ctx: &Ctx, role: &Entity, name: String, seconds: i32, scope: Scope) -> Session {
    let now = ctx.now();
    Session {
        principal: Principal::Role { arn: role.arn(), id: role.row.id.clone(), session_name: name },
        account: role.row.account.clone(),
        region: ctx.region().to_owned(),
        issued_at: now,
        expires_at: credentials::end(now, i64::from(seconds)),
        scope,
        principal_tags: BTreeMap::new(),
        transitive_tag_keys: Vec::new(),
        federated: BTreeMap::new(),
        provider: None,
        source_identity: None,
    }
}

/// How long a session of a role is. Errors: `SessionLength`.
pub(super) fn duration(role: &Entity, asked: Option<i32>, is_chained: bool) -> Result<i32> {
    let most = role.settings.max_session_duration.unwrap_or(roles::MAX_SESSION_S);
    let seconds = asked.unwrap_or(USUAL_S);
    let text = if is_chained && seconds > USUAL_S {
        "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining"
    } else if seconds > most {
        "The requested DurationSeconds exceeds the MaxSessionDuration set for this role."
    } else {
        return Ok(seconds);
    };
    Err(Error::about(Reason::SessionLength, text))
}

/// The policies that narrow a session, and how much room they take.
///
/// Errors: `PolicyMalformed`, `PackedPolicyTooLarge`.
pub(super) async fn scope(ctx: &Ctx, wanted: &Wanted) -> Result<(Scope, Option<i32>)> {
    let mut used = 0;
    if let Some(text) = &wanted.policy {
        documents::identity(text)?;
        // The token carries it as it is: white space counts.
        used = text.chars().count();
    }
    for arn in &wanted.policy_arns {
        if policies::find(ctx, arn).await?.is_none() {
            // (guess)
            let text = format!("The policy {arn} does not exist or is not attachable.");
            return Err(Error::about(Reason::PolicyMalformed, text));
        }
        used += arn.len();
    }
    let percent = (used * 100).div_ceil(POLICY);
    if percent > 100 {
        return Err(Error::about(Reason::PackedPolicyTooLarge, percent.to_string()));
    }
    let scope = Scope { inline: wanted.policy.clone(), managed: wanted.policy_arns.clone(), is_guest: false };
    let packed = i32::try_from(percent).ok().filter(|_| !scope.is_whole());
    Ok((scope, packed))
}

/// Temporary credentials of whoever signs by a key of their own. Errors: `SessionOfSession`, `SessionLength`.
pub async fn own_session(ctx: &Ctx, asked: Option<i32>) -> Result<Credentials> {
    let principal = principals::of_caller(ctx).await?;
    let is_root = match &ctx.caller {
        Caller::Administrator { signer: Signer::Session(_), .. } => {
            return Err(Error::new(Reason::SessionOfSession));
        }
        Caller::Administrator { signer: Signer::User(_), .. } => false,
        _ => true,
    };
    // AWS: the account itself gets an hour, whatever it asks for.
    let seconds = if is_root { asked.unwrap_or(USUAL_S).min(USUAL_S) } else { asked.unwrap_or(OF_USER_S) };
    let now = ctx.now();
    let session = Session {
        principal: Principal::User { arn: principal.arn, id: principal.id },
        account: ctx.config().account.clone(),
        region: ctx.region().to_owned(),
        issued_at: now,
        expires_at: credentials::end(now, i64::from(seconds)),
        scope: Scope::default(),
        principal_tags: BTreeMap::new(),
        transitive_tag_keys: Vec::new(),
        federated: BTreeMap::new(),
        provider: None,
        source_identity: None,
    };
    credentials::mint(ctx, &session)
}
