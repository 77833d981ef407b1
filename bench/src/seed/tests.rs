//! A seeded user is, row by row, what an administrator's two calls make.

use std::collections::BTreeMap;
use std::sync::Arc;

use rules::Ctx;
use rules::account::invite::{self, Invitation};
use rules::account::passwords;
use rules::pools::Pool;
use rules::users::{self, password};
use store::Store;
use store::seal::KeyRing;
use store::users::User;

use super::{PASSWORD, fill, new_pool, username};
use crate::ground;

/// Everything that is kept of a user, without what is random or a time.
#[derive(Debug, PartialEq)]
struct Kept {
    user: User,
    lengths: [Option<usize>; 2],
    aliases: Vec<store::aliases::Alias>,
    search: Vec<(String, String)>,
    changes: Vec<(String, i64, bool)>,
}

async fn kept(ctx: &Ctx, pool: &Pool, name: &str) -> Kept {
    let read = ctx.read();
    let user = users::find(ctx, pool, name).await.unwrap().unwrap();
    let sql = "SELECT name, value FROM user_search WHERE pool_id = $1 AND sub = $2 ORDER BY name, value";
    let search = read.rows(sql, &[pool.id().into(), (&user.sub).into()]).await.unwrap();
    let key = format!("{}/{}", pool.id(), user.sub);
    let mut changes = store::changes::after(&read, "", 1_000).await.unwrap();
    // Two batches of one millisecond have ids in any order.
    changes.sort_by_key(|change| change.revision);
    Kept {
        lengths: [&user.salt, &user.verifier].map(|bytes| bytes.as_ref().map(Vec::len)),
        aliases: store::aliases::of_user(&read, pool.id(), &user.sub).await.unwrap(),
        search: search.iter().map(|row| (row.text("name").unwrap(), row.text("value").unwrap())).collect(),
        changes: changes
            .into_iter()
            .filter(|change| change.key == key)
            .map(|change| (change.table, change.revision, change.is_tombstone))
            .collect(),
        user: User {
            pool_id: String::new(),
            sub: String::new(),
            salt: None,
            verifier: None,
            created_at: 0,
            updated_at: 0,
            ..user
        },
    }
}

async fn two_pools() -> (Ctx, Arc<Pool>, Arc<Pool>) {
    let ctx = ground::ctx(Store::open_memory().unwrap(), KeyRing::from_bytes([7; 32])).unwrap();
    let (first, _) = new_pool(&ctx).await.unwrap();
    let (second, _) = new_pool(&ctx).await.unwrap();
    (ctx, first, second)
}

#[tokio::test]
async fn a_seeded_user_is_what_an_administrator_makes() {
    let (ctx, seeded, made) = two_pools().await;
    fill(&ctx, &seeded, 100, 2, false).await.unwrap();
    for number in [100, 101] {
        let name = username(number);
        let attributes: BTreeMap<String, String> =
            users::find(&ctx, &seeded, &name).await.unwrap().unwrap().attributes;
        let invitation = Invitation {
            username: name.clone(),
            attributes,
            temporary_password: None,
            takes_aliases: false,
            is_silent: true,
            mediums: Vec::new(),
            validation_data: None,
            client_metadata: None,
        };
        let user = invite::create(&ctx, &made, invitation).await.unwrap();
        passwords::set(&ctx, &made, &user, PASSWORD, true).await.unwrap();
        let (theirs, ours) = (kept(&ctx, &made, &name).await, kept(&ctx, &seeded, &name).await);
        assert_eq!(ours.user.attributes["email"], format!("{name}@example.com"));
        assert!(ours.user == theirs.user, "the rows of {name} differ");
        assert_eq!(ours, theirs);
    }
}

#[tokio::test]
async fn every_hundredth_user_has_the_password() {
    let (ctx, pool, _) = two_pools().await;
    fill(&ctx, &pool, 199, 3, false).await.unwrap();
    for (number, is_known) in [(199, false), (200, true), (201, false)] {
        let user = users::require(&ctx, &pool, &username(number)).await.unwrap();
        assert_eq!(password::matches(&ctx, &pool, &user, PASSWORD).await.unwrap(), is_known);
    }
    assert!(fill(&ctx, &pool, 201, 1, false).await.is_err(), "a name is taken once");
}
