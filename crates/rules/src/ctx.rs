//! The one context: what a request may use and on whose behalf it acts.

use std::collections::BTreeMap;
use std::sync::Arc;

use store::seal::KeyRing;
use store::{Batch, Miss, Outcome, Read, Store};

use crate::clients::ClientCache;
use crate::compute::Compute;
use crate::directory::Directories;
use crate::error::{Error, Reason, Result};
use crate::forward_auth::Gate;
use crate::forward_auth::authorizer::Decisions;
use crate::forward_auth::keys::KeyCell as GateKeys;
use crate::iam::authority::Signer;
use crate::identities::keys::KeyCell;
use crate::identities::logins::documents::KeyCache as LoginKeys;
use crate::messages::guard::Limits;
use crate::messages::{Courier, SenderKeys};
use crate::outside::{Clock, Functions, Journal, Outbound, Rng};
use crate::pools::PoolCache;
use crate::providers::refresh::Endings;
use crate::quotas::{Quota, Quotas};
use crate::rates::{RateLimits, Rates};
use crate::sync::bell::Bell;
use crate::tokens::keys::{KeyCache, SpareKeys};
use crate::turns::Turns;

/// What the operator decided, fixed while the process lives.
#[derive(Clone, Debug)]
pub struct Config {
    /// The account that ARNs name: twelve digits.
    pub account: String,
    /// The regions served; the first one is the default.
    pub regions: Vec<String>,
    /// Base of every address and issuer, without a trailing slash: `https://id.example.com`.
    pub public_url: String,
    /// Hosts of the further origins under which the same endpoints answer, without ports.
    pub extra_hosts: Vec<String>,
    /// Which form `iss` has.
    pub issuer: IssuerForm,
    /// `cenote dev --fixed-code`: every code that is sent is this one.
    pub fixed_code: Option<String>,
    /// A refresh token used again after its grace period ends the whole family, beyond what AWS does.
    pub reuse_revokes: bool,
    /// Tokens of users say how strongly they signed in: `acr` and `amr`.
    pub acr_claims: bool,
    /// The endpoint `/oauth2/par` is there.
    pub pushed_requests: bool,
    /// Answers of the authorize endpoint name the issuer: `iss`.
    pub iss_parameter: bool,
    /// The endpoint `/oauth2/introspect` is there.
    pub introspection: bool,
    /// Devices without a browser may ask for tokens.
    pub device_grant: bool,
    /// Apps are told when somebody signs out, and ID tokens of the pages name the browser session.
    pub back_channel_logout: bool,
    /// Whether apps may bind their tokens to keys.
    pub dpop: Dpop,
    /// Limits on attempts per user and hour, as AWS publishes them.
    pub limits_attempts: bool,
    /// How many messages may go out.
    pub messages: Limits,
    /// How long a sign-in on the pages lets people come back, where the client says nothing, in minutes.
    pub session_minutes: i32,
    /// How long somebody may be away before a sign-in on the pages ends, in minutes; 0 for as long as it lasts.
    pub session_idle_minutes: i32,
    /// Domains have account pages.
    pub account_pages: bool,
    /// How lately somebody must have signed in to change something there, in minutes.
    pub account_proof_minutes: i32,
    /// Whoever changes the own e-mail address is told at the old one, with a link that puts it back.
    pub undoes_address_changes: bool,
    /// How often a second operations may be called.
    pub rates: RateLimits,
    /// How many of a kind there can be.
    pub quotas: Quotas,
    /// Where providers of logins are asked instead of at their own addresses: base URLs by provider.
    pub login_addresses: BTreeMap<String, String>,
    /// Apps whose tokens are taken of OpenID providers, by issuer without its scheme.
    pub login_audiences: BTreeMap<String, Vec<String>>,
    /// Identity pools give credentials of roles that nobody has made here.
    pub trusts_unknown_roles: bool,
    /// What proxies may ask before they let a request through, by name.
    pub forward_auth: BTreeMap<String, Gate>,
    /// Administrators may have devices of identities.
    pub administrators_have_devices: bool,
    /// Refusals of administrators' calls hold their reasons, sealed.
    pub encodes_denials: bool,
}

