//! What IAM names, on every database.

use ::store::iam_attachments::{self, Usage};
use ::store::iam_entities::{self, Entity, Kind};
use ::store::{Miss, iam_memberships};

use super::backends::on_each;
use super::samples::{NOW, done, missed};

const ACCOUNT: &str = "000000000000";

fn entity(kind: Kind, name: &str, id: &str) -> Entity {
    Entity {
        account: ACCOUNT.into(),
        kind,
        name: name.into(),
        id: id.into(),
        path: "/".into(),
        revision: 1,
        created_at: NOW,
        settings: "{}".into(),
    }
}

#[tokio::test]
async fn entities_are_found_by_their_very_name_and_taken_whatever_its_case() {
    on_each("iam_entities", |store| async move {
        let read = store.read();
        let role = entity(Kind::Role, "Web", "AROA1");
        done(&store, |b| iam_entities::insert(b, &role)).await;
        let other = entity(Kind::Role, "WEB", "AROA2");
        missed(&store, Miss::Taken, "iam_entities", |b| iam_entities::insert(b, &other)).await;
        done(&store, |b| iam_entities::insert(b, &entity(Kind::User, "web", "AIDA1"))).await;
        assert_eq!(iam_entities::get(&read, ACCOUNT, Kind::Role, "Web").await.unwrap(), Some(role.clone()));
        for name in ["web", "We", "a\0b", ""] {
            assert_eq!(iam_entities::get(&read, ACCOUNT, Kind::Role, name).await.unwrap(), None);
        }
        assert_eq!(iam_entities::by_id(&read, ACCOUNT, "AROA1").await.unwrap(), Some(role.clone()));

        let changed = Entity { settings: "{\"a\":1}".into(), ..role.clone() };
        done(&store, |b| iam_entities::update(b, &changed)).await;
        missed(&store, Miss::Moved, "iam_entities", |b| iam_entities::update(b, &role)).await;
        missed(&store, Miss::Moved, "iam_entities", |b| iam_entities::delete(b, &role)).await;
        let now = iam_entities::by_id(&read, ACCOUNT, "AROA1").await.unwrap().unwrap();
        assert_eq!((now.revision, now.settings.as_str()), (2, "{\"a\":1}"));
        done(&store, |b| iam_entities::hold(b, &now)).await;
        missed(&store, Miss::Moved, "iam_entities", |b| iam_entities::rename(b, &now, "Other", "/")).await;
        let now = iam_entities::by_id(&read, ACCOUNT, "AROA1").await.unwrap().unwrap();
        done(&store, |b| iam_entities::insert(b, &entity(Kind::Role, "taken", "AROA3"))).await;
        missed(&store, Miss::Taken, "iam_entities", |b| iam_entities::rename(b, &now, "Taken", "/")).await;
        done(&store, |b| iam_entities::rename(b, &now, "WEB", "/team/")).await;
        let now = iam_entities::get(&read, ACCOUNT, Kind::Role, "WEB").await.unwrap().unwrap();
        assert_eq!((now.id.as_str(), now.path.as_str()), ("AROA1", "/team/"));
        let page = |prefix: &'static str, after: &'static str| {
            iam_entities::page(&read, (ACCOUNT, Kind::Role), prefix, after, 9)
        };
        assert_eq!(page("/", "").await.unwrap().len(), 2);
        assert_eq!(page("/", "taken").await.unwrap(), std::slice::from_ref(&now));
        assert_eq!(page("/team", "").await.unwrap(), std::slice::from_ref(&now));
        assert_eq!(page("/_eam", "").await.unwrap(), []);
        done(&store, |b| iam_entities::delete(b, &now)).await;
        missed(&store, Miss::Moved, "iam_entities", |b| iam_entities::hold(b, &now)).await;
    })
    .await;
}

#[tokio::test]
async fn attachments_and_memberships_are_kept() {
    on_each("iam_attachments", |store| async move {
        let read = store.read();
        let (user, group) = (entity(Kind::User, "u", "AIDA1"), entity(Kind::Group, "g", "AGPA1"));
        let arn = "arn:aws:iam::aws:policy/P";
        done(&store, |b| {
            iam_entities::insert(b, &user);
            iam_entities::insert(b, &group);
            iam_attachments::insert(b, &user, Usage::Policy, arn);
            iam_attachments::insert(b, &user, Usage::Policy, arn);
            iam_attachments::insert(b, &user, Usage::Boundary, arn);
            iam_memberships::insert(b, &user, &group);
            iam_memberships::insert(b, &user, &group);
        })
        .await;
        assert_eq!(iam_attachments::of_entity(&read, ACCOUNT, "AIDA1").await.unwrap(), [arn]);
        let with = iam_entities::with_policy(&read, ACCOUNT, arn).await.unwrap();
        assert_eq!(with, [(user.clone(), true), (user.clone(), false)]);
        let counts = iam_attachments::counts(&read, ACCOUNT).await.unwrap();
        let counts: Vec<(bool, i64)> = counts.iter().map(|count| (count.is_boundary, count.count)).collect();
        assert_eq!(counts, [(true, 1), (false, 1)]);
        assert_eq!(
            iam_entities::groups_of(&read, ACCOUNT, "AIDA1").await.unwrap(),
            std::slice::from_ref(&group)
        );
        assert_eq!(
            iam_entities::users_of(&read, ACCOUNT, "AGPA1").await.unwrap(),
            std::slice::from_ref(&user)
        );
        done(&store, |b| {
            iam_attachments::delete(b, &user, Usage::Policy, arn);
            iam_memberships::delete(b, &user, &group);
        })
        .await;
        assert_eq!(iam_attachments::of_entity(&read, ACCOUNT, "AIDA1").await.unwrap(), [""; 0]);
        assert_eq!(iam_entities::groups_of(&read, ACCOUNT, "AIDA1").await.unwrap(), []);
        assert_eq!(iam_entities::with_policy(&read, ACCOUNT, arn).await.unwrap().len(), 1);
    })
    .await;
}
