//! Certificates by host: a domain's goes with it and with its pool, and each writing is told from the last.

use ::store::certificates::{self, Certificate};
use ::store::domains::{self, Domain};
use ::store::{Miss, pools};

use super::backends::on_each;
use super::samples::{NOW, done, missed, pool};

fn domain(pool: &str, name: &str) -> Domain {
    Domain {
        name: name.into(),
        pool_id: pool.into(),
        is_custom: true,
        revision: 0,
        settings: "{}".into(),
        created_at: NOW,
        updated_at: NOW,
    }
}

fn certificate(host: &str, pool: &str, id: &str) -> Certificate {
    Certificate {
        host: host.into(),
        id: id.into(),
        pool_id: pool.into(),
        chain: "-----BEGIN CERTIFICATE-----".into(),
        private: vec![0, 1, 255],
        expires_at: NOW + 1,
        created_at: NOW,
    }
}

#[tokio::test]
async fn certificates_are_kept_by_host() {
    on_each("certificates", |store| async move {
        let read = store.read();
        let hosts = async || -> Vec<String> {
            let stamps = certificates::stamps(&store.read(), "", 9).await.unwrap();
            stamps.into_iter().map(|stamp| format!("{} {}", stamp.host, stamp.id)).collect()
        };
        let of_a = certificate("a.example.com", "p", "1");
        missed(&store, Miss::Gone, "domains", |batch| certificates::put(batch, &of_a)).await;
        for (pool_id, name) in [("p", "a.example.com"), ("q", "b.example.com")] {
            done(&store, |batch| pools::insert(batch, &pool(pool_id))).await;
            done(&store, |batch| domains::insert(batch, &domain(pool_id, name))).await;
        }
        let stranger = certificate("a.example.com", "q", "1");
        missed(&store, Miss::Gone, "domains", |batch| certificates::put(batch, &stranger)).await;
        for row in [&of_a, &certificate("b.example.com", "q", "2"), &certificate("*.example.com", "", "3")] {
            done(&store, |batch| certificates::put(batch, row)).await;
        }
        assert_eq!(hosts().await, ["*.example.com 3", "a.example.com 1", "b.example.com 2"]);
        assert_eq!(certificates::stamps(&read, "*.example.com", 1).await.unwrap()[0].host, "a.example.com");
        assert_eq!(certificates::get(&read, "a.example.com").await.unwrap(), Some(of_a));
        assert_eq!(certificates::get(&read, "\0").await.unwrap(), None);
        let names = |page: Vec<Domain>| page.into_iter().map(|domain| domain.name).collect::<Vec<_>>();
        assert_eq!(names(domains::custom_page(&read, "", 1).await.unwrap()), ["a.example.com"]);
        assert_eq!(names(domains::custom_page(&read, "a.example.com", 9).await.unwrap()), ["b.example.com"]);

        // A newer one takes the place.
        done(&store, |batch| certificates::put(batch, &certificate("a.example.com", "p", "4"))).await;
        assert_eq!(hosts().await[1], "a.example.com 4");

        // Gone with the domain, and with its pool.
        let row = domains::get(&read, "a.example.com").await.unwrap().unwrap();
        done(&store, |batch| domains::delete(batch, &row)).await;
        assert_eq!(hosts().await, ["*.example.com 3", "b.example.com 2"]);
        let row = pools::get(&read, "q").await.unwrap().unwrap();
        done(&store, |batch| pools::delete(batch, &row)).await;
        assert_eq!(hosts().await, ["*.example.com 3"]);
        done(&store, |batch| certificates::delete(batch, "*.example.com")).await;
        assert_eq!(hosts().await, [""; 0]);
    })
    .await;
}
