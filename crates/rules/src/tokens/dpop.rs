//! Keys that tokens are bound to: the proof that a request brings is judged, and serves once on all nodes.
//! RFC: 9449 sections 4.3, 8 and 11.1. AWS has none: DEVIATION, by `dpop`.
//!
//! That a proof was used is a row, and where tokens are issued it is written in their own batch: what is refused leaves no row,
//! and of two requests with one proof one gets tokens. Nonces are kept nowhere: each is a keyed hash of its time.

use store::flows::{self, Flow, SPENT};
use store::{Batch, Miss, Outcome};

use crate::ctx::{Ctx, Dpop};
use crate::error::{Error, Reason, Result};
use crate::pools::Pool;
use crate::sealed_flows;

/// How old a proof may be, and how far its clock may be ahead of ours, in seconds.
const PAST_S: i64 = 300;
const AHEAD_S: i64 = 60;

/// How long a nonce is the one that is given; it is taken for as long again.
const NONCE_MS: i64 = 180_000;

const KIND: &str = "dpop";

/// A proof as a request brings it.
pub struct Sent<'a> {
    /// The header.
    pub proof: &'a str,
    /// The request's method.
    pub method: &'a str,
    /// The address that was asked, without query.
    pub url: &'a str,
}

/// The key that a request has proved to hold.
#[derive(Clone, Debug)]
pub struct Key {
    /// Its thumbprint.
    pub thumbprint: String,
    used: Flow,
}

/// Judges a proof, which must be for this access token where there is one. That it is the first with its id is seen by
/// [`Key::spend`].
///
/// Errors: `ProofInvalid` with what is wrong, `ProofNonce`.
pub fn check(ctx: &Ctx, pool: &Pool, sent: &Sent<'_>, access_token: Option<&str>) -> Result<Key> {
    let refused = |why: &str| Err(Error::about(Reason::ProofInvalid, why));
    let proof = match crypto::dpop::read(sent.proof) {
        Ok(proof) => proof,
        Err(unproved) => return refused(unproved.0),
    };
    if proof.method != sent.method {
        return refused("The htm of the DPoP proof is another method.");
    }
    if normal(&proof.uri).is_none_or(|uri| Some(uri) != normal(sent.url)) {
        return refused("The htu of the DPoP proof is another address.");
    }
    let now_s = ctx.now() / 1_000;
    if proof.issued_at_s <= now_s - PAST_S || proof.issued_at_s > now_s + AHEAD_S {
        return refused("The iat of the DPoP proof is too old or in the future.");
    }
    if let Some(token) = access_token {
        let right = crypto::dpop::token_hash(token);
        if !proof.token_hash.is_some_and(|hash| crypto::mac::equal(hash.as_bytes(), right.as_bytes())) {
            return refused("The ath of the DPoP proof is not the access token's.");
        }
    }
    if ctx.config().dpop == Dpop::Nonce && !is_fresh(ctx, pool, proof.nonce.as_deref()) {
        return Err(Error::new(Reason::ProofNonce));
    }
    let id = sealed_flows::id_of(pool, "dpop proof", &format!("{}\0{}", proof.thumbprint, proof.id));
    let used = Flow {
        pool_id: pool.id().to_owned(),
        id,
        kind: KIND.to_owned(),
        step: SPENT.to_owned(),
        attempts: 0,
        state: Vec::new(),
        revision: 0,
        expires_at: (proof.issued_at_s + PAST_S) * 1_000,
    };
    Ok(Key { thumbprint: proof.thumbprint, used })
}

impl Key {
    /// Writes in `batch` that the proof was used. Misses: `Taken`, tag `flows`, where it was used before: see [`used_before`].
    pub fn spend(&self, batch: &mut Batch) {
        flows::insert(batch, &self.used);
    }
}

/// What is told of a proof that was used before.
pub fn used_before() -> Error {
    Error::about(Reason::ProofInvalid, "The DPoP proof was used before.")
}

