//! The limit: the arithmetic that a sign-in cannot do without, alone on one thread, and the HTTP floor.

use std::hint::black_box;
use std::time::Duration;

use aws_lc_rs::encoding::AsDer;
use crypto::exp::{self, Residue};
use crypto::jose::{self, SigningKey, Unverified, VerifyingKey};
use serde_json::{Value, json};

use crate::server::Server;
use crate::{Result, clock, http, load};

/// How carefully they are measured: how often each, the median counting, and the CPU time of one round.
#[derive(Clone, Copy)]
pub struct Care {
    rounds: usize,
    round: Duration,
    requests: usize,
}

/// For the table.
pub const LONG: Care = Care { rounds: 9, round: Duration::from_millis(120), requests: 4_000 };

/// Around one measurement: what it has to be compared with is what the machine could do in that moment.
pub const SHORT: Care = Care { rounds: 5, round: Duration::from_millis(30), requests: 1_000 };

/// How long an operation's arithmetic is done in the rhythm of its load.
const PACED: Duration = Duration::from_secs(1);

/// A run in which one of these moves by more than this share is void.
const DRIFT: f64 = 0.10;

/// CPU time of one operation each.
#[derive(Clone, Copy)]
pub struct Primitives {
    /// RSA-2048 signature, as a token has it.
    pub sign: Duration,
    /// Check of one.
    pub verify: Duration,
    /// 2 to the power of 256 random bits, modulo the 3072-bit prime, by table.
    pub fixed: Duration,
    /// A random number to the power of 256 random bits, in constant time.
    pub variable: Duration,
    /// GET /health/live, CPU time of the server.
    pub http: Duration,
}

/// How many of each primitive an operation takes.
#[derive(Clone, Copy, Default)]
pub struct Share {
    /// Exponentiations of the fixed base.
    pub fixed: u32,
    /// Exponentiations of a variable base.
    pub variable: u32,
    /// Signatures.
    pub sign: u32,
    /// Checks of one.
    pub verify: u32,
}

/// What the primitives are tried on.
pub struct Kit {
    key: SigningKey,
    verifying: VerifyingKey,
    unverified: Unverified,
    payload: String,
    exponents: Vec<[u8; 32]>,
    base: Residue,
}

impl Kit {
    /// Random numbers, a key, a token.
    pub fn new() -> Result<Kit> {
        let pair = aws_lc_rs::rsa::KeyPair::generate(aws_lc_rs::rsa::KeySize::Rsa2048)?;
        let document: aws_lc_rs::encoding::Pkcs8V1Der<'_> = pair.as_der()?;
        let key = SigningKey::from_pkcs8(document.as_ref())?;
        let public = key.public();
        let verifying = VerifyingKey::from_components(&public.n, &public.e)?;
        // As long as the claims of an access token.
        let payload = json!({ "sub": "x".repeat(36), "iss": "x".repeat(400) }).to_string();
        let unverified = jose::parse(&key.sign("kid", payload.as_bytes()))?;
        let exponents = exponents()?;
        let base = exp::pow_of_two(&exponents[0])?;
        exp::warm()?;
        Ok(Kit { key, verifying, unverified, payload, exponents, base })
    }

    /// CPU time of an operation's arithmetic alone, on one thread that does it so many times a second and sleeps
    /// between: a processor that rests is slower for a while when it wakes.
    pub fn paced(&self, share: Share, rate: f64) -> Result<Duration> {
        let count = (rate * PACED.as_secs_f64()).max(1.0) as u32;
        let (began, cpu) = (clock::now(), clock::thread_cpu()?);
        for (at, exponent) in (0..count).zip(self.exponents.iter().cycle()) {
            clock::wait_until(began + Duration::from_secs_f64(f64::from(at) / rate));
            for _ in 0..share.fixed {
                black_box(exp::pow_of_two(exponent)?);
            }
            for _ in 0..share.variable {
                black_box(exp::pow(&self.base, exponent)?);
            }
            for _ in 0..share.sign {
                black_box(self.key.sign("kid", self.payload.as_bytes()));
            }
            for _ in 0..share.verify {
                black_box(jose::verify(&self.unverified, &self.verifying));
            }
        }
        Ok(clock::thread_cpu()?.saturating_sub(cpu) / count)
    }
}

