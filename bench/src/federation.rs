//! `cargo xtask bench --federation`: sign-ins through an OpenID provider elsewhere, and what people who sign in here feel of
//! them.
//!
//! The provider is a stand-in, a process of its own, so that its CPU time can be told apart. Every other sign-in is of somebody who
//! has never come before, every other of somebody who has. The local sign-ins go at the same rates alone and beside the others; of
//! the time alone half is before all else and half after it, so that a machine that drifts is seen on both sides.

mod local;
mod outcome;
mod pace;
pub mod stand_in;
mod way;

use std::time::Duration;

use serde_json::json;

use crate::api::text;
use crate::bed::{Bed, Making};
use crate::hosted;
use crate::operations::Subject;
use crate::{Result, clock};
use local::Local;
use outcome::{Outcome, Phase};
use pace::Paced;
use stand_in::{ID, SECRET, StandIn};
use way::{Sought, Way};

/// Sign-ins through the provider, a second.
pub const RATE: f64 = 50.0;

/// How long they go on where nobody says.
pub const SECONDS: f64 = 60.0;

/// What the server has to be told: providers are asked at public addresses alone.
pub const SETTINGS: &str = "outbound_private_addresses = [\"127.0.0.0/8\"]\n";

/// People who have come before.
const KNOWN: usize = 500;

/// Connections of all who sign in through the provider.
const CONNECTIONS: usize = 48;

/// Those of what is not measured.
const WARMING: usize = 4;

/// Measures on a pool that is made so, and prints the tables.
pub fn run(making: &Making<'_>, seconds: f64, is_json: bool) -> Result<()> {
    let bed = making.run()?;
    let stand_in = StandIn::start()?;
    let outcome = Field::new(&bed, &stand_in)?.measure(seconds, making.shows)?;
    if is_json {
        println!("{}", outcome.json());
    } else {
        println!("{}", outcome.text());
    }
    Ok(())
}

/// Where it is measured.
struct Field<'a> {
    subject: Subject<'a>,
    stand_in: &'a StandIn,
    way: Way,
    known: Vec<String>,
    turn: usize,
    /// Tells the new people of one run of this program from each other.
    new: usize,
}

impl<'a> Field<'a> {
    /// Makes the provider and a client that it lets people in to.
    fn new(bed: &'a Bed, stand_in: &'a StandIn) -> Result<Field<'a>> {
        let subject = bed.subject()?;
        let pool = &subject.pool;
        let provider = json!({
            "UserPoolId": pool, "ProviderName": way::PROVIDER, "ProviderType": "OIDC",
            "ProviderDetails": {
                "client_id": ID, "client_secret": SECRET, "authorize_scopes": "openid email profile",
                "attributes_request_method": "GET", "oidc_issuer": stand_in.issuer(),
            },
            "AttributeMapping": { "email": "email", "email_verified": "email_verified", "name": "name" },
        });
        subject.api.administer("CreateIdentityProvider", &provider)?;
        let client = json!({
            "UserPoolId": pool, "ClientName": "federated", "AllowedOAuthFlows": ["code"],
            "AllowedOAuthScopes": ["openid", "email", "profile"], "AllowedOAuthFlowsUserPoolClient": true,
            "CallbackURLs": [hosted::CALLBACK], "SupportedIdentityProviders": [way::PROVIDER],
        });
        let made = subject.api.administer("CreateUserPoolClient", &client)?;
        let client = text(made.to_string().as_bytes(), "/UserPoolClient/ClientId")?;
        let way = Way { server: bed.server.address, provider: stand_in.address, client };
        let known = (0..KNOWN).map(|at| format!("known-{at}")).collect();
        Ok(Field { subject, stand_in, way, known, turn: 0, new: 0 })
    }

    fn measure(mut self, seconds: f64, shows: bool) -> Result<Outcome> {
        let tell = |what: &str| {
            if shows {
                eprintln!("{what}");
            }
        };
        tell("warming up: each of the known people signs in through the provider for the first time");
        let first: Vec<Sought> =
            self.known.iter().map(|person| Sought::new(person, false)).collect::<Result<_>>()?;
        let came = self.travel(WARMING, None, &first)?;
        self.check(&first, &came)?;
        Local::prepare(&mut self.subject, 200.0 / local::RATE)?.run(&self.subject, None)?;

        tell("local sign-ins alone");
        let before = self.phase(Some(seconds / 2.0), None)?;
        tell("sign-ins through the provider alone");
        let federated = self.phase(None, Some(seconds))?;
        tell("local sign-ins beside sign-ins through the provider");
        let both = self.phase(Some(seconds), Some(seconds))?;
        tell("local sign-ins alone, again");
        let after = self.phase(Some(seconds / 2.0), None)?;
        let users = self.subject.users;
        Ok(Outcome { seconds, users, alone: before.with(after), federated, both })
    }

    /// Local sign-ins and sign-ins through the provider, each for so many seconds, or not at all.
    fn phase(&mut self, local: Option<f64>, federated: Option<f64>) -> Result<Phase> {
        let local = local.map(|seconds| Local::prepare(&mut self.subject, seconds)).transpose()?;
        let sought = federated.map(|seconds| self.seek(seconds)).transpose()?.unwrap_or_default();
        let (server, provider) = (self.subject.server.cpu()?, self.stand_in.cpu()?);
        let began = clock::now();
        let (local, came) = std::thread::scope(|scope| {
            let run = |local: Local| local.run(&self.subject, Some(local::RATE));
            let beside = scope.spawn(move || local.map(run).transpose());
            let came = self.travel(CONNECTIONS, Some(RATE), &sought);
            (beside.join(), came)
        });
        let took = began.elapsed();
        let server = self.subject.server.cpu()?.saturating_sub(server);
        let provider = self.stand_in.cpu()?.saturating_sub(provider);
        let (local, came) = (local.map_err(|_| "the local sign-ins panicked")??, came?);
        self.check(&sought, &came)?;
        let (new, old) =
            came.latencies.iter().zip(&sought).partition::<Vec<_>, _>(|(_, sought)| sought.is_new);
        let times = |of: Vec<(&Duration, &Sought)>| of.into_iter().map(|(time, _)| *time).collect();
        Ok(Phase {
            local: local.unwrap_or_default(),
            rate: came.rate(),
            new: times(new),
            old: times(old),
            server,
            provider,
            took,
        })
    }

    /// Who signs in through the provider: somebody new, and somebody who has come before, in turn.
    fn seek(&mut self, seconds: f64) -> Result<Vec<Sought>> {
        let count = (RATE * seconds).ceil().max(2.0) as usize;
        let one = |at: usize| {
            if at.is_multiple_of(2) {
                self.new += 1;
                return Sought::new(&format!("new-{}", self.new), true);
            }
            self.turn += 1;
            Sought::new(&self.known[self.turn % self.known.len()], false)
        };
        (0..count).map(one).collect()
    }

    fn travel(&self, threads: usize, rate: Option<f64>, sought: &[Sought]) -> Result<Paced> {
        let enter = || self.way.browser();
        pace::run((threads, rate), sought, enter, |browser, sought| self.way.go(browser, sought))
    }

    /// Whether everybody got tokens that are theirs.
    fn check(&self, sought: &[Sought], came: &Paced) -> Result<()> {
        sought.iter().zip(&came.answers).try_for_each(|(sought, answer)| sought.check(answer))
    }
}
