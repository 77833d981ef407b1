//! Threat protection: what is configured for a pool and its clients, and which addresses are refused.
//! AWS: API_SetRiskConfiguration, API_RiskConfigurationType; the developer guide, "Advanced security with threat
//! protection".
//!
//! Nothing is scored yet: of what is configured here the addresses to block are in effect, and the notice of what was
//! blocked. The rest waits for the engine that reads the history of [`crate::events`].

mod ranges;

use store::Outcome;
use store::configurations::{self, Configuration};
use store::users::User;
use wire::idp::{
    AccountTakeoverRiskConfigurationType, NotifyConfigurationType, NotifyEmailType, RiskConfigurationType,
};
use wire::{Settings, Timestamp};

use crate::clients::{self, Client};
use crate::ctx::Ctx;
use crate::error::{Error, Reason, Result};
use crate::events::{self, Event};
use crate::messages;
use crate::messages::notice::{self, Occasion};
use crate::pools::{self, Pool};

const KIND: &str = "risk";

/// AWS: AWS::Cognito::UserPoolRiskConfigurationAttachment, the client id that means all of a pool's.
const ALL: &str = "ALL";

/// Whether a pool watches for threats at all.
pub fn is_on(pool: &Pool) -> bool {
    mode(pool) != "OFF"
}

/// Refuses what needs threat protection in a pool without it. Errors: `ThreatProtectionOff`.
pub fn check_on(pool: &Pool) -> Result<()> {
    if is_on(pool) { Ok(()) } else { Err(Error::new(Reason::ThreatProtectionOff)) }
}

fn mode(pool: &Pool) -> &str {
    pool.settings.user_pool_add_ons.as_ref().map_or("OFF", |add_ons| add_ons.advanced_security_mode.as_str())
}

/// What is configured for a pool, or for one of its clients: a client without its own has the pool's.
///
/// Errors: `ThreatProtectionOff`, `ClientNotFound`.
pub async fn configured(ctx: &Ctx, pool: &Pool, client_id: Option<&str>) -> Result<RiskConfigurationType> {
    check_on(pool)?;
    let one = client_id.filter(|id| *id != ALL);
    if let Some(client_id) = one {
        clients::of_pool(ctx, pool, client_id).await?;
    }
    let mut kept = effective(ctx, pool, one.unwrap_or_default()).await?.unwrap_or_default();
    kept.user_pool_id = Some(pool.id().to_owned());
    kept.client_id = client_id.map(str::to_owned);
    Ok(kept)
}

/// Replaces what is configured; with nothing given the defaults count again, or the pool's for its client.
///
/// Errors: `ThreatProtectionOff`, `ClientNotFound`, `InvalidParameter` for ranges that are none, and for a notice
/// without words for it.
pub async fn configure(
    ctx: &Ctx,
    pool: &Pool,
    mut asked: RiskConfigurationType,
) -> Result<RiskConfigurationType> {
    check_on(pool)?;
    let client_id = asked.client_id.take();
    let one = client_id.as_deref().filter(|id| *id != ALL);
    if let Some(client_id) = one {
        clients::of_pool(ctx, pool, client_id).await?;
    }
    check(&asked)?;
    asked.user_pool_id = None;
    let is_empty = asked == RiskConfigurationType::default();
    let mut batch = ctx.batch()?;
    let now = batch.at();
    let client_key = one.unwrap_or_default().to_owned();
    if is_empty {
        configurations::delete(&mut batch, pool.id(), KIND, &client_key);
    } else {
        let row = Configuration {
            pool_id: pool.id().to_owned(),
            kind: KIND.to_owned(),
            client_id: client_key,
            revision: 1,
            settings: asked.to_json(),
            updated_at: now,
        };
        configurations::put(&mut batch, &row);
    }
    match ctx.try_commit(batch).await? {
        Outcome::Done => {}
        Outcome::Missed { tag: "pools", .. } => return Err(pools::not_found(pool.id())),
        Outcome::Missed { .. } => return Err(clients::not_found(&client_id.unwrap_or_default())),
    }
    asked.user_pool_id = Some(pool.id().to_owned());
    asked.client_id = client_id;
    asked.last_modified_date = (!is_empty).then(|| Timestamp::from_millis(now));
    Ok(asked)
}

