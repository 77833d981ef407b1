//! Inputs for threat protection, the history of events and their logs.

use serde_json::{Value, json};

use super::Stage;
use crate::world::{PASSWORD, by_password, merged};

/// Whether an operation is one of this family.
pub fn knows(operation: &str) -> bool {
    operation.contains("RiskConfiguration")
        || operation.contains("LogDelivery")
        || operation.contains("AuthEvent")
}

/// A whole risk configuration.
pub fn risk() -> Value {
    let mail =
        json!({ "Subject": "A new sign-in", "HtmlBody": "<p>Was it you?</p>", "TextBody": "Was it you?" });
    let action = json!({ "Notify": true, "EventAction": "MFA_IF_CONFIGURED" });
    json!({
        "CompromisedCredentialsRiskConfiguration": {
            "EventFilter": ["SIGN_IN"], "Actions": { "EventAction": "BLOCK" },
        },
        "AccountTakeoverRiskConfiguration": {
            "NotifyConfiguration": {
                "From": "guard@example.com", "SourceArn": "arn:aws:ses:us-east-1:000000000000:identity/example.com",
                "BlockEmail": mail, "NoActionEmail": mail, "MfaEmail": mail,
            },
            "Actions": { "LowAction": action, "MediumAction": action, "HighAction": action },
        },
        "RiskExceptionConfiguration": {
            "BlockedIPRangeList": ["198.51.100.0/24"], "SkippedIPRangeList": ["192.0.2.0/24", "2001:db8::/32"],
        },
    })
}

/// The log group that the records of these inputs go to.
pub const GROUP: &str = "arn:aws:logs:us-east-1:000000000000:log-group:cenote";

/// What delivers both logs of a pool.
pub fn logs() -> Value {
    let group = json!({ "LogGroupArn": GROUP });
    json!([
        { "LogLevel": "ERROR", "EventSource": "userNotification", "CloudWatchLogsConfiguration": group },
        { "LogLevel": "INFO", "EventSource": "userAuthEvents", "CloudWatchLogsConfiguration": group },
    ])
}

impl Stage {
    pub(super) async fn threat_input(&self, operation: &str) -> Value {
        let world = &self.world;
        let add_ons = json!({ "AdvancedSecurityMode": "AUDIT" });
        let pool = world.pool(json!({ "UserPoolAddOns": add_ons })).await;
        let client = world.client(&pool, json!({})).await;
        let of = |more: Value| merged(json!({ "UserPoolId": pool }), more);
        match operation {
            "SetRiskConfiguration" => of(merged(risk(), json!({ "ClientId": client }))),
            "DescribeRiskConfiguration" => {
                world.ok("SetRiskConfiguration", of(risk())).await;
                of(json!({ "ClientId": client }))
            }
            "SetLogDeliveryConfiguration" => of(json!({ "LogConfigurations": logs() })),
            "GetLogDeliveryConfiguration" => {
                world.ok("SetLogDeliveryConfiguration", of(json!({ "LogConfigurations": logs() }))).await;
                of(json!({}))
            }
            _ => {
                world.user(&pool, "watched").await;
                for _ in 0..2 {
                    world.ok("InitiateAuth", by_password(&client, "watched", PASSWORD)).await;
                }
                let page = of(json!({ "Username": "watched", "MaxResults": 1 }));
                let first = world.ok("AdminListUserAuthEvents", page.clone()).await;
                let id = first["AuthEvents"][0]["EventId"].clone();
                let said = json!({ "Username": "watched", "EventId": id, "FeedbackValue": "Valid" });
                match operation {
                    "AdminListUserAuthEvents" => merged(page, json!({ "NextToken": first["NextToken"] })),
                    "AdminUpdateAuthEventFeedback" => of(said),
                    _ => {
                        let token = world.feedback_token(&pool, "watched", id.as_str().expect("an id")).await;
                        of(merged(said, json!({ "FeedbackToken": token })))
                    }
                }
            }
        }
    }
}