impl Config {
    /// What an operator on this machine has decided who has decided nothing: AWS's ways, one region, none of what goes beyond
    /// AWS, and calls without a limit of their rate.
    pub fn usual() -> Config {
        Config {
            account: "000000000000".to_owned(),
            regions: vec!["us-east-1".to_owned()],
            public_url: "http://127.0.0.1:7665".to_owned(),
            extra_hosts: Vec::new(),
            issuer: IssuerForm::Own,
            fixed_code: None,
            reuse_revokes: false,
            acr_claims: true,
            pushed_requests: false,
            iss_parameter: false,
            introspection: false,
            device_grant: false,
            back_channel_logout: false,
            dpop: Dpop::Off,
            limits_attempts: true,
            messages: Limits::default(),
            session_minutes: 60,
            session_idle_minutes: 0,
            account_pages: true,
            account_proof_minutes: 5,
            undoes_address_changes: false,
            rates: RateLimits::unlimited(),
            quotas: Quotas::aws(),
            login_addresses: BTreeMap::new(),
            login_audiences: BTreeMap::new(),
            trusts_unknown_roles: true,
            forward_auth: BTreeMap::new(),
            administrators_have_devices: true,
            encodes_denials: false,
        }
    }
}

/// Whether apps may bind their tokens to keys of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dpop {
    /// As at AWS: what apps send of it is not looked at.
    Off,
    /// They may.
    On,
    /// They may, by proofs that hold a nonce of ours.
    Nonce,
}

/// The form of `iss`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IssuerForm {
    /// `{public_url}/{pool}`.
    Own,
    /// `https://cognito-idp.{region}.amazonaws.com/{pool}`, for those who front Cenote with AWS's names.
    Aws,
}

/// Everything that outlives a request.
pub struct World {
    /// What is kept.
    pub store: Store,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// Chance.
    pub rng: Arc<dyn Rng>,
    /// Who carries messages to people.
    pub courier: Arc<dyn Courier>,
    /// Who runs the functions of pools.
    pub functions: Arc<dyn Functions>,
    /// Who fetches documents from servers elsewhere.
    pub outbound: Arc<dyn Outbound>,
    /// Where passwords of pools are kept that no pool keeps.
    pub directories: Arc<dyn Directories>,
    /// Where the logs of pools go.
    pub journal: Arc<dyn Journal>,
    /// The keys under which functions that send messages get codes.
    pub sender_keys: Arc<SenderKeys>,
    /// The operator's decisions.
    pub config: Config,
    /// The root keys.
    pub ring: KeyRing,
    /// Where long arithmetic runs.
    pub compute: Compute,
    /// RSA keys made ahead.
    pub spare_keys: SpareKeys,
    /// What this node has counted of calls.
    pub rates: Rates,
    /// Rung when datasets change on this node.
    pub bell: Bell,
    pub(crate) pools: PoolCache,
    pub(crate) clients: ClientCache,
    pub(crate) keys: KeyCache,
    /// SAML providers whose certificates end soon, as far as this node knows.
    pub endings: Endings,
    pub(crate) login_keys: LoginKeys,
    /// Who asks providers for what all wait for.
    pub(crate) turns: Turns,
    pub(crate) identity_key: KeyCell,
    pub(crate) decisions: Decisions,
    pub(crate) gate_keys: GateKeys,
}

/// The parts of a world that have more than one form.
pub struct Parts {
    /// What is kept.
    pub store: Store,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// Chance.
    pub rng: Arc<dyn Rng>,
    /// Who carries messages.
    pub courier: Arc<dyn Courier>,
    /// Who runs the functions of pools.
    pub functions: Arc<dyn Functions>,
    /// Who fetches documents from servers elsewhere.
    pub outbound: Arc<dyn Outbound>,
    /// Where passwords of pools are kept that no pool keeps.
    pub directories: Arc<dyn Directories>,
    /// Where the logs of pools go.
    pub journal: Arc<dyn Journal>,
    /// The keys under which functions that send messages get codes.
    pub sender_keys: Arc<SenderKeys>,
    /// The root keys.
    pub ring: KeyRing,
    /// RSA keys made ahead.
    pub spare_keys: SpareKeys,
    /// How many long computations run at once.
    pub cores: usize,
}

impl World {
    /// Puts a world together.
    pub fn new(config: Config, parts: Parts) -> Arc<World> {
        Arc::new(World {
            store: parts.store,
            clock: parts.clock,
            rng: parts.rng,
            courier: parts.courier,
            functions: parts.functions,
            outbound: parts.outbound,
            directories: parts.directories,
            journal: parts.journal,
            sender_keys: parts.sender_keys,
            rates: Rates::new(&config.rates, &config.regions),
            bell: Bell::default(),
            config,
            ring: parts.ring,
            compute: Compute::new(parts.cores),
            spare_keys: parts.spare_keys,
            pools: PoolCache::new(),
            clients: ClientCache::new(),
            keys: KeyCache::new(),
            endings: Endings::default(),
            login_keys: LoginKeys::default(),
            turns: Turns::default(),
            identity_key: KeyCell::default(),
            decisions: Decisions::default(),
            gate_keys: GateKeys::default(),
        })
    }
}

