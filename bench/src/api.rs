//! Calls as an SDK makes them, whole and ahead of time; and the client's half of SRP.

use std::net::SocketAddr;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use crypto::sigv4::{self, Signer};
use crypto::srp::{Claim, client};
use serde_json::{Value, json};

use crate::http::{self, Connection};
use crate::seed::PASSWORD;
use crate::{Result, clock};

/// Who calls where.
#[derive(Clone)]
pub struct Api {
    /// The server.
    pub address: SocketAddr,
    /// The root access key: id and secret.
    pub key: (String, String),
}

impl Api {
    /// A call that anyone may make.
    pub fn request(&self, operation: &str, input: &Value) -> Vec<u8> {
        let (host, target) = (self.address.to_string(), target(operation));
        http::post(&headers(&host, &target), &input.to_string())
    }

    /// A call of identity pools that anyone may make.
    pub fn identity(&self, operation: &str, input: &Value) -> Vec<u8> {
        let (host, target) = (self.address.to_string(), format!("AWSCognitoIdentityService.{operation}"));
        http::post(&headers(&host, &target), &input.to_string())
    }

    /// A call of an administrator, good for minutes from now.
    pub fn signed(&self, operation: &str, input: &Value) -> Vec<u8> {
        let (host, target, body) = (self.address.to_string(), target(operation), input.to_string());
        let headers = headers(&host, &target);
        let request =
            sigv4::Request { method: "POST", path: "/", query: "", headers: &headers, body: body.as_bytes() };
        let signer = Signer {
            access_key_id: &self.key.0,
            secret: &self.key.1,
            session_token: None,
            region: "us-east-1",
            service: "cognito-idp",
        };
        let added = sigv4::sign(&request, &signer, clock::now_ms());
        let added = added.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        let all: Vec<_> = headers.iter().copied().chain(added).collect();
        http::post(&all, &body)
    }

    /// Makes one call of an administrator. Errors: it was refused.
    pub fn administer(&self, operation: &str, input: &Value) -> Result<Value> {
        let answer = Connection::open(self.address)?.exchange(&self.signed(operation, input))?;
        if answer.status != 200 {
            return Err(format!("{operation}: {}", String::from_utf8_lossy(&answer.body)).into());
        }
        Ok(serde_json::from_slice(&answer.body)?)
    }
}

fn target(operation: &str) -> String {
    format!("AWSCognitoIdentityProviderService.{operation}")
}

fn headers<'a>(host: &'a str, target: &'a str) -> [(&'a str, &'a str); 3] {
    [("host", host), ("content-type", "application/x-amz-json-1.1"), ("x-amz-target", target)]
}

/// A text of an answer, by its path. Errors: it is not there.
pub fn text(body: &[u8], pointer: &str) -> Result<String> {
    let tree: Value = serde_json::from_slice(body)?;
    let text = tree.pointer(pointer).and_then(Value::as_str);
    text.map(str::to_owned).ok_or_else(|| format!("an answer without {pointer}").into())
}

/// The client's half of one sign-in.
pub struct Secret {
    a: [u8; 32],
    /// SRP_A.
    pub public: String,
}

impl Secret {
    /// A random one.
    pub fn new() -> Result<Secret> {
        let mut a = [0; 32];
        aws_lc_rs::rand::fill(&mut a).map_err(|_| "no random bytes")?;
        let public = client::public(&a).map_err(|_| "no memory")?;
        Ok(Secret { a, public })
    }

    /// The second call's input for the challenge that the first call was answered with.
    pub fn proof(&self, pool: &str, client_id: &str, challenge: &[u8]) -> Result<Value> {
        let tree: Value = serde_json::from_slice(challenge)?;
        let parameter = |name: &str| {
            let text = tree["ChallengeParameters"][name].as_str();
            text.ok_or_else(|| format!("a challenge without {name}"))
        };
        let secret_block = STANDARD.decode(parameter("SECRET_BLOCK")?)?;
        let now = jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC);
        let timestamp = now.strftime("%a %b %-d %H:%M:%S UTC %Y").to_string();
        let uid = parameter("USER_ID_FOR_SRP")?;
        let claim = Claim {
            pool_name: pool.split_once('_').map_or(pool, |(_, name)| name),
            uid,
            secret_block: &secret_block,
            timestamp: &timestamp,
            signature: &[],
        };
        let server = client::server_public(parameter("SRP_B")?).ok_or("SRP_B is no number")?;
        let salt = hex::decode(parameter("SALT")?)?;
        let signature = client::sign(&self.a, &server, PASSWORD, &salt, &claim).ok_or("no signature")?;
        Ok(json!({
            "ClientId": client_id,
            "ChallengeName": "PASSWORD_VERIFIER",
            "ChallengeResponses": {
                "USERNAME": uid,
                "PASSWORD_CLAIM_SECRET_BLOCK": parameter("SECRET_BLOCK")?,
                "PASSWORD_CLAIM_SIGNATURE": STANDARD.encode(signature),
                "TIMESTAMP": timestamp,
            },
        }))
    }
}