/// Refuses whoever comes from an address that the pool blocks, where its protection is enforced. What is known of the
/// person is recorded, and told to them where the pool has people told of high risks.
///
/// Errors: `AddressBlocked`.
pub(crate) async fn check_address(
    ctx: &Ctx,
    pool: &Pool,
    client: &Client,
    (user, event): (Option<&User>, Event<'_>),
) -> Result<()> {
    if mode(pool) != "ENFORCED" {
        return Ok(());
    }
    let Some(kept) = effective(ctx, pool, client.id()).await? else { return Ok(()) };
    let blocked = kept.risk_exception_configuration.and_then(|exceptions| exceptions.blocked_ip_range_list);
    if !blocked.iter().flatten().any(|range| ranges::holds(range, &ctx.origin.ip)) {
        return Ok(());
    }
    if let Some(user) = user {
        record_and_tell(ctx, pool, kept.account_takeover_risk_configuration, (user, event)).await?;
    }
    Err(Error::new(Reason::AddressBlocked))
}

async fn record_and_tell(
    ctx: &Ctx,
    pool: &Pool,
    takeover: Option<AccountTakeoverRiskConfigurationType>,
    (user, event): (&User, Event<'_>),
) -> Result<()> {
    // One event a minute, and one notice: whoever is refused can try as often as they like.
    let minute = ctx.now() / 60_000;
    let id = events::id_of_sign_in(&format!("blocked {} {minute}", user.sub));
    if store::auth_events::get(&ctx.read(), pool.id(), &id).await?.is_some() {
        return Ok(());
    }
    let occasion = Occasion { user, client_id: event.client_id, event_id: &id };
    let written = match notice_of_block(takeover.as_ref()) {
        Some(words) => notice::compose(ctx, pool, occasion, words).await?,
        None => None,
    };
    let mut batch = ctx.batch()?;
    let posted = written.map(|written| messages::post(ctx, &mut batch, pool, written, "")).transpose()?;
    let event = Event { id: Some(id.clone()), ..event };
    events::record_blocked(ctx, &mut batch, pool, user, event)?;
    ctx.commit(batch).await?;
    if let Some(posted) = posted {
        messages::deliver_unseen(ctx, posted).await;
    }
    Ok(())
}

/// In whose words a person is told of what was blocked, if they are: an address that the pool blocks is a high risk.
fn notice_of_block(
    takeover: Option<&AccountTakeoverRiskConfigurationType>,
) -> Option<(&NotifyConfigurationType, Option<&NotifyEmailType>)> {
    let takeover = takeover?;
    let config = takeover.notify_configuration.as_ref()?;
    let is_told = takeover.actions.high_action.as_ref().is_some_and(|action| action.notify);
    is_told.then_some((config, config.block_email.as_ref()))
}

async fn effective(ctx: &Ctx, pool: &Pool, client_id: &str) -> Result<Option<RiskConfigurationType>> {
    let of = async |client_id: &str| configurations::get(&ctx.read(), pool.id(), KIND, client_id).await;
    let row = match client_id {
        "" => None,
        client_id => of(client_id).await?,
    };
    let row = match row {
        Some(row) => Some(row),
        None => of("").await?,
    };
    let Some(row) = row else { return Ok(None) };
    let mut kept = RiskConfigurationType::from_json(&row.settings).map_err(pools::unreadable)?;
    kept.last_modified_date = Some(Timestamp::from_millis(row.updated_at));
    Ok(Some(kept))
}

fn check(asked: &RiskConfigurationType) -> Result<()> {
    if let Some(takeover) = &asked.account_takeover_risk_configuration {
        check_notices(takeover)?;
    }
    let Some(exceptions) = &asked.risk_exception_configuration else { return Ok(()) };
    let lists = [&exceptions.blocked_ip_range_list, &exceptions.skipped_ip_range_list];
    for range in lists.into_iter().flatten().flatten() {
        if !ranges::is_range(range) {
            return Err(Error::about(Reason::IpRangeInvalid, range));
        }
    }
    Ok(())
}

/// AWS: who is to be told needs the words that tell it.
fn check_notices(takeover: &AccountTakeoverRiskConfigurationType) -> Result<()> {
    let actions = &takeover.actions;
    let levels = [&actions.low_action, &actions.medium_action, &actions.high_action];
    let tells = levels.into_iter().flatten().any(|action| action.notify);
    match tells && takeover.notify_configuration.is_none() {
        true => Err(Error::new(Reason::NoticeWithoutWords)),
        false => Ok(()),
    }
}
