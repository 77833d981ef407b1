//! What hangs on a client: kept while the client is, gone with it.

use ::store::brandings::{self, Asset, Branding};
use ::store::terms::{self, Terms};
use ::store::ui_customizations::{self, UiCustomization};
use ::store::{Miss, clients, pools};

use super::backends::on_each;
use super::samples::{NOW, client, done, missed, pool};

fn terms(id: &str, client: &str, name: &str) -> Terms {
    Terms {
        pool_id: "p".into(),
        id: id.into(),
        client_id: client.into(),
        name: name.into(),
        revision: 0,
        settings: "{\"a\":\"\\u0000 ü\"}".into(),
        created_at: 1,
        updated_at: 1,
    }
}

#[tokio::test]
async fn terms_are_kept() {
    on_each("terms", |store| async move {
        let read = store.read();
        let (a, b) = (terms("a", "c", "one"), terms("b", "c", "two"));
        done(&store, |batch| pools::insert(batch, &pool("p"))).await;
        missed(&store, Miss::Gone, "clients", |batch| terms::insert(batch, &a)).await;
        for name in ["c", "d"] {
            done(&store, |batch| clients::insert(batch, &client("p", name))).await;
        }
        let elsewhere = Terms { pool_id: "q".into(), ..a.clone() };
        missed(&store, Miss::Gone, "clients", |batch| terms::insert(batch, &elsewhere)).await;
        for row in [&a, &b] {
            done(&store, |batch| terms::insert(batch, row)).await;
        }
        missed(&store, Miss::Taken, "terms", |batch| terms::insert(batch, &terms("z", "c", "one"))).await;
        missed(&store, Miss::Taken, "terms", |batch| terms::insert(batch, &terms("a", "d", "one"))).await;
        assert_eq!(terms::get(&read, "p", "a").await.unwrap(), Some(a.clone()));
        assert_eq!(terms::get(&read, "q", "a").await.unwrap(), None);
        assert_eq!(terms::find(&read, "p", "c", "two").await.unwrap(), Some(b.clone()));
        assert_eq!(terms::find(&read, "p", "d", "two").await.unwrap(), None);
        let all = terms::page(&read, "p", "", 5).await.unwrap();
        assert_eq!(all, [a.clone(), b.clone()]);
        assert_eq!(terms::page(&read, "p", "", 1).await.unwrap(), all[..1]);
        assert_eq!(terms::page(&read, "p", "a", 5).await.unwrap(), all[1..]);

        let taken = Terms { name: "two".into(), ..a.clone() };
        missed(&store, Miss::Moved, "terms", |batch| terms::update(batch, &taken)).await;
        let free = Terms { name: "three".into(), settings: "{}".into(), ..a.clone() };
        done(&store, |batch| terms::update(batch, &free)).await;
        missed(&store, Miss::Moved, "terms", |batch| terms::update(batch, &free)).await;
        missed(&store, Miss::Moved, "terms", |batch| terms::delete(batch, &free)).await;
        let free = Terms { revision: 1, updated_at: NOW, ..free };
        assert_eq!(terms::get(&read, "p", "a").await.unwrap(), Some(free.clone()));
        done(&store, |batch| terms::delete(batch, &free)).await;
        assert_eq!(terms::get(&read, "p", "a").await.unwrap(), None);

        let client = clients::get(&read, "c").await.unwrap().unwrap();
        done(&store, |batch| clients::delete(batch, &client)).await;
        assert_eq!(terms::page(&read, "p", "", 5).await.unwrap(), []);
        missed(&store, Miss::Gone, "clients", |batch| terms::insert(batch, &b)).await;
    })
    .await;
}

fn branding(id: &str, client: &str) -> Branding {
    Branding {
        pool_id: "p".into(),
        id: id.into(),
        client_id: client.into(),
        revision: 0,
        is_provided: false,
        settings: Some("{\"a\":\"\\u0000 ü\"}".into()),
        created_at: 1,
        updated_at: 1,
    }
}

fn asset(category: &str, position: i64) -> Asset {
    Asset {
        category: category.into(),
        color_mode: "LIGHT".into(),
        resource_id: String::new(),
        position,
        extension: "PNG".into(),
        bytes: vec![0; 100_000],
    }
}

