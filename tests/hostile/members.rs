//! One member at a time, of every operation: an answer within bounds, and a refusal that changes nothing.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use ops::door::{self, Answer};
use serde_json::{Value, json};
use store::Store;
use wire::{Auth, Kind, Operation};

use super::mutations::{self, Mutation, Named};
use super::places::{self, Place, Step};
use super::{Dice, is_long, seed};
use crate::world::dump::{Dump, Tables};
use crate::world::query::{self, called};
use crate::world::rest;
use crate::world::stage::{ClientKind, Stage, ways};
use crate::world::{PASSWORD, by_password, merged};

/// How many mutations of one way into an operation are tried when not everything is.
const SAMPLE: usize = 60;

/// How long one answer may take on a machine that has much else to do.
const LONGEST: Duration = Duration::from_secs(30);

/// What a protocol adds to the errors that a model declares.
/// AWS: the API reference, "Common errors"; SerializationException as the AWS-JSON endpoints answer it.
const PROTOCOL: [&str; 4] = [
    "SerializationException",
    "InvalidParameterException",
    "TooManyRequestsException",
    "ValidationException",
];

/// What a refused proof may count, by operation: everything else must stay as it was.
fn may_count(operation: &str) -> &'static [&'static str] {
    match operation {
        // Lockout, for known and unknown names, and the sign-in history.
        "AdminInitiateAuth" | "AdminRespondToAuthChallenge" | "InitiateAuth" | "RespondToAuthChallenge" => {
            &["users.failures", "users.failed_at", "attempts +", "auth_events +"]
        }
        // Wrong codes: the hour's limit and the code's own.
        "ConfirmForgotPassword" | "ConfirmSignUp" | "VerifyUserAttribute" => {
            &["attempts +", "attempts.count", "codes.attempts", "auth_events +"]
        }
        "ChangePassword" => &["attempts +", "attempts.count", "auth_events +"],
        // A role that is refused is remembered as one that nobody has, where roles are taken on faith.
        "CreateRole" => &["attempts +", "attempts.count", "attempts.since"],
        _ => &[],
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn administrators_nonsense_is_answered_and_changes_nothing() {
    try_all(|operation| operation.auth == Auth::SigV4, ClientKind::Public).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn anybodys_nonsense_is_answered_and_changes_nothing() {
    try_all(|operation| operation.auth == Auth::None, ClientKind::Public).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nonsense_from_clients_with_a_secret_is_answered_and_changes_nothing() {
    let names_client = |operation: &Operation| match operation.input.kind {
        Kind::Structure(members) => members.iter().any(|member| member.name == "ClientId"),
        _ => false,
    };
    let chosen = |operation: &Operation| operation.auth == Auth::None && names_client(operation);
    try_all(chosen, ClientKind::Confidential).await;
}

async fn try_all(chosen: impl Fn(&Operation) -> bool, kind: ClientKind) {
    let (mut tried, mut wrong) = (0, Vec::new());
    for entry in ops::table::entries() {
        let operation = entry.service.operation(entry.name).expect("an operation of the model");
        if chosen(operation) {
            for way in ways(&called(operation)) {
                let trial = Trial::begin(operation, way, kind).await.run().await;
                tried += trial.tried;
                wrong.extend(trial.wrong);
            }
        }
    }
    let shown: Vec<&str> = wrong.iter().take(40).map(String::as_str).collect();
    assert!(wrong.is_empty(), "{} are wrong (CENOTE_SEED={}):\n{}", wrong.len(), seed(), shown.join("\n"));
    assert!(tried > 500, "only {tried} were tried");
}

/// The trial of one way into one operation.
struct Trial {
    operation: &'static Operation,
    way: &'static str,
    kind: ClientKind,
    tables: Tables,
    stage: Arc<Stage>,
    input: Value,
    before: Dump,
    refreshed: usize,
    tried: usize,
    wrong: Vec<String>,
}

impl Trial {
    async fn begin(operation: &'static Operation, way: &'static str, kind: ClientKind) -> Trial {
        let stage = Arc::new(stage(kind).await);
        let store = &stage.world.inner.store;
        let tables = Tables::of(store).await;
        let input = stage.input(&called(operation), way).await;
        // The input is worth mutating only if it succeeds as it is.
        stage.world.ok(&called(operation), input).await;
        let input = stage.input(&called(operation), way).await;
        let before = tables.dump(store).await;
        let (refreshed, tried, wrong) = (0, 0, Vec::new());
        Trial { operation, way, kind, tables, stage, input, before, refreshed, tried, wrong }
    }

    async fn run(mut self) -> Trial {
        let places = places::all(self.operation.input, &self.input);
        let mut cases: Vec<(&Place, Named)> = Vec::new();
        for place in &places {
            let valid = at(&self.input, &place.path).cloned().unwrap_or_else(|| json!("a"));
            cases.extend(mutations::all(place.shape, &valid).into_iter().map(|named| (place, named)));
        }
        if !is_long() {
            let name = self.operation.name.bytes().chain(self.way.bytes());
            let mut dice = Dice::new(name.fold(seed(), |seed, byte| seed.wrapping_mul(31) + u64::from(byte)));
            while cases.len() > SAMPLE {
                let at = dice.roll(cases.len());
                cases.swap_remove(at);
            }
        }
        self.tried = cases.len();
        for (place, (name, mutation)) in cases {
            let body = self.body(place, &mutation);
            if let Err(what) = self.judge(body).await {
                let (operation, way, place) = (self.operation.name, self.way, place.text());
                self.wrong.push(format!("{operation} {way}: {name} at {place}: {what}"));
            }
        }
        self
    }

    /// The body with the mutation in it. What no tree can hold takes the place of a text that nobody writes.
    fn body(&self, place: &Place, mutation: &Mutation) -> Vec<u8> {
        const HERE: &str = "@@here@@";
        let mut tree = self.input.clone();
        let mut put = |value| places::put(self.operation.input, &mut tree, &place.path, value);
        let raw = match mutation {
            Mutation::Gone => {
                put(None);
                return tree.to_string().into_bytes();
            }
            Mutation::Is(value) => {
                put(Some(value.clone()));
                return tree.to_string().into_bytes();
            }
            Mutation::Raw(bytes) => bytes.clone(),
            Mutation::Twice(second) => {
                let first = at(&self.input, &place.path).unwrap_or(second);
                match place.path.last() {
                    Some(Step::Key(name)) => format!("{first},{}:{second}", json!(name)).into_bytes(),
                    _ => format!("{first},{second}").into_bytes(),
                }
            }
        };
        put(Some(json!(HERE)));
        let text = tree.to_string();
        let (start, end) = text.split_once(&format!("\"{HERE}\"")).expect("the place");
        [start.as_bytes(), &raw, end.as_bytes()].concat()
    }

    /// Errors: what is wrong with the answer, or with what it left behind.
    async fn judge(&mut self, body: Vec<u8>) -> Result<(), String> {
        let store = self.stage.world.inner.store.clone();
        let batches = store.stats().batches;
        let sent: Value = serde_json::from_slice(&body).unwrap_or_default();
        let answer = self.answer(self.operation, body).await?;
        check(self.operation, &answer)?;
        // A driver has no other way to change anything.
        if store.stats().batches == batches {
            return Ok(());
        }
        let changes = self.before.changes(&self.tables.dump(&store).await);
        let seen = if answer.status == 200 { self.look(&sent, &answer.body).await } else { Ok(()) };
        self.refresh().await;
        seen?;
        let allowed = may_count(self.operation.name);
        let left: BTreeMap<_, _> =
            changes.into_iter().filter(|(fact, _)| !allowed.contains(&fact.as_str())).collect();
        match answer.status == 200 || left.is_empty() {
            true => Ok(()),
            false => Err(format!("refused with {:?}, and yet {left:?}", answer.error)),
        }
    }

    /// Nonsense that was taken must not break what reads it later: everything it can have touched is used once.
    ///
    /// Errors: what is wrong with an answer that follows.
    async fn look(&self, sent: &Value, got: &[u8]) -> Result<(), String> {
        let got: Value = serde_json::from_slice(got).unwrap_or_default();
        let stage = &self.stage;
        let text = |value: &Value, otherwise: &str| value.as_str().unwrap_or(otherwise).to_owned();
        let pool = text(&got["UserPool"]["Id"], &text(&sent["UserPoolId"], &stage.pool));
        let client = text(&got["UserPoolClient"]["ClientId"], &text(&sent["ClientId"], &stage.client));
        let in_pool = json!({ "UserPoolId": pool });
        let of = |more: Value| merged(in_pool.clone(), more);
        let mut calls = vec![
            ("ListUserPools", json!({ "MaxResults": 60 })),
            ("DescribeUserPool", in_pool.clone()),
            ("ListUserPoolClients", of(json!({ "MaxResults": 60 }))),
            ("DescribeUserPoolClient", of(json!({ "ClientId": client }))),
            ("ListUsers", in_pool.clone()),
        ];
        let name = sent["Username"].as_str().or(sent["AuthParameters"]["USERNAME"].as_str());
        if let Some(name) = name {
            calls.push(("AdminGetUser", of(json!({ "Username": name }))));
            calls.push(("InitiateAuth", by_password(&client, name, PASSWORD)));
            calls.push(("InitiateAuth", by_password(&client, name, "Other-pass-2")));
        }
        if self.operation.name.contains("Pool") || self.operation.name == "AddCustomAttributes" {
            let guest = "guest@example.com";
            let attributes = json!([{ "Name": "email", "Value": guest }]);
            let invitation = json!({ "Username": guest, "UserAttributes": attributes,
                                     "DesiredDeliveryMediums": ["EMAIL"] });
            let password = json!({ "Username": guest, "Password": PASSWORD, "Permanent": true });
            calls.push(("AdminCreateUser", of(invitation)));
            calls.push(("AdminSetUserPassword", of(password)));
            calls.push(("InitiateAuth", by_password(&client, guest, PASSWORD)));
            calls.push((
                "SignUp",
                json!({ "ClientId": client, "Username": "new@example.com",
                                          "Password": PASSWORD, "UserAttributes": attributes }),
            ));
        }
        for (name, input) in calls {
            let operation = wire::Service::Idp.operation(name).expect("an operation of the model");
            let answer = self.answer(operation, input.to_string().into_bytes()).await;
            let judged = answer.and_then(|answer| check(operation, &answer));
            judged.map_err(|what| format!("was taken, and then {name}: {what}"))?;
        }
        Ok(())
    }

    async fn answer(&self, operation: &'static Operation, body: Vec<u8>) -> Result<Answer, String> {
        let stage = Arc::clone(&self.stage);
        let running = tokio::spawn(async move { stage.world.send(&called(operation), &[], &body).await });
        match tokio::time::timeout(LONGEST, running).await {
            Err(_) => Err("no answer".to_owned()),
            Ok(Err(_)) => Err("a panic".to_owned()),
            Ok(Ok(answer)) => Ok(answer),
        }
    }

    /// A fresh input after one that was used or counted; now and then a fresh world, so that looking stays quick.
    async fn refresh(&mut self) {
        self.refreshed += 1;
        if self.refreshed.is_multiple_of(20) {
            self.stage = Arc::new(stage(self.kind).await);
        }
        self.input = self.stage.input(&called(self.operation), self.way).await;
        self.before = self.tables.dump(&self.stage.world.inner.store).await;
    }
}

async fn stage(kind: ClientKind) -> Stage {
    Stage::on(Store::open_memory().expect("a store"), kind).await.unwatched()
}

fn at<'a>(tree: &'a Value, path: &[Step]) -> Option<&'a Value> {
    path.iter().try_fold(tree, |tree, step| match step {
        Step::Key(name) => tree.get(name),
        Step::First => tree.get(0),
    })
}

/// Errors: what is wrong with an answer that should be 200, or an error that the operation may give, well formed.
pub fn check(operation: &Operation, answer: &Answer) -> Result<(), String> {
    const LONGEST_BYTES: usize = 64 * 1024;
    let Some(code) = answer.error.as_deref() else {
        return if answer.status == 200 { Ok(()) } else { Err(format!("status {}", answer.status)) };
    };
    let shown = String::from_utf8_lossy(&answer.body);
    let is_known = operation.errors.contains(&code) || PROTOCOL.contains(&code);
    if query::is_spoken(operation) {
        let is_known = is_known || code == "MalformedQueryString" || door::is_declared(operation, code);
        let told = query::error(&answer.body).filter(|_| shown.len() < LONGEST_BYTES);
        let is_right = is_known && (400..500).contains(&answer.status) && told.is_some_and(|it| it.0 == code);
        return if is_right { Ok(()) } else { Err(format!("status {}: {shown:.200}", answer.status)) };
    }
    if rest::is_spoken(operation) {
        let body: Value = serde_json::from_slice(&answer.body).map_err(|error| error.to_string())?;
        let is_whole = is_known && body["message"].is_string() && shown.len() < LONGEST_BYTES;
        let is_right = is_whole && (400..500).contains(&answer.status);
        return if is_right { Ok(()) } else { Err(format!("status {}: {shown:.200}", answer.status)) };
    }
    if answer.status != 400 || !is_known {
        return Err(format!("status {}: {shown:.200}", answer.status));
    }
    let body: Value = serde_json::from_slice(&answer.body).map_err(|error| error.to_string())?;
    let is_whole = body["__type"] == code && body["message"].is_string() && shown.len() < LONGEST_BYTES;
    if is_whole { Ok(()) } else { Err(format!("an odd answer of {} bytes: {shown:.200}", shown.len())) }
}
