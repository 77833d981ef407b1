//! Changing attributes, and verifying the two that are addresses.
//! AWS: API_UpdateUserAttributes, API_AdminUpdateUserAttributes, API_VerifyUserAttribute; the developer guide,
//! "Verifying updates to email addresses and phone numbers".

use std::collections::BTreeMap;

use store::users::User;
use wire::idp::CodeDeliveryDetailsType;

use super::sign_up::folded;
use super::undo;
use crate::clients::Client;
use crate::ctx::Ctx;
use crate::error::{Error, Reason, Result};
use crate::messages::guard::Asker;
use crate::messages::{self, Draft, Kind};
use crate::pools::Pool;
use crate::tokens::access::Holder;
use crate::triggers::{Cause, Metadata};
use crate::users::codes::{self, Purpose};
use crate::users::contact::{self, Contact};
use crate::users::schema::{self, Writer};
use crate::users::{self, Extra, attempts};

pub(super) const ADDRESSES: [&str; 2] = ["email", "phone_number"];

/// What is to become of attributes.
pub struct Change<'a> {
    /// Who says so.
    pub writer: Writer<'a>,
    /// New values by name.
    pub given: BTreeMap<String, String>,
    /// ClientMetadata.
    pub client_metadata: Option<&'a Metadata>,
}

/// Changes attributes; an empty value deletes one. Gives where codes went.
///
/// A new address is unverified until its code comes back. Where the pool asks for it, the old one stays in force
/// until then.
///
/// Errors: those of [`schema::check_change`], `VerifiedWithoutValue`, `AliasExists`, those of CustomMessage,
/// `CodeDeliveryFailed`.
pub async fn change(
    ctx: &Ctx,
    pool: &Pool,
    user: &User,
    change: Change<'_>,
) -> Result<Vec<CodeDeliveryDetailsType>> {
    let Change { writer, given, client_metadata } = change;
    schema::check_change(pool, writer, &user.attributes, &given)?;
    check_flags(user, &given)?;
    let (removed, given): (BTreeMap<_, _>, BTreeMap<_, _>) =
        given.into_iter().partition(|(_, value)| value.is_empty());
    let given = folded(pool, given);
    let mut after = user.clone();
    let mut extra = users::extra(user)?;
    for name in removed.keys() {
        remove(&mut after, &mut extra, name);
    }
    let mut to_verify = Vec::new();
    for attribute in ADDRESSES {
        let Some(address) = given.get(attribute) else { continue };
        if given.contains_key(&format!("{attribute}_verified")) {
            // An administrator's word ends the waiting for a code.
            extra.pending.remove(attribute);
            continue;
        }
        if user.attributes.get(attribute) == Some(address) {
            continue;
        }
        let waits = pool.verifies_before_update(attribute) && user.attributes.contains_key(attribute);
        if waits {
            extra.pending.insert(attribute.to_owned(), address.clone());
        } else {
            extra.pending.remove(attribute);
            after.attributes.insert(format!("{attribute}_verified"), "false".to_owned());
        }
        if pool.auto_verifies(attribute) {
            to_verify.push(Contact { attribute, address: address.clone() });
        }
    }
    let kept = given.into_iter().filter(|(name, value)| extra.pending.get(name) != Some(value));
    after.attributes.extend(kept);
    after.settings = serde_json::to_string(&extra)?;
    after.updated_at = ctx.now();
    send_codes(ctx, pool, (user, after), (writer, client_metadata), to_verify).await
}

/// The attributes that a person may change on a page of a client, with whether each must have a value.
///
/// What a client with a secret writes of the pool's own attributes is for its server to say, not for the person.
pub fn own<'a>(pool: &'a Pool, client: &Client) -> Vec<(&'a str, bool)> {
    let all = pool.settings.schema_attributes.iter().flatten();
    let all = all.filter_map(|entry| Some((entry.name.as_deref()?, entry)));
    let is_own = |name: &str| client.writes(name) && !(client.has_secret() && name.starts_with("custom:"));
    all.filter(|(name, entry)| is_own(name) && entry.mutable != Some(false))
        .map(|(name, entry)| (name, entry.required == Some(true)))
        .collect()
}

/// Deletes attributes. Errors: those of [`schema::check_delete`].
pub async fn delete(ctx: &Ctx, pool: &Pool, user: &User, writer: Writer<'_>, named: &[String]) -> Result<()> {
    schema::check_delete(pool, writer, named)?;
    let mut after = user.clone();
    let mut extra = users::extra(user)?;
    for name in named {
        remove(&mut after, &mut extra, name);
    }
    after.settings = serde_json::to_string(&extra)?;
    after.updated_at = ctx.now();
    let offer = undo::offer(ctx, pool, (user, &after), writer).await?;
    let mut batch = ctx.batch()?;
    let posted = offer.put(ctx, &mut batch, pool)?;
    users::commit_update(ctx, batch, pool, user, after).await?;
    undo::deliver(ctx, posted).await;
    Ok(())
}

