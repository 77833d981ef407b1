//! Which identity logins lead to: made, linked and merged, each in one guarded batch.
//! AWS: API_GetId, API_GetCredentialsForIdentity, "Linking and merging"; the choices that AWS does not tell are said here.
//!
//! Who names an identity that has logins proves one of them, or is refused: knowing an id links nobody to it. A guest's id
//! is all that a guest has, and whoever has it brings what it stands for into their own identity.

use store::Outcome;
use store::identities::{Identity, Login};

use super::Found;
use super::logins::Proof;
use crate::ctx::Ctx;
use crate::error::{Error, Reason, Result};
use crate::identity_pools::IdentityPool;
use crate::ids;
use crate::sync::merging;

/// AWS: the most logins of an identity.
const MOST: usize = 20;

/// Makes an identity with these logins. Errors: `Moved` when one of them has been taken meanwhile.
pub async fn begin(ctx: &Ctx, pool: &IdentityPool, proofs: &[Proof]) -> Result<String> {
    let id = format!("{}:{}", pool.row.region, ids::uuid(ctx)?);
    let identity = Identity::begun(pool.id(), id.clone(), ctx.now());
    check_fit(pool, proofs.iter().map(|proof| proof.login(&id)))?;
    let mut batch = ctx.batch()?;
    store::identities::insert(&mut batch, &identity);
    for proof in proofs {
        store::identities::link(&mut batch, pool.id(), &proof.login(&id));
    }
    settle(ctx.try_commit(batch).await?)?;
    Ok(id)
}

/// The identity that proofs lead to, whatever they led to before: none is made, one gets all of them, several become the
/// oldest one.
///
/// Errors: `LoginsConflict`, `TooManyLogins`, `Moved`.
pub async fn of_proofs(ctx: &Ctx, pool: &IdentityPool, proofs: &[Proof]) -> Result<String> {
    let mut known = Vec::new();
    for proof in proofs {
        let login = store::identities::login(&ctx.read(), pool.id(), &proof.provider, &proof.subject).await?;
        known.extend(login.map(|login| login.identity_id));
    }
    known.sort_unstable();
    known.dedup();
    let mut identities = Vec::new();
    for id in &known {
        identities.push(whole(ctx, id).await?);
    }
    identities.sort_by_key(|(identity, _)| identity.created_at);
    match identities.is_empty() {
        true => begin(ctx, pool, proofs).await,
        false => join(ctx, pool, identities, proofs).await,
    }
}

/// The identity that acts where this one is named with these proofs.
///
/// Errors: `LoginsDiffer` where it has logins and none of them was proved, `IdentityForbidden` for one that is disabled and
/// has not become what the proofs lead to, those of [`of_proofs`].
pub async fn with(ctx: &Ctx, found: &Found, proofs: &[Proof]) -> Result<String> {
    if !found.logins.is_empty() && !proofs.iter().any(|proof| found.has(proof)) {
        return Err(Error::new(Reason::LoginsDiffer));
    }
    if found.identity.is_disabled {
        return of_disabled(ctx, found, proofs).await;
    }
    join_with(ctx, found, proofs).await
}

/// The same where an administrator says that it is so: nothing of the identity needs to be proved.
///
/// Errors: `IdentityForbidden` for one that is disabled, those of [`of_proofs`].
pub async fn join_with(ctx: &Ctx, found: &Found, proofs: &[Proof]) -> Result<String> {
    if found.identity.is_disabled {
        return Err(Error::about(Reason::IdentityForbidden, &found.identity.id));
    }
    let mut others = Vec::new();
    for proof in proofs.iter().filter(|proof| !found.has(proof)) {
        let read = ctx.read();
        let login = store::identities::login(&read, &found.identity.pool_id, &proof.provider, &proof.subject);
        if let Some(login) = login.await?
            && !others.iter().any(|(identity, _): &(Identity, _)| identity.id == login.identity_id)
        {
            others.push(whole(ctx, &login.identity_id).await?);
        }
    }
    others.sort_by_key(|(identity, _)| identity.created_at);
    let own = (found.identity.clone(), found.logins.clone());
    // A guest becomes part of whoever signs in; who is somebody already stays so.
    let at = if found.logins.is_empty() { others.len() } else { 0 };
    others.insert(at, own);
    join(ctx, &found.pool, others, proofs).await
}

