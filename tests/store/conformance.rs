//! Every record besides users, on every driver: what is written is read, guards hold, a miss undoes everything.

use ::store::access_keys::{self, AccessKey, Use};
use ::store::auth_events::{self, AuthEvent};
use ::store::groups::{self, Group};
use ::store::leases::{self, Lease};
use ::store::outbox::{self, Letter};
use ::store::signing_keys::{self, KeyUse, SigningKey};
use ::store::users::{Find, Names};
use ::store::{
    Miss, Outcome, Store, StoreError, changes, clients, deleted_pools, families, flows, pools, users,
};

use super::backends::on_each;
use super::samples::{NOW, batch, client, commit, done, family, flow, missed, names, pool, user};

#[tokio::test]
async fn pools_are_kept() {
    on_each("pools", |store| async move {
        let read = store.read();
        done(&store, |b| pools::insert(b, &pool("us-east-1_A"))).await;
        missed(&store, Miss::Taken, "pools", |b| pools::insert(b, &pool("us-east-1_A"))).await;
        assert_eq!(pools::get(&read, "us-east-1_A").await.unwrap(), Some(pool("us-east-1_A")));
        assert_eq!(pools::get(&read, "us-east-1_B").await.unwrap(), None);
        assert_eq!(pools::revision(&read, "us-east-1_A").await.unwrap(), Some(1));
        assert_eq!(pools::revision(&read, "us-east-1_B").await.unwrap(), None);

        let mut changed = pool("us-east-1_A");
        changed.settings = "{\"a\":\"\\u0000 ü 𝄞\"}".into();
        changed.name = "Ä 名 𝄞".into();
        changed.data_key = vec![0; 100_000];
        done(&store, |b| pools::update(b, &changed)).await;
        missed(&store, Miss::Moved, "pools", |b| pools::update(b, &changed)).await;
        missed(&store, Miss::Moved, "pools", |b| pools::delete(b, &changed)).await;
        changed.revision = 2;
        assert_eq!(pools::get(&read, "us-east-1_A").await.unwrap(), Some(changed.clone()));

        let log = changes::after(&read, "", 10).await.unwrap();
        let mut log: Vec<_> =
            log.iter().map(|c| (c.table.as_str(), c.key.as_str(), c.revision, c.is_tombstone)).collect();
        log.sort_unstable();
        assert_eq!(log, [("pools", "us-east-1_A", 1, false), ("pools", "us-east-1_A", 2, false)]);
    })
    .await;
}

#[tokio::test]
async fn a_pool_takes_everything_with_it() {
    on_each("pool_delete", |store| async move {
        let read = store.read();
        for id in ["p", "q"] {
            let user = user(id, "a");
            done(&store, |b| {
                pools::insert(b, &pool(id));
                clients::insert(b, &client(id, &format!("c-{id}")));
                users::insert(b, &user, &names(&["a@x"], &["a"]));
                families::insert_for(b, &family(&user, "j"), &user);
                flows::insert(b, &flow(id, "f"));
            })
            .await;
        }
        done(&store, |b| pools::delete(b, &pool("p"))).await;
        assert_eq!(pools::get(&read, "p").await.unwrap(), None);
        assert_eq!(clients::get(&read, "c-p").await.unwrap(), None);
        let deleted = deleted_pools::page(&read, 10).await.unwrap();
        assert_eq!(deleted.iter().map(|pool| pool.id.as_str()).collect::<Vec<_>>(), ["p"]);
        let mut rounds = 0;
        loop {
            let mut round = batch();
            if !deleted_pools::empty(&read, &mut round, "p", 1).await.unwrap() {
                break;
            }
            assert_eq!(store.commit(round).await.unwrap(), Outcome::Done);
            rounds += 1;
        }
        // The user, an alias, a search row, the family, the flow.
        assert_eq!(rounds, 5);
        assert_eq!(users::get(&read, "p", "sub-a").await.unwrap(), None);
        assert_eq!(families::get(&read, "p", "j").await.unwrap(), None);
        assert_eq!(flows::get(&read, "p", "f").await.unwrap(), None);
        done(&store, |b| deleted_pools::delete(b, "p")).await;
        assert_eq!(deleted_pools::page(&read, 10).await.unwrap(), []);
        assert!(users::get(&read, "q", "sub-a").await.unwrap().is_some());
        assert!(clients::get(&read, "c-q").await.unwrap().is_some());
        let log = changes::after(&read, "", 100).await.unwrap();
        let last = log.iter().find(|change| change.is_tombstone).unwrap();
        assert_eq!((last.table.as_str(), last.key.as_str(), last.revision), ("pools", "p", 2));
        // What hangs on a pool cannot be added once it is gone.
        missed(&store, Miss::Gone, "pools", |b| clients::insert(b, &client("p", "late"))).await;
        missed(&store, Miss::Gone, "pools", |b| users::insert(b, &user("p", "late"), &names(&[], &[]))).await;
    })
    .await;
}

