//! What people let apps do: one row for user and client, gone with either, and the sign-ins that end with it.

use ::store::consents::{self, Consent};
use ::store::users::Names;
use ::store::{Miss, clients, families, pools, users};

use super::backends::on_each;
use super::samples::{NOW, client, done, family, missed, pool, user};

#[tokio::test]
async fn consents_are_kept() {
    on_each("consents", |store| async move {
        let read = store.read();
        let alice = user("p", "alice");
        let bob = user("p", "bob");
        let of = |client: &str, items: &str, at: i64| Consent {
            pool_id: "p".into(),
            sub: alice.sub.clone(),
            client_id: client.into(),
            items: items.into(),
            created_at: at,
            updated_at: at,
        };
        let (a, b) = (of("a", "[\"openid\"]", 1), of("b", "[\"\\u0000 ü\"]", 2));
        done(&store, |batch| pools::insert(batch, &pool("p"))).await;
        done(&store, |batch| users::insert(batch, &alice, &Names::default())).await;
        done(&store, |batch| users::insert(batch, &bob, &Names::default())).await;
        missed(&store, Miss::Gone, "clients", |batch| consents::put(batch, &a, &alice)).await;
        for name in ["a", "b"] {
            done(&store, |batch| clients::insert(batch, &client("p", name))).await;
        }
        let moved = users::User { revision: alice.revision + 1, ..alice.clone() };
        missed(&store, Miss::Moved, "consents", |batch| consents::put(batch, &a, &moved)).await;
        missed(&store, Miss::Gone, "consents", |batch| consents::hold(batch, "p", &alice.sub, "a")).await;
        for row in [&a, &b] {
            done(&store, |batch| consents::put(batch, row, &alice)).await;
        }
        done(&store, |batch| consents::hold(batch, "p", &alice.sub, "a")).await;
        assert_eq!(consents::get(&read, "p", &alice.sub, "b").await.unwrap(), Some(b.clone()));
        assert_eq!(consents::get(&read, "p", &bob.sub, "b").await.unwrap(), None);
        assert_eq!(consents::get(&read, "q", &alice.sub, "b").await.unwrap(), None);
        let all = consents::of_user(&read, "p", &alice.sub, "", 5).await.unwrap();
        assert_eq!(all, [a.clone(), b.clone()]);
        assert_eq!(consents::of_user(&read, "p", &alice.sub, "", 1).await.unwrap(), all[..1]);
        assert_eq!(consents::of_user(&read, "p", &alice.sub, "a", 5).await.unwrap(), all[1..]);

        // Said again, it is the same consent.
        done(&store, |batch| consents::put(batch, &of("a", "[]", 9), &alice)).await;
        let again = Consent { created_at: 1, ..of("a", "[]", 9) };
        assert_eq!(consents::get(&read, "p", &alice.sub, "a").await.unwrap(), Some(again));

        // Taken back, it takes the sign-ins to the client along, and no other.
        let mut sign_ins = Vec::new();
        for (who, jti, client) in [(&alice, "j-a", "a"), (&alice, "j-b", "b"), (&bob, "j-c", "a")] {
            let family = families::Family { client_id: client.into(), revoked_at: None, ..family(who, jti) };
            done(&store, |batch| families::insert_for(batch, &family, who)).await;
            sign_ins.push(family);
        }
        done(&store, |batch| consents::delete(batch, "p", &alice.sub, "a")).await;
        done(&store, |batch| consents::delete(batch, "p", &alice.sub, "a")).await;
        assert_eq!(consents::get(&read, "p", &alice.sub, "a").await.unwrap(), None);
        for (sign_in, ended) in sign_ins.iter().zip([Some(NOW), None, None]) {
            let found = families::get(&read, "p", &sign_in.origin_jti).await.unwrap().unwrap();
            assert_eq!(found.revoked_at, ended, "{}", sign_in.origin_jti);
        }

        // Gone with the client, and with the user.
        done(&store, |batch| consents::put(batch, &a, &alice)).await;
        let row = clients::get(&read, "a").await.unwrap().unwrap();
        done(&store, |batch| clients::delete(batch, &row)).await;
        assert_eq!(consents::of_user(&read, "p", &alice.sub, "", 5).await.unwrap(), std::slice::from_ref(&b));
        done(&store, |batch| users::delete(batch, &alice)).await;
        assert_eq!(consents::of_user(&read, "p", &alice.sub, "", 5).await.unwrap(), []);
    })
    .await;
}
