//! What whoever signs a call may do: their policies, and what is known of them where a condition asks.
//! AWS: the IAM user guide, "Policy evaluation logic" and "Properties of the principal".
//!
//! Everything is loaded anew for each call: a policy that was taken away, a key that was made inactive, a role that was
//! deleted count at once.

use std::sync::{Arc, LazyLock};

use crate::credentials::{self, Session};
use crate::ctx::{Ctx, World};
use crate::error::{Error, Reason, Result};
use crate::iam::denials;
use crate::iam::entities::Entity;
use crate::iam::grants::{self, Grants};
use crate::iam::principals::{self, Principal};
use crate::policy::{Asked, Aws, Context, Document, Kind, Policies, Policy, Who, decide};

/// By what somebody signs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Signer {
    /// A key of the account itself, which may do everything.
    Root,
    /// A key of the user of this id.
    User(String),
    /// Temporary credentials.
    Session(Box<Session>),
}

/// Whoever signs, with the policies that bear on them.
pub struct Authority {
    /// Who it is.
    pub principal: Principal,
    /// Policies of the user and their groups, or of the role.
    pub identity: Vec<Policy>,
    /// What the user or role can be granted at most.
    pub boundary: Option<Policy>,
    /// Policies that came with the session.
    pub session: Vec<Policy>,
    /// What is known of them: `aws:PrincipalArn`, `aws:userid`, their tags, what their provider said.
    pub known: Context,
    account: String,
    role_arn: Option<String>,
    /// What seals the reasons of denials, where they are told.
    sealing: Option<Arc<World>>,
}

/// What the account itself may do.
static EVERYTHING: LazyLock<Option<Policy>> = LazyLock::new(|| {
    let text = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}"#;
    compiled("root", text).ok()
});

/// Compiles a policy that is kept. It was checked when it was stored: if it does not compile, the fault is ours.
fn compiled(name: &str, text: &str) -> Result<Policy> {
    let document = Document::parse(text, Kind::Identity).map_err(Error::internal)?;
    Ok(Policy { name: name.to_owned(), document: Arc::new(document) })
}

impl Authority {
    /// Loads it for whoever signs by this.
    pub async fn load(ctx: &Ctx, signer: &Signer) -> Result<Authority> {
        let account = ctx.config().account.clone();
        let mut authority = Authority {
            principal: principals::root(&account),
            identity: Vec::new(),
            boundary: None,
            session: Vec::new(),
            known: Context::new(),
            account,
            role_arn: None,
            sealing: ctx.config().encodes_denials.then(|| Arc::clone(ctx.world())),
        };
        match signer {
            Signer::Root => authority.identity.extend(EVERYTHING.clone()),
            Signer::User(id) => {
                let found = grants::of_user(ctx, id).await?;
                let (user, granted) = found.ok_or_else(|| Error::new(Reason::UnknownAccessKey))?;
                authority.principal = principals::of_user(&user);
                authority.take(&user, granted);
            }
            Signer::Session(session) => authority.take_session(ctx, session).await?,
        }
        authority.know();
        Ok(authority)
    }

    /// Takes what a user or role is granted, and their tags.
    fn take(&mut self, entity: &Entity, granted: Grants) {
        self.identity = granted.identity;
        self.boundary = granted.boundary;
        let tags = entity.settings.tags.iter().map(|tag| (tag.key.as_str(), tag.value.as_str()));
        self.known.set_tags("aws:PrincipalTag", tags);
    }

    async fn take_session(&mut self, ctx: &Ctx, session: &Session) -> Result<()> {
        let root = principals::root(&session.account);
        self.account.clone_from(&session.account);
        self.principal = principals::of_session(session);
        match &session.principal {
            credentials::Principal::User { arn, .. } if *arn == root.arn => {
                self.identity.extend(EVERYTHING.clone());
            }
            credentials::Principal::User { id, .. } => {
                let found = grants::of_user(ctx, id).await?;
                let (user, granted) = found.ok_or_else(|| Error::new(Reason::UnknownAccessKey))?;
                self.take(&user, granted);
            }
            credentials::Principal::Role { arn, id, .. } => {
                // Another role of the same name grants nothing to the sessions of the one before.
                let found = grants::of_role(ctx, arn).await?.filter(|(role, _)| role.row.id == *id);
                if let Some((role, granted)) = found {
                    self.take(&role, granted);
                }
                self.role_arn = Some(arn.clone());
            }
        }
        for text in session.scope.texts() {
            self.session.push(compiled("session", text)?);
        }
        for arn in &session.scope.managed {
            self.session.extend(grants::managed(ctx, arn).await?);
        }
        // What cannot be found narrows to nothing.
        if self.session.is_empty() && !session.scope.is_whole() {
            self.session.push(compiled("session", NOTHING)?);
        }
        let known = &mut self.known;
        known.set_tags(
            "aws:PrincipalTag",
            session.principal_tags.iter().map(|(k, v)| (k.as_str(), v.as_str())),
        );
        for (key, values) in &session.federated {
            match values.as_slice() {
                [value] if !key.ends_with(":amr") => known.set(key, value.as_str()),
                _ => known.set(key, values.clone()),
            }
        }
        known.set_some("aws:FederatedProvider", session.provider.as_deref());
        known.set_some("aws:SourceIdentity", session.source_identity.as_deref());
        known.set("aws:TokenIssueTime", moment(session.issued_at));
        // AWS: temporary credentials say whether a second factor was shown; nobody shows one here.
        known.set("aws:MultiFactorAuthPresent", "false");
        Ok(())
    }

