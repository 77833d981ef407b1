//! What a call needs to know about a user, loaded in one query each.

use std::sync::LazyLock;

use super::{COLUMNS, User, indexed};
use crate::batch::Read;
use crate::error::Result;
use crate::families::{self, Family};
use crate::value::Value;

/// One name that a person typed, as it is compared with each kind of name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Name<'a> {
    /// Folded like a username.
    pub key: &'a str,
    /// As typed: a sub is never folded.
    pub sub: &'a str,
    /// Folded like an alias.
    pub alias: &'a str,
}

impl Name<'_> {
    /// True for what nobody can be called.
    fn is_impossible(&self) -> bool {
        [self.key, self.sub, self.alias].iter().any(|name| name.contains('\0'))
    }
}

/// What a call of a client with a user's name meets.
#[derive(Clone, Debug, PartialEq)]
pub struct ClientView {
    /// The client's revision: cached settings hold when it is theirs.
    pub client_revision: i64,
    /// The pool of the client.
    pub pool_id: String,
    /// The pool's revision.
    pub pool_revision: i64,
    /// The user of that name.
    pub user: Option<User>,
}

/// What a token names.
#[derive(Clone, Debug, PartialEq)]
pub struct TokenView {
    /// The pool's revision; `None` when there is no such pool.
    pub pool_revision: Option<i64>,
    /// The client's revision; `None` when the pool has no such client.
    pub client_revision: Option<i64>,
    /// The user.
    pub user: Option<User>,
    /// The refresh family.
    pub family: Option<Family>,
}

/// Finds the sub by username, then by sub, then by alias; what stands first wins, the rest is not evaluated.
fn sub_of(pool: &str, [key, sub, alias]: [&str; 3]) -> String {
    format!(
        "COALESCE((SELECT n.sub FROM users n WHERE n.pool_id = {pool} AND n.username_key = {key}), \
         (SELECT s.sub FROM users s WHERE s.pool_id = {pool} AND s.sub = {sub}), \
         (SELECT a.sub FROM aliases a WHERE a.pool_id = {pool} \
         AND a.kind IN ('email', 'phone_number', 'preferred_username') AND a.value = {alias} \
         ORDER BY a.kind LIMIT 1))"
    )
}

static FIND: LazyLock<String> = LazyLock::new(|| {
    let sub = sub_of("$1", ["$2", "$3", "$4"]);
    format!("SELECT {COLUMNS} FROM users u WHERE u.pool_id = $1 AND u.sub = {sub}")
});

static FIND_BY_CLIENT: LazyLock<String> = LazyLock::new(|| {
    let sub = sub_of("c.pool_id", ["$2", "$3", "$4"]);
    format!(
        "SELECT c.revision AS client_revision, c.pool_id AS client_pool, p.revision AS pool_revision, {COLUMNS} \
         FROM clients c JOIN pools p ON p.id = c.pool_id \
         LEFT JOIN users u ON u.pool_id = c.pool_id AND u.sub = {sub} WHERE c.id = $1"
    )
});

static TOKEN_VIEW: LazyLock<String> = LazyLock::new(|| {
    format!(
        "SELECT p.revision AS pool_revision, c.revision AS client_revision, {COLUMNS}, {} \
         FROM (SELECT 1 AS one) k LEFT JOIN pools p ON p.id = $1 \
         LEFT JOIN clients c ON c.id = $2 AND c.pool_id = $1 \
         LEFT JOIN users u ON u.pool_id = $1 AND u.sub = $3 \
         LEFT JOIN families f ON f.pool_id = $1 AND f.origin_jti = $4",
        families::COLUMNS
    )
});

/// Where the family begins in a row of [`TOKEN_VIEW`].
static FAMILY_AT: LazyLock<usize> = LazyLock::new(|| 2 + COLUMNS.split(',').count());

/// The user of a name in a pool: username first, then sub, then aliases of any kind.
pub async fn find(read: &Read<'_>, pool_id: &str, name: &Name<'_>) -> Result<Option<User>> {
    if name.is_impossible() {
        return Ok(None);
    }
    let row = read.row(&FIND, &name_args(pool_id, name)).await?;
    row.as_ref().map(User::from_row).transpose()
}

/// The client with its pool and the user of a name in it; `None` when there is no such client.
pub async fn find_by_client(read: &Read<'_>, client_id: &str, name: &Name<'_>) -> Result<Option<ClientView>> {
    let nobody = Name { key: "", sub: "", alias: "" };
    let name = if name.is_impossible() { &nobody } else { name };
    let Some(row) = read.row(&FIND_BY_CLIENT, &name_args(client_id, name)).await? else { return Ok(None) };
    Ok(Some(ClientView {
        client_revision: row.int("client_revision")?,
        pool_id: row.text("client_pool")?,
        pool_revision: row.int("pool_revision")?,
        user: User::from_outer(&row.starting(3))?,
    }))
}

/// Everything that an access or refresh token names; what does not exist is `None`.
pub async fn token_view(
    read: &Read<'_>,
    pool_id: &str,
    client_id: &str,
    sub: &str,
    origin_jti: &str,
) -> Result<TokenView> {
    let args = [pool_id.into(), client_id.into(), sub.into(), origin_jti.into()];
    let Some(row) = read.row(&TOKEN_VIEW, &args).await? else {
        return Ok(TokenView { pool_revision: None, client_revision: None, user: None, family: None });
    };
    let pool_revision = row.opt_int("pool_revision")?;
    let client_revision = row.opt_int("client_revision")?;
    let row = row.starting(2);
    let user = User::from_outer(&row)?;
    let family = Family::from_outer(&row.starting(*FAMILY_AT))?;
    Ok(TokenView { pool_revision, client_revision, user, family })
}

fn name_args(place: &str, name: &Name<'_>) -> [Value; 4] {
    [place.into(), name.key.into(), name.sub.into(), indexed(name.alias).into_owned().into()]
}

#[cfg(test)]
mod tests {
    use super::{FIND, FIND_BY_CLIENT, TOKEN_VIEW};

    #[tokio::test]
    async fn every_view_looks_up_by_keys() {
        let store = crate::Store::open_memory().unwrap();
        for sql in [&FIND, &FIND_BY_CLIENT, &TOKEN_VIEW] {
            let explain: &'static str = Box::leak(format!("EXPLAIN QUERY PLAN {}", **sql).into_boxed_str());
            let args = ["a", "b", "c", "d"].map(Into::into);
            let rows = store.read().rows(explain, &args).await.unwrap();
            let plan: Vec<String> = rows.iter().map(|row| row.text("detail").unwrap()).collect();
            let scans = plan.iter().filter(|step| {
                step.starts_with("SCAN") && !["SCAN CONSTANT ROW", "SCAN k"].contains(&step.as_str())
            });
            assert_eq!(scans.count(), 0, "{plan:#?}");
            let users = plan.iter().find(|step| step.starts_with("SEARCH u ")).unwrap();
            assert!(users.contains("(pool_id=? AND sub=?)"), "{plan:#?}");
        }
    }
}
