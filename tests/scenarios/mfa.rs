//! Second factors: what a pool offers, what a user sets up and turns on, and every challenge that asks for one.

use serde_json::{Value, json};

use crate::world::mfa::respond;
use crate::world::people::{list, with_sms};
use crate::world::{PASSWORD, World, by_password, merged};

mod apps;
mod codes;
mod guesses;
mod pools;
mod preferences;
mod recovery;
mod select;
mod setup;

const SMS: &str = "SMS_MFA";
const APP: &str = "SOFTWARE_TOKEN_MFA";
const EMAIL: &str = "EMAIL_OTP";
const ALL: [&str; 3] = [SMS, APP, EMAIL];
const PHONE: &str = "+15550001234";

const INVALID_SESSION: &str = "NotAuthorizedException: Invalid session for the user.";
const SESSION_USED: &str =
    "NotAuthorizedException: Invalid session for the user, session can only be used once.";
const SESSION_EXPIRED: &str = "NotAuthorizedException: Invalid session for the user, session is expired.";
const APP_WRONG: &str = "CodeMismatchException: Invalid code received for user";
const APP_USED: &str = "ExpiredCodeException: Your software token has already been used once.";
const CODE_WRONG: &str = "CodeMismatchException: Invalid code or auth state for the user.";
const EXCEEDED: &str = "NotAuthorizedException: Password attempts exceeded";
const NO_METHOD: &str = "NotAuthorizedException: No MFA methods available.";

/// A world with a pool of these second factors, a client, and `alice`, who has an address.
struct Home {
    world: World,
    pool: String,
    client: String,
}

impl Home {
    async fn new(demand: &str, methods: &[&str]) -> Home {
        Home::with(json!({}), demand, methods).await
    }

    async fn with(settings: Value, demand: &str, methods: &[&str]) -> Home {
        let world = World::new();
        let pool = world.pool(settings).await;
        let client = world.client(&pool, json!({})).await;
        world.user(&pool, "alice").await;
        world.set_mfa(&pool, demand, methods).await;
        Home { world, pool, client }
    }

    /// Alice's tokens while nothing is demanded of her, her app's secret, and then the demand.
    async fn with_app(demand: &str, methods: &[&str]) -> (Home, Value) {
        let home = Home::new("OPTIONAL", methods).await;
        let token = home.world.access_token(&home.client, "alice").await;
        let secret = home.world.set_up_app(&token).await;
        home.world.set_mfa(&home.pool, demand, methods).await;
        (home, secret)
    }

    async fn set(&self, attributes: &[(&str, &str)]) {
        let input =
            json!({ "UserPoolId": self.pool, "Username": "alice", "UserAttributes": list(attributes) });
        self.world.ok("AdminUpdateUserAttributes", input).await;
    }

    async fn delete(&self, attribute: &str) {
        let input =
            json!({ "UserPoolId": self.pool, "Username": "alice", "UserAttributeNames": [attribute] });
        self.world.ok("AdminDeleteUserAttributes", input).await;
    }

    async fn admin(&self, operation: &str, more: Value) -> Value {
        let base = json!({ "UserPoolId": self.pool, "Username": "alice" });
        self.world.ok(operation, merged(base, more)).await
    }

    async fn admin_refused(&self, operation: &str, more: Value) -> String {
        let base = json!({ "UserPoolId": self.pool, "Username": "alice" });
        self.world.refused(operation, merged(base, more)).await
    }

    /// What follows Alice's right password.
    async fn challenge(&self) -> Value {
        self.world.after_password(&self.client, "alice").await
    }

    /// Answers a challenge.
    async fn answer(&self, challenge: &Value, key: &str, value: &str) -> Result<Value, String> {
        let input = respond(&self.client, challenge, "alice", &[(key, value)]);
        self.world.call("RespondToAuthChallenge", input).await
    }

    /// What Alice has turned on: UserMFASettingList and PreferredMfaSetting.
    async fn mfa(&self) -> (Value, Value) {
        let user = self.world.look(&self.pool, "alice").await;
        (user["UserMFASettingList"].clone(), user["PreferredMfaSetting"].clone())
    }
}

/// A challenge's name and one parameter that holds a JSON list.
fn names(challenge: &Value, parameter: &str) -> (String, Value) {
    let text = challenge["ChallengeParameters"][parameter].as_str().expect("a list");
    let name = challenge["ChallengeName"].as_str().expect("a name");
    (name.to_owned(), serde_json::from_str(text).expect("JSON"))
}
