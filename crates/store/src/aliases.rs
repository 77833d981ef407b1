//! Names besides the username that sign a user in: each belongs to one user of the pool.
//!
//! Values are folded by the caller. A long value is kept as its beginning and a hash, still unique.

use crate::batch::{Batch, Read};
use crate::driver::{Miss, Statement};
use crate::error::{Result, StoreError};
use crate::users::indexed;
use crate::value::Row;

/// What kind of name it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// An email address.
    Email,
    /// A phone number.
    PhoneNumber,
    /// A preferred username.
    PreferredUsername,
}

impl Kind {
    /// The attribute it comes from, which is its name in the table.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Email => "email",
            Self::PhoneNumber => "phone_number",
            Self::PreferredUsername => "preferred_username",
        }
    }

    /// The kind that an attribute makes.
    pub fn of(attribute: &str) -> Option<Self> {
        [Self::Email, Self::PhoneNumber, Self::PreferredUsername]
            .into_iter()
            .find(|kind| kind.as_str() == attribute)
    }

    /// The tag of a missed claim.
    pub fn tag(self) -> &'static str {
        match self {
            Self::Email => "aliases.email",
            Self::PhoneNumber => "aliases.phone_number",
            Self::PreferredUsername => "aliases.preferred_username",
        }
    }
}

/// One alias.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alias {
    /// Its kind.
    pub kind: Kind,
    /// The name as it is compared.
    pub value: String,
}

/// The sub of the user that an alias belongs to.
pub async fn owner(read: &Read<'_>, pool_id: &str, alias: &Alias) -> Result<Option<String>> {
    let sql = "SELECT sub FROM aliases WHERE pool_id = $1 AND kind = $2 AND value = $3";
    if alias.value.contains('\0') {
        return Ok(None);
    }
    let value = indexed(&alias.value).into_owned();
    let row = read.row(sql, &[pool_id.into(), alias.kind.as_str().into(), value.into()]).await?;
    row.map(|row| row.text("sub")).transpose()
}

/// The aliases of a user, by kind and value; a long value is as the index holds it.
pub async fn of_user(read: &Read<'_>, pool_id: &str, sub: &str) -> Result<Vec<Alias>> {
    let sql = "SELECT kind, value FROM aliases WHERE pool_id = $1 AND sub = $2 ORDER BY kind, value";
    read.rows(sql, &[pool_id.into(), sub.into()]).await?.iter().map(from_row).collect()
}

/// Gives an alias to a user. Misses: `Taken`, tag `aliases.<kind>`, whoever has it.
pub fn claim(batch: &mut Batch, pool_id: &str, alias: &Alias, sub: &str) {
    let sql =
        "INSERT INTO aliases (pool_id, kind, value, sub) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING";
    let value = indexed(&alias.value).into_owned();
    let args = vec![pool_id.into(), alias.kind.as_str().into(), value.into(), sub.into()];
    batch.push(Statement::one(sql, args, Miss::Taken, alias.kind.tag()));
}

/// Takes an alias from this user, and from nobody else.
pub fn release(batch: &mut Batch, pool_id: &str, alias: &Alias, sub: &str) {
    let sql = "DELETE FROM aliases WHERE pool_id = $1 AND kind = $2 AND value = $3 AND sub = $4";
    let value = indexed(&alias.value).into_owned();
    let args = vec![pool_id.into(), alias.kind.as_str().into(), value.into(), sub.into()];
    batch.push(Statement::any(sql, args));
}

fn from_row(row: &Row) -> Result<Alias> {
    let kind = row.text("kind")?;
    let kind = Kind::of(&kind).ok_or_else(|| StoreError::Corrupt(format!("an alias of kind {kind}")))?;
    Ok(Alias { kind, value: row.text("value")? })
}
