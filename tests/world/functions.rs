//! The functions of pools, as closures of a test.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use rules::outside::{Call, Failed, Functions};
use serde_json::Value;

type Function = Arc<dyn Fn(&Value) -> Result<Value, Failed> + Send + Sync>;

/// Functions by ARN, and every event that one was given.
#[derive(Default)]
pub struct Closures {
    functions: Mutex<BTreeMap<String, Function>>,
    events: Mutex<Vec<Value>>,
}

impl Closures {
    /// From now on this ARN names this function, which is given the event and gives what it returns.
    pub fn set(&self, arn: &str, run: impl Fn(&Value) -> Result<Value, Failed> + Send + Sync + 'static) {
        self.functions.lock().unwrap().insert(arn.to_owned(), Arc::new(run));
    }

    /// The events so far; they are forgotten.
    pub fn events(&self) -> Vec<Value> {
        std::mem::take(&mut *self.events.lock().unwrap())
    }
}

#[async_trait]
impl Functions for Closures {
    async fn invoke(&self, call: &Call<'_>) -> Result<Value, Failed> {
        self.events.lock().unwrap().push(call.event.clone());
        let function = self.functions.lock().unwrap().get(call.arn).cloned();
        let run = function.ok_or_else(|| Failed::NotRun("ResourceNotFoundException".to_owned()))?;
        match run(call.event) {
            Err(Failed::NotRun(code)) => Err(Failed::NotRun(code)),
            _ if !call.waits => Ok(Value::Null),
            ran => ran,
        }
    }
}

/// The event with a response in it: what a function returns.
pub fn answered(event: &Value, response: Value) -> Result<Value, Failed> {
    let mut event = event.clone();
    event["response"] = response;
    Ok(event)
}
