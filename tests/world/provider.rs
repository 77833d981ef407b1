//! An OpenID provider of tests: people sign in at it at once, its codes serve once, and what it says can be bent.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use rules::outside::{Question, Reply};
use serde_json::{Value, json};

use super::browser::parameters;
use super::internet::{discovery, key_set, token};
use super::{World, merged};

/// What the provider knows its client by.
pub const CLIENT: &str = "cenote-at-idp";

/// The secret that they have in common.
pub const SECRET: &str = "a secret+with/signs";

/// Bends what goes out: the claims of an ID token, its header's kid, the answer of an endpoint.
type Bend = Arc<dyn Fn(Value) -> Value + Send + Sync>;

struct Grant {
    asked: BTreeMap<String, String>,
    claims: Value,
}

#[derive(Default)]
struct State {
    codes: BTreeMap<String, Grant>,
    people: BTreeMap<String, Value>,
    calls: Vec<(String, BTreeMap<String, String>)>,
    bend_id: Option<Bend>,
    bend_info: Option<Bend>,
    refreshes: BTreeMap<String, Value>,
    renewals: usize,
    renewed: Renewed,
    key: usize,
    kid: String,
    now_s: i64,
}

/// How it answers to refresh tokens.
#[derive(Clone, Default)]
pub enum Renewed {
    /// With new tokens, and a new refresh token: the old one serves no more.
    #[default]
    Rotating,
    /// With an access token alone, and of this person.
    Bare(Value),
    /// With this status and body.
    Told(u16, Value),
}

/// An OpenID provider.
#[derive(Clone)]
pub struct Provider {
    /// Its issuer.
    pub issuer: String,
    state: Arc<Mutex<State>>,
}

impl Provider {
    /// A provider that answers in a world from now on.
    pub fn new(world: &World, issuer: &str) -> Provider {
        let provider = Provider { issuer: issuer.to_owned(), state: Arc::default() };
        let mut document: Value = serde_json::from_str(&discovery(issuer)).unwrap();
        document["code_challenge_methods_supported"] = json!(["S256"]);
        document["end_session_endpoint"] = json!(format!("{issuer}/logout"));
        world.internet.serve(&format!("{issuer}/.well-known/openid-configuration"), &document.to_string());
        provider.rotate(world, 0, "key-1");
        provider.rises(world);
        provider
    }

    /// It answers again.
    pub fn rises(&self, world: &World) {
        let (state, issuer) = (Arc::clone(&self.state), self.issuer.clone());
        world.internet.answer(&self.issuer, move |question| answer(&state, &issuer, question));
    }

    /// From now on it signs with another key, and publishes that alone.
    pub fn rotate(&self, world: &World, key: usize, kid: &str) {
        let mut state = self.state.lock().unwrap();
        (state.key, state.kid, state.now_s) = (key, kid.to_owned(), world.now() / 1_000);
        world.internet.serve(&format!("{}/keys", self.issuer), &key_set(&[(key, kid)]));
    }

    /// From now on the claims of its ID tokens are what this makes of them.
    pub fn bend_id(&self, bend: impl Fn(Value) -> Value + Send + Sync + 'static) {
        self.state.lock().unwrap().bend_id = Some(Arc::new(bend));
    }

    /// The same of what userinfo answers.
    pub fn bend_info(&self, bend: impl Fn(Value) -> Value + Send + Sync + 'static) {
        self.state.lock().unwrap().bend_info = Some(Arc::new(bend));
    }

    /// From now on it answers so to refresh tokens.
    pub fn renews(&self, world: &World, renewed: Renewed) {
        let mut state = self.state.lock().unwrap();
        (state.renewed, state.now_s) = (renewed, world.now() / 1_000);
    }

    /// From now on this is what it knows of all who hold refresh tokens of its own.
    pub fn knows(&self, world: &World, claims: &Value) {
        let mut state = self.state.lock().unwrap();
        state.now_s = world.now() / 1_000;
        state.refreshes.values_mut().for_each(|person| *person = claims.clone());
    }

    /// From now on it says what is so.
    pub fn straighten(&self) {
        let mut state = self.state.lock().unwrap();
        (state.bend_id, state.bend_info) = (None, None);
    }

    /// The calls of its endpoints since the last look: the path, and the form with the Authorization header.
    pub fn calls(&self) -> Vec<(String, BTreeMap<String, String>)> {
        std::mem::take(&mut self.state.lock().unwrap().calls)
    }

    /// Somebody signs in whom a browser has brought by this address: where it is sent back to.
    pub fn sign_in(&self, world: &World, address: &str, claims: Value) -> String {
        let asked = parameters(address);
        assert!(address.starts_with(&format!("{}/authorize?", self.issuer)), "{address}");
        assert_eq!((asked["client_id"].as_str(), asked["response_type"].as_str()), (CLIENT, "code"));
        let mut state = self.state.lock().unwrap();
        state.now_s = world.now() / 1_000;
        let code = format!("code-{}", state.codes.len() + state.people.len());
        let back = format!("{}?code={code}&state={}", asked["redirect_uri"], asked["state"]);
        state.codes.insert(code, Grant { asked, claims });
        back
    }
}

/// Where a provider leads back to, as a browser of a domain opens it.
pub fn within(back: &str) -> &str {
    let rest = back.split_once("://").expect("an address").1;
    &rest[rest.find('/').expect("a path")..]
}

