//! An identity pool beside a user pool, and providers elsewhere, as the scenarios need them.

use rules::credentials::{self, Session};
use serde_json::{Value, json};

use crate::world::{World, config, internet, merged};

/// A user pool with an app, and an identity pool that takes its users.
pub struct Setting {
    pub world: World,
    pub user_pool: String,
    pub client: String,
    pub pool: String,
}

/// The app that Google knows.
pub const GOOGLE_APP: &str = "123.apps.googleusercontent.com";

/// The issuer of an OpenID provider, without its scheme.
pub const ISSUER: &str = "op.example/tenant";

/// The same as IAM names it.
pub const ARN: &str = "arn:aws:iam::000000000000:oidc-provider/op.example/tenant";

pub fn role(name: &str) -> String {
    format!("arn:aws:iam::000000000000:role/{name}")
}

impl Setting {
    /// A pool with these settings beside what every pool has here, and its two roles.
    pub async fn with(more: Value) -> Setting {
        let mut decided = config();
        decided.login_audiences = [(ISSUER.to_owned(), vec!["app".to_owned()])].into();
        let world = World::with(store::Store::open_memory().expect("a store"), decided);
        let user_pool = world.pool(json!({})).await;
        let client = world.client(&user_pool, json!({})).await;
        let provider = json!({ "ProviderName": login(&user_pool), "ClientId": client });
        let base = json!({
            "IdentityPoolName": "app", "AllowUnauthenticatedIdentities": true, "AllowClassicFlow": true,
            "CognitoIdentityProviders": [provider], "DeveloperProviderName": "login.example",
            "SupportedLoginProviders": { "accounts.google.com": GOOGLE_APP, "graph.facebook.com": "777",
                                         "www.amazon.com": "amzn1.application.1", "api.twitter.com": "key;secret" },
            "OpenIdConnectProviderARNs": [ARN],
            "SamlProviderARNs": ["arn:aws:iam::000000000000:saml-provider/saml"],
        });
        let made = world.ok("CreateIdentityPool", merged(base, more)).await;
        let pool = made["IdentityPoolId"].as_str().expect("an id").to_owned();
        let roles = json!({ "authenticated": role("user"), "unauthenticated": role("guest") });
        world.ok("SetIdentityPoolRoles", json!({ "IdentityPoolId": pool, "Roles": roles })).await;
        Setting { world, user_pool, client, pool }
    }

    pub async fn new() -> Setting {
        Setting::with(json!({})).await
    }

    /// The logins of a user who signs in to the user pool.
    pub async fn user(&self, name: &str) -> Value {
        self.world.user(&self.user_pool, name).await;
        self.again(name).await
    }

    /// The same of somebody who is there.
    pub async fn again(&self, name: &str) -> Value {
        let token = self.world.sign_in(&self.client, name).await["IdToken"].clone();
        json!({ login(&self.user_pool): token })
    }

    pub async fn id(&self, logins: &Value) -> String {
        let input = json!({ "IdentityPoolId": self.pool, "Logins": logins });
        self.world.ok("GetId", input).await["IdentityId"].as_str().expect("an id").to_owned()
    }

    pub async fn no_id(&self, logins: Value) -> String {
        self.world.refused("GetId", json!({ "IdentityPoolId": self.pool, "Logins": logins })).await
    }

    /// What credentials for an identity stand for, and whose they are.
    pub async fn session(&self, id: &str, logins: &Value) -> (String, Session) {
        self.session_of(json!({ "IdentityId": id, "Logins": logins })).await
    }

    pub async fn session_of(&self, input: Value) -> (String, Session) {
        let got = self.world.ok("GetCredentialsForIdentity", input).await;
        let text = |name: &str| got["Credentials"][name].as_str().expect("text").to_owned();
        let opened = credentials::open(&self.world.inner, &text("AccessKeyId"), &text("SessionToken"));
        let opened = opened.expect("a session of ours");
        assert_eq!(opened.secret.reveal(), text("SecretKey"));
        assert_eq!(got["Credentials"]["Expiration"], json!(opened.session.expires_at / 1_000));
        (got["IdentityId"].as_str().expect("an id").to_owned(), opened.session)
    }

    pub async fn no_session(&self, id: &str, logins: Value) -> String {
        self.world.refused("GetCredentialsForIdentity", json!({ "IdentityId": id, "Logins": logins })).await
    }

    /// The ids of the pool's identities.
    pub async fn listed(&self, hides_disabled: bool) -> Vec<String> {
        let input = json!({ "IdentityPoolId": self.pool, "MaxResults": 60, "HideDisabled": hides_disabled });
        let listed = self.world.ok("ListIdentities", input).await;
        let ids = listed["Identities"].as_array().expect("a list").iter();
        ids.map(|identity| identity["IdentityId"].as_str().expect("an id").to_owned()).collect()
    }

    /// A token that a provider signs with its own key.
    pub fn token(&self, issuer: &str, claims: Value) -> String {
        internet::token(2, "k1", &merged(self.claims(issuer), claims))
    }

    /// What such a token says.
    pub fn claims(&self, issuer: &str) -> Value {
        let now = self.world.now() / 1_000;
        json!({ "iss": format!("https://{issuer}"), "sub": "somebody", "aud": "app", "iat": now, "exp": now + 600 })
    }

    /// A provider begins to publish its documents and keys.
    pub fn publish(&self, issuer: &str, keys: &[(usize, &str)]) {
        let base = format!("https://{issuer}");
        let world = &self.world;
        let discovery = internet::discovery(&base);
        world.internet.serve(&format!("{base}/.well-known/openid-configuration"), &discovery);
        world.internet.serve(&format!("{base}/keys"), &internet::key_set(keys));
    }
}

/// A user pool as logins name it.
pub fn login(user_pool: &str) -> String {
    format!("cognito-idp.us-east-1.amazonaws.com/{user_pool}")
}