/// Sends a code to an address, the one that waits to be verified if there is one.
///
/// Errors: `AttributeNotVerifiable`, `AttributeValueMissing`, `TooManyAttempts`, those of CustomMessage,
/// `CodeDeliveryFailed`.
pub async fn ask_code(
    ctx: &Ctx,
    holder: &Holder,
    name: &str,
    client_metadata: Option<&Metadata>,
) -> Result<CodeDeliveryDetailsType> {
    let Holder { pool, user, .. } = holder;
    let attribute = contact::verifiable(name)?;
    let pending = users::extra(user)?.pending.remove(attribute);
    let contact = match pending {
        Some(address) => Contact { attribute, address },
        None => Contact::of(user, attribute)
            .ok_or_else(|| Error::about(Reason::AttributeValueMissing, attribute))?,
    };
    let cause = Cause { client_id: Some(holder.client.id()), client_metadata };
    let draft = Draft { user, what: Kind::VerifyAttribute, contact: &contact, cause, asker: Asker::Anyone };
    let admitted = attempts::admit(ctx, pool, &user.sub, attempts::ATTRIBUTE_CODE).await?;
    let written = messages::compose(ctx, pool, &draft).await?;
    let mut batch = ctx.batch()?;
    admitted.count(&mut batch);
    let code = codes::issue(ctx, &mut batch, pool, user, Purpose::verify(attribute), &contact)?;
    let posted = messages::post(ctx, &mut batch, pool, written, &code)?;
    ctx.commit(batch).await?;
    messages::deliver(ctx, posted).await?;
    Ok(contact.details())
}

/// Verifies an address by its code. AWS: an alias moves silently from whoever has it.
///
/// Errors: `AttributeNotVerifiable`, `CodeMismatch`, `CodeExpired`, `TooManyAttempts`.
pub async fn verify(ctx: &Ctx, holder: &Holder, name: &str, code: &str) -> Result<()> {
    let Holder { pool, client, user, .. } = holder;
    let attribute = contact::verifiable(name)?;
    let mut batch = ctx.batch()?;
    let redeemed = codes::redeem(ctx, &mut batch, pool, user, Purpose::verify(attribute), code).await?;
    let mut after = user.clone();
    let mut extra = users::extra(user)?;
    if extra.pending.get(attribute) == Some(&redeemed.destination) {
        extra.pending.remove(attribute);
        after.attributes.insert(attribute.to_owned(), redeemed.destination.clone());
    }
    // The code of an address that is no longer the user's proves nothing.
    if after.attributes.get(attribute) != Some(&redeemed.destination) {
        return Err(Error::new(Reason::CodeExpired));
    }
    after.attributes.insert(format!("{attribute}_verified"), "true".to_owned());
    after.settings = serde_json::to_string(&extra)?;
    after.updated_at = ctx.now();
    users::take_aliases(ctx, &mut batch, pool, user, &after).await?;
    let offer = undo::offer(ctx, pool, (user, &after), Writer::User(client)).await?;
    let posted = offer.put(ctx, &mut batch, pool)?;
    users::commit_update(ctx, batch, pool, user, after).await?;
    undo::deliver(ctx, posted).await;
    Ok(())
}

async fn send_codes(
    ctx: &Ctx,
    pool: &Pool,
    (before, after): (&User, User),
    (writer, client_metadata): (Writer<'_>, Option<&Metadata>),
    to_verify: Vec<Contact>,
) -> Result<Vec<CodeDeliveryDetailsType>> {
    let client_id = match writer {
        Writer::User(client) => Some(client.id()),
        Writer::Administrator => None,
    };
    let mut all_written = Vec::new();
    for contact in &to_verify {
        let cause = Cause { client_id, client_metadata };
        // AWS: the function is shown the user with what has just changed.
        let draft = Draft { user: &after, what: Kind::UpdateAttribute, contact, cause, asker: Asker::Anyone };
        let written = messages::compose(ctx, pool, &draft).await;
        // UpdateUserAttributes declares no LimitExceededException.
        all_written.push(
            written
                .map_err(|why| why.replaced(Reason::TooManyAttempts, || Error::new(Reason::RateExceeded)))?,
        );
    }
    let offer = undo::offer(ctx, pool, (before, &after), writer).await?;
    let mut batch = ctx.batch()?;
    let mut posted = Vec::new();
    for (contact, written) in to_verify.iter().zip(all_written) {
        let purpose = Purpose::verify(contact.attribute);
        let code = codes::issue(ctx, &mut batch, pool, before, purpose, contact)?;
        posted.push(messages::post(ctx, &mut batch, pool, written, &code)?);
    }
    let of_change = offer.put(ctx, &mut batch, pool)?;
    users::commit_update(ctx, batch, pool, before, after).await?;
    undo::deliver(ctx, of_change).await;
    for message in posted {
        match writer {
            Writer::User(_) => messages::deliver(ctx, message).await?,
            Writer::Administrator => messages::deliver_for_administrator(ctx, message).await?,
        }
    }
    Ok(to_verify.iter().map(Contact::details).collect())
}

/// A verified flag needs an address to speak of. Errors: `VerifiedWithoutValue`.
pub(super) fn check_flags(user: &User, given: &BTreeMap<String, String>) -> Result<()> {
    for attribute in ADDRESSES {
        let flag = format!("{attribute}_verified");
        let has_value = given.get(attribute).or_else(|| user.attributes.get(attribute));
        if given.contains_key(&flag) && has_value.is_none_or(String::is_empty) {
            let (needed, of) = match attribute {
                "email" => ("Email", "an email"),
                _ => ("Phone number", "a phone number"),
            };
            return Err(Error::about(Reason::VerifiedWithoutValue, needed).and(of));
        }
    }
    Ok(())
}

fn remove(user: &mut User, extra: &mut Extra, name: &str) {
    user.attributes.remove(name);
    if ADDRESSES.contains(&name) {
        user.attributes.remove(&format!("{name}_verified"));
        extra.pending.remove(name);
        // AWS: no address, no codes to it.
        extra.mfa.lose(name);
    }
}