/// On whose behalf a request acts, once its proof has been checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Caller {
    /// Nobody proved anything: public and self-service operations.
    Anyone,
    /// An administrator, by an access key.
    Administrator {
        /// The access key's id.
        access_key_id: String,
        /// The region that the signature names.
        region: String,
        /// By what they sign.
        signer: Signer,
    },
}

/// Where a request came from, for the sign-in history.
#[derive(Clone, Debug, Default)]
pub struct Origin {
    /// The peer's address.
    pub ip: String,
    /// The User-Agent header.
    pub user_agent: String,
    /// The person's timezone, as the app told it: `-07:00`.
    pub timezone: Option<String>,
    /// The language of the page that it was made on, where somebody chose one.
    pub language: Option<&'static str>,
    /// Whether the app told of the person's device.
    pub has_context_data: bool,
}

/// The context of one request: always the first argument.
#[derive(Clone)]
pub struct Ctx {
    world: Arc<World>,
    /// On whose behalf.
    pub caller: Caller,
    /// The request's id, as answered in `x-amzn-RequestId`.
    pub request_id: String,
    /// Where it came from.
    pub origin: Origin,
}

impl Ctx {
    /// The context of one request.
    pub fn new(world: Arc<World>, caller: Caller, request_id: String, origin: Origin) -> Ctx {
        Ctx { world, caller, request_id, origin }
    }

    /// Everything that outlives the request.
    pub fn world(&self) -> &Arc<World> {
        &self.world
    }

    /// The operator's decisions.
    pub fn config(&self) -> &Config {
        &self.world.config
    }

    /// How many of a kind there can be.
    pub fn most(&self, of: Quota) -> i64 {
        self.config().quotas.of(of)
    }

    /// What is said where there is no room for one more.
    pub fn exceeded(&self, quota: Quota) -> Error {
        self.config().quotas.exceeded(quota)
    }

    /// Milliseconds since the epoch.
    pub fn now(&self) -> i64 {
        self.world.clock.now()
    }

    /// Random bytes. Errors: `Internal` when the system has none.
    pub fn random<const N: usize>(&self) -> Result<[u8; N]> {
        let mut bytes = [0; N];
        self.world.rng.fill(&mut bytes)?;
        Ok(bytes)
    }

    /// The store, for reading.
    pub fn read(&self) -> Read<'_> {
        self.world.store.read()
    }

    /// An empty batch of this moment.
    pub fn batch(&self) -> Result<Batch> {
        Ok(Batch::new(self.now(), self.random()?))
    }

    /// Commits, where the only miss that can happen is a record that moved: the door then runs the operation again.
    pub async fn commit(&self, batch: Batch) -> Result<()> {
        match self.try_commit(batch).await? {
            Outcome::Done => Ok(()),
            Outcome::Missed { .. } => Err(Error::new(Reason::Moved)),
        }
    }

    /// Commits and gives the outcome, for callers to whom a miss is an answer.
    ///
    /// Errors: `Moved` for a revision that moved, so that callers need not name it.
    pub async fn try_commit(&self, batch: Batch) -> Result<Outcome> {
        match self.commit_as_is(batch).await? {
            Outcome::Missed { miss: Miss::Moved, .. } => Err(Error::new(Reason::Moved)),
            outcome => Ok(outcome),
        }
    }

    /// Commits and gives the outcome, a revision that moved too. What the batch has noted is told once it is done.
    pub(crate) async fn commit_as_is(&self, mut batch: Batch) -> Result<Outcome> {
        let notes = batch.take_notes();
        let outcome = self.world.store.commit(batch).await?;
        if outcome.is_done() {
            crate::events::delivery::committed(self, notes).await;
        }
        Ok(outcome)
    }

    /// Runs long arithmetic on the bounded pool.
    pub async fn compute<T, F>(&self, job: F) -> Result<T>
    where
        T: Send + 'static,
        F: FnOnce() -> T + Send + 'static,
    {
        self.world.compute.run(job).await
    }

    /// Runs arithmetic of half a millisecond at most, such as a signature or two, where it is asked for.
    pub async fn compute_brief<T>(&self, job: impl FnOnce() -> T) -> Result<T> {
        self.world.compute.run_brief(job).await
    }

    /// The region that this request acts in: the signature's, else the first one served.
    pub fn region(&self) -> &str {
        match &self.caller {
            Caller::Administrator { region, .. } => region,
            Caller::Anyone => self.config().regions.first().map_or("us-east-1", String::as_str),
        }
    }
}