#[tokio::test]
async fn pages_are_in_byte_order() {
    on_each("pages", |store| async move {
        let read = store.read();
        let ids = ["Z", "a", "z", "é", "ﬀ", "𝄞"];
        done(&store, |b| ids.iter().rev().for_each(|id| pools::insert(b, &pool(id)))).await;
        let mut elsewhere = pool("b");
        elsewhere.region = "eu-west-1".into();
        done(&store, |b| pools::insert(b, &elsewhere)).await;
        let mut seen = Vec::new();
        let mut after = String::new();
        loop {
            let page = pools::page(&read, "000000000000", "us-east-1", &after, 2).await.unwrap();
            let Some(last) = page.last() else { break };
            after = last.id.clone();
            seen.extend(page.into_iter().map(|pool| pool.id));
        }
        assert_eq!(seen, ids);
        assert_eq!(pools::page(&read, "1", "us-east-1", "", 2).await.unwrap(), []);
    })
    .await;
}

#[tokio::test]
async fn clients_are_kept() {
    on_each("clients", |store| async move {
        let read = store.read();
        let mut web = client("p", "c1");
        web.secret = Some(vec![0, 255]);
        done(&store, |b| pools::insert(b, &pool("p"))).await;
        done(&store, |b| clients::insert(b, &web)).await;
        done(&store, |b| clients::insert(b, &client("p", "c2"))).await;
        missed(&store, Miss::Taken, "clients", |b| clients::insert(b, &web)).await;
        assert_eq!(clients::get(&read, "c1").await.unwrap(), Some(web.clone()));
        web.secret = None;
        web.name = "other".into();
        done(&store, |b| clients::update(b, &web)).await;
        missed(&store, Miss::Moved, "clients", |b| clients::update(b, &web)).await;
        web.revision = 2;
        assert_eq!(clients::page(&read, "p", "", 10).await.unwrap(), [web.clone(), client("p", "c2")]);
        assert_eq!(clients::page(&read, "p", "c1", 10).await.unwrap(), [client("p", "c2")]);
        done(&store, |b| clients::delete(b, &web)).await;
        missed(&store, Miss::Moved, "clients", |b| clients::delete(b, &web)).await;
        assert_eq!(clients::get(&read, "c1").await.unwrap(), None);
    })
    .await;
}

