//! People who sign in here, by password and by SRP, while others come through a provider.

use crate::Result;
use crate::api::{Secret, text};
use crate::clock;
use crate::http::Connection;
use crate::operations::Subject;

use super::pace::{self, Done, Paced};

/// Sign-ins of each kind, a second.
pub const RATE: f64 = 25.0;

/// Connections of each kind.
const CONNECTIONS: usize = 24;

/// All that is made before the clock starts.
pub struct Local {
    passwords: Vec<Vec<u8>>,
    hellos: Vec<(Secret, Vec<u8>)>,
}

/// What was measured of each kind.
#[derive(Default)]
pub struct Kinds {
    /// By password.
    pub password: Paced,
    /// By SRP, both calls.
    pub srp: Paced,
}

impl Local {
    /// The sign-ins of so many seconds.
    pub fn prepare(subject: &mut Subject<'_>, seconds: f64) -> Result<Local> {
        let count = (RATE * seconds).ceil().max(1.0) as usize;
        let passwords = subject.passwords(count, false);
        let hellos = subject.hellos(count)?;
        Ok(Local { passwords, hellos })
    }

    /// Does them, both kinds at this rate each, or as fast as they are answered. Errors: one of them is refused.
    pub fn run(self, subject: &Subject<'_>, rate: Option<f64>) -> Result<Kinds> {
        let threads = if rate.is_some() { CONNECTIONS } else { 2 };
        let enter = || Ok(Connection::open(subject.server.address)?);
        let (password, srp) = std::thread::scope(|scope| {
            let password = scope.spawn(|| {
                pace::run((threads, rate), &self.passwords, enter, |connection, request| {
                    Ok(Done { answer: granted(connection, request)?, own: std::time::Duration::ZERO })
                })
            });
            let srp = pace::run((threads, rate), &self.hellos, enter, |connection, (secret, hello)| {
                let challenge = granted(connection, hello)?;
                let began = clock::now();
                let proof = subject.proof(secret, &challenge)?;
                let own = began.elapsed();
                Ok(Done { answer: granted(connection, &proof)?, own })
            });
            (password.join(), srp)
        });
        let kinds =
            Kinds { password: password.map_err(|_| "the sign-ins by password panicked")??, srp: srp? };
        for answer in kinds.password.answers.iter().chain(&kinds.srp.answers) {
            for token in ["AccessToken", "IdToken", "RefreshToken"] {
                text(answer, &format!("/AuthenticationResult/{token}"))?;
            }
        }
        Ok(kinds)
    }
}

/// The body of an answer. Errors: it is a refusal.
fn granted(connection: &mut Connection, request: &[u8]) -> Result<Vec<u8>> {
    let answer = connection.exchange(request)?;
    match answer.status {
        200 => Ok(answer.body),
        status => {
            let body = String::from_utf8_lossy(&answer.body);
            Err(format!("a local sign-in: {status}: {body}").into())
        }
    }
}
