//! An app behind a proxy that asks a gate, and people with browsers who come to it.

use std::collections::BTreeMap;

use http::header::{LOCATION, SET_COOKIE};
use rules::forward_auth::gate::{Gate, Kind, OwnPool, Provider, Sessions, Stranger};
use rules::forward_auth::wanted::Wanted;
use serde_json::{Value, json};

use crate::scenarios::hosted::{PREFIX, stage};
use crate::world::gates::Told;
use crate::world::{PASSWORD, World, merged};

pub const HOST: &str = "app.example.com";
pub const ORIGIN: &str = "https://app.example.com";

/// The app's pool and client, and the Cenote that its gate is in.
pub struct App {
    pub world: World,
    pub pool: String,
    pub client: String,
}

impl App {
    /// An app with a gate as the function makes it of the usual one.
    pub async fn new(change: impl FnOnce(&mut Gate, &mut Sessions)) -> App {
        App::with(json!({}), change).await
    }

    /// The same with settings of the app client.
    pub async fn with(client: Value, change: impl FnOnce(&mut Gate, &mut Sessions)) -> App {
        let world = World::new();
        let callbacks = json!({
            "CallbackURLs": [format!("{ORIGIN}/oauth2/idpresponse"), "https://other.example.com/oauth2/idpresponse"],
            "LogoutURLs": [format!("{ORIGIN}/bye")],
        });
        let (pool, client) = stage(&world, json!({}), merged(callbacks, client)).await;
        world.user(&pool, "bob").await;
        let gate = gate("app", &pool, &client, change);
        App { world: world.with_gates([gate]), pool, client }
    }

    /// Somebody who has been nowhere yet.
    pub fn person(&self) -> Person<'_> {
        Person { app: self, name: "alice", cookies: BTreeMap::new() }
    }
}

/// A gate of sign-ins.
pub fn gate(name: &str, pool: &str, client: &str, change: impl FnOnce(&mut Gate, &mut Sessions)) -> Gate {
    let mut sessions = Sessions {
        provider: Provider::Pool(OwnPool {
            user_pool_id: pool.to_owned(),
            client_id: client.to_owned(),
            domain: None,
        }),
        origins: vec![ORIGIN.to_owned(), "https://other.example.com".to_owned()],
        cookie: "AWSELBAuthSessionCookie".to_owned(),
        scope: "openid email".to_owned(),
        timeout_s: 604_800,
        stranger: Stranger::Authenticate,
        extra_params: Vec::new(),
        callback: "/oauth2/idpresponse".to_owned(),
        signer: None,
        is_padded: true,
        logout_uri: Some(format!("{ORIGIN}/bye")),
        asks_store: true,
    };
    let mut gate = Gate {
        name: name.to_owned(),
        kind: Kind::Sessions(Box::new(sessions.clone())),
        wanted: Wanted { groups_claim: "cognito:groups".to_owned(), ..Wanted::default() },
        claim_headers: Vec::new(),
    };
    change(&mut gate, &mut sessions);
    Gate { kind: Kind::Sessions(Box::new(sessions)), ..gate }
}

/// A person with a browser, before the proxy.
#[derive(Clone)]
pub struct Person<'a> {
    app: &'a App,
    pub name: &'static str,
    pub cookies: BTreeMap<String, String>,
}

impl Person<'_> {
    /// What the proxy is told of their request for a page of the app.
    pub async fn ask(&mut self, action: &str, uri: &str) -> Told {
        self.ask_as(action, uri, &[]).await
    }

    /// The same with more headers.
    pub async fn ask_as(&mut self, action: &str, uri: &str, more: &[(&str, &str)]) -> Told {
        let told = self.send(&format!("/auth/alb/app/{action}"), uri, more).await;
        self.keep(&told);
        told
    }

    /// One request with the cookies that they have, changing none.
    pub async fn send(&self, path: &str, uri: &str, more: &[(&str, &str)]) -> Told {
        let cookies: Vec<String> =
            self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let cookies = cookies.join("; ");
        let mut headers = vec![("x-forwarded-uri", uri), ("x-forwarded-proto", "https")];
        if !more.iter().any(|(name, _)| *name == "x-forwarded-host") {
            headers.push(("x-forwarded-host", HOST));
        }
        if !cookies.is_empty() {
            headers.push(("cookie", &cookies));
        }
        headers.extend_from_slice(more);
        self.app.world.gate(path, &headers).await
    }

    /// Keeps cookies as browsers do.
    pub fn keep(&mut self, told: &Told) {
        for cookie in told.headers.get_all(SET_COOKIE) {
            let cookie = cookie.to_str().unwrap();
            assert!(cookie.len() < 4_096, "{}", cookie.len());
            let (pair, attributes) = cookie.split_once(';').unwrap();
            assert!(
                attributes.starts_with(" Path=/; HttpOnly; SameSite=Lax; Secure; Max-Age="),
                "{attributes}"
            );
            let (name, value) = pair.split_once('=').unwrap();
            match attributes.ends_with("Max-Age=0") {
                true => self.cookies.remove(name),
                false => self.cookies.insert(name.to_owned(), value.to_owned()),
            };
        }
    }

    /// Goes to the sign-in from where the proxy leads, and gives the query with which the browser comes back.
    pub async fn prove(&self, told: &Told) -> String {
        assert_eq!(told.status, 302, "{}", told.body);
        let location = told.headers[LOCATION].to_str().unwrap();
        let path =
            location.strip_prefix("http://acme.auth.localhost:7665").unwrap_or_else(|| panic!("{location}"));
        let mut browser = self.app.world.browser(PREFIX);
        browser.open(path).await;
        browser.send(&[("username", self.name), ("password", PASSWORD)]).await;
        let left =
            browser.left.clone().unwrap_or_else(|| panic!("still at {}: {}", browser.at, browser.html));
        let query = left.strip_prefix("https://app.example.com/oauth2/idpresponse?");
        query.unwrap_or_else(|| panic!("{left}")).to_owned()
    }

    /// Signs in, from the first request for a page to being sent back to it.
    pub async fn sign_in(&mut self, uri: &str) -> Told {
        let led = self.ask("auth", uri).await;
        let query = self.prove(&led).await;
        let told = self.ask(&format!("idpresponse?{query}"), &format!("/oauth2/idpresponse?{query}")).await;
        assert_eq!(
            (told.status, told.header("location")),
            (302, format!("{ORIGIN}{uri}").as_str()),
            "{}",
            told.body
        );
        told
    }

    /// The pieces of the session.
    pub fn pieces(&self) -> Vec<String> {
        self.cookies.keys().filter(|name| name.starts_with("AWSELBAuthSessionCookie-")).cloned().collect()
    }
}

/// The word of a query's parameter.
pub fn parameter(location: &str, name: &str) -> String {
    crate::world::browser::parameters(location).get(name).cloned().unwrap_or_default()
}
