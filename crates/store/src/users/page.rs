//! Lists of users: keyset pages, each filter one query that walks an index, and an estimate instead of a count.

use std::sync::LazyLock;

use super::{COLUMNS, User, indexed, indexed_prefix};
use crate::batch::Read;
use crate::error::Result;
use crate::value::{Row, Value};

/// Which users.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Find {
    /// All of the pool, by sub.
    All,
    /// Those with a search value, by value and sub.
    Search {
        /// The attribute's name.
        name: String,
        /// The value as it is compared, or how it begins.
        value: String,
        /// True when the value is only the beginning.
        is_prefix: bool,
    },
    /// Those of a username, by username.
    Username {
        /// The folded username, or how it begins.
        key: String,
        /// True when it is only the beginning.
        is_prefix: bool,
    },
    /// Those of a status, by sub.
    Status(String),
    /// Those that are enabled, or those that are not, by sub.
    Enabled(bool),
    /// The one of a sub.
    Sub(String),
    /// Those in a group, by sub.
    Group(String),
}

/// Where a page ended: pass it back for the next one, with the same filter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cursor {
    /// The filtered value of the last user.
    pub value: String,
    /// The last user's sub.
    pub sub: String,
}

fn users(rest: &str) -> String {
    format!("SELECT u.sub AS place, {COLUMNS} FROM users u WHERE u.pool_id = $1 AND {rest}")
}

fn searched(rest: &str) -> String {
    format!(
        "SELECT s.value AS place, {COLUMNS} FROM user_search s \
         JOIN users u ON u.pool_id = s.pool_id AND u.sub = s.sub WHERE s.pool_id = $1 AND s.name = $2 AND {rest}"
    )
}

static ALL: LazyLock<String> = LazyLock::new(|| users("u.sub > $2 ORDER BY u.sub LIMIT $3"));

static SUB: LazyLock<String> = LazyLock::new(|| users("u.sub = $4 AND u.sub > $2 ORDER BY u.sub LIMIT $3"));

static STATUS: LazyLock<String> =
    LazyLock::new(|| users("u.status = $4 AND u.sub > $2 ORDER BY u.sub LIMIT $3"));

static ENABLED: LazyLock<String> =
    LazyLock::new(|| users("u.is_enabled = $4 AND u.sub > $2 ORDER BY u.sub LIMIT $3"));

static GROUP: LazyLock<String> = LazyLock::new(|| {
    format!(
        "SELECT u.sub AS place, {COLUMNS} FROM memberships m \
         JOIN users u ON u.pool_id = m.pool_id AND u.sub = m.sub \
         WHERE m.pool_id = $1 AND m.name = $4 AND m.sub > $2 ORDER BY m.sub LIMIT $3"
    )
});

static USERNAME: LazyLock<String> =
    LazyLock::new(|| users("u.username_key = $4 AND u.sub > $2 ORDER BY u.sub LIMIT $3"));

static USERNAME_PREFIX: LazyLock<String> = LazyLock::new(|| {
    users("u.username_key >= $2 AND u.username_key < $4 ORDER BY u.username_key LIMIT $3")
        .replace("u.sub AS place", "u.username_key AS place")
});

static SEARCH: LazyLock<String> =
    LazyLock::new(|| searched("s.value = $3 AND s.sub > $4 ORDER BY s.sub LIMIT $5"));

static SEARCH_PREFIX: LazyLock<String> = LazyLock::new(|| {
    searched("(s.value, s.sub) > ($3, $4) AND s.value < $6 ORDER BY s.value, s.sub LIMIT $5")
});

/// Users after a cursor, at most so many, each with the cursor that continues after it.
pub async fn page(
    read: &Read<'_>,
    pool_id: &str,
    find: &Find,
    after: Option<&Cursor>,
    limit: i64,
) -> Result<Vec<(User, Cursor)>> {
    let Some((sql, args)) = query(pool_id, find, after, limit) else { return Ok(Vec::new()) };
    read.rows(sql, &args).await?.into_iter().map(from_row).collect()
}

/// How many users a pool has: exact up to a thousand; beyond, taken from how far into the key space the first
/// thousand subs reach (they are random), with an error of some percent.
pub async fn estimate(read: &Read<'_>, pool_id: &str) -> Result<i64> {
    let sql = "SELECT COUNT(*) AS found, MAX(t.sub) AS last \
               FROM (SELECT u.sub FROM users u WHERE u.pool_id = $1 ORDER BY u.sub LIMIT 1001) t";
    let Some(row) = read.row(sql, &[pool_id.into()]).await? else { return Ok(0) };
    let found = row.int("found")?;
    if found <= 1000 {
        return Ok(found);
    }
    let digits: String = row.text("last")?.chars().filter(char::is_ascii_hexdigit).take(12).collect();
    // The first twelve digits of a random UUID are random, 48 bits.
    let reached = u64::from_str_radix(&digits, 16).unwrap_or(1 << 48).saturating_add(1);
    let estimated = i128::from(found) * (1 << 48) / i128::from(reached);
    Ok(i64::try_from(estimated).unwrap_or(i64::MAX).max(found))
}

