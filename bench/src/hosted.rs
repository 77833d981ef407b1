//! Requests to a pool's hosted domain, whole and ahead of time; and a browser that gets codes while nothing is measured.

use crate::Result;
use crate::http::{self, Connection};
use crate::seed::PASSWORD;
use crate::server::Server;

/// Where codes are sent.
pub const CALLBACK: &str = "https://app.example.com/back";

/// The prefix of the seeded pool's domain.
pub const PREFIX: &str = "bench";

/// The secret of the machines' client.
pub const SECRET: &str = "bench_secret_bench_secret_bench_secret";

/// A domain and the clients that ask it.
pub struct Hosted<'a> {
    /// The server.
    pub server: &'a Server,
    /// A public client that wants codes.
    pub web: String,
    /// A client of machines.
    pub machine: String,
    /// The cookies of those who have signed in.
    sessions: Vec<String>,
    turn: usize,
}

impl<'a> Hosted<'a> {
    /// Nobody has signed in yet.
    pub fn new(server: &'a Server, web: String, machine: String) -> Hosted<'a> {
        Hosted { server, web, machine, sessions: Vec::new(), turn: 0 }
    }

    /// The sign-in page of an app.
    pub fn page(&self) -> Vec<u8> {
        self.get(&format!("/login?{}", self.query()), None)
    }

    /// The public keys.
    pub fn keys(&self) -> Vec<u8> {
        self.get("/.well-known/jwks.json", None)
    }

    /// Who an access token is of.
    pub fn info(&self, access_token: &str) -> Vec<u8> {
        self.get("/oauth2/userInfo", Some(("authorization", &format!("Bearer {access_token}"))))
    }

    /// A machine's token.
    pub fn credentials(&self) -> Vec<u8> {
        let form = format!(
            "grant_type=client_credentials&client_id={}&client_secret={SECRET}&scope=orders%2Fread",
            self.machine
        );
        self.post("/oauth2/token", "", &form)
    }

    /// The tokens of a code.
    pub fn exchange(&self, code: &str) -> Vec<u8> {
        let form = format!(
            "grant_type=authorization_code&client_id={}&code={code}&redirect_uri={}",
            self.web,
            escaped(CALLBACK)
        );
        self.post("/oauth2/token", "", &form)
    }

    /// As many codes, for whoever of these signs in: in turn, each in a browser that has signed in once.
    pub fn codes(&mut self, names: &[String], count: usize) -> Result<Vec<String>> {
        let mut connection = Connection::open(self.server.address)?;
        for name in names.iter().skip(self.sessions.len()).take(BROWSERS - self.sessions.len()) {
            let session = self.sign_in(&mut connection, name)?;
            self.sessions.push(session);
        }
        let path = format!("/oauth2/authorize?{}", self.query());
        let mut codes = Vec::with_capacity(count);
        for _ in 0..count {
            self.turn += 1;
            let session = &self.sessions[self.turn % self.sessions.len()];
            let (head, _) = connection.whole(&self.get(&path, Some(("cookie", session))))?;
            codes.push(code_of(&head)?);
        }
        Ok(codes)
    }

    fn sign_in(&self, connection: &mut Connection, name: &str) -> Result<String> {
        let (head, page) = connection.whole(&self.page())?;
        let csrf = cookies(&head);
        let mut form = format!("username={name}&password={PASSWORD}");
        for input in page.split("<input ").skip(1).filter_map(|rest| rest.split('>').next()) {
            if let (true, Some(name), Some(value)) =
                (input.contains("type=\"hidden\""), attribute(input, "name"), attribute(input, "value"))
            {
                form.push_str(&format!("&{name}={}", escaped(value)));
            }
        }
        let request = self.post(&format!("/login?{}", self.query()), &csrf, &form);
        let (head, _) = connection.whole(&request)?;
        code_of(&head)?;
        Ok(cookies(&head))
    }

    fn query(&self) -> String {
        let redirect = escaped(CALLBACK);
        format!("response_type=code&client_id={}&redirect_uri={redirect}&scope=openid&state=s", self.web)
    }

    fn host(&self) -> String {
        format!("{PREFIX}.auth.localhost:{}", self.server.address.port())
    }

    fn get(&self, path: &str, header: Option<(&str, &str)>) -> Vec<u8> {
        let host = self.host();
        let headers: Vec<_> = std::iter::once(("host", host.as_str())).chain(header).collect();
        http::request("GET", path, &headers, "")
    }

    fn post(&self, path: &str, cookie: &str, form: &str) -> Vec<u8> {
        let host = self.host();
        let mut headers =
            vec![("host", host.as_str()), ("content-type", "application/x-www-form-urlencoded")];
        if !cookie.is_empty() {
            headers.push(("cookie", cookie));
        }
        http::request("POST", path, &headers, form)
    }
}

/// Browsers in which people sign in.
const BROWSERS: usize = 20;

fn attribute<'t>(tag: &'t str, name: &str) -> Option<&'t str> {
    tag.split(&format!("{name}=\"")).nth(1)?.split('"').next()
}

/// What an answer sets, as a browser sends it back.
pub fn cookies(head: &str) -> String {
    let set = head.lines().filter_map(|line| {
        let (name, value) = line.split_once(": ")?;
        name.eq_ignore_ascii_case("set-cookie").then(|| value.split(';').next())?
    });
    set.collect::<Vec<_>>().join("; ")
}

/// The code with which an answer sends a browser to the app. Errors: it does not.
fn code_of(head: &str) -> Result<String> {
    let to = head.lines().find_map(|line| {
        let (name, value) = line.split_once(": ")?;
        name.eq_ignore_ascii_case("location").then_some(value)
    });
    let code = to.and_then(|to| to.split(['?', '&']).find_map(|pair| pair.strip_prefix("code=")));
    code.map(str::to_owned).ok_or_else(|| format!("an answer without a code: {head}").into())
}

/// As a form has it.
pub fn escaped(text: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    text.bytes()
        .map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect()
}
