//! Calls that are signed, as somebody with keys makes them; whatever world they come to looks at the signature.

use crypto::sigv4::{self, Request, Signer};
use ops::door::{self, Admission, Answer, Incoming};
use serde_json::Value;

use super::{World, outcomes, query, rest, told};

/// Keys, permanent ones or those of a session.
#[derive(Clone, Debug)]
pub struct Keys {
    /// `AKIA…` or `ASIA…`.
    pub id: String,
    /// The secret.
    pub secret: String,
    /// What goes with temporary keys.
    pub session_token: Option<String>,
}

impl Keys {
    /// The keys in an answer: `Credentials` of STS, `AccessKey` of IAM.
    pub fn of(credentials: &Value) -> Keys {
        let text = |name: &str| credentials[name].as_str().unwrap_or_else(|| panic!("no {name}")).to_owned();
        Keys {
            id: text("AccessKeyId"),
            secret: text("SecretAccessKey"),
            session_token: credentials["SessionToken"].as_str().map(str::to_owned),
        }
    }

    /// Calls an operation, `GetUser` or `iam:GetUser`: its answer, or `Code: message`.
    pub async fn call(&self, world: &World, called: &str, input: Value) -> Result<Value, String> {
        let operation = query::operation(called).expect("an operation");
        if rest::is_spoken(operation) {
            let sent = rest::sent(operation, input.to_string().as_bytes());
            let headers = sent.headers.iter().map(|(name, value)| (*name, value.as_str())).collect();
            let line = (sent.method, sent.path.as_str(), sent.query.as_str());
            let answer =
                self.bring(world, operation.service.signing_name(), line, (headers, &sent.body)).await;
            outcomes::note(operation.service, &answer);
            return match answer.status {
                200 => Ok(serde_json::from_slice(&answer.body).unwrap_or_default()),
                _ => Err(told(&answer)),
            };
        }
        let is_query = query::is_spoken(operation);
        let body = match is_query {
            true => query::form(operation, input.to_string().as_bytes()),
            false => input.to_string().into_bytes(),
        };
        let prefix = operation.service.target_prefix().unwrap_or_default();
        let target = format!("{prefix}.{}", operation.name);
        let base = match is_query {
            true => vec![("content-type", "application/x-www-form-urlencoded; charset=utf-8")],
            false => vec![("content-type", "application/x-amz-json-1.1"), ("x-amz-target", &target)],
        };
        let answer = self.send(world, operation.service.signing_name(), base, &body).await;
        outcomes::note(operation.service, &answer);
        match answer.status {
            200 if is_query => Ok(query::result(operation, &answer.body)),
            200 => Ok(serde_json::from_slice(&answer.body).unwrap_or_default()),
            _ => Err(told(&answer)),
        }
    }

    /// Sends a signed body to a service.
    pub async fn send(
        &self,
        world: &World,
        service: &str,
        headers: Vec<(&str, &str)>,
        body: &[u8],
    ) -> Answer {
        self.bring(world, service, ("POST", "/", ""), (headers, body)).await
    }

    /// Sends a signed request to a service: method, path and query, headers and body.
    pub async fn bring(
        &self,
        world: &World,
        service: &str,
        (method, path, query): (&str, &str, &str),
        (mut headers, body): (Vec<(&str, &str)>, &[u8]),
    ) -> Answer {
        headers.push(("host", "localhost:7665"));
        let signer = Signer {
            access_key_id: &self.id,
            secret: &self.secret,
            session_token: self.session_token.as_deref(),
            region: "us-east-1",
            service,
        };
        let request = Request { method, path, query, headers: &headers, body };
        let signature = sigv4::sign(&request, &signer, world.now());
        let signature = signature.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        let all: Vec<(&str, &str)> = headers.iter().copied().chain(signature).collect();
        let incoming = Incoming {
            method,
            path,
            query,
            headers: &all,
            body,
            peer_ip: "203.0.113.7",
            request_id: "11111111-2222-4333-8444-555555555555",
        };
        door::answer(&world.inner, Admission::Keys, incoming).await
    }
}

/// A key of the account itself.
pub async fn root(world: &World) -> Keys {
    let origin = rules::Origin { ip: "127.0.0.1".to_owned(), ..rules::Origin::default() };
    let ctx = rules::Ctx::new(world.inner.clone(), rules::Caller::Anyone, "key".to_owned(), origin);
    let made = rules::access_keys::create(&ctx, "test").await.expect("a key");
    Keys { id: made.id, secret: made.secret.reveal().to_owned(), session_token: None }
}
