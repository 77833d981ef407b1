//! Policy decisions alone, on one thread: no server, no store.

use std::hint::black_box;
use std::sync::Arc;
use std::time::Duration;

use rules::policy::{Asked, Aws, Context, Document, Kind, Policies, Policy, Who, decide};

use crate::{Result, clock};

/// How often each is done in a round, and how many rounds there are, of which the median counts.
const TIMES: u32 = 20_000;
const ROUNDS: usize = 9;

const OWN_PREFIX: &str = r#"{"Version":"2012-10-17","Statement":[
    {"Effect":"Allow","Action":"s3:ListBucket","Resource":"arn:aws:s3:::app",
     "Condition":{"StringLike":{"s3:prefix":["${cognito-identity.amazonaws.com:sub}/*"]}}},
    {"Effect":"Allow","Action":["s3:GetObject","s3:PutObject","s3:DeleteObject"],
     "Resource":"arn:aws:s3:::app/${cognito-identity.amazonaws.com:sub}/*"}]}"#;
const OWN_ROWS: &str = r#"{"Version":"2012-10-17","Statement":[
    {"Effect":"Allow","Action":["dynamodb:GetItem","dynamodb:Query"],
     "Resource":"arn:aws:dynamodb:us-east-1:111122223333:table/app",
     "Condition":{"ForAllValues:StringEquals":{"dynamodb:LeadingKeys":["${cognito-identity.amazonaws.com:sub}"]}}},
    {"Effect":"Allow","Action":"execute-api:Invoke","Resource":"arn:aws:execute-api:us-east-1:*:*/prod/GET/*"}]}"#;
const GUARD: &str = r#"{"Version":"2012-10-17","Statement":[
    {"Sid":"Tls","Effect":"Deny","Action":"*","Resource":"*","Condition":{"Bool":{"aws:SecureTransport":"false"}}},
    {"Effect":"Deny","NotAction":["s3:*","dynamodb:*","execute-api:*"],"Resource":"*"},
    {"Effect":"Deny","Action":"s3:*","Resource":"*",
     "Condition":{"NotIpAddress":{"aws:SourceIp":["203.0.113.0/24","10.0.0.0/8","2001:db8::/32"]}}}]}"#;
const BOUND: &str = r#"{"Version":"2012-10-17","Statement":[
    {"Effect":"Allow","Action":["s3:*","dynamodb:*","execute-api:*","lambda:InvokeFunction"],"Resource":"*"}]}"#;

const REQUESTS: [(&str, &str); 4] = [
    ("s3:GetObject", "arn:aws:s3:::app/us-east-1:aaaa/photos/2026/11/21/one.jpg"),
    ("s3:GetObject", "arn:aws:s3:::app/us-east-1:cccc/one.jpg"),
    ("dynamodb:GetItem", "arn:aws:dynamodb:us-east-1:111122223333:table/app"),
    ("iam:CreateUser", "*"),
];

/// Prints the CPU time of a decision for an app user's role: three policies, a boundary and a session policy, nine statements
/// in all, and fifteen condition keys.
pub fn run() -> Result<()> {
    let policy = |text: &str| -> Result<Policy> {
        Ok(Policy { name: String::new(), document: Arc::new(Document::parse(text, Kind::Identity)?) })
    };
    let identity = [policy(OWN_PREFIX)?, policy(OWN_ROWS)?, policy(GUARD)?];
    let (boundary, session) = (policy(BOUND)?, [policy(BOUND)?]);
    let policies =
        Policies { identity: &identity, boundary: Some(&boundary), session: &session, ..Policies::default() };
    let who = Who::Aws(Aws {
        account: "111122223333",
        arn: "arn:aws:sts::111122223333:assumed-role/app/CognitoIdentityCredentials",
        role_arn: Some("arn:aws:iam::111122223333:role/app"),
        id: "AROAAPPAPPAPPAPPAPPAP:CognitoIdentityCredentials",
    });
    let context = said();
    println!("| CPU time, one thread | each |\n|---|--:|");
    for (action, resource) in REQUESTS {
        let asked = Asked { who, action, resource, context: &context };
        let outcome = decide(&policies, &asked).outcome;
        let each = median(|| {
            black_box(decide(black_box(&policies), black_box(&asked)).outcome);
        })?;
        println!("| {action} on `{resource}`: {outcome:?} | {:.2} us |", micros(each));
    }
    println!("| saying the condition keys | {:.2} us |", micros(median(|| drop(black_box(said())))?));
    let each = median(|| drop(black_box(Document::parse(black_box(OWN_PREFIX), Kind::Identity))))?;
    println!("| compiling a document of two statements | {:.2} us |", micros(each));
    Ok(())
}

fn said() -> Context {
    let mut context = Context::new();
    for (key, value) in [
        ("cognito-identity.amazonaws.com:sub", "us-east-1:aaaa"),
        ("cognito-identity.amazonaws.com:aud", "us-east-1:bbbb"),
        ("aws:SourceIp", "203.0.113.9"),
        ("aws:SecureTransport", "true"),
        ("aws:CurrentTime", "2026-11-21T04:00:00Z"),
        ("aws:EpochTime", "1795233600"),
        ("aws:UserAgent", "aws-sdk-js/3.0"),
        ("aws:PrincipalArn", "arn:aws:iam::111122223333:role/app"),
        ("aws:PrincipalAccount", "111122223333"),
        ("aws:PrincipalType", "AssumedRole"),
        ("aws:userid", "AROAAPPAPPAPPAPPAPPAP:CognitoIdentityCredentials"),
        ("aws:RequestedRegion", "us-east-1"),
        ("aws:PrincipalTag/team", "red"),
        ("aws:PrincipalTag/tier", "gold"),
        ("s3:prefix", "us-east-1:aaaa/"),
    ] {
        context.set(key, value);
    }
    context
}

fn median(mut one: impl FnMut()) -> Result<Duration> {
    let mut rounds = Vec::with_capacity(ROUNDS);
    for _ in 0..ROUNDS {
        let before = clock::thread_cpu()?;
        for _ in 0..TIMES {
            one();
        }
        rounds.push(clock::thread_cpu()?.saturating_sub(before) / TIMES);
    }
    rounds.sort();
    Ok(rounds[ROUNDS / 2])
}

fn micros(time: Duration) -> f64 {
    time.as_secs_f64() * 1e6
}
