//! DefineAuthChallenge on the public crate `lambda_runtime`: asks the custom challenge, and throws for who is unwelcome.

use lambda_runtime::{Error, LambdaEvent, run, service_fn};
use serde_json::{Value, json};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    run(service_fn(define)).await
}

async fn define(event: LambdaEvent<Value>) -> Result<Value, Error> {
    let (mut event, context) = event.into_parts();
    println!("asked as {} by {}", context.invoked_function_arn, context.request_id);
    if event["userName"] == "mallory" {
        return Err("mallory is not welcome".into());
    }
    event["response"] = json!({ "challengeName": "CUSTOM_CHALLENGE" });
    Ok(event)
}
