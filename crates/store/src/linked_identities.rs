//! Identities at providers that are somebody's in the pool: found by what the provider says of them.
//!
//! `attribute` is the claim that tells them apart and `value` what it says; a long value is kept as its beginning and
//! a hash. `origin` is whose word it was: a provider of another origin does not inherit it with the name.

use crate::batch::{Batch, Read};
use crate::changes;
use crate::driver::{Miss, Statement};
use crate::error::Result;
use crate::users::indexed;

/// One identity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkedIdentity {
    /// The pool.
    pub pool_id: String,
    /// The provider's name.
    pub provider: String,
    /// The claim that tells its users apart, or `Cognito_Subject`.
    pub attribute: String,
    /// What the claim says.
    pub value: String,
    /// Whose identity it is.
    pub sub: String,
    /// Type and issuer of the provider when it was linked.
    pub origin: String,
}

/// Whose an identity is: a sub.
pub async fn owner(
    read: &Read<'_>,
    pool_id: &str,
    provider: &str,
    attribute: &str,
    value: &str,
) -> Result<Option<String>> {
    let sql = "SELECT sub FROM linked_identities \
               WHERE pool_id = $1 AND provider = $2 AND attribute = $3 AND value = $4";
    let args = [pool_id.into(), provider.into(), attribute.into(), indexed(value).into_owned().into()];
    read.row(sql, &args).await?.map(|row| row.text("sub")).transpose()
}

/// The claims by which identities of a provider are told apart, at most so many.
pub async fn attributes(read: &Read<'_>, pool_id: &str, provider: &str, limit: usize) -> Result<Vec<String>> {
    // From one to the next: there may be millions of identities between them.
    let sql = "SELECT MIN(attribute) AS attribute FROM linked_identities \
               WHERE pool_id = $1 AND provider = $2 AND attribute > $3";
    let mut found = Vec::<String>::new();
    while found.len() < limit {
        let after = found.last().map_or("", String::as_str);
        let row = read.row(sql, &[pool_id.into(), provider.into(), after.into()]).await?;
        match row.map(|row| row.opt_text("attribute")).transpose()?.flatten() {
            Some(next) => found.push(next),
            None => break,
        }
    }
    Ok(found)
}

/// The origin of some identity of a provider that is not this one.
pub async fn other_origin(
    read: &Read<'_>,
    pool_id: &str,
    provider: &str,
    origin: &str,
) -> Result<Option<String>> {
    // Beside it in the index, on either side.
    let sql = "SELECT origin FROM linked_identities WHERE pool_id = $1 AND provider = $2 AND origin < $3 \
               UNION ALL SELECT origin FROM linked_identities WHERE pool_id = $1 AND provider = $2 AND origin > $3 \
               LIMIT 1";
    let row = read.row(sql, &[pool_id.into(), provider.into(), origin.into()]).await?;
    row.map(|row| row.text("origin")).transpose()
}

/// Identities of a provider that one claim tells apart, with whose they are, by value after one (empty: from the first).
pub async fn page(
    read: &Read<'_>,
    pool_id: &str,
    (provider, attribute): (&str, &str),
    after: &str,
    limit: i64,
) -> Result<Vec<(String, String)>> {
    let sql = "SELECT value, sub FROM linked_identities \
               WHERE pool_id = $1 AND provider = $2 AND attribute = $3 AND value > $4 ORDER BY value LIMIT $5";
    let args = [pool_id.into(), provider.into(), attribute.into(), after.into(), limit.into()];
    read.rows(sql, &args).await?.iter().map(|row| Ok((row.text("value")?, row.text("sub")?))).collect()
}

/// Gives an identity to a user. Misses: `Taken`, tag `linked_identities`, whoever has it.
pub fn insert(batch: &mut Batch, identity: &LinkedIdentity) {
    let sql = "INSERT INTO linked_identities (pool_id, provider, attribute, value, sub, origin, linked_at) \
               VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING";
    let args = vec![
        (&identity.pool_id).into(),
        (&identity.provider).into(),
        (&identity.attribute).into(),
        indexed(&identity.value).into_owned().into(),
        (&identity.sub).into(),
        (&identity.origin).into(),
        batch.at().into(),
    ];
    batch.push(Statement::one(sql, args, Miss::Taken, "linked_identities"));
    changes::insert(batch, "linked_identities", &key(identity), batch.at());
}

/// Takes an identity from its user, and from nobody else. Leaves a tombstone.
pub fn delete(batch: &mut Batch, identity: &LinkedIdentity) {
    let sql = "DELETE FROM linked_identities \
               WHERE pool_id = $1 AND provider = $2 AND attribute = $3 AND value = $4 AND sub = $5";
    let args = vec![
        (&identity.pool_id).into(),
        (&identity.provider).into(),
        (&identity.attribute).into(),
        indexed(&identity.value).into_owned().into(),
        (&identity.sub).into(),
    ];
    batch.push(Statement::any(sql, args));
    changes::tombstone(batch, "linked_identities", &key(identity), batch.at());
}

fn key(identity: &LinkedIdentity) -> String {
    let LinkedIdentity { pool_id, provider, attribute, value, .. } = identity;
    format!("{pool_id}/{provider}/{attribute}/{}", indexed(value))
}
