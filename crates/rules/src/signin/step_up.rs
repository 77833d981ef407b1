//! More of somebody who is signed in on the pages, where a request asks for a higher level than the session has.
//! AWS: the developer guide, "Step-up authentication"; `acr_values` of the authorize endpoint.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::aim::Aim;
use super::mfa::{self, Due};
use super::session::Row;
use super::{Asked, Entrance, Reply, entry, further};
use crate::ctx::Ctx;
use crate::error::Result;
use crate::hosted::browser::Live;
use crate::pools::Pool;
use crate::tokens::assurance;
use crate::users::status;

/// Asks for the second factor that gets a live session to the first of the levels; nothing where only a new sign-in can.
///
/// Errors: those of a sign-in before anything is proved, and of sending a code.
pub async fn step_up(
    ctx: &Ctx,
    pool: &Arc<Pool>,
    client_id: &str,
    live: &Live,
    levels: &[String],
) -> Result<Option<Reply>> {
    let asked = Asked {
        client_id: client_id.to_owned(),
        flow: String::new(),
        given: BTreeMap::from([("USERNAME".to_owned(), live.user.username.clone())]),
        session: None,
        validation_data: None,
        client_metadata: None,
    };
    let mut attempt = entry::resume(ctx, Entrance::Page(Arc::clone(pool)), asked).await?;
    entry::check_address(ctx, &attempt).await?;
    entry::ask_function(ctx, &mut attempt, false).await?;
    let Some(user) = attempt.user.clone().filter(|user| user.sub == live.user.sub) else { return Ok(None) };
    // A temporary password has to be replaced, which nothing credited can do.
    if user.status != status::CONFIRMED {
        return Ok(None);
    }
    let known = assurance::named(pool);
    for level in levels.iter().filter_map(|name| known.get(name)).copied() {
        let aim = Aim::further(live, level);
        let due = mfa::due(pool, &user, &[], Some(&aim))?;
        if matches!(due, Due::Challenge(_) | Due::Select(_)) {
            let mut row = Row::fresh(ctx)?;
            row.aim = Some(aim);
            let proven = *row.proven(user, ctx.batch()?);
            return further(ctx, &attempt, proven, due).await.map(Some);
        }
    }
    Ok(None)
}
