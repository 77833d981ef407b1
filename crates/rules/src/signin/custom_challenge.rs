//! CUSTOM_AUTH and CUSTOM_CHALLENGE: the pool's own functions say what is asked, whether an answer is right, and when a
//! person is in.
//! AWS: the developer guide, "Custom authentication challenge Lambda triggers".
//!
//! Nothing is held while a function runs: what it decides is committed in a batch guarded like any other step's.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::session::Row;
use super::{Attempt, Challenge, Factor, Proven, Step, session, srp_name};
use crate::ctx::Ctx;
use crate::error::{Error, Reason, Result};
use crate::triggers::auth_challenge::{self, Next};

/// AWS's name of the challenge.
pub(super) const NAME: &str = "CUSTOM_CHALLENGE";

/// How far a custom sign-in has come.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Custom {
    /// What was answered so far, as functions are told it.
    session: Vec<Answered>,
    /// How many of the factors that were proved are among them.
    told: usize,
}

/// One answer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Answered {
    challenge_name: String,
    challenge_result: bool,
    challenge_metadata: Option<String>,
}

/// What a row at [`NAME`] keeps for itself.
#[derive(Serialize, Deserialize)]
struct Own {
    private: BTreeMap<String, String>,
    metadata: Option<String>,
}

impl Custom {
    fn push(&mut self, name: &str, result: bool, metadata: Option<String>) {
        let challenge_name = name.to_owned();
        self.session.push(Answered {
            challenge_name,
            challenge_result: result,
            challenge_metadata: metadata,
        });
    }

    /// Takes down what was proved by built-in challenges since.
    fn tell(&mut self, proved: &[Factor]) {
        for factor in proved.iter().skip(self.told) {
            self.push(factor.challenge(), true, None);
        }
        self.told = proved.len();
    }
}

/// Begins a custom sign-in, after the first leg of SRP where the client asks for it.
///
/// Errors: `CustomAuthNotConfigured`, `UserNotFound` where the client does not hide who exists, `UserDisabled`,
/// `PasswordResetRequired`, `IncorrectCredentials`, and those of the functions.
pub(super) async fn begin(ctx: &Ctx, attempt: &Attempt) -> Result<Step> {
    auth_challenge::check_configured(&attempt.pool)?;
    super::select_challenge::check_may_begin(attempt)?;
    let mut custom = Custom::default();
    if attempt.given.get("CHALLENGE_NAME").is_some_and(|name| name == "SRP_A") {
        attempt.required("SRP_A")?;
        custom.push("SRP_A", true, None);
    }
    let mut row = Row::fresh(ctx)?;
    row.custom = Some(custom);
    follow(ctx, attempt, row).await
}

/// Takes an answer. A wrong one is no error: the functions decide.
pub(super) async fn answer(ctx: &Ctx, attempt: &Attempt) -> Result<Step> {
    let typed = attempt.required("ANSWER")?;
    let (flow, state) = session::open(ctx, attempt, NAME).await?;
    check_enabled(attempt)?;
    let own: Own = serde_json::from_value(state.own.clone())?;
    // Taken before it is judged: who sends a hundred answers at once has one of them judged.
    let flow = session::claim(ctx, attempt, flow, &state).await?;
    let is_right = auth_challenge::verify(ctx, attempt, &own.private, typed).await?;
    let mut row = Row::of(flow, state);
    row.custom.get_or_insert_default().push(NAME, is_right, own.metadata);
    follow(ctx, attempt, row).await
}

/// What the functions want next of someone whose batch holds nothing yet.
async fn follow(ctx: &Ctx, attempt: &Attempt, mut row: Row) -> Result<Step> {
    let custom = row.custom.clone().unwrap_or_default();
    match auth_challenge::define(ctx, attempt, &custom.session).await? {
        Next::Tokens => {
            // AWS: a name that nobody has goes through the functions, and never gets in.
            let user = attempt.user.clone().ok_or_else(|| Error::new(Reason::IncorrectCredentials))?;
            row.proved.push(Factor::Custom);
            row.custom = None;
            Ok(Step::Proven(row.proven(user, ctx.batch()?)))
        }
        Next::Refused => Err(Error::new(Reason::IncorrectCredentials)),
        Next::Password => Ok(Step::First(super::select_challenge::PASSWORD_SRP, Box::new(row))),
        Next::Custom => {
            let asked = auth_challenge::create(ctx, attempt, &custom.session).await?;
            let own = serde_json::to_value(Own { private: asked.private, metadata: asked.metadata })?;
            let session = session::wait(ctx, attempt, row, (ctx.batch()?, NAME, own)).await?;
            Ok(Step::Ask(challenge(attempt, asked.public, session)))
        }
    }
}

/// Where the functions leave someone who has just proved something built in.
pub(super) enum Gone {
    /// In.
    In(Proven),
    /// Asked for more.
    Asked(Challenge),
    /// Out.
    Out(Proven),
    /// With a function that does not do what it should.
    CutShort(Proven, Error),
}

/// What the functions want next of someone who has just proved something built in.
pub(super) async fn go_on(ctx: &Ctx, attempt: &Attempt, mut proven: Proven) -> Result<Gone> {
    let mut custom = proven.custom.take().unwrap_or_default();
    custom.tell(&proven.proved);
    let next = match auth_challenge::define(ctx, attempt, &custom.session).await {
        Ok(next) => next,
        Err(why) => return Ok(Gone::CutShort(proven, why)),
    };
    match next {
        Next::Tokens => {
            proven.proved.push(Factor::Custom);
            Ok(Gone::In(proven))
        }
        Next::Custom => {
            let asked = match auth_challenge::create(ctx, attempt, &custom.session).await {
                Ok(asked) => asked,
                Err(why) => return Ok(Gone::CutShort(proven, why)),
            };
            let own = serde_json::to_value(Own { private: asked.private, metadata: asked.metadata })?;
            proven.custom = Some(custom);
            let session = session::park(ctx, attempt, proven, NAME, own).await?;
            Ok(Gone::Asked(challenge(attempt, asked.public, session)))
        }
        // A password that was right is not asked for again.
        Next::Refused | Next::Password => Ok(Gone::Out(proven)),
    }
}

fn challenge(attempt: &Attempt, public: BTreeMap<String, String>, session: String) -> Challenge {
    let mut parameters = public;
    parameters.insert("USERNAME".to_owned(), srp_name(attempt));
    Challenge { name: NAME, parameters, session: Some(session), available: Vec::new() }
}

fn check_enabled(attempt: &Attempt) -> Result<()> {
    match &attempt.user {
        Some(user) if !user.is_enabled => Err(Error::new(Reason::UserDisabled)),
        _ => Ok(()),
    }
}
