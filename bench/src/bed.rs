//! A filled pool of one size with its running server, on data of its own that are gone afterwards.

use std::collections::BTreeMap;
use std::fs::Permissions;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::time::Duration;

use rules::iam::roles;
use rules::{Ctx, identity_pools};
use serde_json::{Value, json};
use tokio::runtime::Runtime;
use wire::identity::{CognitoIdentityProvider, IdentityPool};

use crate::api::{Api, text};
use crate::database::Database;
use crate::function::{self, SlowFunction};
use crate::ground::Place;
use crate::hosted;
use crate::operations::Subject;
use crate::seed::{self, KNOWN};
use crate::server::{Server, Setup};
use crate::{Result, clock};

/// How often the start is measured; the median counts.
const STARTS: usize = 9;

/// The pool of the seeded users and the one whose sign-ups ask a function, with their clients.
pub struct Ids {
    /// The seeded pool.
    pub pool: String,
    /// Its client that does not rotate.
    pub client: String,
    /// Its client that rotates.
    pub rotating: String,
    /// The client of the pool with the function.
    pub asking: String,
    /// The client of the seeded pool's domain.
    pub web: String,
    /// The client of machines.
    pub machine: String,
    /// An identity pool that takes users of the seeded pool by its first client.
    pub identity_pool: String,
}

/// The seeded pool, as logins name it.
pub fn login(pool: &str) -> String {
    format!("cognito-idp.us-east-1.amazonaws.com/{pool}")
}

/// What is measured on.
pub struct Bed {
    /// Users in the pool.
    pub users: u64,
    /// Whether the data are on PostgreSQL.
    pub is_postgres: bool,
    /// How long filling it took.
    pub seeded_in: Duration,
    /// From the start of the process to the first answer, on these data.
    pub started_in: Duration,
    /// Resident memory before the load, in KiB.
    pub idle_kib: u64,
    /// The server.
    pub server: Server,
    setup: Setup,
    key: (String, String),
    ids: Ids,
    // In this order: the server ends before its database and its folder go.
    _function: SlowFunction,
    _database: Option<Database>,
    _folder: tempfile::TempDir,
}

/// How a bed is made.
pub struct Making<'a> {
    /// The server's binary.
    pub binary: &'a Path,
    /// Where the data are made; the system's folder for temporary files without it.
    pub folder: Option<&'a Path>,
    /// The PostgreSQL server on which a database is made.
    pub database_url: Option<&'a str>,
    /// What `cenote.toml` has before its tables.
    pub settings: &'a str,
    /// Users of the pool.
    pub users: u64,
    /// Whether progress is told.
    pub shows: bool,
}

impl Making<'_> {
    /// Makes and fills a pool and starts the server on it. Errors: the server refuses what it should do, or cannot be
    /// run.
    pub fn run(&self) -> Result<Bed> {
        let folder = match self.folder {
            Some(folder) => tempfile::tempdir_in(folder)?,
            None => tempfile::tempdir()?,
        };
        let database =
            self.database_url.map(|url| Database::new(url, &format!("of_{}", self.users))).transpose()?;
        let function = SlowFunction::start()?;
        let settings = folder.path().join("cenote.toml");
        std::fs::write(&settings, format!("{}{}", self.settings, function.settings()))?;
        // It holds the function's secret.
        std::fs::set_permissions(&settings, Permissions::from_mode(0o600))?;
        let setup = Setup {
            binary: self.binary.to_owned(),
            folder: folder.path().to_owned(),
            database_url: database.as_ref().map(|database| database.url.clone()),
        };
        let (key, mut ids) = prepare(&setup)?;
        let began = clock::now();
        if self.shows {
            eprintln!("filling a pool with {} users", self.users);
        }
        ids.identity_pool = self.fill(&setup, &ids)?;
        let seeded_in = began.elapsed();
        let (server, started_in) = start(&setup)?;
        clock::wait_until(clock::now() + Duration::from_secs(2));
        Ok(Bed {
            users: self.users,
            is_postgres: self.database_url.is_some(),
            seeded_in,
            started_in,
            idle_kib: server.rss_kib()?,
            server,
            setup,
            key,
            ids,
            _function: function,
            _database: database,
            _folder: folder,
        })
    }

    /// Fills the pool while no server runs. Gives the identity pool beside it.
    fn fill(&self, setup: &Setup, ids: &Ids) -> Result<String> {
        let place =
            Place { data: setup.data(), database_url: setup.database_url.clone(), root_key_file: None };
        Runtime::new()?.block_on(async {
            let ctx = place.ctx().await?;
            let pool = rules::pools::get(&ctx, &ids.pool).await?;
            seed::fill(&ctx, &pool, 0, self.users, self.shows).await?;
            identity_pool(&ctx, ids).await
        })
    }
}

