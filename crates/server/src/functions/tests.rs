//! The registry: what an ARN leads to, what is tried again, and what is remembered of it. Real programs and servers are
//! in tests/operator.

use rules::outside::{SystemClock, SystemRng};
use serde_json::json;

use super::*;

const ARN: &str = "arn:aws:lambda:us-east-1:000000000000:function:f";

/// A registry of one function.
fn registry(body: &str) -> Registry {
    let file: toml::Table = format!("[functions.\"{ARN}\"]\n{body}").parse().unwrap();
    let mut faults = Vec::new();
    let functions = config::read(&file, &|_| None, &mut faults);
    assert_eq!(faults, []);
    let outbound = Arc::new(outbound::Client::new(Vec::new()));
    let tools = Tools { clock: Arc::new(SystemClock), rng: Arc::new(SystemRng::default()), outbound };
    Registry::new(&functions, tools)
}

async fn ask(registry: &Registry, arn: &str, waits: bool) -> Result<Value, Failed> {
    let event = json!({ "request": { "password": "hunter2", "code": null, "list": [{ "code": "123456" }] } });
    registry.invoke(&Call { arn, pool_id: "us-east-1_A", trigger: "PreSignUp", event: &event, waits }).await
}

fn not_run(code: &str) -> Result<Value, Failed> {
    Err(Failed::NotRun(code.to_owned()))
}

#[tokio::test]
async fn an_arn_that_leads_nowhere_is_an_error_also_where_nobody_waits() {
    let registry = registry("command = [\"true\"]");
    for waits in [true, false] {
        let missing = ask(&registry, "arn:aws:lambda:us-east-1:000000000000:function:g", waits).await;
        assert_eq!(missing, not_run("ResourceNotFoundException"));
    }
    assert!(registry.find(ARN).is_some() && registry.find(&format!("{ARN}:live")).is_some());
    assert!(registry.find(&format!("{ARN}:live:more")).is_none() && registry.find("f").is_none());
}

#[cfg(unix)]
#[tokio::test]
async fn a_program_that_ends_before_it_takes_an_event_is_started_again() {
    let folder = tempfile::tempdir().unwrap();
    let body =
        format!("command = [\"sh\", \"-c\", \"echo . >> count; exit 7\"]\nfolder = {:?}", folder.path());
    let registry = registry(&body);
    let Err(Failed::Thrown(message)) = ask(&registry, ARN, true).await else { panic!("it fails") };
    assert!(
        message.starts_with("RequestId: ")
            && message.ends_with(" Error: Runtime exited with error: exit status 7")
    );
    assert_eq!(std::fs::read_to_string(folder.path().join("count")).unwrap(), ".\n.\n.\n");
    registry.stop(Duration::ZERO).await;
}

#[cfg(unix)]
#[tokio::test]
async fn a_program_that_never_asks_is_given_up_and_ended_with_the_server() {
    let registry = registry("command = [\"sleep\", \"600\"]\ntimeout_ms = 100\nattempts = 2\ninstances = 1");
    assert_eq!(ask(&registry, ARN, true).await, not_run("Socket timeout while invoking Lambda function"));
    // It is still starting, and the only one that may: the next call waits for it.
    assert_eq!(ask(&registry, ARN, true).await, not_run("Socket timeout while invoking Lambda function"));
    registry.stop(Duration::ZERO).await;
}

#[cfg(unix)]
#[tokio::test]
async fn calls_that_nobody_waits_for_are_accepted_and_told_when_they_end() {
    let registry = registry("command = [\"./not-there\"]");
    assert_eq!(ask(&registry, ARN, false).await, Ok(Value::Null));
    registry.stop(Duration::from_secs(30)).await;
    let calls = registry.calls_of("us-east-1_A");
    assert_eq!((calls.len(), calls[0].outcome), (1, "thrown"));
}

#[tokio::test]
async fn the_last_calls_are_bounded_and_hold_no_secrets() {
    let registry = registry("command = [\"true\"]");
    for _ in 0..120 {
        _ = ask(&registry, "arn:aws:lambda:us-east-1:000000000000:function:g", true).await;
    }
    let calls = registry.calls_of("us-east-1_A");
    assert_eq!(calls.len(), 100);
    let event = &calls[0].event["request"];
    assert_eq!(event, &json!({ "password": "***", "code": null, "list": [{ "code": "***" }] }));
    assert_eq!(calls[0].error.as_deref(), Some("ResourceNotFoundException"));
    assert!(registry.calls_of("us-east-1_B").is_empty());
}

#[test]
fn what_a_function_throws_is_its_message_within_bounds() {
    let message = |body: &str| match thrown(body.as_bytes()).failed {
        Failed::Thrown(message) => message,
        _ => panic!("it threw"),
    };
    assert_eq!(message(r#"{"errorMessage": "no", "errorType": "Error"}"#), "no");
    assert_eq!(message(r#"{"errorType": "Error"}"#), "Error");
    assert_eq!(message("nonsense"), "Unhandled");
    let long = format!("{{\"errorMessage\": \"{}\"}}", "ä".repeat(LONGEST_MESSAGE));
    assert_eq!(message(&long).len(), LONGEST_MESSAGE);
}
