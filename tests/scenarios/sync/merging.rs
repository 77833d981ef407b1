//! Identities that become one bring their datasets.
//! AWS: the developer guide, "Merging datasets"; API_ListRecords, MergedDatasetNames.

use serde_json::json;

use super::phone::{Phone, put};
use crate::scenarios::identity_pools::actors::Setting;

fn pair(key: &str, value: &str) -> (String, String) {
    (key.to_owned(), value.to_owned())
}

#[tokio::test]
async fn a_guests_datasets_go_over_to_who_they_turn_out_to_be() {
    let setting = Setting::new().await;
    let logins = setting.user("alice").await;
    let alice = Phone::of(&setting, &setting.id(&logins).await);
    alice.put("prefs", &[("theme", "dark")]).await;
    let guest = Phone::guest(&setting).await;
    guest.put("prefs", &[("theme", "light")]).await;
    guest.put("game", &[("level", "7")]).await;
    guest.put("old", &[("x", "y")]).await;
    guest.ok("DeleteDataset", json!({ "DatasetName": "old" })).await;
    assert_eq!(setting.session(&guest.identity, &logins).await.0, alice.identity);

    let renamed = format!("prefs.{}", guest.identity);
    let listed = alice.list("prefs", 0).await;
    assert_eq!(listed["MergedDatasetNames"], json!([renamed]));
    assert_eq!(alice.all("prefs").await, [pair("theme", "dark")]);
    assert_eq!(alice.all(&renamed).await, [pair("theme", "light")]);
    assert_eq!(alice.all("game").await, [pair("level", "7")]);
    assert_eq!(alice.list("game", 0).await["MergedDatasetNames"], json!([]));
    assert_eq!(alice.ok("ListDatasets", json!({})).await["Count"], json!(3));
    assert_eq!(guest.ok("ListDatasets", json!({})).await["Count"], json!(0));
    // Its records can be changed where they are, and the device forgets them when it has taken them.
    alice.push(&renamed, json!([put("theme", "blue", 1)])).await.unwrap();
    alice.ok("DeleteDataset", json!({ "DatasetName": renamed })).await;
    assert_eq!(alice.list("prefs", 0).await["MergedDatasetNames"], json!([]));
    // Nobody begins a dataset of an identity that has become another.
    let late = guest.push("prefs", json!([put("a", "1", 0)])).await;
    assert!(late.unwrap_err().starts_with("ResourceConflictException: The dataset is being changed"));
}

#[tokio::test]
async fn developers_merge_users_with_their_datasets() {
    let setting = Setting::new().await;
    let mut phones = Vec::new();
    for user in ["ann", "bob", "cleo"] {
        let input = json!({ "IdentityPoolId": setting.pool, "Logins": { "login.example": user } });
        let id = setting.world.ok("GetOpenIdTokenForDeveloperIdentity", input).await["IdentityId"].clone();
        let phone = Phone::of(&setting, id.as_str().unwrap());
        phone.put("prefs", &[("who", user)]).await;
        phones.push(phone);
    }
    for (source, destination) in [("ann", "bob"), ("bob", "cleo")] {
        let input = json!({ "IdentityPoolId": setting.pool, "DeveloperProviderName": "login.example",
                            "SourceUserIdentifier": source, "DestinationUserIdentifier": destination });
        setting.world.ok("MergeDeveloperIdentities", input).await;
    }
    let cleo = &phones[2];
    let mut names = [&phones[0], &phones[1]].map(|phone| format!("prefs.{}", phone.identity));
    let whose = [cleo.all(&names[0]).await, cleo.all(&names[1]).await];
    assert_eq!(whose, [[pair("who", "ann")], [pair("who", "bob")]]);
    names.sort();
    assert_eq!(cleo.list("prefs", 0).await["MergedDatasetNames"], json!(names));
}