#[tokio::test]
async fn styles_are_kept_with_their_images() {
    on_each("brandings", |store| async move {
        let read = store.read();
        let one = branding("a", "c");
        done(&store, |batch| pools::insert(batch, &pool("p"))).await;
        missed(&store, Miss::Gone, "clients", |batch| brandings::insert(batch, &one)).await;
        for name in ["c", "d"] {
            done(&store, |batch| clients::insert(batch, &client("p", name))).await;
        }
        let (logo, icon) = (asset("LOGO", 1), asset("ICON", 0));
        done(&store, |batch| {
            brandings::insert(batch, &one);
            brandings::put_asset(batch, &one, &logo);
            brandings::put_asset(batch, &one, &icon);
        })
        .await;
        let taken =
            |row: Branding| missed(&store, Miss::Taken, "brandings", move |b| brandings::insert(b, &row));
        taken(branding("b", "c")).await;
        taken(branding("a", "d")).await;
        assert_eq!(brandings::get(&read, "p", "a").await.unwrap(), Some(one.clone()));
        assert_eq!(brandings::get(&read, "q", "a").await.unwrap(), None);
        assert_eq!(brandings::of_client(&read, "p", "c").await.unwrap(), Some(one.clone()));
        assert_eq!(brandings::of_client(&read, "p", "d").await.unwrap(), None);
        assert_eq!(brandings::assets(&read, "p", "a").await.unwrap(), [icon.clone(), logo.clone()]);
        assert_eq!(brandings::page(&read, ("", ""), 2).await.unwrap(), std::slice::from_ref(&one));
        assert_eq!(brandings::page(&read, ("p", "a"), 2).await.unwrap(), []);

        let changed = Branding { is_provided: true, settings: None, ..one.clone() };
        let newer = Asset { extension: "SVG".into(), bytes: Vec::new(), ..logo.clone() };
        done(&store, |batch| {
            brandings::update(batch, &changed);
            brandings::put_asset(batch, &changed, &newer);
            brandings::delete_asset(batch, &changed, &icon);
        })
        .await;
        missed(&store, Miss::Moved, "brandings", |batch| brandings::update(batch, &changed)).await;
        missed(&store, Miss::Moved, "brandings", |batch| brandings::delete(batch, &changed)).await;
        let changed = Branding { revision: 1, updated_at: NOW, ..changed };
        assert_eq!(brandings::page(&read, ("", ""), 2).await.unwrap(), []);
        assert_eq!(brandings::get(&read, "p", "a").await.unwrap(), Some(changed.clone()));
        assert_eq!(brandings::assets(&read, "p", "a").await.unwrap(), [newer]);
        done(&store, |batch| brandings::delete_assets(batch, &changed)).await;
        assert_eq!(brandings::assets(&read, "p", "a").await.unwrap(), []);
        done(&store, |batch| brandings::delete(batch, &changed)).await;
        assert_eq!(brandings::get(&read, "p", "a").await.unwrap(), None);

        done(&store, |batch| {
            brandings::insert(batch, &one);
            brandings::put_asset(batch, &one, &logo);
        })
        .await;
        let client = clients::get(&read, "c").await.unwrap().unwrap();
        done(&store, |batch| clients::delete(batch, &client)).await;
        assert_eq!(brandings::get(&read, "p", "a").await.unwrap(), None);
        assert_eq!(brandings::assets(&read, "p", "a").await.unwrap(), []);
        missed(&store, Miss::Gone, "clients", |batch| brandings::update(batch, &one)).await;
    })
    .await;
}

#[tokio::test]
async fn looks_of_classic_pages_are_kept() {
    on_each("ui_customizations", |store| async move {
        let read = store.read();
        let looks = |client: &str| UiCustomization {
            pool_id: "p".into(),
            client_id: client.into(),
            css: Some("a ü".into()),
            logo: Some(vec![0; 100_000]),
            created_at: 1,
            updated_at: 1,
        };
        let (all, own) = (looks("ALL"), looks("c"));
        missed(&store, Miss::Gone, "pools", |b| ui_customizations::put_of_pool(b, &all)).await;
        done(&store, |batch| pools::insert(batch, &pool("p"))).await;
        missed(&store, Miss::Gone, "clients", |b| ui_customizations::put_of_client(b, &own)).await;
        done(&store, |batch| clients::insert(batch, &client("p", "c"))).await;
        done(&store, |batch| {
            ui_customizations::put_of_pool(batch, &all);
            ui_customizations::put_of_client(batch, &own);
        })
        .await;
        let get = async |client: &str| ui_customizations::get(&read, "p", client).await.unwrap();
        assert_eq!((get("ALL").await, get("c").await), (Some(all.clone()), Some(own.clone())));
        assert_eq!(get("d").await, None);
        assert_eq!(ui_customizations::get(&read, "\0", "\0").await.unwrap(), None);

        let newer = UiCustomization { css: None, logo: None, created_at: 5, updated_at: 5, ..own.clone() };
        done(&store, |batch| ui_customizations::put_of_client(batch, &newer)).await;
        let newer = UiCustomization { created_at: 1, ..newer };
        assert_eq!(get("c").await, Some(newer));
        done(&store, |batch| ui_customizations::delete(batch, &all)).await;
        assert_eq!(get("ALL").await, None);
        let client = clients::get(&read, "c").await.unwrap().unwrap();
        done(&store, |batch| clients::delete(batch, &client)).await;
        assert_eq!(get("c").await, None);
    })
    .await;
}
