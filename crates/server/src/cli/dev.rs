//! `cenote dev`: everything on this machine, with a demo pool, a mailbox, and any access key let in.

use std::sync::Arc;
use std::time::Duration;

use ops::door::Admission;
use rules::demo::{self, Demo};
use rules::messages::Courier;
use rules::messages::mailbox::Mailbox;
use serde_json::{Value, json};
use tokio::time::Instant;

use super::run::Ready;
use super::{dev_settings, env, print, print_json};
use crate::app::Dev;
use crate::config::Settings;
use crate::config::flags::Flags;
use crate::failure::Failure;
use crate::{logs, start};

/// What `cenote dev` takes.
#[derive(clap::Args)]
pub struct Arguments {
    /// A settings file, for the functions, forward_auth and directories in it alone; default cenote.toml, where it is there
    /// [CENOTE_CONFIG]
    #[arg(long, value_name = "FILE")]
    config: Option<String>,
    #[command(flatten)]
    flags: Flags<true>,
    /// One line of JSON when ready, instead of a page for people
    #[arg(long)]
    json: bool,
}

/// Runs until it is told to end.
pub fn run(arguments: Arguments) -> Result<(), Failure> {
    let began = Instant::now();
    let settings = dev_settings(&arguments.flags.0, arguments.config.as_deref())?;
    logs::start(&settings);
    let runtime = start::runtime()?;
    let ended = runtime.block_on(serve(&settings, arguments.json, began));
    runtime.shutdown_timeout(Duration::from_secs(1));
    ended
}

async fn serve(settings: &Settings, is_json: bool, began: Instant) -> Result<(), Failure> {
    let mailbox = Arc::new(Mailbox::default());
    let courier: Arc<dyn Courier> = Arc::clone(&mailbox) as Arc<dyn Courier>;
    let mut ready = Ready::new(settings, courier, Admission::Anyone).await?;
    let demo = demo::seed(&start::ctx(&ready.world)).await?;
    let endpoint = ready.public_url.to_string();
    let region = settings.regions.first().map_or("us-east-1", String::as_str);
    let variables = env::variables(&endpoint, region);
    if is_json {
        print_json(&line(&endpoint, &demo, env::json(&variables)))?;
    } else {
        print(&page(settings, &endpoint, &demo, began.elapsed()))?;
    }
    ready.dev = Some(Dev { mailbox, demo, functions: Arc::clone(&ready.functions) });
    ready.serve(settings).await
}

fn line(endpoint: &str, demo: &Demo, environment: Value) -> Value {
    let users: Vec<Value> = demo
        .users
        .iter()
        .map(|(username, password)| json!({ "username": username, "password": password }))
        .collect();
    json!({
        "endpoint": endpoint,
        "mailbox": format!("{endpoint}/mailbox"),
        "demo_app": demo.app(endpoint),
        "sign_in_page": demo.sign_in_page(endpoint),
        "demo": {
            "user_pool_id": demo.user_pool_id,
            "client_id": demo.client_id,
            "confidential_client_id": demo.confidential_client_id,
            "confidential_client_secret": demo.confidential_client_secret,
            "users": users,
        },
        "environment": environment,
    })
}

/// The page for people.
fn page(settings: &Settings, endpoint: &str, demo: &Demo, took: Duration) -> String {
    let region = settings.regions.first().map_or("us-east-1", String::as_str);
    let kept = match (settings.is_in_memory, &settings.database_url) {
        (true, _) => "in memory, gone at the end".to_owned(),
        (false, Some(_)) => "in the database given".to_owned(),
        (false, None) => format!("{} (delete it to start over)", settings.data.display()),
    };
    let users: String = demo
        .users
        .iter()
        .map(|(username, password)| format!("    User                 {username}   password {password}\n"))
        .collect();
    format!(
        "
  Cenote {version} is ready in {ms} ms. Data: {kept}
  Any access key and signature is accepted here: this is for development on this machine.

    Endpoint             {endpoint}   region {region}
    Mailbox              {endpoint}/mailbox   codes and links land there
    Demo app             {app}   signs in on the pages and shows its tokens
    Sign-in page         {sign_in_page}

    Demo pool            {pool}
    Public client        {client}
    Confidential client  {confidential}
                         secret {secret}
{users}
  Point SDKs and the AWS CLI here (`cenote env` prints these lines alone):

{lines}
  Try:  aws cognito-idp list-users --user-pool-id {pool}

",
        version = env!("CARGO_PKG_VERSION"),
        ms = took.as_millis(),
        app = demo.app(endpoint),
        sign_in_page = demo.sign_in_page(endpoint),
        pool = demo.user_pool_id,
        client = demo.client_id,
        confidential = demo.confidential_client_id,
        secret = demo.confidential_client_secret,
        lines = env::lines(&env::variables(endpoint, region), "    "),
    )
}