/// A disabled identity stands for the one that it has become part of, if that is where the proofs lead.
async fn of_disabled(ctx: &Ctx, found: &Found, proofs: &[Proof]) -> Result<String> {
    let forbidden = || Error::about(Reason::IdentityForbidden, &found.identity.id);
    for proof in proofs {
        let mut heir = found.identity.merged_into.clone();
        let read = ctx.read();
        let login = store::identities::login(&read, found.pool.id(), &proof.provider, &proof.subject).await?;
        // What it has become part of may have become part of another since.
        while let Some(id) =
            heir.clone().filter(|id| login.as_ref().is_some_and(|login| login.identity_id != *id))
        {
            heir = store::identities::get(&ctx.read(), &id).await?.and_then(|identity| identity.merged_into);
        }
        if heir.is_some() && login.is_some() {
            return of_proofs(ctx, &found.pool, proofs).await;
        }
    }
    Err(forbidden())
}

/// An identity that a login leads to, with all its logins. Errors: `Moved` when it has gone since the login was seen.
async fn whole(ctx: &Ctx, id: &str) -> Result<(Identity, Vec<Login>)> {
    let identity = store::identities::get(&ctx.read(), id).await?;
    let identity = identity.ok_or_else(|| Error::new(Reason::Moved))?;
    Ok((identity, store::identities::logins(&ctx.read(), id).await?))
}

/// Makes one identity of these, the first, and links to it what is new.
async fn join(
    ctx: &Ctx,
    pool: &IdentityPool,
    identities: Vec<(Identity, Vec<Login>)>,
    proofs: &[Proof],
) -> Result<String> {
    let Some((first, _)) = identities.first() else { return begin(ctx, pool, proofs).await };
    let known: Vec<&Login> = identities.iter().flat_map(|(_, logins)| logins).collect();
    let is_new = |proof: &&Proof| !known.iter().any(|login| proof.is(login));
    let new: Vec<&Proof> = proofs.iter().filter(is_new).collect();
    if new.is_empty() && identities.len() == 1 {
        return Ok(first.id.clone());
    }
    let all = known.into_iter().cloned().chain(new.iter().map(|proof| proof.login(&first.id)));
    check_fit(pool, all)?;
    let mut batch = ctx.batch()?;
    store::identities::touch(&mut batch, first);
    let others: Vec<&Identity> = identities.iter().skip(1).map(|(other, _)| other).collect();
    for other in &others {
        store::identities::merge(&mut batch, other, first);
    }
    merging::merge(ctx, &mut batch, &others, first).await?;
    for proof in new {
        store::identities::link(&mut batch, pool.id(), &proof.login(&first.id));
    }
    settle(ctx.try_commit(batch).await?)?;
    Ok(first.id.clone())
}

/// Makes one identity of two, under the destination's id. Errors: `LoginsConflict`, `TooManyLogins`, `Moved`.
pub async fn merge(ctx: &Ctx, pool: &IdentityPool, source: &str, destination: &str) -> Result<String> {
    if source == destination {
        return Ok(destination.to_owned());
    }
    let both = vec![whole(ctx, destination).await?, whole(ctx, source).await?];
    join(ctx, pool, both, &[]).await
}

/// Takes logins away. Without any the identity is disabled: its id alone must not lead back to it.
pub async fn unlink(ctx: &Ctx, found: &Found, gone: &[&Login]) -> Result<()> {
    let mut batch = ctx.batch()?;
    match gone.len() < found.logins.len() {
        true => store::identities::touch(&mut batch, &found.identity),
        false => store::identities::disable(&mut batch, &found.identity),
    }
    for login in gone {
        store::identities::unlink(&mut batch, found.pool.id(), login);
    }
    ctx.commit(batch).await
}

/// Whether these logins can be of one identity: of each public provider one, and not too many.
///
/// Errors: `LoginsConflict`, `TooManyLogins`.
fn check_fit(pool: &IdentityPool, logins: impl Iterator<Item = Login>) -> Result<()> {
    let mut seen: Vec<Login> = Vec::new();
    for login in logins {
        let is_developers = pool.settings.developer_provider_name.as_deref() == Some(&login.provider);
        let twin = seen.iter().find(|other| other.provider == login.provider);
        if twin.is_some_and(|other| other.subject != login.subject) && !is_developers {
            return Err(Error::about(Reason::LoginsConflict, login.provider));
        }
        if !seen.iter().any(|other| other.provider == login.provider && other.subject == login.subject) {
            seen.push(login);
        }
    }
    if seen.len() > MOST { Err(Error::about(Reason::TooManyLogins, MOST.to_string())) } else { Ok(()) }
}

/// Errors: `IdentityPoolGone` when the pool went meanwhile, `Moved` when a login was taken.
fn settle(outcome: Outcome) -> Result<()> {
    match outcome {
        Outcome::Done => Ok(()),
        Outcome::Missed { .. } => Err(Error::new(Reason::Moved)),
    }
}