/// The text and values of a page; `None` when the filter cannot match anybody.
fn query(
    pool_id: &str,
    find: &Find,
    after: Option<&Cursor>,
    limit: i64,
) -> Option<(&'static str, Vec<Value>)> {
    let sub = after.map_or("", |cursor| cursor.sub.as_str());
    let value = after.map(|cursor| cursor.value.as_str());
    let mut args: Vec<Value> = vec![pool_id.into(), sub.into(), limit.into()];
    let sql: &'static str = match find {
        Find::All => &ALL,
        Find::Sub(sub) => {
            args.push(possible(sub)?.into());
            &SUB
        }
        Find::Status(status) => {
            args.push(possible(status)?.into());
            &STATUS
        }
        Find::Group(name) => {
            args.push(possible(name)?.into());
            &GROUP
        }
        Find::Enabled(is_enabled) => {
            args.push((*is_enabled).into());
            &ENABLED
        }
        Find::Username { key, is_prefix: false } => {
            args.push(possible(key)?.into());
            &USERNAME
        }
        Find::Username { key, is_prefix: true } => {
            let key = possible(key)?;
            // U+0001 is the least character that text here can have: this is the next text after the cursor.
            let from = value.map_or(key.to_owned(), |value| format!("{value}\u{1}"));
            args[1] = from.into();
            args.push(end_of(key).into());
            &USERNAME_PREFIX
        }
        Find::Search { name, value, is_prefix: false } => {
            let value = indexed(possible(value)?).into_owned();
            args = vec![pool_id.into(), name.into(), value.into(), sub.into(), limit.into()];
            &SEARCH
        }
        Find::Search { name, value: prefix, is_prefix: true } => {
            let prefix = indexed_prefix(possible(prefix)?);
            let from = value.unwrap_or(prefix);
            args = vec![pool_id.into(), name.into(), from.into(), sub.into(), limit.into()];
            args.push(end_of(prefix).into());
            &SEARCH_PREFIX
        }
    };
    Some((sql, args))
}

/// Text that can be stored at all, and so can match.
fn possible(text: &str) -> Option<&str> {
    (!text.contains('\0')).then_some(text)
}

/// The least text that is after everything that begins with a prefix.
fn end_of(prefix: &str) -> String {
    let mut chars: Vec<char> = prefix.chars().collect();
    while let Some(last) = chars.pop() {
        // The code points between are surrogates, which text cannot have.
        let next = if last == '\u{d7ff}' { Some('\u{e000}') } else { char::from_u32(last as u32 + 1) };
        if let Some(next) = next {
            chars.push(next);
            return chars.into_iter().collect();
        }
    }
    // Everything begins with nothing: a text that no stored one reaches.
    "\u{10ffff}".repeat(64)
}

fn from_row(row: Row) -> Result<(User, Cursor)> {
    let value = row.text("place")?;
    let user = User::from_row(&row.starting(1))?;
    let cursor = Cursor { value, sub: user.sub.clone() };
    Ok((user, cursor))
}

#[cfg(test)]
mod tests {
    use super::{Find, end_of, query};

    #[test]
    fn the_end_of_a_prefix_is_the_next_text() {
        assert_eq!(end_of("ab"), "ac");
        assert_eq!(end_of("a\u{10ffff}"), "b");
        assert_eq!(end_of("\u{d7ff}"), "\u{e000}");
        assert!(end_of("").as_str() > "\u{10ffff}zzz");
    }

    #[tokio::test]
    async fn every_page_walks_an_index() {
        let store = crate::Store::open_memory().unwrap();
        let search = |is_prefix| Find::Search { name: "email".into(), value: "a".into(), is_prefix };
        let username = |is_prefix| Find::Username { key: "a".into(), is_prefix };
        let kinds = [
            (Find::All, "(pool_id=? AND sub>?)"),
            (Find::Sub("s".into()), "(pool_id=? AND sub=?)"),
            (Find::Status("CONFIRMED".into()), "users_by_status (pool_id=? AND status=? AND sub>?)"),
            (Find::Enabled(true), "users_by_enabled (pool_id=? AND is_enabled=? AND sub>?)"),
            (username(false), "users_by_username (pool_id=? AND username_key=?)"),
            (username(true), "users_by_username (pool_id=? AND username_key>? AND username_key<?)"),
            (search(false), "PRIMARY KEY (pool_id=? AND name=? AND value=? AND sub>?)"),
            (search(true), "PRIMARY KEY (pool_id=? AND name=? AND (value,sub)>(?,?) AND value<?)"),
        ];
        for (find, index) in kinds {
            let (sql, args) = query("p", &find, None, 10).unwrap();
            let explain: &'static str = Box::leak(format!("EXPLAIN QUERY PLAN {sql}").into_boxed_str());
            let rows = store.read().rows(explain, &args).await.unwrap();
            let plan: Vec<String> = rows.iter().map(|row| row.text("detail").unwrap()).collect();
            assert!(plan[0].contains(index), "{find:?}: {plan:?}");
            // Whether a user is in any group is asked in the same query.
            let is_walk = |step: &String| step.starts_with("SEARCH") || step.starts_with("CORRELATED SCALAR");
            assert!(plan.iter().all(is_walk), "{find:?}: {plan:?}");
        }
    }
}
