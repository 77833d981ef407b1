//! What a pool shares with others, on every store: domains and resource servers.

use ::store::domains::{self, Domain};
use ::store::identity_providers::{self, IdentityProvider};
use ::store::linked_identities::{self as links, LinkedIdentity};
use ::store::resource_servers::{self, ResourceServer};
use ::store::{Miss, pools};

use super::backends::on_each;
use super::samples::{NOW, done, missed, pool};

fn domain(pool_id: &str, name: &str, is_custom: bool) -> Domain {
    Domain {
        name: name.into(),
        pool_id: pool_id.into(),
        is_custom,
        revision: 0,
        settings: "{}".into(),
        created_at: NOW,
        updated_at: NOW,
    }
}

fn server(pool_id: &str, identifier: &str) -> ResourceServer {
    ResourceServer {
        pool_id: pool_id.into(),
        identifier: identifier.into(),
        revision: 0,
        settings: "{}".into(),
        created_at: NOW,
        updated_at: NOW,
    }
}

#[tokio::test]
async fn a_domain_is_one_pools_and_of_one_kind() {
    on_each("domains", |store| async move {
        let read = store.read();
        for id in ["p", "q"] {
            done(&store, |b| pools::insert(b, &pool(id))).await;
        }
        let (prefix, custom) = (domain("p", "app", false), domain("p", "a.b", true));
        done(&store, |b| domains::insert(b, &custom)).await;
        done(&store, |b| domains::insert(b, &prefix)).await;
        missed(&store, Miss::Taken, "domains", |b| domains::insert(b, &domain("q", "app", false))).await;
        missed(&store, Miss::Taken, "domains", |b| domains::insert(b, &domain("p", "second", false))).await;
        missed(&store, Miss::Gone, "pools", |b| domains::insert(b, &domain("r", "free", false))).await;
        assert_eq!(domains::get(&read, "app").await.unwrap(), Some(prefix.clone()));
        assert_eq!(domains::get(&read, "a\0").await.unwrap(), None);
        assert_eq!(domains::of_pool(&read, "p").await.unwrap(), [prefix.clone(), custom.clone()]);

        let changed = Domain { settings: r#"{"a":1}"#.into(), ..prefix.clone() };
        done(&store, |b| domains::update(b, &changed)).await;
        missed(&store, Miss::Moved, "domains", |b| domains::update(b, &changed)).await;
        missed(&store, Miss::Moved, "domains", |b| domains::delete(b, &prefix)).await;
        let kept = domains::get(&read, "app").await.unwrap().unwrap();
        assert_eq!(kept, Domain { revision: 1, ..changed });
        done(&store, |b| domains::delete(b, &kept)).await;
        done(&store, |b| domains::insert(b, &domain("q", "app", false))).await;

        done(&store, |b| pools::delete(b, &pool("p"))).await;
        assert_eq!(domains::get(&read, "a.b").await.unwrap(), None);
    })
    .await;
}

#[tokio::test]
async fn resource_servers_are_kept_by_identifier() {
    on_each("resource_servers", |store| async move {
        let read = store.read();
        for id in ["p", "q"] {
            done(&store, |b| pools::insert(b, &pool(id))).await;
        }
        for identifier in ["b", "a", "c"] {
            done(&store, |b| resource_servers::insert(b, &server("p", identifier))).await;
        }
        done(&store, |b| resource_servers::insert(b, &server("q", "a"))).await;
        let taken = server("p", "a");
        missed(&store, Miss::Taken, "resource_servers", |b| resource_servers::insert(b, &taken)).await;
        missed(&store, Miss::Gone, "pools", |b| resource_servers::insert(b, &server("r", "a"))).await;
        let page = resource_servers::page(&read, "p", "a", 5).await.unwrap();
        assert_eq!(page, [server("p", "b"), server("p", "c")]);

        let changed = ResourceServer { settings: r#"{"a":1}"#.into(), ..server("p", "a") };
        done(&store, |b| resource_servers::update(b, &changed)).await;
        missed(&store, Miss::Moved, "resource_servers", |b| resource_servers::delete(b, &changed)).await;
        let kept = resource_servers::get(&read, "p", "a").await.unwrap().unwrap();
        assert_eq!(kept, ResourceServer { revision: 1, ..changed });
        done(&store, |b| resource_servers::delete(b, &kept)).await;
        assert_eq!(resource_servers::get(&read, "p", "a").await.unwrap(), None);

        done(&store, |b| pools::delete(b, &pool("p"))).await;
        assert_eq!(resource_servers::page(&read, "p", "", 5).await.unwrap(), []);
        assert_eq!(resource_servers::page(&read, "q", "", 5).await.unwrap().len(), 1);
    })
    .await;
}

fn provider(pool_id: &str, name: &str) -> IdentityProvider {
    IdentityProvider {
        pool_id: pool_id.into(),
        name: name.into(),
        revision: 0,
        kind: "OIDC".into(),
        settings: "{}".into(),
        origin: "o".to_owned(),
        details: vec![1, 2],
        created_at: NOW,
        updated_at: NOW,
    }
}

#[tokio::test]
async fn a_provider_has_its_name_and_its_identifiers_alone() {
    on_each("identity_providers", |store| async move {
        let read = store.read();
        for id in ["p", "q"] {
            done(&store, |b| pools::insert(b, &pool(id))).await;
        }
        let (one, two) = (provider("p", "one"), provider("p", "two"));
        let ids = |ids: &[&str]| ids.iter().map(|id| (*id).to_owned()).collect::<Vec<_>>();
        done(&store, |b| identity_providers::insert(b, &one, &ids(&["a", "b"]))).await;
        done(&store, |b| identity_providers::insert(b, &provider("q", "one"), &ids(&["a"]))).await;
        missed(&store, Miss::Taken, "identity_providers", |b| identity_providers::insert(b, &one, &[])).await;
        let taken = ids(&["c", "a"]);
        missed(&store, Miss::Taken, "provider_identifiers", |b| identity_providers::insert(b, &two, &taken))
            .await;
        let gone = provider("r", "one");
        missed(&store, Miss::Gone, "pools", |b| identity_providers::insert(b, &gone, &[])).await;
        done(&store, |b| identity_providers::insert(b, &two, &ids(&["c"]))).await;
        assert_eq!(identity_providers::by_identifier(&read, "p", "b").await.unwrap(), Some(one.clone()));
        assert_eq!(identity_providers::by_identifier(&read, "p", "d").await.unwrap(), None);
        let page = identity_providers::page(&read, "p", "one", 5).await.unwrap();
        assert_eq!(page.iter().map(|listed| listed.name.as_str()).collect::<Vec<_>>(), ["two"]);

        let kind = one.kind.as_str();
        let all = async |after, limit| identity_providers::of_kind(&read, kind, after, limit).await.unwrap();
        assert_eq!(all(("", ""), 2).await, [one.clone(), two.clone()]);
        assert_eq!(all(("p", "two"), 9).await, [provider("q", "one")]);
        assert_eq!(identity_providers::of_kind(&read, "none", ("", ""), 9).await.unwrap(), []);
        let of = async |kind, origin, limit| {
            let found = identity_providers::of_origin(&read, "p", (kind, origin), limit).await.unwrap();
            found.into_iter().map(|provider| provider.name).collect::<Vec<_>>()
        };
        assert_eq!(of(kind, "o", 9).await, ["one", "two"]);
        assert_eq!(of(kind, "o", 1).await, ["one"]);
        assert!(of("SAML", "o", 9).await.is_empty() && of(kind, "", 9).await.is_empty());
        let found = IdentityProvider { details: vec![4], origin: "p".to_owned(), ..two.clone() };
        done(&store, |b| identity_providers::refresh(b, &found)).await;
        missed(&store, Miss::Moved, "identity_providers", |b| identity_providers::refresh(b, &found)).await;
        let kept = identity_providers::get(&read, "p", "two").await.unwrap().unwrap();
        assert_eq!(kept, IdentityProvider { revision: 1, ..found });

        assert_eq!(
            (of(kind, "o", 9).await, of(kind, "p", 9).await),
            (vec!["one".into()], vec!["two".into()])
        );
        let changed = IdentityProvider { details: vec![3], origin: "q".to_owned(), ..one.clone() };
        missed(&store, Miss::Taken, "provider_identifiers", |b| {
            identity_providers::update(b, &changed, &ids(&["c"]));
        })
        .await;
        done(&store, |b| identity_providers::update(b, &changed, &ids(&["b", "d"]))).await;
        assert_eq!(identity_providers::by_identifier(&read, "p", "a").await.unwrap(), None);
        missed(&store, Miss::Moved, "identity_providers", |b| identity_providers::update(b, &changed, &[]))
            .await;
        done(&store, |b| identity_providers::touch(b, "p", "one")).await;
        missed(&store, Miss::Moved, "identity_providers", |b| identity_providers::touch(b, "p", "three"))
            .await;
        let kept = identity_providers::get(&read, "p", "one").await.unwrap().unwrap();
        assert_eq!(kept, IdentityProvider { revision: 2, ..changed });
        missed(&store, Miss::Moved, "identity_providers", |b| identity_providers::delete(b, &one)).await;
        done(&store, |b| identity_providers::delete(b, &kept)).await;
        assert_eq!(identity_providers::by_identifier(&read, "p", "d").await.unwrap(), None);

        done(&store, |b| pools::delete(b, &pool("p"))).await;
        assert_eq!(identity_providers::get(&read, "p", "two").await.unwrap(), None);
        assert!(identity_providers::by_identifier(&read, "q", "a").await.unwrap().is_some());
    })
    .await;
}

#[tokio::test]
async fn identities_elsewhere_are_one_users_each_and_listed_in_order() {
    on_each("linked_identities", |store| async move {
        let read = store.read();
        done(&store, |b| pools::insert(b, &pool("p"))).await;
        let link = |attribute: &str, value: &str, sub: &str| LinkedIdentity {
            pool_id: "p".into(),
            provider: "_directory".into(),
            attribute: attribute.into(),
            value: value.into(),
            sub: sub.into(),
            origin: "o".into(),
        };
        for (value, sub) in [("b", "s2"), ("a", "s1"), ("B", "s3")] {
            done(&store, |b| links::insert(b, &link("entry", value, sub))).await;
        }
        done(&store, |b| links::insert(b, &link("other", "c", "s4"))).await;
        missed(&store, Miss::Taken, "linked_identities", |b| links::insert(b, &link("entry", "a", "s2")))
            .await;
        let of = ("_directory", "entry");
        let pairs = |all: &[(&str, &str)]| -> Vec<(String, String)> {
            all.iter().map(|(value, sub)| ((*value).to_owned(), (*sub).to_owned())).collect()
        };
        let all = pairs(&[("B", "s3"), ("a", "s1"), ("b", "s2")]);
        assert_eq!(links::page(&read, "p", of, "", 10).await.unwrap(), all);
        assert_eq!(links::page(&read, "p", of, "", 2).await.unwrap(), all[..2]);
        assert_eq!(links::page(&read, "p", of, "a", 2).await.unwrap(), all[2..]);
        done(&store, |b| links::delete(b, &link("entry", "a", "s2"))).await;
        done(&store, |b| links::delete(b, &link("entry", "b", "s2"))).await;
        assert_eq!(links::page(&read, "p", of, "", 10).await.unwrap(), all[..2]);
        assert_eq!(
            links::owner(&read, "p", "_directory", "entry", "a").await.unwrap().as_deref(),
            Some("s1")
        );
    })
    .await;
}
