//! Servers elsewhere, as tests set them up: documents by URL, and what an identity provider says of itself.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use crypto::jose::SigningKey;
use rules::outside::{Outbound, Question, Reply, Unfetched};
use serde_json::{Value, json};
use tokio::sync::oneshot;

type Server = Arc<dyn Fn(&Question<'_>) -> Reply + Send + Sync>;

/// The server's ends of a `Hold`.
type Held = (oneshot::Sender<()>, oneshot::Receiver<()>);

/// Documents by URL; what is not there does not answer.
#[derive(Default)]
pub struct Internet {
    pages: Mutex<BTreeMap<String, Result<Vec<u8>, u16>>>,
    asked: Mutex<Vec<String>>,
    told: Mutex<Vec<(String, String)>>,
    is_plain: AtomicBool,
    servers: Mutex<BTreeMap<String, Server>>,
    holds: Mutex<BTreeMap<String, Held>>,
}

/// An answer that a server has given and that does not arrive yet.
pub struct Hold {
    /// Ends once the server has answered.
    pub given: oneshot::Receiver<()>,
    /// Lets it arrive.
    pub go: oneshot::Sender<()>,
}

impl Internet {
    /// Holds up the next answer of an address once it is given.
    pub fn hold(&self, url: &str) -> Hold {
        let ((tell, given), (go, wait)) = (oneshot::channel(), oneshot::channel());
        self.holds.lock().unwrap().insert(url.to_owned(), (tell, wait));
        Hold { given, go }
    }

    /// From now on a URL answers with this.
    pub fn serve(&self, url: &str, body: &str) {
        self.pages.lock().unwrap().insert(url.to_owned(), Ok(body.as_bytes().to_vec()));
    }

    /// From now on what is asked below an address is answered by this.
    pub fn answer(&self, base: &str, by: impl Fn(&Question<'_>) -> Reply + Send + Sync + 'static) {
        self.servers.lock().unwrap().insert(base.to_owned(), Arc::new(by));
    }

    /// From now on nobody answers below an address.
    pub fn silence(&self, base: &str) {
        self.servers.lock().unwrap().remove(base);
        self.pages.lock().unwrap().retain(|url, _| !url.starts_with(base));
    }

    /// From now on a URL answers with this status.
    pub fn fail(&self, url: &str, status: u16) {
        self.pages.lock().unwrap().insert(url.to_owned(), Err(status));
    }

    /// From now on requests may go to private addresses.
    pub fn let_in(&self) {
        self.is_plain.store(true, Ordering::SeqCst);
    }

    /// What was told since the last time, with where.
    pub fn told(&self) -> Vec<(String, String)> {
        std::mem::take(&mut self.told.lock().unwrap())
    }

    /// What was asked for since the last time.
    pub fn asked(&self) -> Vec<String> {
        std::mem::take(&mut self.asked.lock().unwrap())
    }
}

#[async_trait]
impl Outbound for Internet {
    async fn get(&self, url: &str) -> Result<Vec<u8>, Unfetched> {
        self.asked.lock().unwrap().push(url.to_owned());
        // It takes a while, in which others get on.
        for _ in 0..3 {
            tokio::task::yield_now().await;
        }
        match self.pages.lock().unwrap().get(url) {
            Some(Ok(body)) => Ok(body.clone()),
            Some(Err(status)) => Err(Unfetched::Status(*status)),
            None => Err(Unfetched::Failed("connection refused".to_owned())),
        }
    }

    async fn ask(&self, question: Question<'_>) -> Result<Reply, Unfetched> {
        self.asked.lock().unwrap().push(question.url.to_owned());
        let by = {
            let servers = self.servers.lock().unwrap();
            let by = servers.iter().find(|(base, _)| question.url.starts_with(base.as_str()));
            by.map(|(_, by)| Arc::clone(by))
        };
        let reply =
            by.map(|by| by(&question)).ok_or_else(|| Unfetched::Failed("connection refused".to_owned()));
        let held = self.holds.lock().unwrap().remove(question.url);
        if let Some((tell, wait)) = held {
            tell.send(()).expect("a test that waits");
            wait.await.expect("a test that goes on");
        }
        reply
    }

    async fn tell(&self, url: &str, form: String) -> Result<u16, Unfetched> {
        self.told.lock().unwrap().push((url.to_owned(), form));
        match self.pages.lock().unwrap().get(url) {
            Some(Ok(_)) => Ok(200),
            Some(Err(status)) => Ok(*status),
            None => Err(Unfetched::Failed("connection refused".to_owned())),
        }
    }

    fn may_be_plain(&self) -> bool {
        self.is_plain.load(Ordering::SeqCst)
    }
}

/// The discovery document of an issuer.
pub fn discovery(issuer: &str) -> String {
    json!({
        "issuer": issuer, "authorization_endpoint": format!("{issuer}/authorize"),
        "token_endpoint": format!("{issuer}/token"), "userinfo_endpoint": format!("{issuer}/userinfo"),
        "jwks_uri": format!("{issuer}/keys"),
    })
    .to_string()
}

/// A certificate that ends in this year, base64.
pub fn certificate(year: i32) -> String {
    let subject = crypto::x509::Subject {
        name: "idp.example",
        serial: [1; 16],
        from: (2016, 1, 1),
        until: (year, 1, 1),
    };
    let made = crypto::x509::self_signed(&super::KEYS[0], &subject).expect("a certificate");
    STANDARD.encode(made)
}

/// The metadata of a SAML provider with this certificate, in lines as providers write it.
pub fn metadata(certificate: &str) -> String {
    let (first, second) = certificate.split_at(64);
    format!(
        r#"<?xml version="1.0"?>
<EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" entityID="https://idp.example/saml">
  <IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">
    <KeyDescriptor use="signing">
      <ds:KeyInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:X509Data><ds:X509Certificate>
        {first}
        {second}
      </ds:X509Certificate></ds:X509Data></ds:KeyInfo>
    </KeyDescriptor>
    <SingleLogoutService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect"
        Location="https://idp.example/logout"/>
    <SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST" Location="https://idp.example/post"/>
    <SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect"
        Location="https://idp.example/login"/>
  </IDPSSODescriptor>
</EntityDescriptor>"#
    )
}

/// The public halves of test keys, by what they are called.
pub fn key_set(keys: &[(usize, &str)]) -> String {
    let keys = keys.iter().map(|(at, kid)| {
        let public = signing_key(*at).public();
        json!({ "kty": "RSA", "use": "sig", "alg": "RS256", "kid": kid, "n": public.n, "e": public.e })
    });
    json!({ "keys": keys.collect::<Vec<_>>() }).to_string()
}

/// A token that a provider signs with a test key.
pub fn token(key: usize, kid: &str, claims: &Value) -> String {
    signing_key(key).sign(kid, claims.to_string().as_bytes())
}

fn signing_key(at: usize) -> SigningKey {
    SigningKey::from_pkcs8(&super::KEYS[at]).expect("a key")
}
