//! The functions of pools, as closures of a test.

use std::collections::BTreeMap;
use std::pin::Pin;
use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use ops::door::{self, Admission, Incoming};
use rules::outside::{Call, Failed, Functions};
use serde_json::Value;

use super::World;

type Outcome = Result<Value, Failed>;
type Running = Pin<Box<dyn Future<Output = Outcome> + Send>>;
type Function = Arc<dyn Fn(&Value) -> Running + Send + Sync>;

/// Functions by ARN, and every event that one was given.
#[derive(Default)]
pub struct Closures {
    functions: Mutex<BTreeMap<String, Function>>,
    events: Mutex<Vec<Value>>,
}

impl Closures {
    /// From now on this ARN names this function, which is given the event and gives what it returns.
    pub fn set(&self, arn: &str, run: impl Fn(&Value) -> Outcome + Send + Sync + 'static) {
        self.put(arn, Arc::new(move |event| Box::pin(std::future::ready(run(event)))));
    }

    /// From now on this ARN names a function that answers always the same.
    pub fn answer(&self, arn: &str, response: Value) {
        self.set(arn, move |event| answered(event, response.clone()));
    }

    /// The events so far; they are forgotten.
    pub fn events(&self) -> Vec<Value> {
        std::mem::take(&mut *self.events.lock().unwrap())
    }

    /// The sources of the events so far; they are forgotten.
    pub fn sources(&self) -> Vec<String> {
        self.events().iter().map(|event| event["triggerSource"].as_str().unwrap().to_owned()).collect()
    }

    fn put(&self, arn: &str, function: Function) {
        self.functions.lock().unwrap().insert(arn.to_owned(), function);
    }
}

impl World {
    /// From now on this ARN names a function that calls an operation of Cenote's before it answers.
    pub fn calls_back(&self, arn: &str, operation: &str, input: Value, response: Value) {
        let (inner, operation) = (Arc::downgrade(&self.inner), operation.to_owned());
        let function = move |event: &Value| -> Running {
            let (event, input, response) = (event.clone(), input.to_string(), response.clone());
            let (inner, operation) = (inner.upgrade().expect("a world"), operation.clone());
            Box::pin(async move {
                let target = format!("AWSCognitoIdentityProviderService.{operation}");
                let incoming = Incoming {
                    method: "POST",
                    path: "/",
                    query: "",
                    headers: &[("content-type", "application/x-amz-json-1.1"), ("x-amz-target", &target)],
                    body: input.as_bytes(),
                    peer_ip: "203.0.113.9",
                    request_id: "99999999-2222-4333-8444-555555555555",
                };
                let answer = door::answer(&inner, Admission::Anyone, incoming).await;
                assert_eq!(answer.status, 200, "{operation}: {}", String::from_utf8_lossy(&answer.body));
                answered(&event, response)
            })
        };
        self.functions.put(arn, Arc::new(function));
    }
}

#[async_trait]
impl Functions for Closures {
    async fn invoke(&self, call: &Call<'_>) -> Outcome {
        self.events.lock().unwrap().push(call.event.clone());
        let function = self.functions.lock().unwrap().get(call.arn).cloned();
        let run = function.ok_or_else(|| Failed::NotRun("ResourceNotFoundException".to_owned()))?;
        match run(call.event).await {
            Err(Failed::NotRun(code)) => Err(Failed::NotRun(code)),
            _ if !call.waits => Ok(Value::Null),
            ran => ran,
        }
    }
}

/// The event with a response in it: what a function returns.
pub fn answered(event: &Value, response: Value) -> Outcome {
    let mut event = event.clone();
    event["response"] = response;
    Ok(event)
}
