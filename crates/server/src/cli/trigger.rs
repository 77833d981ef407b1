//! `cenote trigger`: tries a pool's functions without anybody having to sign in.

use std::time::Duration;

use clap::Subcommand;
use rules::outside::{Call, Failed};
use rules::pools::Pool;
use rules::{Error, Reason};
use serde_json::{Value, json};
use tokio::time::Instant;

use super::place::{self, Place};
use super::{environment, print, print_json};
use crate::config::Settings;
use crate::config::values::Origin;
use crate::failure::Failure;
use crate::start::{self, Spare};
use crate::{delivery, logs};

mod samples;

use samples::{Kind, TRIGGERS};

/// What `cenote trigger` takes.
#[derive(clap::Args)]
pub struct Arguments {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Subcommand)]
enum Verb {
    /// Send a function of a pool an event, and print what it answers and how long that takes
    Test(Test),
}

#[derive(clap::Args)]
struct Test {
    /// The pool's id
    pool: String,
    /// The trigger, such as PreSignUp, or one of its sources, such as CustomMessage_ForgotPassword
    trigger: String,
    /// The event, JSON, instead of a sample
    #[arg(long, value_name = "FILE")]
    event: Option<String>,
    #[command(flatten)]
    place: Place,
}

/// How long programs may take to end.
const GRACE: Duration = Duration::from_secs(1);

/// Runs it.
pub fn run(arguments: Arguments) -> Result<(), Failure> {
    let Verb::Test(test) = arguments.verb;
    let (kind, source) = samples::find(&test.trigger).ok_or_else(|| {
        let names: Vec<&str> = TRIGGERS.iter().map(|kind| kind.name).collect();
        Failure::new(
            format!("There is no trigger `{}`.", test.trigger),
            format!("Name one of {}.", names.join(", ")),
        )
    })?;
    let mut settings = test
        .place
        .settings(|option| option == "outbound_private_addresses" || option.starts_with("functions"))?;
    settings.log = environment("CENOTE_LOG").unwrap_or_else(|| "warn,function=info".to_owned());
    logs::start(&settings);
    start::runtime()?.block_on(try_out(&settings, &test, kind, source))
}

async fn try_out(
    settings: &Settings,
    test: &Test,
    kind: &'static Kind,
    source: &'static str,
) -> Result<(), Failure> {
    place::is_there(settings)?;
    let ground = start::ground(settings).await?;
    let functions = std::sync::Arc::clone(&ground.functions);
    let nowhere = Origin::of_listener(settings.listen);
    let courier = delivery::nobody();
    let world = start::world(settings, ground, &nowhere, courier, Spare::None)?;
    let pool = place::pool(&start::ctx(&world), &test.pool).await?;
    let (arn, version) = configured(&pool, kind)?;
    let event = match &test.event {
        None => samples::event(kind, source, &pool, &version),
        Some(file) => given(file)?,
    };
    let call = Call { arn: &arn, pool_id: pool.id(), trigger: kind.name, event: &event, waits: true };
    let began = Instant::now();
    let answer = rules::outside::Functions::invoke(functions.as_ref(), &call).await;
    let took = began.elapsed();
    functions.stop(GRACE).await;
    told(test.place.json, &call, answer, took)
}

/// The ARN and the version of the event that a pool has for a trigger.
fn configured(pool: &Pool, kind: &Kind) -> Result<(String, String), Failure> {
    let config = serde_json::to_value(&pool.settings.lambda_config).map_err(Error::from)?;
    let text = |value: &Value| value.as_str().filter(|text| !text.is_empty()).map(str::to_owned);
    let found = kind.members.iter().find_map(|member| {
        let value = config.get(member)?;
        let arn = text(value).or_else(|| text(value.get("LambdaArn")?))?;
        Some((arn, value.get("LambdaVersion").and_then(text).unwrap_or_else(|| "V1_0".to_owned())))
    });
    found.ok_or_else(|| {
        let member = kind.members.last().copied().unwrap_or(kind.name);
        Failure::new(
            format!("The pool {} has no function for {}.", pool.id(), kind.name),
            format!(
                "Set {member} in its LambdaConfig: `aws cognito-idp update-user-pool --lambda-config …`."
            ),
        )
    })
}

fn given(file: &str) -> Result<Value, Failure> {
    let next = "Name a file with one JSON object.";
    let text = std::fs::read_to_string(file)
        .map_err(|error| Failure::new(format!("The event `{file}` cannot be read: {error}."), next))?;
    let event = serde_json::from_str(&text)
        .map_err(|error| Failure::new(format!("The event `{file}` is not JSON: {error}."), next))?;
    Ok(event)
}

/// Prints what came of it. Errors: what a caller of the API would be told.
fn told(
    is_json: bool,
    call: &Call<'_>,
    answer: Result<Value, Failed>,
    took: Duration,
) -> Result<(), Failure> {
    let ms = (took.as_secs_f64() * 10_000.0).round() / 10.0;
    let answer = answer.map_err(|failed| failed.error(call.trigger)).and_then(|answer| {
        let is_whole = answer.get("response").is_some_and(Value::is_object);
        if is_whole { Ok(answer) } else { Err(Error::new(Reason::FunctionAnswer)) }
    });
    let error = answer.as_ref().err().map(|error| (error.code(), error.message()));
    if is_json {
        let error = error.as_ref().map(|(code, message)| json!({ "code": code, "message": message }));
        print_json(&json!({
            "arn": call.arn, "event": call.event, "answer": answer.as_ref().ok(), "error": error, "ms": ms,
        }))?;
    } else {
        let shown = |value: &Value| serde_json::to_string_pretty(value).unwrap_or_default();
        print(&format!("{} is {}\n\nEvent:\n{}\n\n", call.trigger, call.arn, shown(call.event)))?;
        match &answer {
            Ok(answer) => print(&format!("Answer, after {ms} ms:\n{}\n", shown(answer)))?,
            Err(_) => print(&format!("No answer, after {ms} ms.\n"))?,
        }
    }
    error.map_or(Ok(()), |(code, message)| {
        Err(Failure::new(
            format!("{code}: {message}"),
            "That is what a caller would be told; the log above says more.",
        ))
    })
}
