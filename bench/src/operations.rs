//! What is measured: each operation as a stream of whole requests, made before the clock starts.
//!
//! Where an operation is two calls and the second needs the first one's answer, all first calls are made at the rate,
//! then the driver does the client's work while the server rests, then all second calls are made at the rate. Times
//! and CPU are those of both calls together.

use std::collections::HashMap;
use std::path::PathBuf;

use serde_json::{Value, json};

use crate::api::{Api, Secret, text};
use crate::bed::{self, Ids};
use crate::beside::SIGN_UPS;
use crate::hosted::Hosted;
use crate::load::{self, Run};
use crate::primitives::Share;
use crate::seed::PASSWORD;
use crate::server::Server;
use crate::{Result, clock};

/// One row of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operation {
    /// InitiateAuth USER_SRP_AUTH and RespondToAuthChallenge PASSWORD_VERIFIER.
    Srp,
    /// InitiateAuth USER_PASSWORD_AUTH.
    Password,
    /// InitiateAuth REFRESH_TOKEN_AUTH.
    Refresh,
    /// GetTokensFromRefreshToken of a client that rotates.
    Rotation,
    /// GetUser.
    GetUser,
    /// SignUp and ConfirmSignUp.
    SignUp,
    /// ListUsers: one user by e-mail address, and a page of 20 by the beginning of a family name, in turn.
    ListUsers,
    /// The sign-in page that `/oauth2/authorize` leads to.
    Page,
    /// A code becomes tokens.
    Code,
    /// `/oauth2/token` by client_credentials.
    Machine,
    /// `/oauth2/userInfo`.
    UserInfo,
    /// The public keys.
    Keys,
    /// GetCredentialsForIdentity with an ID token.
    Credentials,
}

impl Operation {
    /// All of them, in the order of the table.
    pub const ALL: [Operation; 13] = [
        Operation::Srp,
        Operation::Password,
        Operation::Refresh,
        Operation::Rotation,
        Operation::GetUser,
        Operation::SignUp,
        Operation::ListUsers,
        Operation::Page,
        Operation::Code,
        Operation::Machine,
        Operation::UserInfo,
        Operation::Keys,
        Operation::Credentials,
    ];

    /// What the table calls it.
    pub fn name(self) -> &'static str {
        match self {
            Operation::Srp => "SRP sign-in (both calls)",
            Operation::Password => "password sign-in",
            Operation::Refresh => "refresh",
            Operation::Rotation => "refresh with rotation",
            Operation::GetUser => "GetUser",
            Operation::SignUp => "SignUp + ConfirmSignUp",
            Operation::ListUsers => "ListUsers",
            Operation::Page => "authorize page",
            Operation::Code => "code exchange",
            Operation::Machine => "client credentials",
            Operation::UserInfo => "userInfo",
            Operation::Keys => "JWKS",
            Operation::Credentials => "GetCredentialsForIdentity",
        }
    }

    /// Operations a second: a light load, a middling one, and one that keeps most of a core busy.
    pub fn rates(self) -> [f64; 3] {
        match self {
            Operation::Srp => [40.0, 100.0, 250.0],
            Operation::Password | Operation::Refresh | Operation::Rotation => [100.0, 250.0, 600.0],
            Operation::Machine => [250.0, 600.0, 2_000.0],
            Operation::GetUser | Operation::UserInfo | Operation::Keys | Operation::Credentials => {
                [250.0, 1_000.0, 4_000.0]
            }
            Operation::SignUp | Operation::Code => [50.0, 100.0, 250.0],
            Operation::ListUsers | Operation::Page => [100.0, 250.0, 600.0],
        }
    }

    /// The arithmetic of one; `None` where there is none.
    pub fn arithmetic(self) -> Option<Share> {
        let none = Share::default();
        match self {
            Operation::Srp => Some(Share { fixed: 1, variable: 2, sign: 2, ..none }),
            Operation::Password => Some(Share { fixed: 1, sign: 2, ..none }),
            Operation::Refresh | Operation::Rotation | Operation::Code => Some(Share { sign: 2, ..none }),
            Operation::Machine => Some(Share { sign: 1, ..none }),
            Operation::GetUser | Operation::UserInfo | Operation::Credentials => {
                Some(Share { verify: 1, ..none })
            }
            Operation::SignUp => Some(Share { fixed: 1, ..none }),
            Operation::ListUsers | Operation::Page | Operation::Keys => None,
        }
    }
}