/// An identity pool with a role that trusts it. Gives its id.
async fn identity_pool(ctx: &Ctx, ids: &Ids) -> Result<String> {
    let provider = CognitoIdentityProvider {
        provider_name: Some(login(&ids.pool)),
        client_id: Some(ids.client.clone()),
        server_side_token_check: None,
    };
    let settings = IdentityPool {
        identity_pool_name: "bench".to_owned(),
        cognito_identity_providers: Some(vec![provider]),
        ..IdentityPool::default()
    };
    let pool = identity_pools::configure::create(ctx, settings).await?;
    let aud = json!({ "cognito-identity.amazonaws.com:aud": pool.id() });
    let trust = json!({
        "Version": "2012-10-17",
        "Statement": [{
            "Effect": "Allow", "Principal": { "Federated": "cognito-identity.amazonaws.com" },
            "Action": "sts:AssumeRoleWithWebIdentity", "Condition": { "StringEquals": aud },
        }],
    });
    let role = roles::New {
        name: "bench".to_owned(),
        path: None,
        trust: trust.to_string(),
        description: None,
        max_session_duration: None,
        boundary: None,
        tags: Vec::new(),
    };
    let role = roles::create(ctx, role).await?.arn();
    let of = [("authenticated".to_owned(), role)].into();
    identity_pools::roles::set(ctx, &pool, of, BTreeMap::new()).await?;
    Ok(pool.id().to_owned())
}

impl Bed {
    /// The operations on this pool.
    pub fn subject(&self) -> Result<Subject<'_>> {
        let api = Api { address: self.server.address, key: self.key.clone() };
        let known = (0..self.users).step_by(usize::try_from(KNOWN)?).map(seed::username).collect();
        Subject::new(&self.server, api, self.setup.messages(), &self.ids, known, self.users)
    }
}

/// A first start: makes database and keys, and by calls the pools with their clients.
fn prepare(setup: &Setup) -> Result<((String, String), Ids)> {
    let server = setup.start()?;
    let key = root_key(&server)?;
    let api = Api { address: server.address, key: key.clone() };
    let pool = |input: &Value| -> Result<String> {
        field(&api.administer("CreateUserPool", input)?, "/UserPool/Id")
    };
    let client = |pool: &str, rotates: bool| -> Result<String> {
        let mut flows = vec!["ALLOW_USER_SRP_AUTH", "ALLOW_USER_PASSWORD_AUTH"];
        let mut input = json!({ "UserPoolId": pool, "ClientName": "bench" });
        if rotates {
            input["RefreshTokenRotation"] = json!({ "Feature": "ENABLED", "RetryGracePeriodSeconds": 10 });
        } else {
            flows.push("ALLOW_REFRESH_TOKEN_AUTH");
        }
        input["ExplicitAuthFlows"] = json!(flows);
        field(&api.administer("CreateUserPoolClient", &input)?, "/UserPoolClient/ClientId")
    };
    let mut input = json!({
        "PoolName": "bench", "AutoVerifiedAttributes": ["email"], "AliasAttributes": ["email"],
    });
    let seeded = pool(&input)?;
    input["LambdaConfig"] = json!({ "PreSignUp": function::ARN });
    let asking = client(&pool(&input)?, false)?;
    let (web, machine) = domain(&api, &seeded)?;
    let ids = Ids {
        client: client(&seeded, false)?,
        rotating: client(&seeded, true)?,
        asking,
        web,
        machine,
        identity_pool: String::new(),
        pool: seeded,
    };
    server.stop();
    Ok((key, ids))
}

/// A domain of the seeded pool, an API with a scope, and the clients of people and of machines.
fn domain(api: &Api, pool: &str) -> Result<(String, String)> {
    api.administer("CreateUserPoolDomain", &json!({ "UserPoolId": pool, "Domain": hosted::PREFIX }))?;
    let server = json!({
        "UserPoolId": pool, "Identifier": "orders", "Name": "orders",
        "Scopes": [{ "ScopeName": "read", "ScopeDescription": "reads" }],
    });
    api.administer("CreateResourceServer", &server)?;
    let web = json!({
        "UserPoolId": pool, "ClientName": "web", "AllowedOAuthFlows": ["code"], "AllowedOAuthScopes": ["openid"],
        "AllowedOAuthFlowsUserPoolClient": true, "CallbackURLs": [hosted::CALLBACK],
        "SupportedIdentityProviders": ["COGNITO"],
    });
    let machine = json!({
        "UserPoolId": pool, "ClientName": "machine", "ClientSecret": hosted::SECRET,
        "AllowedOAuthFlows": ["client_credentials"], "AllowedOAuthScopes": ["orders/read"],
        "AllowedOAuthFlowsUserPoolClient": true,
    });
    let made =
        |input: &Value| field(&api.administer("CreateUserPoolClient", input)?, "/UserPoolClient/ClientId");
    Ok((made(&web)?, made(&machine)?))
}

/// Starts the server a few times on the data; the last one stays.
fn start(setup: &Setup) -> Result<(Server, Duration)> {
    let mut times = Vec::new();
    loop {
        let server = setup.start()?;
        times.push(server.started_in);
        if times.len() == STARTS {
            times.sort();
            return Ok((server, times[STARTS / 2]));
        }
        server.stop();
    }
}

/// The root key: printed once, at the first start.
fn root_key(server: &Server) -> Result<(String, String)> {
    let key = server.ready["root_access_key"].to_string();
    Ok((text(key.as_bytes(), "/access_key_id")?, text(key.as_bytes(), "/secret_access_key")?))
}

fn field(tree: &Value, pointer: &str) -> Result<String> {
    text(tree.to_string().as_bytes(), pointer)
}
