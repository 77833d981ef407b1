//! Users and the names they are found by, on every driver.

use ::store::aliases::{self, Alias, Kind};
use ::store::users::{self, Cursor, Find, Name, Names};
use ::store::{Miss, Read, Store, changes, clients, codes, families, pools};

use super::backends::on_each;
use super::samples::{NOW, batch, client, code, done, email, family, missed, names, pool, search, user};

fn name(name: &str) -> Name<'_> {
    Name { key: name, sub: name, alias: name }
}

async fn pages(read: &Read<'_>, find: &Find, size: i64) -> Vec<String> {
    let mut seen = Vec::new();
    let mut after: Option<Cursor> = None;
    loop {
        let page = users::page(read, "p", find, after.as_ref(), size).await.unwrap();
        assert!(page.len() <= usize::try_from(size).unwrap());
        let Some((_, cursor)) = page.last() else { return seen };
        after = Some(cursor.clone());
        seen.extend(page.into_iter().map(|(user, _)| user.username));
    }
}

#[tokio::test]
async fn users_are_kept() {
    on_each("users", |store| async move {
        let read = store.read();
        done(&store, |b| pools::insert(b, &pool("p"))).await;
        let mut alice = user("p", "Alice");
        alice.attributes.insert("custom:note".into(), "a\0b \u{10ffff} é \"quoted\"".into());
        alice.settings = format!("{{\"big\":\"{}\"}}", "x".repeat(100_000));
        alice.temporary_until = Some(NOW);
        done(&store, |b| users::insert(b, &alice, &names(&["alice@example.com"], &["alice"]))).await;
        assert_eq!(users::get(&read, "p", "sub-Alice").await.unwrap(), Some(alice.clone()));
        assert_eq!(users::get(&read, "q", "sub-Alice").await.unwrap(), None);

        let mut again = user("p", "ALICE");
        missed(&store, Miss::Taken, "users.username", |b| users::insert(b, &again, &Names::default())).await;
        again.username_key = "other".into();
        again.sub = alice.sub.clone();
        missed(&store, Miss::Taken, "users.username", |b| users::insert(b, &again, &Names::default())).await;
        let bob = user("p", "bob");
        missed(&store, Miss::Taken, "aliases.email", |b| {
            users::insert(b, &bob, &names(&["alice@example.com"], &[]));
        })
        .await;
        assert_eq!(users::get(&read, "p", "sub-bob").await.unwrap(), None);

        let mut changed = alice.clone();
        changed.status = "RESET_REQUIRED".into();
        changed.is_enabled = false;
        changed.salt = None;
        changed.verifier = None;
        changed.history = Some(vec![]);
        changed.temporary_until = None;
        changed.failures = 99;
        let (old, new) =
            (names(&["alice@example.com"], &["alice"]), names(&["new@example.com"], &["alicia"]));
        done(&store, |b| users::update(b, &changed, &old, &new)).await;
        missed(&store, Miss::Moved, "users", |b| users::update(b, &changed, &old, &new)).await;
        changed.revision = 2;
        changed.failures = 0;
        assert_eq!(users::get(&read, "p", "sub-Alice").await.unwrap(), Some(changed.clone()));
        assert_eq!(aliases::of_user(&read, "p", "sub-Alice").await.unwrap(), [email("new@example.com")]);
        let find = |value: &str| Find::Search { name: "name".into(), value: value.into(), is_prefix: false };
        assert_eq!(pages(&read, &find("alicia"), 5).await, ["Alice"]);
        assert_eq!(pages(&read, &find("alice"), 5).await, [""; 0]);
        // The old address is free again.
        done(&store, |b| users::insert(b, &bob, &names(&["alice@example.com"], &[]))).await;
    })
    .await;
}

#[tokio::test]
async fn a_deleted_user_leaves_a_tombstone_only() {
    on_each("user_delete", |store| async move {
        let read = store.read();
        let alice = user("p", "alice");
        done(&store, |b| pools::insert(b, &pool("p"))).await;
        done(&store, |b| users::insert(b, &alice, &names(&["a@x"], &["a"]))).await;
        done(&store, |b| {
            codes::put(b, &code(&alice, "sign_up"));
            families::insert_for(b, &family(&alice, "j"), &alice);
        })
        .await;
        done(&store, |b| users::delete(b, &alice)).await;
        missed(&store, Miss::Moved, "users", |b| users::delete(b, &alice)).await;
        assert_eq!(users::get(&read, "p", &alice.sub).await.unwrap(), None);
        assert_eq!(aliases::owner(&read, "p", &email("a@x")).await.unwrap(), None);
        assert_eq!(codes::get(&read, "p", &alice.sub, "sign_up").await.unwrap(), None);
        assert_eq!(families::get(&read, "p", "j").await.unwrap(), None);
        let log = changes::after(&read, "", 9).await.unwrap();
        let last = log.iter().find(|change| change.is_tombstone).unwrap();
        assert_eq!((last.table.as_str(), last.key.as_str(), last.revision), ("users", "p/sub-alice", 2));
    })
    .await;
}

