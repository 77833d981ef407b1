//! An OpenID provider that signs in whomever it is told to, as a process of its own: discovery, keys, authorize, token, userinfo.
//!
//! It does what a provider must and looks at what a provider looks at, so that a sign-in with something wrong in it does not
//! pass for one; it keeps nothing beyond a code's and a token's use.

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use aws_lc_rs::encoding::AsDer;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use crypto::jose::SigningKey;
use serde_json::{Value, json};

use crate::hosted::escaped;
use crate::{Result, clock};

/// What the pool is called there.
pub const ID: &str = "pool";

/// The pool's secret there.
pub const SECRET: &str = "bench-bench-bench-bench-bench-bench";

const KEY: &str = "key-1";

/// The subcommand that it is.
pub const COMMAND: &str = "stand-in";

/// The process; it ends when this is dropped, or when whoever holds it has ended.
pub struct StandIn {
    /// Where it listens.
    pub address: SocketAddr,
    child: Child,
}

impl StandIn {
    /// Starts it, and waits until it listens.
    pub fn start() -> Result<StandIn> {
        let mut command = Command::new(std::env::current_exe()?);
        let mut child = command.arg(COMMAND).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
        let mut line = String::new();
        if let Some(out) = child.stdout.take() {
            BufReader::new(out).read_line(&mut line)?;
        }
        let address = line.trim().parse().map_err(|_| "the stand-in does not begin")?;
        Ok(StandIn { address, child })
    }

    /// What it calls itself.
    pub fn issuer(&self) -> String {
        issuer(self.address)
    }

    /// CPU time that it has used.
    pub fn cpu(&self) -> Result<Duration> {
        clock::process_cpu(self.child.id())
    }
}

impl Drop for StandIn {
    fn drop(&mut self) {
        drop(self.child.stdin.take());
        let _ = self.child.wait();
    }
}

/// The address of a person there.
pub fn address_of(person: &str) -> String {
    format!("{person}@corp.example")
}

fn issuer(address: SocketAddr) -> String {
    format!("http://{address}")
}

/// The process itself: tells its address on a line, and listens until its input ends.
pub fn serve() -> Result<()> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let address = listener.local_addr()?;
    let provider = Arc::new(Provider::new(address)?);
    println!("{address}");
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let provider = Arc::clone(&provider);
            // A broken connection is told by who asked.
            std::thread::spawn(move || drop(provider.attend(stream)));
        }
    });
    std::io::copy(&mut std::io::stdin(), &mut std::io::sink())?;
    Ok(())
}

/// What a code is for.
struct Grant {
    person: String,
    nonce: String,
    challenge: String,
    redirect_uri: String,
}

struct Provider {
    issuer: String,
    key: SigningKey,
    codes: Mutex<HashMap<String, Grant>>,
    tokens: Mutex<HashMap<String, String>>,
}

struct Asked {
    method: String,
    target: String,
    authorization: String,
    body: Vec<u8>,
}

enum Answer {
    Said(Value),
    Led(String),
    Refused(&'static str),
}

impl Provider {
    fn new(address: SocketAddr) -> Result<Provider> {
        let pair = aws_lc_rs::rsa::KeyPair::generate(aws_lc_rs::rsa::KeySize::Rsa2048)?;
        let document: aws_lc_rs::encoding::Pkcs8V1Der<'_> = pair.as_der()?;
        Ok(Provider {
            issuer: issuer(address),
            key: SigningKey::from_pkcs8(document.as_ref())?,
            codes: Mutex::default(),
            tokens: Mutex::default(),
        })
    }

    fn attend(&self, stream: TcpStream) -> Result<()> {
        stream.set_nodelay(true)?;
        let mut reader = BufReader::new(stream.try_clone()?);
        let mut writer = stream;
        while let Some(asked) = asked(&mut reader)? {
            let (status, location, body) = match self.answer(&asked)? {
                Answer::Said(said) => ("200 OK", String::new(), said.to_string()),
                Answer::Led(to) => ("302 Found", format!("location: {to}\r\n"), String::new()),
                Answer::Refused(why) => {
                    ("400 Bad Request", String::new(), json!({ "error": why }).to_string())
                }
            };
            let answer = format!(
                "HTTP/1.1 {status}\r\ncontent-type: application/json\r\n{location}content-length: {}\r\n\r\n{body}",
                body.len()
            );
            writer.write_all(answer.as_bytes())?;
        }
        Ok(())
    }