#[tokio::test]
async fn groups_are_kept_with_those_in_them() {
    on_each("groups", |store| async move {
        let read = store.read();
        let group = |name: &str, precedence| Group {
            pool_id: "p".into(),
            name: name.into(),
            revision: 0,
            description: None,
            role_arn: None,
            precedence,
            created_at: 1,
            updated_at: 1,
        };
        let (mut b, a, none) = (group("b", Some(1)), group("a", Some(2)), group("0", None));
        missed(&store, Miss::Gone, "pools", |batch| groups::insert(batch, &a)).await;
        done(&store, |batch| pools::insert(batch, &pool("p"))).await;
        for group in [&a, &b, &none] {
            done(&store, |batch| groups::insert(batch, group)).await;
        }
        missed(&store, Miss::Taken, "groups", |batch| groups::insert(batch, &a)).await;
        b.role_arn = Some("role".into());
        done(&store, |batch| groups::update(batch, &b)).await;
        missed(&store, Miss::Moved, "groups", |batch| groups::update(batch, &b)).await;
        b.revision = 1;
        b = Group { updated_at: groups::get(&read, "p", "b").await.unwrap().unwrap().updated_at, ..b };
        assert_eq!(groups::page(&read, "p", "", 2).await.unwrap(), [none.clone(), a.clone()]);
        assert_eq!(groups::page(&read, "p", "a", 2).await.unwrap(), [b.clone()]);

        let alice = user("p", "alice");
        done(&store, |batch| users::insert(batch, &alice, &Names::default())).await;
        for group in [&none, &a, &b, &b] {
            done(&store, |batch| groups::join(batch, group, &alice.sub)).await;
        }
        done(&store, |batch| groups::join(batch, &a, "nobody")).await;
        let mine = || async { groups::of_user(&store.read(), "p", &alice.sub).await.unwrap() };
        assert_eq!(mine().await, [b.clone(), a.clone(), none.clone()]);
        let find = Find::Group("a".into());
        let found = users::page(&read, "p", &find, None, 10).await.unwrap();
        assert_eq!(found.iter().map(|(user, _)| &user.sub).collect::<Vec<_>>(), [&alice.sub]);
        assert!(users::page(&read, "p", &find, Some(&found[0].1), 10).await.unwrap().is_empty());

        done(&store, |batch| groups::leave(batch, &a, &alice.sub)).await;
        done(&store, |batch| groups::delete(batch, &none)).await;
        missed(&store, Miss::Moved, "groups", |batch| groups::delete(batch, &none)).await;
        assert_eq!(mine().await, [b]);
        done(&store, |batch| users::delete(batch, &alice)).await;
        assert!(mine().await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn signing_keys_are_kept_newest_first() {
    on_each("signing_keys", |store| async move {
        let key = |usage, generation| SigningKey {
            pool_id: "p".into(),
            usage,
            generation,
            kid: format!("kid{generation}"),
            n: "n".into(),
            e: "AQAB".into(),
            private: vec![5; 1200],
            created_at: NOW,
        };
        done(&store, |b| {
            signing_keys::insert(b, &key(KeyUse::Id, 1));
            signing_keys::insert(b, &key(KeyUse::Id, 2));
            signing_keys::insert(b, &key(KeyUse::Access, 1));
        })
        .await;
        missed(&store, Miss::Taken, "signing_keys", |b| signing_keys::insert(b, &key(KeyUse::Id, 2))).await;
        let all = signing_keys::of_pool(&store.read(), "p").await.unwrap();
        assert_eq!(all, [key(KeyUse::Access, 1), key(KeyUse::Id, 2), key(KeyUse::Id, 1)]);
        done(&store, |b| signing_keys::delete(b, &key(KeyUse::Id, 1))).await;
        assert_eq!(signing_keys::of_pool(&store.read(), "p").await.unwrap().len(), 2);
    })
    .await;
}

#[tokio::test]
async fn access_keys_are_kept() {
    on_each("access_keys", |store| async move {
        let read = store.read();
        let key = |id: &str| AccessKey {
            id: id.into(),
            account: "000000000000".into(),
            name: "root".into(),
            secret: vec![1],
            policy: "[]".into(),
            revision: 1,
            created_at: NOW,
            user_id: "AIDA".into(),
            is_active: true,
            last_use: None,
        };
        done(&store, |b| access_keys::insert(b, &key("AKIA1"))).await;
        done(&store, |b| access_keys::insert(b, &key("AKIA2"))).await;
        missed(&store, Miss::Taken, "access_keys", |b| access_keys::insert(b, &key("AKIA1"))).await;
        assert_eq!(access_keys::get(&read, "AKIA1").await.unwrap(), Some(key("AKIA1")));
        assert_eq!(access_keys::page(&read, "000000000000", "AKIA1", 9).await.unwrap(), [key("AKIA2")]);
        assert_eq!(access_keys::of_user(&read, "000000000000", "AIDA").await.unwrap().len(), 2);
        let idle = AccessKey { is_active: false, ..key("AKIA2") };
        done(&store, |b| access_keys::update(b, &idle)).await;
        missed(&store, Miss::Moved, "access_keys", |b| access_keys::update(b, &idle)).await;
        assert!(!access_keys::get(&read, "AKIA2").await.unwrap().unwrap().is_active);
        let of = |at| Use { at, service: "sts".into(), region: "us-east-1".into() };
        done(&store, |b| access_keys::note_use(b, &key("AKIA1"), &of(NOW))).await;
        // Who comes second has loaded another use, or none.
        done(&store, |b| access_keys::note_use(b, &key("AKIA1"), &of(NOW + 1))).await;
        let used = access_keys::get(&read, "AKIA1").await.unwrap().unwrap();
        assert_eq!((used.last_use.clone(), used.revision), (Some(of(NOW)), 1));
        done(&store, |b| access_keys::note_use(b, &used, &of(NOW + 1))).await;
        let used = access_keys::get(&read, "AKIA1").await.unwrap().unwrap();
        assert_eq!(used.last_use, Some(of(NOW + 1)));
        done(&store, |b| access_keys::delete(b, &key("AKIA1"))).await;
        missed(&store, Miss::Moved, "access_keys", |b| access_keys::delete(b, &key("AKIA1"))).await;
        assert_eq!(access_keys::get(&read, "AKIA1").await.unwrap(), None);
    })
    .await;
}

#[tokio::test]
async fn events_are_read_newest_first() {
    on_each("auth_events", |store| async move {
        let read = store.read();
        let mut all = Vec::new();
        let mut many = batch();
        for at in 0..5 {
            let event =
                AuthEvent { pool_id: "p".into(), id: many.id(), sub: "s".into(), at, body: "{}".into() };
            auth_events::put(&mut many, &event);
            all.insert(0, event);
        }
        assert!(store.commit(many).await.unwrap().is_done());
        assert_eq!(auth_events::page(&read, "p", "s", None, 3).await.unwrap(), all[..3]);
        assert_eq!(
            auth_events::page(&read, "p", "s", Some((all[2].at, &all[2].id)), 3).await.unwrap(),
            all[3..]
        );
        assert_eq!(auth_events::page(&read, "p", "t", None, 3).await.unwrap(), []);
        done(&store, |b| auth_events::update(b, &all[0], "{\"feedback\":1}")).await;
        missed(&store, Miss::Moved, "auth_events", |b| auth_events::update(b, &all[0], "{}")).await;
        all[0].body = "{\"feedback\":1}".into();
        assert_eq!(auth_events::get(&read, "p", &all[0].id).await.unwrap(), Some(all[0].clone()));
        // Written again, an event keeps its time.
        let again = AuthEvent { body: "{\"more\":1}".into(), at: 99, ..all[1].clone() };
        done(&store, |b| auth_events::put(b, &again)).await;
        let kept = auth_events::get(&read, "p", &all[1].id).await.unwrap();
        assert_eq!(kept, Some(AuthEvent { at: all[1].at, ..again }));
        // The oldest go first.
        let left = async || {
            let page = auth_events::page(&read, "p", "s", None, 9).await.unwrap();
            page.iter().map(|event| event.at).collect::<Vec<_>>()
        };
        done(&store, |b| auth_events::delete_older(b, 3, 1)).await;
        assert_eq!(left().await, [4, 3, 2, 1]);
        done(&store, |b| auth_events::delete_older(b, 3, 9)).await;
        assert_eq!(left().await, [4, 3]);
    })
    .await;
}

#[tokio::test]
async fn letters_wait_until_they_are_due() {
    on_each("outbox", |store| async move {
        let read = store.read();
        let letter = |id: &str, due_at| Letter {
            id: id.into(),
            pool_id: "p".into(),
            body: vec![7],
            attempts: 0,
            due_at,
            created_at: NOW,
            topic: String::new(),
        };
        assert_eq!(outbox::next_due(&read).await.unwrap(), None);
        done(&store, |b| outbox::insert(b, &letter("a", 20))).await;
        done(&store, |b| outbox::insert(b, &letter("b", 10))).await;
        missed(&store, Miss::Taken, "outbox", |b| outbox::insert(b, &letter("b", 10))).await;
        assert_eq!(outbox::next_due(&read).await.unwrap(), Some(10));
        assert_eq!(outbox::due(&read, 10, 9).await.unwrap(), [letter("b", 10)]);
        assert_eq!(outbox::due(&read, 20, 9).await.unwrap(), [letter("b", 10), letter("a", 20)]);
        assert_eq!(outbox::due(&read, 20, 1).await.unwrap(), [letter("b", 10)]);
        done(&store, |b| outbox::postpone(b, &letter("b", 10), 1, 30)).await;
        missed(&store, Miss::Moved, "outbox", |b| outbox::postpone(b, &letter("b", 10), 1, 30)).await;
        done(&store, |b| outbox::delete(b, "a")).await;
        let late = Letter { attempts: 1, ..letter("b", 30) };
        assert_eq!(outbox::due(&read, 30, 9).await.unwrap(), std::slice::from_ref(&late));
        let of = |id: &str, topic: &str| Letter { topic: topic.into(), ..letter(id, 30) };
        done(&store, |b| {
            outbox::insert(b, &of("c", "reset"));
            outbox::insert(b, &of("d", "other"));
            outbox::insert(b, &Letter { pool_id: "q".into(), ..of("e", "reset") });
        })
        .await;
        done(&store, |b| {
            outbox::replace(b, "p", "reset");
            outbox::insert(b, &of("f", "reset"));
        })
        .await;
        let left = outbox::due(&read, 30, 9).await.unwrap();
        assert_eq!(left.iter().map(|letter| letter.id.as_str()).collect::<Vec<_>>(), ["b", "d", "e", "f"]);
    })
    .await;
}

#[tokio::test]
async fn a_lease_has_one_holder() {
    on_each("leases", |store| async move {
        let lease = |holder: &str, until| Lease { name: "mail".into(), holder: holder.into(), until };
        done(&store, |b| leases::take(b, &lease("one", NOW + 5))).await;
        missed(&store, Miss::Taken, "leases", |b| leases::take(b, &lease("two", NOW + 9))).await;
        done(&store, |b| leases::take(b, &lease("one", NOW))).await;
        done(&store, |b| leases::take(b, &lease("two", NOW + 9))).await;
        assert_eq!(leases::get(&store.read(), "mail").await.unwrap(), Some(lease("two", NOW + 9)));
        done(&store, |b| leases::delete(b, "mail", "one")).await;
        assert!(leases::get(&store.read(), "mail").await.unwrap().is_some());
        done(&store, |b| leases::delete(b, "mail", "two")).await;
        assert_eq!(leases::get(&store.read(), "mail").await.unwrap(), None);
    })
    .await;
}

#[tokio::test]
async fn a_miss_undoes_the_whole_batch() {
    on_each("miss", |store| async move {
        let read = store.read();
        done(&store, |b| pools::insert(b, &pool("p"))).await;
        let outcome = commit(&store, |b| {
            pools::insert(b, &pool("q"));
            clients::insert(b, &client("q", "c"));
            pools::insert(b, &pool("p"));
            pools::insert(b, &pool("r"));
        })
        .await;
        // Statements 0 to 3 are two inserts with their changes.
        assert_eq!(outcome.unwrap(), Outcome::Missed { miss: Miss::Taken, at: 4, tag: "pools" });
        assert_eq!(pools::get(&read, "q").await.unwrap(), None);
        assert_eq!(pools::get(&read, "r").await.unwrap(), None);
        assert_eq!(clients::get(&read, "c").await.unwrap(), None);
        assert_eq!(changes::after(&read, "", 9).await.unwrap().len(), 1);
        assert_eq!(commit(&store, |_| ()).await.unwrap(), Outcome::Done);
        done(&store, |b| pools::insert(b, &pool("q"))).await;
    })
    .await;
}

#[tokio::test]
async fn text_with_a_nul_is_refused_alike() {
    on_each("nul", |store| async move {
        let read = store.read();
        let error = commit(&store, |b| pools::insert(b, &pool("p\0"))).await.unwrap_err();
        assert!(matches!(error, StoreError::Unstorable(_)));
        assert!(!error.may_be_applied());
        assert!(pools::get(&read, "p\0").await.is_err());
        done(&store, |b| pools::insert(b, &pool("p"))).await;
    })
    .await;
}

#[tokio::test]
async fn a_statement_that_fails_leaves_nothing_and_the_store_goes_on() {
    on_each("failing", |store| async move {
        let mut bad = batch();
        pools::insert(&mut bad, &pool("p"));
        bad.push(::store::Statement::any("INSERT INTO no_such_table (x) VALUES ($1)", vec![1.into()]));
        let error = store.commit(bad).await.unwrap_err();
        assert!(matches!(error, StoreError::Failed { .. }), "{error:?}");
        assert_eq!(pools::get(&store.read(), "p").await.unwrap(), None);
        assert!(store.read().rows("SELECT no_such_column FROM pools", &[]).await.is_err());
        done(&store, |b| pools::insert(b, &pool("p"))).await;
    })
    .await;
}

#[tokio::test]
async fn changes_are_deleted_from_the_oldest() {
    on_each("changes", |store: Store| async move {
        let read = store.read();
        done(&store, |b| ["a", "b", "c"].iter().for_each(|id| pools::insert(b, &pool(id)))).await;
        let log = changes::after(&read, "", 9).await.unwrap();
        let keys: Vec<_> = log.iter().map(|change| change.key.as_str()).collect();
        // The ids of one batch are in the order of its statements.
        assert_eq!(keys, ["a", "b", "c"]);
        assert!(log.iter().all(|change| change.at == NOW && change.id.len() == 36));
        assert_eq!(changes::after(&read, &log[0].id, 1).await.unwrap(), log[1..2]);
        done(&store, |b| changes::delete_until(b, &log[1].id, 1)).await;
        assert_eq!(changes::after(&read, "", 9).await.unwrap(), log[1..]);
        done(&store, |b| changes::delete_until(b, &log[1].id, 9)).await;
        assert_eq!(changes::after(&read, "", 9).await.unwrap(), log[2..]);
    })
    .await;
}
