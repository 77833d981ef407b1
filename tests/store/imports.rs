//! Import jobs on every store: their rows, and one job from its file to its users.

use ::store::imports::{self, Job, Lines, Part};
use ::store::{Miss, pools};
use serde_json::{Value, json};

use super::backends::on_each;
use super::samples::{NOW, done, missed, pool};
use crate::world::World;
use crate::world::imports::person;

fn job(pool_id: &str, id: &str, created_at: i64) -> Job {
    Job {
        pool_id: pool_id.into(),
        id: id.into(),
        revision: 0,
        status: "Created".into(),
        upload: None,
        state: "{}".into(),
        created_at,
    }
}

#[tokio::test]
async fn jobs_are_kept_with_their_parts_and_logs() {
    on_each("imports", |store| async move {
        let read = store.read();
        let (a, b) = (job("p", "a", NOW), job("p", "b", NOW + 1));
        missed(&store, Miss::Gone, "pools", |batch| imports::insert(batch, &a)).await;
        done(&store, |batch| pools::insert(batch, &pool("p"))).await;
        done(&store, |batch| imports::insert(batch, &a)).await;
        missed(&store, Miss::Taken, "import_jobs", |batch| imports::insert(batch, &a)).await;
        done(&store, |batch| imports::insert(batch, &b)).await;
        assert_eq!(imports::page(&read, "p", None, 9).await.unwrap(), [b.clone(), a.clone()]);
        assert_eq!(
            imports::page(&read, "p", Some((NOW + 1, "b")), 9).await.unwrap(),
            std::slice::from_ref(&a)
        );
        assert_eq!(imports::older(&read, "Created", NOW + 1, 9).await.unwrap(), std::slice::from_ref(&a));
        assert_eq!(imports::get(&read, "q", "a").await.unwrap(), None);

        let a = Job { upload: Some(1), state: r#"{"x":1}"#.into(), ..a };
        done(&store, |batch| imports::update(batch, &a)).await;
        missed(&store, Miss::Moved, "import_jobs", |batch| imports::update(batch, &a)).await;
        let a = Job { revision: 1, ..a };
        assert_eq!(imports::get(&read, "p", "a").await.unwrap(), Some(a.clone()));

        let part = |upload, part| Part { upload, part, body: vec![1, 2, 3] };
        done(&store, |batch| imports::insert_part(batch, &a, &part(1, 0))).await;
        missed(&store, Miss::Spent, "import_jobs", |batch| imports::insert_part(batch, &a, &part(2, 0)))
            .await;
        assert_eq!(imports::part(&read, &a, 1, 0).await.unwrap(), Some(part(1, 0)));
        assert_eq!(imports::part(&read, &a, 1, 1).await.unwrap(), None);
        done(&store, |batch| imports::delete_parts(batch, &a, Some(1))).await;
        assert!(imports::part(&read, &a, 1, 0).await.unwrap().is_some());
        done(&store, |batch| imports::insert_part(batch, &a, &part(1, 1))).await;
        done(&store, |batch| imports::delete_parts_before(batch, &a, 1)).await;
        assert_eq!(imports::part(&read, &a, 1, 0).await.unwrap(), None);
        assert_eq!(imports::part(&read, &a, 1, 1).await.unwrap(), Some(part(1, 1)));
        done(&store, |batch| imports::delete_parts(batch, &a, None)).await;
        assert_eq!(imports::part(&read, &a, 1, 1).await.unwrap(), None);

        done(&store, |batch| imports::take_turn(batch, &a)).await;
        missed(&store, Miss::Taken, "import_turns", |batch| imports::take_turn(batch, &b)).await;
        assert_eq!(imports::turn(&read, "p").await.unwrap().as_deref(), Some("a"));
        assert_eq!(imports::turns(&read, "", 9).await.unwrap(), [("p".to_owned(), "a".to_owned())]);
        assert_eq!(imports::turns(&read, "p", 9).await.unwrap(), []);
        done(&store, |batch| imports::end_turn(batch, &b)).await;
        assert!(imports::turn(&read, "p").await.unwrap().is_some());
        done(&store, |batch| imports::end_turn(batch, &a)).await;
        assert_eq!(imports::turn(&read, "p").await.unwrap(), None);

        let lines = |from| Lines { from, body: format!("line {from}\n") };
        for from in [2, 52, 102] {
            done(&store, |batch| imports::insert_lines(batch, &a, &lines(from))).await;
        }
        assert_eq!(imports::lines(&read, &a, -1, 2).await.unwrap(), [lines(2), lines(52)]);
        assert_eq!(imports::lines(&read, &a, 52, 2).await.unwrap(), [lines(102)]);

        done(&store, |batch| pools::delete(batch, &pool("p"))).await;
        assert_eq!(imports::page(&read, "p", None, 9).await.unwrap(), []);
        assert_eq!(imports::get(&read, "p", "a").await.unwrap(), None);
    })
    .await;
}

#[tokio::test]
async fn an_import_runs_on_every_store() {
    on_each("import_run", |store| async move {
        let world = World::on(store);
        let pool = world.pool(json!({ "AliasAttributes": ["email"] })).await;
        world.user(&pool, "user7").await;
        let mut people: Vec<Value> = (0..130).map(|at| person(&format!("user{at}"))).collect();
        people.push(person("user3"));
        people[60]["email"] = json!("user5@example.com");
        let csv = world.csv(&pool, &[], &people).await;
        let ended = world.import(&pool, json!({}), &csv).await;
        let counts = ["ImportedUsers", "SkippedUsers", "FailedUsers"].map(|name| ended[name].clone());
        assert_eq!(counts, [json!(128), json!(2), json!(1)]);
        let log = world.log(&ended).await;
        assert!(
            log.contains("[SKIPPED] Line Number 9 -") && log.contains("[FAILED] Line Number 62 -"),
            "{log}"
        );
    })
    .await;
}