impl World {
    /// Makes a pool's provider of a stand-in, with settings over the usual ones.
    pub async fn federate(&self, pool: &str, name: &str, provider: &Provider, over: Value) {
        let base = json!({
            "UserPoolId": pool, "ProviderName": name, "ProviderType": "OIDC",
            "ProviderDetails": {
                "client_id": CLIENT, "client_secret": SECRET, "authorize_scopes": "openid email profile",
                "attributes_request_method": "GET", "oidc_issuer": provider.issuer,
            },
            "AttributeMapping": { "email": "email", "name": "name" },
        });
        self.ok("CreateIdentityProvider", merged(base, over)).await;
    }
}

fn answer(state: &Mutex<State>, issuer: &str, question: &Question<'_>) -> Reply {
    let mut state = state.lock().unwrap();
    let path = question.url.strip_prefix(issuer).unwrap_or_default().to_owned();
    let header = question.headers.iter().find(|(name, _)| *name == "authorization");
    let bearer = header.map_or("", |(_, value)| value.as_str()).to_owned();
    let mut form = parameters(&format!("?{}", question.form.as_deref().unwrap_or_default()));
    form.insert("authorization".to_owned(), bearer.clone());
    state.calls.push((path.clone(), form.clone()));
    match path.split('?').next().unwrap_or_default() {
        "/token" => redeem(&mut state, issuer, &form),
        "/.well-known/openid-configuration" => {
            told(200, serde_json::from_str(&discovery(issuer)).unwrap_or_default())
        }
        "/userinfo" => match state.people.get(bearer.strip_prefix("Bearer ").unwrap_or_default()) {
            Some(person) => {
                let person = person.clone();
                told(200, state.bend_info.as_ref().map_or(person.clone(), |bend| bend(person)))
            }
            None => told(401, json!({ "error": "invalid_token" })),
        },
        _ => told(404, json!({})),
    }
}

fn redeem(state: &mut State, issuer: &str, form: &BTreeMap<String, String>) -> Reply {
    let of = |name: &str| form.get(name).map_or("", String::as_str);
    let encoded = |text: &str| form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>();
    let basic = format!("Basic {}", STANDARD.encode(format!("{}:{}", encoded(CLIENT), encoded(SECRET))));
    let is_posted = (of("client_id"), of("client_secret")) == (CLIENT, SECRET);
    if !is_posted && of("authorization") != basic && !form.contains_key("client_assertion") {
        return told(401, json!({ "error": "invalid_client" }));
    }
    if of("grant_type") == "refresh_token" {
        return renew(state, issuer, of("refresh_token"));
    }
    let Some(Grant { asked, claims }) = state.codes.remove(of("code")) else {
        return told(400, json!({ "error": "invalid_grant", "error_description": "The code is spent." }));
    };
    let challenge = URL_SAFE_NO_PAD.encode(crypto::mac::sha256(of("code_verifier").as_bytes()));
    if of("redirect_uri") != asked["redirect_uri"] || Some(&challenge) != asked.get("code_challenge") {
        return told(400, json!({ "error": "invalid_grant" }));
    }
    let has =
        |name: &str, word: &str| asked.get(name).is_some_and(|words| words.split(' ').any(|it| it == word));
    let mut reply = given(state, issuer, claims, json!({ "nonce": asked["nonce"] }));
    if has("scope", "offline_access") && !has("prompt", "consent") {
        // OpenID Connect Core: section 11.
        let mut body: Value = serde_json::from_slice(&reply.body).unwrap();
        body.as_object_mut().unwrap().remove("refresh_token");
        reply.body = body.to_string().into_bytes();
    }
    reply
}

fn renew(state: &mut State, issuer: &str, token: &str) -> Reply {
    match state.renewed.clone() {
        Renewed::Told(status, body) => told(status, body),
        Renewed::Bare(person) => {
            state.people.insert("bare".to_owned(), person);
            told(200, json!({ "access_token": "bare", "token_type": "Bearer" }))
        }
        Renewed::Rotating => match state.refreshes.remove(token) {
            Some(claims) => given(state, issuer, claims, json!({})),
            None => told(400, json!({ "error": "invalid_grant" })),
        },
    }
}

/// Tokens of somebody, each by names of their own.
fn given(state: &mut State, issuer: &str, claims: Value, more: Value) -> Reply {
    let access = format!("access-{}", state.people.len());
    let at_hash = URL_SAFE_NO_PAD.encode(&crypto::mac::sha256(access.as_bytes())[..16]);
    let base = json!({
        "iss": issuer, "aud": CLIENT, "iat": state.now_s, "exp": state.now_s + 300, "at_hash": at_hash,
    });
    let base = merged(base, more);
    state.renewals += 1;
    let refresh = format!("refresh-{}", state.renewals);
    state.refreshes.insert(refresh.clone(), claims.clone());
    let said = merged(base, claims.clone());
    let said = state.bend_id.as_ref().map_or(said.clone(), |bend| bend(said));
    state.people.insert(access.clone(), claims);
    let id_token = match said.get("whole") {
        Some(whole) => whole.clone(),
        None => json!(token(state.key, &state.kid, &said)),
    };
    told(
        200,
        json!({
            "access_token": access, "token_type": "Bearer", "expires_in": 3600, "id_token": id_token,
            "refresh_token": refresh,
        }),
    )
}

fn told(status: u16, body: Value) -> Reply {
    Reply { status, date: None, body: body.to_string().into_bytes() }
}