/// Whom a sign-up asks before it is done.
#[derive(Clone, Copy)]
pub enum Asks {
    /// The pool has no function.
    Nobody,
    /// The pool's function, which takes its time.
    Function,
}

/// The server with what the operations need.
pub struct Subject<'a> {
    /// The server.
    pub server: &'a Server,
    /// Calls to it.
    pub api: Api,
    /// Where its messages go.
    pub messages: PathBuf,
    /// The seeded pool.
    pub pool: String,
    /// A client that does not rotate.
    pub client: String,
    /// A client that rotates.
    pub rotating: String,
    /// A client of a pool whose sign-ups ask a function.
    pub asking: String,
    /// Users with the password.
    pub names: Vec<String>,
    /// How many users are seeded.
    pub users: u64,
    /// The domain of the seeded pool.
    pub hosted: Hosted<'a>,
    /// An identity pool that takes the seeded pool's users.
    identity_pool: String,
    /// Identities, with the ID tokens of those whose they are.
    identities: Vec<(String, String)>,
    id_tokens: Vec<String>,
    turn: usize,
    access: Vec<String>,
    refresh: Vec<String>,
    rotations: Vec<String>,
    infos: Vec<String>,
}

impl<'a> Subject<'a> {
    /// Signs enough users in for the operations that need tokens.
    pub fn new(
        server: &'a Server,
        api: Api,
        messages: PathBuf,
        ids: &Ids,
        names: Vec<String>,
        users: u64,
    ) -> Result<Subject<'a>> {
        let empty = Vec::new;
        let mut subject = Subject {
            server,
            api,
            messages,
            pool: ids.pool.clone(),
            client: ids.client.clone(),
            rotating: ids.rotating.clone(),
            asking: ids.asking.clone(),
            names,
            users,
            hosted: Hosted::new(server, ids.web.clone(), ids.machine.clone()),
            identity_pool: ids.identity_pool.clone(),
            identities: Vec::new(),
            id_tokens: empty(),
            turn: 0,
            access: empty(),
            refresh: empty(),
            rotations: empty(),
            infos: empty(),
        };
        for body in load::closed(server, &subject.passwords(400, false))?.answers {
            subject.access.push(text(&body, "/AuthenticationResult/AccessToken")?);
            subject.refresh.push(text(&body, "/AuthenticationResult/RefreshToken")?);
            subject.id_tokens.push(text(&body, "/AuthenticationResult/IdToken")?);
        }
        Ok(subject)
    }

    /// Runs an operation so many times at a rate a second.
    pub fn run(&mut self, operation: Operation, rate: f64, count: usize) -> Result<Run> {
        match operation {
            Operation::Srp => self.srp(rate, count),
            Operation::Password => load::open(self.server, rate, &self.passwords(count, false)),
            Operation::Refresh => {
                let requests = self.each(count, |at| {
                    let token = &self.refresh[at % self.refresh.len()];
                    let given = json!({ "REFRESH_TOKEN": token });
                    self.api.request("InitiateAuth", &flow(&self.client, "REFRESH_TOKEN_AUTH", &given))
                });
                load::open(self.server, rate, &requests)
            }
            Operation::Rotation => self.rotation(rate, count),
            Operation::GetUser => load::open(self.server, rate, &self.get_users(count)),
            Operation::SignUp => self.sign_up(rate, count),
            Operation::ListUsers => {
                let requests = self.each(count, |at| self.list_users(at));
                load::open(self.server, rate, &requests)
            }
            Operation::Page => load::open(self.server, rate, &self.each(count, |_| self.hosted.page())),
            Operation::Keys => load::open(self.server, rate, &self.each(count, |_| self.hosted.keys())),
            Operation::Machine => {
                load::open(self.server, rate, &self.each(count, |_| self.hosted.credentials()))
            }
            Operation::Code => {
                let requests = self.exchanges(count)?;
                load::open(self.server, rate, &requests)
            }
            Operation::Credentials => {
                self.identify()?;
                let requests = self.each(count, |at| {
                    let (id, token) = &self.identities[at % self.identities.len()];
                    let input = json!({ "IdentityId": id, "Logins": self.logins(token) });
                    self.api.identity("GetCredentialsForIdentity", &input)
                });
                load::open(self.server, rate, &requests)
            }
            Operation::UserInfo => {
                if self.infos.is_empty() {
                    let requests = self.exchanges(100)?;
                    for body in load::closed(self.server, &requests)?.answers {
                        self.infos.push(text(&body, "/access_token")?);
                    }
                }
                let requests = self.each(count, |at| self.hosted.info(&self.infos[at % self.infos.len()]));
                load::open(self.server, rate, &requests)
            }
        }
    }

    /// Gives those who have signed in their identities, once.
    fn identify(&mut self) -> Result<()> {
        if !self.identities.is_empty() {
            return Ok(());
        }
        let requests = self.each(self.id_tokens.len(), |at| {
            let logins = self.logins(&self.id_tokens[at]);
            self.api.identity("GetId", &json!({ "IdentityPoolId": self.identity_pool, "Logins": logins }))
        });
        for (body, token) in load::closed(self.server, &requests)?.answers.iter().zip(&self.id_tokens) {
            self.identities.push((text(body, "/IdentityId")?, token.clone()));
        }
        Ok(())
    }

    fn logins(&self, token: &str) -> Value {
        json!({ bed::login(&self.pool): token })
    }

    /// GetUser at a rate, beside sign-ups that begin at the same moment. Errors: one of either was refused.
    pub fn get_user_beside(&self, rate: f64, count: usize, sign_ups: Option<Asks>) -> Result<Run> {
        let requests = self.get_users(count);
        let Some(asks) = sign_ups else { return load::open(self.server, rate, &requests) };
        let client = match asks {
            Asks::Nobody => &self.client,
            Asks::Function => &self.asking,
        };
        let (new, every) = SIGN_UPS;
        let batch = clock::now_ms();
        let new = self.each(new, |at| self.new_user(client, &format!("beside-{batch}-{at}")));
        std::thread::scope(|scope| {
            let beside = scope.spawn(|| load::open(self.server, every, &new));
            let run = load::open(self.server, rate, &requests);
            beside.join().map_err(|_| "the sign-ups panicked")??;
            run
        })
    }

    /// Requests for the tokens of new codes.
    fn exchanges(&mut self, count: usize) -> Result<Vec<Vec<u8>>> {
        let codes = self.hosted.codes(&self.names, count)?;
        Ok(codes.iter().map(|code| self.hosted.exchange(code)).collect())
    }

    fn get_users(&self, count: usize) -> Vec<Vec<u8>> {
        self.each(count, |at| {
            let token = &self.access[at % self.access.len()];
            self.api.request("GetUser", &json!({ "AccessToken": token }))
        })
    }

    /// A sign-up of this name, with an address of it.
    fn new_user(&self, client: &str, name: &str) -> Vec<u8> {
        let input = json!({
            "ClientId": client, "Username": name, "Password": PASSWORD,
            "UserAttributes": [{ "Name": "email", "Value": format!("{name}@example.com") }],
        });
        self.api.request("SignUp", &input)
    }

    fn each(&self, count: usize, request: impl Fn(usize) -> Vec<u8>) -> Vec<Vec<u8>> {
        (0..count).map(request).collect()
    }

    /// The next user with the password; neighbours in time are not neighbours in a table.
    fn name(&mut self) -> String {
        self.turn += 1;
        self.names[self.turn * 7_919 % self.names.len()].clone()
    }

    /// Sign-ins by password of as many people, by a client that rotates or does not.
    pub fn passwords(&mut self, count: usize, rotates: bool) -> Vec<Vec<u8>> {
        let client = if rotates { self.rotating.clone() } else { self.client.clone() };
        (0..count)
            .map(|_| {
                let given = json!({ "USERNAME": self.name(), "PASSWORD": PASSWORD });
                self.api.request("InitiateAuth", &flow(&client, "USER_PASSWORD_AUTH", &given))
            })
            .collect()
    }

    fn srp(&mut self, rate: f64, count: usize) -> Result<Run> {
        let (secrets, hellos): (Vec<_>, Vec<_>) = self.hellos(count)?.into_iter().unzip();
        let first = load::open(self.server, rate, &hellos)?;
        let proofs = self.proofs(&secrets, &first.answers)?;
        Ok(together(first, load::open(self.server, rate, &proofs)?))
    }

    /// First calls by SRP of as many people, each with the client's half.
    pub fn hellos(&mut self, count: usize) -> Result<Vec<(Secret, Vec<u8>)>> {
        let one = |_| {
            let secret = Secret::new()?;
            let given = json!({ "USERNAME": self.name(), "SRP_A": secret.public });
            let hello = self.api.request("InitiateAuth", &flow(&self.client, "USER_SRP_AUTH", &given));
            Ok((secret, hello))
        };
        (0..count).map(one).collect()
    }

    /// The second call by SRP.
    pub fn proof(&self, secret: &Secret, challenge: &[u8]) -> Result<Vec<u8>> {
        let input = secret.proof(&self.pool, &self.client, challenge)?;
        Ok(self.api.request("RespondToAuthChallenge", &input))
    }

    /// The client's arithmetic, on all cores: the server rests meanwhile.
    fn proofs(&self, secrets: &[Secret], challenges: &[Vec<u8>]) -> Result<Vec<Vec<u8>>> {
        let cores = std::thread::available_parallelism().map_or(2, usize::from);
        let share = secrets.len().div_ceil(cores).max(1);
        let parts = std::thread::scope(|scope| {
            let pairs = secrets.chunks(share).zip(challenges.chunks(share));
            let threads: Vec<_> = pairs
                .map(|(secrets, challenges)| {
                    scope.spawn(move || {
                        let pairs = secrets.iter().zip(challenges);
                        pairs
                            .map(|(secret, challenge)| self.proof(secret, challenge))
                            .collect::<Result<Vec<_>>>()
                    })
                })
                .collect();
            threads.into_iter().map(std::thread::ScopedJoinHandle::join).collect::<Vec<_>>()
        });
        let mut proofs = Vec::new();
        for part in parts {
            proofs.extend(part.map_err(|_| "a proof panicked")??);
        }
        Ok(proofs)
    }

    /// Each token is used once: the answers hold those of the next time.
    fn rotation(&mut self, rate: f64, count: usize) -> Result<Run> {
        if let Some(missing) = count.checked_sub(self.rotations.len()).filter(|missing| *missing > 0) {
            for body in load::closed(self.server, &self.passwords(missing, true))?.answers {
                self.rotations.push(text(&body, "/AuthenticationResult/RefreshToken")?);
            }
        }
        let requests = self.each(count, |at| {
            let input = json!({ "ClientId": self.rotating, "RefreshToken": self.rotations[at] });
            self.api.request("GetTokensFromRefreshToken", &input)
        });
        let run = load::open(self.server, rate, &requests)?;
        for (held, body) in self.rotations.iter_mut().zip(&run.answers) {
            *held = text(body, "/AuthenticationResult/RefreshToken")?;
        }
        Ok(run)
    }

    fn sign_up(&mut self, rate: f64, count: usize) -> Result<Run> {
        let batch = clock::now_ms();
        let name = |at: usize| format!("new-{batch}-{at}");
        let address = |at: usize| format!("{}@example.com", name(at));
        let requests = self.each(count, |at| self.new_user(&self.client, &name(at)));
        let first = load::open(self.server, rate, &requests)?;
        let codes = self.codes()?;
        let missing = |at: usize| format!("no code came for {}", address(at));
        let confirms: Vec<_> = (0..count)
            .map(|at| {
                let code = codes.get(&address(at)).ok_or_else(|| missing(at))?;
                let input =
                    json!({ "ClientId": self.client, "Username": name(at), "ConfirmationCode": code });
                Ok(self.api.request("ConfirmSignUp", &input))
            })
            .collect::<Result<_>>()?;
        Ok(together(first, load::open(self.server, rate, &confirms)?))
    }

    /// The codes that were sent, by address.
    fn codes(&self) -> Result<HashMap<String, String>> {
        let mut codes = HashMap::new();
        for line in std::fs::read_to_string(&self.messages)?.lines() {
            let message: Value = serde_json::from_str(line)?;
            if let (Some(to), Some(code)) = (message["to"].as_str(), message["code"].as_str()) {
                codes.insert(to.to_owned(), code.to_owned());
            }
        }
        Ok(codes)
    }

    fn list_users(&self, at: usize) -> Vec<u8> {
        let number = (at as u64).wrapping_mul(7_919) % self.users;
        let (filter, limit) = match at % 2 {
            0 => (format!("email = \"{}@example.com\"", crate::seed::username(number)), 1),
            _ => (format!("family_name ^= \"turing {}\"", number / 64), 20),
        };
        let input = json!({ "UserPoolId": self.pool, "Filter": filter, "Limit": limit });
        self.api.signed("ListUsers", &input)
    }
}

fn flow(client: &str, flow: &str, given: &Value) -> Value {
    json!({ "ClientId": client, "AuthFlow": flow, "AuthParameters": given })
}

/// Two calls as one operation: the nth of the one and the nth of the other.
fn together(first: Run, second: Run) -> Run {
    let pairs = first.latencies.iter().zip(&second.latencies);
    Run {
        latencies: pairs.map(|(first, second)| *first + *second).collect(),
        answers: second.answers,
        cpu: first.cpu + second.cpu,
        took: first.took.max(second.took),
    }
}
