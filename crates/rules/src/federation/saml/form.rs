//! Forms that a browser is to send to a provider, until the page that holds one is shown: once, in that browser.

use serde::{Deserialize, Serialize};
use store::flows;

use super::{FORM, Way};
use crate::ctx::Ctx;
use crate::error::Result;
use crate::federation::state::fresh;
use crate::hosted::site::Site;
use crate::pools::Pool;
use crate::sealed_flows;

const KIND: &str = "saml form";

/// As long as the way there and back may take.
const LIFE_MS: i64 = 300_000;

#[derive(Serialize, Deserialize)]
struct Waiting {
    browser: String,
    way: Way,
}

/// Keeps a form for a browser; gives the address of its page.
pub(super) async fn keep(ctx: &Ctx, site: &Site, browser: &str, way: &Way) -> Result<String> {
    let text = fresh(ctx)?;
    let waiting = Waiting { browser: browser.to_owned(), way: way.clone() };
    let id = sealed_flows::id_of(&site.pool, KIND, &text);
    let flow = sealed_flows::begun(ctx, &site.pool, (KIND, "waits", LIFE_MS), id, &waiting)?;
    let mut batch = ctx.batch()?;
    flows::insert(&mut batch, &flow);
    ctx.commit(batch).await?;
    Ok(format!("{}?form={text}", site.url(FORM)))
}

/// The form that a text leads to, where it is this browser's.
pub async fn find(ctx: &Ctx, pool: &Pool, text: &str, browser: Option<&str>) -> Result<Option<Way>> {
    const LONGEST: usize = 200;
    if text.len() > LONGEST {
        return Ok(None);
    }
    let id = sealed_flows::id_of(pool, KIND, text);
    let flow = flows::get(&ctx.read(), pool.id(), &id).await?;
    let Some(flow) = flow.filter(|flow| sealed_flows::is_live(ctx, flow, KIND)) else { return Ok(None) };
    let waiting: Waiting = sealed_flows::opened(pool, &flow)?;
    let is_own = browser.is_some_and(|own| crypto::mac::equal(own.as_bytes(), waiting.browser.as_bytes()));
    Ok(is_own.then_some(waiting.way))
}