#[tokio::test]
async fn a_name_finds_by_username_then_sub_then_alias() {
    on_each("find", |store| async move {
        let read = store.read();
        done(&store, |b| {
            pools::insert(b, &pool("p"));
            pools::insert(b, &pool("q"));
            clients::insert(b, &client("p", "c"));
            users::insert(b, &user("p", "alice"), &names(&["both"], &[]));
            users::insert(b, &user("p", "both"), &names(&["sub-carol", "x"], &[]));
            users::insert(b, &user("p", "carol"), &names(&[], &[]));
            users::insert(b, &user("q", "dave"), &names(&["y"], &[]));
        })
        .await;
        for (typed, found) in [
            ("alice", Some("alice")),
            ("both", Some("both")),
            ("sub-carol", Some("carol")),
            ("x", Some("both")),
            ("y", None),
            ("dave", None),
            ("", None),
            ("a\0", None),
        ] {
            let user = users::find(&read, "p", &name(typed)).await.unwrap();
            assert_eq!(user.as_ref().map(|user| user.username.as_str()), found, "{typed}");
            let view = users::find_by_client(&read, "c", &name(typed)).await.unwrap().unwrap();
            assert_eq!((view.client_revision, view.pool_revision, view.pool_id.as_str()), (1, 1, "p"));
            assert_eq!(view.user, user, "{typed}");
        }
        assert_eq!(users::find_by_client(&read, "none", &name("alice")).await.unwrap(), None);
        let apart = Name { key: "nobody", sub: "sub-alice", alias: "x" };
        assert_eq!(users::find(&read, "p", &apart).await.unwrap().unwrap().username, "alice");
    })
    .await;
}

#[tokio::test]
async fn a_token_names_what_there_is() {
    on_each("token_view", |store| async move {
        let read = store.read();
        let alice = user("p", "alice");
        done(&store, |b| {
            pools::insert(b, &pool("p"));
            clients::insert(b, &client("p", "c"));
            users::insert(b, &alice, &Names::default());
        })
        .await;
        done(&store, |b| families::insert_for(b, &family(&alice, "j"), &alice)).await;
        let view = users::token_view(&read, "p", "c", &alice.sub, "j").await.unwrap();
        assert_eq!((view.pool_revision, view.client_revision), (Some(1), Some(1)));
        assert_eq!(view.family, Some(family(&alice, "j")));
        assert_eq!(view.user, Some(alice));
        let view = users::token_view(&read, "q", "c", "s", "j").await.unwrap();
        assert_eq!(
            (view.pool_revision, view.client_revision, view.user, view.family),
            (None, None, None, None)
        );
        let view = users::token_view(&read, "p", "d", "s", "j").await.unwrap();
        assert_eq!((view.pool_revision, view.client_revision, view.user), (Some(1), None, None));
        assert!(view.family.is_some());
    })
    .await;
}

#[tokio::test]
async fn an_alias_has_one_owner() {
    on_each("aliases", |store| async move {
        let read = store.read();
        let long = email(&"ü".repeat(4000));
        let longer = email(&format!("{}x", long.value));
        let phone = Alias { kind: Kind::PhoneNumber, value: long.value.clone() };
        done(&store, |b| aliases::claim(b, "p", &long, "s")).await;
        done(&store, |b| aliases::claim(b, "p", &longer, "t")).await;
        done(&store, |b| aliases::claim(b, "p", &phone, "t")).await;
        done(&store, |b| aliases::claim(b, "q", &long, "t")).await;
        missed(&store, Miss::Taken, "aliases.email", |b| aliases::claim(b, "p", &long, "t")).await;
        missed(&store, Miss::Taken, "aliases.phone_number", |b| aliases::claim(b, "p", &phone, "t")).await;
        assert_eq!(aliases::owner(&read, "p", &long).await.unwrap().as_deref(), Some("s"));
        assert_eq!(aliases::owner(&read, "p", &longer).await.unwrap().as_deref(), Some("t"));
        // Nobody can release another's.
        done(&store, |b| aliases::release(b, "p", &long, "t")).await;
        assert!(aliases::owner(&read, "p", &long).await.unwrap().is_some());
        done(&store, |b| aliases::release(b, "p", &long, "s")).await;
        assert_eq!(aliases::owner(&read, "p", &long).await.unwrap(), None);
    })
    .await;
}