    fn answer(&self, asked: &Asked) -> Result<Answer> {
        let (path, query) = asked.target.split_once('?').unwrap_or((&asked.target, ""));
        match (asked.method.as_str(), path) {
            ("GET", "/.well-known/openid-configuration") => Ok(Answer::Said(self.document())),
            ("GET", "/jwks") => {
                let public = self.key.public();
                let key = json!({
                    "kty": "RSA", "use": "sig", "alg": "RS256", "kid": KEY, "n": public.n, "e": public.e,
                });
                Ok(Answer::Said(json!({ "keys": [key] })))
            }
            ("GET", "/authorize") => self.authorize(&pairs(query.as_bytes())),
            ("POST", "/token") => self.token(&pairs(&asked.body)),
            ("GET", "/userinfo") => Ok(self.user_info(&asked.authorization)),
            _ => Ok(Answer::Refused("not_found")),
        }
    }

    fn document(&self) -> Value {
        let at = |path: &str| format!("{}/{path}", self.issuer);
        json!({
            "issuer": self.issuer, "authorization_endpoint": at("authorize"), "token_endpoint": at("token"),
            "userinfo_endpoint": at("userinfo"), "jwks_uri": at("jwks"), "response_types_supported": ["code"],
            "subject_types_supported": ["public"], "id_token_signing_alg_values_supported": ["RS256"],
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
            "code_challenge_methods_supported": ["S256"], "authorization_response_iss_parameter_supported": true,
        })
    }

    /// Whoever is hinted at is signed in, and goes back at once.
    fn authorize(&self, said: &HashMap<String, String>) -> Result<Answer> {
        let text = |name: &str| said.get(name).cloned().unwrap_or_default();
        let is_whole = text("client_id") == ID
            && text("response_type") == "code"
            && text("code_challenge_method") == "S256"
            && ["login_hint", "redirect_uri", "state", "nonce", "code_challenge"]
                .iter()
                .all(|name| said.get(*name).is_some_and(|value| !value.is_empty()));
        if !is_whole {
            return Ok(Answer::Refused("invalid_request"));
        }
        let grant = Grant {
            person: text("login_hint"),
            nonce: text("nonce"),
            challenge: text("code_challenge"),
            redirect_uri: text("redirect_uri"),
        };
        let code = fresh()?;
        let to = format!(
            "{}?code={code}&state={}&iss={}",
            grant.redirect_uri,
            escaped(&text("state")),
            escaped(&self.issuer)
        );
        self.codes.lock().unwrap_or_else(PoisonError::into_inner).insert(code, grant);
        Ok(Answer::Led(to))
    }

    /// A code becomes tokens, once.
    fn token(&self, said: &HashMap<String, String>) -> Result<Answer> {
        let text = |name: &str| said.get(name).map(String::as_str).unwrap_or_default();
        if text("client_id") != ID || text("client_secret") != SECRET {
            return Ok(Answer::Refused("invalid_client"));
        }
        let grant = self.codes.lock().unwrap_or_else(PoisonError::into_inner).remove(text("code"));
        let challenge = digest(text("code_verifier"), 32);
        let grant = grant.filter(|grant| {
            text("grant_type") == "authorization_code"
                && grant.redirect_uri == text("redirect_uri")
                && grant.challenge == challenge
        });
        let Some(grant) = grant else { return Ok(Answer::Refused("invalid_grant")) };
        let token = fresh()?;
        let now = clock::now_ms() / 1_000;
        let claims = json!({
            "iss": self.issuer, "sub": grant.person, "aud": ID, "iat": now, "exp": now + 300, "auth_time": now,
            "nonce": grant.nonce, "at_hash": digest(&token, 16),
        });
        let id_token = self.key.sign(KEY, claims.to_string().as_bytes());
        let answer = json!({
            "access_token": token, "id_token": id_token, "token_type": "Bearer", "expires_in": 300,
        });
        self.tokens.lock().unwrap_or_else(PoisonError::into_inner).insert(token, grant.person);
        Ok(Answer::Said(answer))
    }

