//! Shorthand for scenarios about accounts: signing up, looking a user up, attribute lists.

use serde_json::{Map, Value, json};

use super::{PASSWORD, World, by_password, merged};

impl World {
    /// Signs a person up with the address `{name}@example.com` and the usual password; gives the answer.
    pub async fn sign_up(&self, client: &str, name: &str) -> Value {
        self.ok("SignUp", signing_up(client, name, json!({}))).await
    }

    /// A user as AdminGetUser gives it.
    pub async fn look(&self, pool: &str, name: &str) -> Value {
        self.ok("AdminGetUser", json!({ "UserPoolId": pool, "Username": name })).await
    }

    /// A user's attributes by name, but for `sub`.
    pub async fn attributes(&self, pool: &str, name: &str) -> Value {
        let user = self.look(pool, name).await;
        let list = user["UserAttributes"].as_array().expect("attributes").clone();
        let pairs = list.into_iter().map(|a| (a["Name"].as_str().unwrap().to_owned(), a["Value"].clone()));
        Value::Object(pairs.filter(|(name, _)| name != "sub").collect::<Map<_, _>>())
    }

    /// A fresh access token of a user with the usual password.
    pub async fn access_token(&self, client: &str, name: &str) -> Value {
        self.sign_in(client, name).await["AccessToken"].clone()
    }

    /// What a sign-in by password is refused with.
    pub async fn no_sign_in(&self, client: &str, name: &str, password: &str) -> String {
        self.refused("InitiateAuth", by_password(client, name, password)).await
    }
}

impl World {
    /// The token that a message about an event would carry.
    pub async fn feedback_token(&self, pool: &str, name: &str, event_id: &str) -> String {
        let ctx = self.ctx();
        let pool = rules::pools::get(&ctx, pool).await.expect("a pool");
        let user = rules::users::require(&ctx, &pool, name).await.expect("a user");
        rules::events::feedback::token(&ctx, &pool, &user, event_id).expect("a token")
    }
}

/// The input of a sign-up with the address `{name}@example.com`, `over` laid over it.
pub fn signing_up(client: &str, name: &str, over: Value) -> Value {
    let base = json!({
        "ClientId": client, "Username": name, "Password": PASSWORD,
        "UserAttributes": list(&[("email", &format!("{name}@example.com"))]),
    });
    merged(base, over)
}

/// A list of attributes as the wire has it.
pub fn list(pairs: &[(&str, &str)]) -> Value {
    pairs.iter().map(|(name, value)| json!({ "Name": name, "Value": value })).collect()
}

/// Settings of a pool that can send text messages.
pub fn with_sms(over: Value) -> Value {
    let arn = "arn:aws:iam::000000000000:role/sms";
    merged(json!({ "SmsConfiguration": { "SnsCallerArn": arn, "ExternalId": "x" } }), over)
}

/// A wrong code in place of this one.
pub fn wrong(code: &str) -> String {
    let last = if code.ends_with('0') { '1' } else { '0' };
    format!("{}{last}", &code[..code.len() - 1])
}