    /// Says who they are.
    fn know(&mut self) {
        let kind = match (&self.role_arn, self.principal.arn.ends_with(":root")) {
            (Some(_), _) => "AssumedRole",
            (None, true) => "Account",
            (None, false) => "User",
        };
        let arn = self.role_arn.as_deref().unwrap_or(&self.principal.arn);
        self.known.set("aws:PrincipalArn", arn);
        self.known.set("aws:PrincipalAccount", self.account.as_str());
        self.known.set("aws:PrincipalType", kind);
        self.known.set("aws:userid", self.principal.id.as_str());
        // AWS: users alone have a name.
        let name =
            self.principal.arn.split_once(":user/").map(|(_, path)| path.rsplit('/').next().unwrap_or(path));
        self.known.set_some("aws:username", name.filter(|_| kind == "User"));
    }

    /// Whoever it is, as trust and resource policies name them.
    pub fn who(&self) -> Who<'_> {
        Who::Aws(Aws {
            account: &self.account,
            arn: &self.principal.arn,
            role_arn: self.role_arn.as_deref(),
            id: &self.principal.id,
        })
    }

    /// Whether any of the policies looks at keys that begin so, in lower case.
    pub fn looks_at(&self, prefix: &str) -> bool {
        let all = self.identity.iter().chain(&self.boundary).chain(&self.session);
        all.into_iter()
            .any(|policy| policy.document.keys().iter().any(|key| key.to_lowercase().starts_with(prefix)))
    }

    /// Whether what any of the policies says of an action on a resource hangs on keys that begin so, in lower case.
    pub fn leans_on(&self, prefix: &str, (action, resource): (&str, &str), context: &Context) -> bool {
        let all = self.identity.iter().chain(&self.boundary).chain(&self.session);
        all.into_iter().any(|policy| policy.document.leans_on(prefix, (action, resource), context))
    }

    /// Lets one action on one resource pass; the context holds what is known of them too.
    ///
    /// Errors: `AccessDenied`, in AWS's words.
    pub fn judge(&self, action: &str, resource: &str, context: &Context) -> Result<()> {
        let policies = Policies {
            identity: &self.identity,
            boundary: self.boundary.as_ref(),
            session: &self.session,
            ..Policies::default()
        };
        let asked = Asked { who: self.who(), action, resource, context };
        let decision = decide(&policies, &asked);
        if decision.is_allowed() {
            return Ok(());
        }
        let mut because = decision.because(action);
        if let Some(world) = &self.sealing {
            because.push_str(&denials::appended(world, &self.principal, &decision, &asked)?);
        }
        let arn = self.principal.arn.as_str();
        Err(Error::about(Reason::AccessDenied, arn).and(action).and(resource).and(because))
    }
}

/// A session policy that lets nothing pass.
const NOTHING: &str =
    r#"{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"*","Resource":"*"}]}"#;

/// The authority of whoever signed this request, for operations that decide more than the door does.
pub async fn of_caller(ctx: &Ctx) -> Result<Authority> {
    match &ctx.caller {
        crate::Caller::Administrator { signer, .. } => Authority::load(ctx, signer).await,
        crate::Caller::Anyone => Err(Error::new(Reason::UnknownAccessKey)),
    }
}

/// A moment as conditions read it. AWS: ISO 8601 in whole seconds.
pub fn moment(at: i64) -> String {
    let moment = jiff::Timestamp::from_millisecond(at - at.rem_euclid(1_000));
    moment.map(|moment| moment.to_string()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::credentials::guests;

    #[test]
    fn the_policies_that_are_part_of_the_program_compile() {
        for text in [guests::INLINE, guests::MANAGED, NOTHING] {
            assert!(compiled("", text).is_ok(), "{text}");
        }
        assert!(EVERYTHING.is_some());
    }

    #[test]
    fn a_moment_is_in_whole_seconds() {
        assert_eq!(moment(1_795_233_600_999), "2026-11-21T04:00:00Z");
    }
}