async fn crowd(store: &Store) {
    done(store, |b| pools::insert(b, &pool("p"))).await;
    done(store, |b| pools::insert(b, &pool("q"))).await;
    let people = [
        ("ada", "Li"),
        ("adb", "Li"),
        ("bob", "Lie"),
        ("Zoe", "Lí"),
        ("é", "𝄞"),
        ("\u{d7ff}", "L"),
        ("z", "li"),
    ];
    for (at, (username, family_name)) in people.into_iter().enumerate() {
        let mut user = user("p", username);
        user.username_key = username.into();
        user.is_enabled = at % 3 != 0;
        user.status = if at % 2 == 0 { "CONFIRMED".into() } else { "UNCONFIRMED".into() };
        let mut own = names(&[], &[family_name]);
        own.search.push(search("other", "Li"));
        done(store, |b| users::insert(b, &user, &own)).await;
        user.pool_id = "q".into();
        done(store, |b| users::insert(b, &user, &own)).await;
    }
}

#[tokio::test]
async fn every_filter_pages_in_order() {
    on_each("user_pages", |store| async move {
        let read = store.read();
        crowd(&store).await;
        let search =
            |value: &str, is_prefix| Find::Search { name: "name".into(), value: value.into(), is_prefix };
        let username = |key: &str, is_prefix| Find::Username { key: key.into(), is_prefix };
        let expected: Vec<(Find, &[&str])> = vec![
            (Find::All, &["Zoe", "ada", "adb", "bob", "z", "é", "\u{d7ff}"]),
            (Find::Sub("sub-bob".into()), &["bob"]),
            (Find::Sub("sub-bo".into()), &[]),
            (Find::Status("CONFIRMED".into()), &["ada", "bob", "z", "é"]),
            (Find::Status("CONFIRME".into()), &[]),
            (Find::Enabled(true), &["adb", "bob", "é", "\u{d7ff}"]),
            (Find::Enabled(false), &["Zoe", "ada", "z"]),
            (username("ada", false), &["ada"]),
            (username("ad", false), &[]),
            (username("ad", true), &["ada", "adb"]),
            (username("", true), &["Zoe", "ada", "adb", "bob", "z", "é", "\u{d7ff}"]),
            (username("\u{d7ff}", true), &["\u{d7ff}"]),
            (username("%", true), &[]),
            (search("Li", false), &["ada", "adb"]),
            (search("L", true), &["\u{d7ff}", "ada", "adb", "bob", "Zoe"]),
            (search("Li", true), &["ada", "adb", "bob"]),
            (search("", true), &["\u{d7ff}", "ada", "adb", "bob", "Zoe", "z", "é"]),
            (search("𝄞", true), &["é"]),
            (search("Li\0", true), &[]),
            (search("Li\0", false), &[]),
        ];
        for (find, usernames) in expected {
            for size in [1, 2, 3, 60] {
                assert_eq!(pages(&read, &find, size).await, usernames, "{find:?} by {size}");
            }
        }
    })
    .await;
}

#[tokio::test]
async fn long_values_are_searched_whole() {
    on_each("long_search", |store| async move {
        let read = store.read();
        done(&store, |b| pools::insert(b, &pool("p"))).await;
        let long = "é".repeat(2048);
        let longer = format!("{long}x");
        done(&store, |b| users::insert(b, &user("p", "a"), &names(&[], &[long.as_str(), "nul\0"]))).await;
        done(&store, |b| users::insert(b, &user("p", "b"), &names(&[], &[longer.as_str()]))).await;
        let find =
            |value: &str, is_prefix| Find::Search { name: "name".into(), value: value.into(), is_prefix };
        assert_eq!(pages(&read, &find(&long, false), 9).await, ["a"]);
        assert_eq!(pages(&read, &find(&longer, false), 9).await, ["b"]);
        assert_eq!(pages(&read, &find("éé", true), 9).await.len(), 2);
        assert_eq!(pages(&read, &find("nul", true), 9).await.len(), 0);
    })
    .await;
}

#[tokio::test]
async fn the_number_of_users_is_exact_while_small_and_close_when_large() {
    on_each("estimate", |store| async move {
        let read = store.read();
        done(&store, |b| pools::insert(b, &pool("p"))).await;
        assert_eq!(users::estimate(&read, "p").await.unwrap(), 0);
        let mut state = 1_u64;
        let mut inserted = 0;
        for _ in 0..40 {
            let mut many = batch();
            for _ in 0..100 {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                let mut one = user("p", &format!("u{inserted}"));
                one.sub =
                    format!("{:08x}-{:04x}-4000-8000-000000000000", state >> 32, (state >> 16) & 0xffff);
                users::insert(&mut many, &one, &Names::default());
                inserted += 1;
            }
            assert!(store.commit(many).await.unwrap().is_done());
            let estimate = users::estimate(&read, "p").await.unwrap();
            match inserted {
                ..=1000 => assert_eq!(estimate, inserted),
                _ => assert!(
                    (inserted * 8 / 10..inserted * 12 / 10).contains(&estimate),
                    "{estimate} for {inserted}"
                ),
            }
        }
    })
    .await;
}