/// Writes that a proof was used, where a request brings one and changes nothing else. Errors: `ProofInvalid`.
pub async fn spend(ctx: &Ctx, key: Option<&Key>) -> Result<()> {
    let Some(key) = key else { return Ok(()) };
    let mut batch = ctx.batch()?;
    key.spend(&mut batch);
    commit(ctx, batch).await
}

/// Commits a batch in which nothing but a proof can be taken. Errors: `ProofInvalid`, `Moved`.
pub(crate) async fn commit(ctx: &Ctx, batch: Batch) -> Result<()> {
    match ctx.try_commit(batch).await? {
        Outcome::Done => Ok(()),
        Outcome::Missed { miss: Miss::Taken, .. } => Err(used_before()),
        Outcome::Missed { .. } => Err(Error::new(Reason::Moved)),
    }
}

/// The nonce that proofs are to have from now on, where they are to have one.
pub fn nonce(ctx: &Ctx, pool: &Pool) -> Option<String> {
    (ctx.config().dpop == Dpop::Nonce).then(|| nonce_of(pool, ctx.now() / NONCE_MS))
}

fn nonce_of(pool: &Pool, turn: i64) -> String {
    hex::encode(&pool.mac("dpop nonce", &turn.to_be_bytes())[..16])
}

fn is_fresh(ctx: &Ctx, pool: &Pool, sent: Option<&str>) -> bool {
    let turn = ctx.now() / NONCE_MS;
    let is = |turn: i64, sent: &str| crypto::mac::equal(nonce_of(pool, turn).as_bytes(), sent.as_bytes());
    sent.is_some_and(|sent| is(turn, sent) | is(turn - 1, sent))
}

/// An address as two are compared: scheme and host in small letters, without the scheme's own port, query and fragment.
/// RFC: 3986 sections 6.2.2 and 6.2.3.
fn normal(url: &str) -> Option<String> {
    let url = url.split(['?', '#']).next()?;
    let (scheme, rest) = url.split_once("://")?;
    let scheme = scheme.to_ascii_lowercase();
    let at = rest.find('/').unwrap_or(rest.len());
    let (authority, path) = (rest[..at].to_ascii_lowercase(), &rest[at..]);
    let port = match scheme.as_str() {
        "https" => ":443",
        "http" => ":80",
        _ => return None,
    };
    let authority = authority.strip_suffix(port).or(authority.strip_suffix(':')).unwrap_or(&authority);
    let path = if path.is_empty() { "/" } else { path };
    Some(format!("{scheme}://{authority}{path}"))
}

#[cfg(test)]
mod tests {
    use super::normal;

    #[test]
    fn addresses_are_compared_by_what_they_mean() {
        let of = |url: &str| normal(url).unwrap();
        for same in [
            "https://a.example/oauth2/token",
            "HTTPS://A.Example/oauth2/token",
            "https://a.example:443/oauth2/token",
            "https://a.example:/oauth2/token",
            "https://a.example/oauth2/token?x=y#z",
        ] {
            assert_eq!(of(same), "https://a.example/oauth2/token");
        }
        for other in [
            "http://a.example/oauth2/token",
            "https://a.example:444/oauth2/token",
            "https://a.example/oauth2/Token",
            "https://a.example/oauth2/token/",
            "https://a.example//oauth2/token",
            "https://a.example/x/../oauth2/token",
            "https://u@a.example/oauth2/token",
            "https://a.example.evil/oauth2/token",
            "https://a.example%2foauth2/token",
        ] {
            assert_ne!(of(other), "https://a.example/oauth2/token", "{other}");
        }
        assert_eq!(of("http://a:80"), of("http://a/"));
        for none in ["", "a.example/oauth2/token", "//a.example", "ftp://a/", "https:/a"] {
            assert_eq!(normal(none), None, "{none}");
        }
    }
}
