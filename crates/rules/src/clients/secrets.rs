//! The secrets of a client: one or two at a time, so that a new one can be in use before the old one goes.
//! AWS: API_AddUserPoolClientSecret, API_ListUserPoolClientSecrets, API_DeleteUserPoolClientSecret,
//! API_ClientSecretDescriptorType.
//!
//! They are one sealed list in the client's row: whoever adds or takes one away is guarded by its revision, and whoever
//! signs in with a client that is cached sees the change with the next query.

use serde::{Deserialize, Serialize};

use super::Client;
use crate::ctx::Ctx;
use crate::error::{Error, Reason, Result};
use crate::ids;
use crate::pools::Pool;

/// How many secrets a client has at most.
const MOST: usize = 2;

/// A text that prints as `***`.
#[derive(Clone, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Secret(String);

impl Secret {
    /// Wraps a secret.
    pub fn new(text: String) -> Secret {
        Secret(text)
    }

    /// The text itself, for the proof or answer that needs it.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("***")
    }
}

/// One secret of a client.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ClientSecret {
    /// The secret in clear.
    pub value: Secret,
    /// Epoch milliseconds; no two of a client are of the same second, which names them.
    pub created_at: i64,
}

impl ClientSecret {
    /// AWS: `<client id>--<epoch seconds>`.
    pub fn id(&self, client_id: &str) -> String {
        format!("{client_id}--{}", self.created_at.div_euclid(1_000))
    }
}

/// Adds a secret, made up where none is given, and gives it back.
///
/// Errors: `SecretOfPublicClient`, `SecretOfRegisteredClient`, `TooManySecrets`.
pub async fn add(ctx: &Ctx, pool: &Pool, client: &Client, given: Option<String>) -> Result<ClientSecret> {
    if client.is_registered() {
        return Err(Error::new(Reason::SecretOfRegisteredClient));
    }
    if !client.has_secret() {
        return Err(Error::new(Reason::SecretOfPublicClient));
    }
    if client.secrets.len() >= MOST {
        return Err(Error::new(Reason::TooManySecrets));
    }
    let value = match given {
        Some(text) => text,
        None => ids::client_secret(ctx)?,
    };
    let second = |secret: &ClientSecret| secret.created_at.div_euclid(1_000);
    let mut created_at = ctx.now();
    if let Some(newest) = client.secrets.iter().map(second).max()
        && newest >= created_at.div_euclid(1_000)
    {
        created_at = (newest + 1) * 1_000;
    }
    let added = ClientSecret { value: Secret(value), created_at };
    let mut secrets = client.secrets.clone();
    secrets.push(added.clone());
    save(ctx, pool, client, &secrets).await?;
    Ok(added)
}

/// Takes a secret away: from now on it proves nothing. Errors: `SecretNotFound`, `LastSecret`.
pub async fn delete(ctx: &Ctx, pool: &Pool, client: &Client, id: &str) -> Result<()> {
    let mut secrets = client.secrets.clone();
    secrets.retain(|secret| secret.id(client.id()) != id);
    if secrets.len() == client.secrets.len() {
        return Err(Error::about(Reason::SecretNotFound, id));
    }
    if secrets.is_empty() {
        return Err(Error::new(Reason::LastSecret));
    }
    save(ctx, pool, client, &secrets).await
}

async fn save(ctx: &Ctx, pool: &Pool, client: &Client, secrets: &[ClientSecret]) -> Result<()> {
    let mut row = client.row.clone();
    row.secret = Some(seal(ctx, pool, client.id(), secrets)?);
    let mut batch = ctx.batch()?;
    store::clients::update(&mut batch, &row);
    ctx.commit(batch).await
}

/// Seals a client's secrets for its row.
pub(super) fn seal(ctx: &Ctx, pool: &Pool, client_id: &str, secrets: &[ClientSecret]) -> Result<Vec<u8>> {
    let plain = serde_json::to_vec(secrets)?;
    Ok(pool.key.seal(&place(client_id), &ctx.random()?, &plain))
}

/// Opens them; the oldest is first.
pub(super) fn open(pool: &Pool, row: &store::clients::Client) -> Result<Vec<ClientSecret>> {
    let Some(sealed) = &row.secret else { return Ok(Vec::new()) };
    let plain = pool.key.open(&place(&row.id), sealed)?;
    if plain.starts_with(b"[") {
        return Ok(serde_json::from_slice(&plain)?);
    }
    // Written when a client had one secret and no more: the text alone, as old as the client.
    let value = Secret(String::from_utf8(plain).map_err(Error::internal)?);
    Ok(vec![ClientSecret { value, created_at: row.created_at }])
}

fn place(client_id: &str) -> store::seal::Place<'_> {
    store::seal::Place { table: "clients", row: client_id, column: "secret" }
}
