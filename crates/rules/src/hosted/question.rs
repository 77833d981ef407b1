//! A question to somebody who has signed in, about what an app asks for or a device: who is asked, in which browser, about
//! which request, and until when.
//! AWS asks nothing. RFC: 6749 section 10.12, 8628 section 5.4.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::browser::{self, Live};
use crate::ctx::Ctx;
use crate::error::Result;
use crate::pools::Pool;

/// What leads from a sign-in to the page that asks: good for a while, in one browser, for one request.
#[derive(Serialize, Deserialize)]
pub struct Question {
    session: String,
    browser: String,
    request: String,
    until: i64,
}

const KIND: &str = "consent";

/// How long somebody may think.
const LIFE_MS: i64 = 600_000;

impl Question {
    /// One for whoever is signed in, about a request as its query tells it.
    pub fn new(ctx: &Ctx, live: &Live, browser: String, request: String) -> Question {
        let request = hex::encode(crypto::mac::sha256(request.as_bytes()));
        Question { session: live.session.id.clone(), browser, request, until: ctx.now() + LIFE_MS }
    }

    /// The text that carries it.
    pub fn sealed(&self, ctx: &Ctx, pool: &Pool) -> Result<String> {
        Ok(pool.key.seal_token(KIND, &ctx.random()?, &serde_json::to_vec(self)?))
    }

    /// Who is asked, where it is this browser, this request, and not too late.
    pub async fn open(
        ctx: &Ctx,
        pool: &Arc<Pool>,
        text: &str,
        (browser, request): (&str, &str),
    ) -> Result<Option<Live>> {
        let plain = pool.key.open_token(KIND, text);
        let Some(question) = plain.and_then(|plain| serde_json::from_slice::<Question>(&plain).ok()) else {
            return Ok(None);
        };
        let digest = hex::encode(crypto::mac::sha256(request.as_bytes()));
        let is_own = crypto::mac::equal(question.browser.as_bytes(), browser.as_bytes());
        if !is_own || question.request != digest || question.until <= ctx.now() {
            return Ok(None);
        }
        browser::of_id(ctx, pool, &question.session).await
    }
}
