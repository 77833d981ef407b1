//! Sign-in and tokens: every flow that is built, what it refuses and in which order, and what its tokens say.

use serde_json::{Value, json};

use crate::world::{PASSWORD, World, merged, srp};

mod administrators;
mod lockout;
mod new_password;
mod refresh;
mod revocation;
mod rotation;
mod secret_hash;
mod sign_in;
mod srp_proof;
mod tokens;
mod unknown_users;

const WRONG: &str = "NotAuthorizedException: Incorrect username or password.";
const EXCEEDED: &str = "NotAuthorizedException: Password attempts exceeded";
const INVALID_REFRESH: &str = "NotAuthorizedException: Invalid Refresh Token.";
const INVALID_SESSION: &str = "NotAuthorizedException: Invalid session for the user.";
const SESSION_USED: &str =
    "NotAuthorizedException: Invalid session for the user, session can only be used once.";
const SESSION_EXPIRED: &str = "NotAuthorizedException: Invalid session for the user, session is expired.";

/// A world with a pool, a client and `alice`.
struct Home {
    world: World,
    pool: String,
    client: String,
}

impl Home {
    async fn new() -> Home {
        Home::with(json!({}), json!({})).await
    }

    async fn with(pool: Value, client: Value) -> Home {
        let world = World::new();
        let is_address = pool.get("UsernameAttributes").is_some();
        let pool = world.pool(pool).await;
        let client = world.client(&pool, client).await;
        let name = if is_address { "alice@example.com" } else { "alice" };
        world.user(&pool, name).await;
        Home { world, pool, client }
    }

    /// Alice's tokens.
    async fn tokens(&self) -> Value {
        self.world.sign_in(&self.client, "alice").await
    }

    /// The first leg of SRP.
    async fn challenge(&self, name: &str) -> Value {
        self.world.ok("InitiateAuth", srp::hello(&self.client, name)).await
    }

    /// The proof that answers it.
    fn proof(&self, challenge: &Value, password: &str) -> Value {
        srp::proof(&self.world, &self.pool, &self.client, challenge, password)
    }

    /// An administrator's operation on a user.
    async fn admin(&self, operation: &str, name: &str, more: Value) -> Value {
        let base = json!({ "UserPoolId": self.pool, "Username": name });
        self.world.ok(operation, merged(base, more)).await
    }

    /// Changes the client, keeping what [`World::client`] sets.
    async fn change_client(&self, over: Value) {
        let base = json!({ "UserPoolId": self.pool, "ClientId": self.client });
        self.world.ok("UpdateUserPoolClient", merged(base, over)).await;
    }

    /// Batches that the store has taken so far.
    fn batches(&self) -> u64 {
        self.world.inner.store.stats().batches
    }

    async fn get_user(&self, token: &Value) -> Result<Value, String> {
        self.world.call("GetUser", json!({ "AccessToken": token })).await
    }
}

/// The input of a refresh by the old operation.
fn by_refresh(client: &str, token: &Value) -> Value {
    json!({
        "ClientId": client, "AuthFlow": "REFRESH_TOKEN_AUTH", "AuthParameters": { "REFRESH_TOKEN": token },
    })
}

/// The input of a refresh by the new operation.
fn by_get_tokens(client: &str, token: &Value) -> Value {
    json!({ "ClientId": client, "RefreshToken": token })
}

/// `input` with one member of an inner object set.
fn with(mut input: Value, object: &str, member: &str, value: &str) -> Value {
    input[object][member] = json!(value);
    input
}

/// `input` without one member of an inner object.
fn without(mut input: Value, object: &str, member: &str) -> Value {
    input[object].as_object_mut().expect("an object").remove(member);
    input
}

/// Makes a user with a temporary password, which is [`PASSWORD`].
async fn invite(world: &World, pool: &str, name: &str, attributes: Value) {
    let input = json!({
        "UserPoolId": pool, "Username": name, "TemporaryPassword": PASSWORD,
        "MessageAction": "SUPPRESS", "UserAttributes": attributes,
    });
    world.ok("AdminCreateUser", input).await;
}