    /// Who a token is of; asked once, and forgotten.
    fn user_info(&self, authorization: &str) -> Answer {
        let token = authorization.strip_prefix("Bearer ").unwrap_or_default();
        let person = self.tokens.lock().unwrap_or_else(PoisonError::into_inner).remove(token);
        let Some(person) = person else { return Answer::Refused("invalid_token") };
        Answer::Said(json!({
            "sub": person, "email": address_of(&person), "email_verified": true, "name": format!("Name of {person}"),
        }))
    }
}

/// 32 random bytes as a text.
fn fresh() -> Result<String> {
    let mut random = [0; 32];
    aws_lc_rs::rand::fill(&mut random).map_err(|_| "no random bytes")?;
    Ok(URL_SAFE_NO_PAD.encode(random))
}

/// The first bytes of a text's SHA-256, as PKCE and `at_hash` have them.
fn digest(text: &str, bytes: usize) -> String {
    URL_SAFE_NO_PAD.encode(&crypto::mac::sha256(text.as_bytes())[..bytes])
}

fn pairs(form: &[u8]) -> HashMap<String, String> {
    form_urlencoded::parse(form).into_owned().collect()
}

/// The next request of a connection; nothing where it ends.
fn asked(reader: &mut impl BufRead) -> Result<Option<Asked>> {
    let mut first = String::new();
    if reader.read_line(&mut first)? == 0 {
        return Ok(None);
    }
    let mut words = first.split_whitespace().map(str::to_owned);
    let (method, target) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let (mut length, mut authorization) = (0, String::new());
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line)? == 0 {
            return Ok(None);
        }
        let Some((name, value)) = line.trim().split_once(':') else { break };
        if name.eq_ignore_ascii_case("content-length") {
            length = value.trim().parse()?;
        } else if name.eq_ignore_ascii_case("authorization") {
            value.trim().clone_into(&mut authorization);
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body)?;
    Ok(Some(Asked { method, target, authorization, body }))
}

#[cfg(test)]
mod tests {
    use super::*;

    const VERIFIER: &str = "a verifier of the test's";

    fn said(answer: Answer) -> Value {
        match answer {
            Answer::Said(said) => said,
            Answer::Led(to) => json!(to),
            Answer::Refused(why) => json!(why),
        }
    }

    fn code(provider: &Provider) -> String {
        let target = format!(
            "/authorize?client_id={ID}&response_type=code&login_hint=ada&redirect_uri=http%3A%2F%2Fback%2F&state=s&nonce=n\
             &code_challenge={}&code_challenge_method=S256",
            digest(VERIFIER, 32)
        );
        let asked =
            Asked { method: "GET".to_owned(), target, authorization: String::new(), body: Vec::new() };
        let to = said(provider.answer(&asked).unwrap());
        let query = to.as_str().and_then(|to| to.strip_prefix("http://back/?")).unwrap();
        pairs(query.as_bytes()).remove("code").unwrap()
    }

    fn redeem(provider: &Provider, code: &str, secret: &str, verifier: &str) -> Value {
        let form = format!(
            "grant_type=authorization_code&client_id={ID}&client_secret={secret}&code={code}\
             &redirect_uri=http%3A%2F%2Fback%2F&code_verifier={verifier}"
        );
        said(provider.token(&pairs(form.as_bytes())).unwrap())
    }

    #[test]
    fn a_code_serves_once_and_whoever_proves_himself() {
        let provider = Provider::new(SocketAddr::from(([127, 0, 0, 1], 1))).unwrap();
        assert_eq!(redeem(&provider, &code(&provider), "another", VERIFIER), "invalid_client");
        assert_eq!(redeem(&provider, &code(&provider), SECRET, "another"), "invalid_grant");
        let code = code(&provider);
        let tokens = redeem(&provider, &code, SECRET, VERIFIER);
        assert_eq!(redeem(&provider, &code, SECRET, VERIFIER), "invalid_grant");
        let bearer = format!("Bearer {}", tokens["access_token"].as_str().unwrap());
        assert_eq!(said(provider.user_info(&bearer))["sub"], "ada");
        assert_eq!(said(provider.user_info(&bearer)), "invalid_token");
        let payload = tokens["id_token"].as_str().and_then(|token| token.split('.').nth(1)).unwrap();
        let claims: Value = serde_json::from_slice(&URL_SAFE_NO_PAD.decode(payload).unwrap()).unwrap();
        assert_eq!([&claims["sub"], &claims["nonce"], &claims["aud"]], ["ada", "n", ID]);
    }
}