impl Primitives {
    /// Measures them all; the server must be idle.
    pub fn measure(kit: &Kit, server: &Server, care: Care) -> Result<Primitives> {
        let Kit { key, verifying, unverified, payload, exponents, base } = kit;
        let mut rounds = [const { Vec::new() }; 4];
        for _ in 0..care.rounds {
            let mut turn = exponents.iter().cycle();
            let mut next = || turn.next().unwrap_or(&exponents[0]);
            rounds[0].push(alone(care, || key.sign("kid", payload.as_bytes()))?);
            rounds[1].push(alone(care, || jose::verify(unverified, verifying))?);
            rounds[2].push(alone(care, || exp::pow_of_two(next()))?);
            rounds[3].push(alone(care, || exp::pow(base, next()))?);
        }
        let [sign, verify, fixed, variable] = rounds.map(median);
        Ok(Primitives { sign, verify, fixed, variable, http: floor(server, care)? })
    }

    /// What so many of each take.
    pub fn of(&self, share: Share) -> Duration {
        share.fixed * self.fixed
            + share.variable * self.variable
            + share.sign * self.sign
            + share.verify * self.verify
    }

    /// What is there to compare, by name.
    pub fn named(&self) -> [(&'static str, Duration); 5] {
        [
            ("RSA-2048 signature", self.sign),
            ("RSA-2048 verification", self.verify),
            ("3072-bit exponentiation, fixed base", self.fixed),
            ("3072-bit exponentiation, variable base", self.variable),
            ("HTTP floor (GET /health/live)", self.http),
        ]
    }

    /// Those that have moved too far.
    pub fn drifted(&self, after: &Primitives) -> Vec<String> {
        let pairs = self.named().into_iter().zip(after.named());
        pairs
            .filter(|((_, before), (_, after))| drift(*before, *after).abs() > DRIFT)
            .map(|((name, before), (_, after))| format!("{name} by {:+.0} %", drift(before, after) * 100.0))
            .collect()
    }

    /// Both measurements as JSON, in microseconds.
    pub fn json(&self, after: &Primitives) -> Value {
        let pairs = self.named().into_iter().zip(after.named());
        let rows = pairs.map(|((name, before), (_, after))| {
            json!({
                "name": name, "before_us": micros(before), "after_us": micros(after), "drift": drift(before, after),
            })
        });
        rows.collect()
    }
}

/// How far a time has moved, as a share.
pub fn drift(before: Duration, after: Duration) -> f64 {
    after.as_secs_f64() / before.as_secs_f64() - 1.0
}

/// Microseconds.
pub fn micros(time: Duration) -> f64 {
    time.as_secs_f64() * 1e6
}

fn exponents() -> Result<Vec<[u8; 32]>> {
    let mut exponents = vec![[0; 32]; 64];
    for exponent in &mut exponents {
        aws_lc_rs::rand::fill(exponent)?;
    }
    Ok(exponents)
}

/// CPU time of one call, over a round of them.
fn alone<T>(care: Care, mut job: impl FnMut() -> T) -> Result<Duration> {
    let began = clock::thread_cpu()?;
    let mut count = 0;
    loop {
        for _ in 0..8 {
            black_box(job());
        }
        count += 8;
        let spent = clock::thread_cpu()?.saturating_sub(began);
        if spent >= care.round {
            return Ok(spent / count);
        }
    }
}

fn floor(server: &Server, care: Care) -> Result<Duration> {
    let requests = vec![http::get(server.address, "/health/live"); care.requests];
    let count = u32::try_from(care.requests)?;
    let rounds: Result<Vec<_>> =
        (0..care.rounds).map(|_| Ok(load::closed(server, &requests)?.cpu / count)).collect();
    Ok(median(rounds?))
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times.get(times.len() / 2).copied().unwrap_or_default()
}
