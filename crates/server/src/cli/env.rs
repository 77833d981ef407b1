//! `cenote env`: the environment that points SDKs and the AWS CLI here.
//! AWS: service-specific endpoints of the SDK reference guide.

use serde_json::{Map, Value};

use super::{environment, print, print_json};
use crate::config::load::Fault;
use crate::config::values::{self, Origin};
use crate::failure::Failure;

/// What `cenote env` takes.
#[derive(clap::Args)]
pub struct Arguments {
    /// Where `cenote dev` listens
    #[arg(long, value_name = "ADDR:PORT")]
    listen: Option<String>,
    /// One JSON object instead of lines for a shell
    #[arg(long)]
    json: bool,
}

/// Prints it.
pub fn run(arguments: &Arguments) -> Result<(), Failure> {
    let listen = arguments.listen.clone().or_else(|| environment("CENOTE_LISTEN"));
    let address = values::listen(listen.as_deref().unwrap_or("127.0.0.1:7665")).map_err(|problem| {
        Failure::settings(&[Fault::new("listen", problem, "Give the address that `cenote dev` has printed")])
    })?;
    let variables = variables(&Origin::of_listener(address).to_string(), "us-east-1");
    if arguments.json { print_json(&json(&variables)) } else { print(&lines(&variables, "")) }
}

/// Names and values. Only the services that Cenote speaks are pointed here: the rest of AWS stays where it is.
pub fn variables(endpoint: &str, region: &str) -> Vec<(&'static str, String)> {
    vec![
        ("AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER", endpoint.to_owned()),
        ("AWS_ENDPOINT_URL_COGNITO_IDENTITY", endpoint.to_owned()),
        ("AWS_ENDPOINT_URL_COGNITO_SYNC", endpoint.to_owned()),
        ("AWS_ENDPOINT_URL_IAM", endpoint.to_owned()),
        ("AWS_ENDPOINT_URL_STS", endpoint.to_owned()),
        ("AWS_ACCESS_KEY_ID", "AKIACENOTEDEVELOPMNT".to_owned()),
        ("AWS_SECRET_ACCESS_KEY", "cenote-dev-accepts-any-secret".to_owned()),
        ("AWS_REGION", region.to_owned()),
        ("AWS_DEFAULT_REGION", region.to_owned()),
    ]
}

/// As lines for a POSIX shell.
pub fn lines(variables: &[(&'static str, String)], indent: &str) -> String {
    variables.iter().map(|(name, value)| format!("{indent}export {name}={value}\n")).collect()
}

/// As a JSON object.
pub fn json(variables: &[(&'static str, String)]) -> Value {
    let members = variables.iter().map(|(name, value)| ((*name).to_owned(), Value::from(value.as_str())));
    Value::Object(members.collect::<Map<_, _>>())
}
