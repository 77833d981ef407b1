//! Inputs of sessions: a pool that tracks them, and somebody who is signed in twice.

use serde_json::{Value, json};

use super::{Stage, merged};

/// Whether [`Stage::session_input`] has the input of an operation.
pub fn knows(operation: &str) -> bool {
    operation.contains("Session")
}

impl Stage {
    pub(super) async fn session_input(&self, operation: &str) -> Value {
        let pool = self.world.pool(json!({})).await;
        let tracking = json!({
            "UserPoolId": pool, "UserSessionTracking": "ENABLED", "TokenSession": { "MaxPerUser": 5 },
        });
        let client = self.world.client(&pool, json!({})).await;
        let of_client = json!({ "UserPoolId": pool, "ClientId": client });
        match operation {
            "GetUserPoolClientSessionConfiguration" => return of_client,
            "GetUserPoolSessionConfiguration" => return json!({ "UserPoolId": pool }),
            "SetUserPoolClientSessionConfiguration" => {
                self.world.ok("SetUserPoolSessionConfiguration", tracking).await;
                return merged(of_client, json!({ "SSOSession": { "MaxValidityMinutes": 90 } }));
            }
            "SetUserPoolSessionConfiguration" => return tracking,
            _ => {}
        }
        self.world.ok("SetUserPoolSessionConfiguration", tracking).await;
        let name = self.name();
        self.world.user(&pool, &name).await;
        self.world.sign_in(&client, &name).await;
        let access = json!({ "AccessToken": self.world.sign_in(&client, &name).await["AccessToken"] });
        let listed = self.world.ok("ListUserSessions", access.clone()).await;
        let sessions = listed["Sessions"].as_array().expect("sessions");
        let other = sessions.iter().find(|session| session["IsCurrentSession"] == false).expect("another");
        let named = json!({ "SessionId": other["SessionId"], "RevokeAssociatedSessions": "LINKED" });
        let theirs = json!({ "UserPoolId": pool, "Username": name });
        match operation {
            "AdminListUserSessions" => theirs,
            "AdminRevokeUserSession" => merged(theirs, named),
            "ListUserSessions" => access,
            "RevokeUserSession" => merged(access, named),
            other => panic!("no input is written for {other}: add one to the stage"),
        }
    }
}
