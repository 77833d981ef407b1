//! Raised request rates, and the guards of what there is room for.

use ::store::groups::{self, Group};
use ::store::provisioned_limits::{self, ProvisionedLimit};
use ::store::room::{self, In};
use ::store::users::{self, Names};
use ::store::{Batch, Miss, Outcome, changes, clients, pools};

use super::backends::on_each;
use super::samples::{NOW, client, commit, done, missed, pool, user};

#[tokio::test]
async fn raised_rates_are_replaced_and_read_by_account() {
    on_each("provisioned_limits", |store| async move {
        let read = store.read();
        let limit = |account: &str, region: &str, rate: i64| ProvisionedLimit {
            account: account.into(),
            region: region.into(),
            category: "UserRead".into(),
            rate,
        };
        assert_eq!(provisioned_limits::of_account(&read, "a").await.unwrap(), []);
        for row in [limit("a", "x", 1), limit("a", "y", 2), limit("b", "x", 3), limit("a", "x", 4)] {
            done(&store, |b| provisioned_limits::put(b, &row)).await;
        }
        let kept = provisioned_limits::of_account(&read, "a").await.unwrap();
        assert_eq!(kept, [limit("a", "x", 4), limit("a", "y", 2)]);
        let told = changes::after(&read, "", 9).await.unwrap();
        assert_eq!(told.len(), 4);
        assert!(told.iter().all(|change| change.table == "provisioned_limits" && change.at == NOW));
    })
    .await;
}

#[tokio::test]
async fn a_pool_has_room_until_there_are_as_many() {
    on_each("room", |store| async move {
        let add = |id: &'static str, most: i64| {
            move |batch: &mut Batch| {
                room::in_pool(batch, In::Clients, "p", most);
                clients::insert(batch, &client("p", id));
            }
        };
        missed(&store, Miss::Gone, "pools", add("c", 9)).await;
        for id in ["p", "q"] {
            done(&store, |b| pools::insert(b, &pool(id))).await;
        }
        done(&store, |b| clients::insert(b, &client("q", "elsewhere"))).await;
        missed(&store, Miss::Taken, room::TAG, add("c", 0)).await;
        done(&store, add("c", 1)).await;
        missed(&store, Miss::Taken, room::TAG, add("d", 1)).await;
        done(&store, add("d", i64::MAX)).await;
        done(&store, |b| clients::delete(b, &client("p", "d"))).await;
        done(&store, add("e", 2)).await;
        let kinds = [
            In::Clients,
            In::IdentityProviders,
            In::ResourceServers,
            In::Groups,
            In::Brandings,
            In::Terms,
            In::ImportJobs,
        ];
        for kind in kinds {
            done(&store, |b| room::in_pool(b, kind, "q", 2)).await;
            missed(&store, Miss::Taken, room::TAG, |b| room::in_pool(b, kind, "q", 0)).await;
        }
    })
    .await;
}

#[tokio::test]
async fn those_who_come_at_once_find_no_more_room_than_there_is() {
    on_each("room_at_once", |store| async move {
        done(&store, |b| pools::insert(b, &pool("p"))).await;
        let mut tasks = Vec::new();
        for n in 0..20 {
            let store = store.clone();
            tasks.push(tokio::spawn(async move {
                let outcome = commit(&store, |batch| {
                    room::in_pool(batch, In::Clients, "p", 5);
                    clients::insert(batch, &client("p", &format!("c{n}")));
                });
                outcome.await.unwrap() == Outcome::Done
            }));
        }
        let mut made = 0;
        for task in tasks {
            made += usize::from(task.await.unwrap());
        }
        assert_eq!(made, 5);
        assert_eq!(clients::page(&store.read(), "p", "", 99).await.unwrap().len(), 5);
    })
    .await;
}

#[tokio::test]
async fn an_account_has_room_for_pools_and_a_user_for_groups() {
    on_each("room_for_pools", |store| async move {
        let add = |id: &'static str, most: i64| {
            move |batch: &mut Batch| {
                pools::insert(batch, &pool(id));
                room::for_pool(batch, id, most);
            }
        };
        done(&store, add("p", 1)).await;
        missed(&store, Miss::Taken, room::TAG, add("q", 1)).await;
        let elsewhere = pools::Pool { region: "eu-west-1".into(), ..pool("r") };
        done(&store, |b| {
            pools::insert(b, &elsewhere);
            room::for_pool(b, "r", 1);
        })
        .await;
        done(&store, add("q", 2)).await;
        done(&store, |b| room::for_custom_domain(b, "p", 0)).await;

        done(&store, |b| users::insert(b, &user("p", "s"), &Names::default())).await;
        let group = |name: &str| Group {
            pool_id: "p".into(),
            name: name.into(),
            revision: 0,
            description: None,
            role_arn: None,
            precedence: None,
            created_at: NOW,
            updated_at: NOW,
        };
        let join = |name: &str, sub: &'static str, most: i64| {
            let group = group(name);
            move |batch: &mut Batch| {
                room::in_groups_of_user(batch, "p", sub, most);
                groups::join(batch, &group, sub);
            }
        };
        for name in ["a", "b"] {
            done(&store, |b| groups::insert(b, &group(name))).await;
        }
        missed(&store, Miss::Gone, "users", join("a", "nobody", 1)).await;
        done(&store, join("a", "sub-s", 1)).await;
        missed(&store, Miss::Taken, room::TAG, join("b", "sub-s", 1)).await;
        done(&store, join("b", "sub-s", 2)).await;
    })
    .await;
}
