//! The function of tests/clients/functions on the public crate `lambda_runtime`: every trigger asks it.

use std::fs::OpenOptions;
use std::io::Write;

use lambda_runtime::{Error, LambdaEvent, run, service_fn};
use serde_json::{Value, json};

/// How SAML calls an e-mail address.
const MAIL: &str = "urn:oid:0.9.2342.19200300.100.1.3";
const ROLE: &str = "arn:aws:iam::000000000000:role/gold";
const SUMS: [(&str, &str); 3] = [("6 x 7", "42"), ("6 + 7", "13"), ("7 - 6", "1")];

/// The directory that people come from: names, passwords, addresses.
const OLD: [(&str, &str, &str); 2] =
    [("olga", "old", "olga@example.com"), ("otto", "older", "otto@example.com")];

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    run(service_fn(handler)).await
}

async fn handler(event: LambdaEvent<Value>) -> Result<Value, Error> {
    let request_id = event.context.request_id;
    let mut event = event.payload;
    keep(&event)?;
    let source = event["triggerSource"].as_str().unwrap_or_default().to_owned();
    let (trigger, suffix) = source.split_once('_').ok_or("no source")?;
    let mut response = event["response"].take();
    match trigger {
        "PreSignUp" => pre_sign_up(&event["request"], &mut response)?,
        "PostConfirmation" if event["request"]["clientMetadata"]["welcome"] == "no" => {
            return Err("No welcome".into());
        }
        "PreAuthentication" if event["request"]["validationData"]["from"] == "elsewhere" => {
            return Err("Not from elsewhere".into());
        }
        "PostAuthentication" if event["request"]["userAttributes"]["nickname"] == "late" => {
            return Err("Too late".into());
        }
        "PostConfirmation" | "PreAuthentication" | "PostAuthentication" => {}
        "CustomEmailSender" | "CustomSMSSender" => {}
        "TokenGeneration" => response = tokens(event["version"] == "1", suffix),
        "CustomMessage" => response = message(&event, suffix),
        "DefineAuthChallenge" => response = define(&event),
        "CreateAuthChallenge" => response = create(&event, &request_id)?,
        "VerifyAuthChallengeResponse" => {
            let right = &event["request"]["privateChallengeParameters"]["answer"];
            response["answerCorrect"] = json!(event["request"]["challengeAnswer"] == *right);
        }
        "UserMigration" => migrate(&event, suffix, &mut response)?,
        "InboundFederation" => federate(&event["request"], &mut response).await?,
        _ => return Err(format!("nothing is known of {trigger}").into()),
    }
    event["response"] = response;
    Ok(event)
}

/// Writes a line to the file EVENTS.
fn keep(line: &Value) -> Result<(), Error> {
    let mut file = OpenOptions::new().append(true).create(true).open(std::env::var("EVENTS")?)?;
    Ok(file.write_all(format!("{line}\n").as_bytes())?)
}

fn pre_sign_up(request: &Value, response: &mut Value) -> Result<(), Error> {
    let email = request["userAttributes"]["email"].as_str().unwrap_or_default();
    if email.ends_with("@refused.example.com") {
        return Err("Nobody comes from there".into());
    }
    if request["validationData"]["invitation"] == "yes" {
        response["autoConfirmUser"] = json!(true);
        response["autoVerifyEmail"] = json!(true);
    }
    Ok(())
}

fn tokens(is_first: bool, suffix: &str) -> Value {
    let groups = json!({
        "groupsToOverride": ["gold"], "iamRolesToOverride": [ROLE], "preferredRole": ROLE,
    });
    if is_first {
        return json!({ "claimsOverrideDetails": {
            "claimsToAddOrOverride": { "tier": "gold", "source": suffix },
            "claimsToSuppress": ["email"],
            "groupOverrideDetails": groups,
        } });
    }
    let added = json!({ "tier": "gold", "source": suffix, "limits": { "calls": [5, 50] } });
    json!({ "claimsAndScopeOverrideDetails": {
        "idTokenGeneration": { "claimsToAddOrOverride": added, "claimsToSuppress": ["email"] },
        "accessTokenGeneration": {
            "claimsToAddOrOverride": added, "claimsToSuppress": ["username"],
            "scopesToAdd": ["orders:read"], "scopesToSuppress": ["aws.cognito.signin.user.admin"],
        },
        "groupOverrideDetails": groups,
    } })
}

fn message(event: &Value, suffix: &str) -> Value {
    let request = &event["request"];
    let name = event["userName"].as_str().unwrap_or_default();
    let colour = request["clientMetadata"]["colour"].as_str().unwrap_or("no colour");
    let who = request["usernameParameter"].as_str().unwrap_or(name);
    let code = request["codeParameter"].as_str().unwrap_or_default();
    json!({
        "smsMessage": null,
        "emailSubject": format!("{suffix} of {name}"),
        "emailMessage": format!("<p>{who}, in {colour}: {code}</p>"),
    })
}

fn is_riddle(event: &Value) -> bool {
    event["userName"].as_str().is_some_and(|name| name.starts_with("riddle-"))
}

fn session(event: &Value) -> &[Value] {
    event["request"]["session"].as_array().map(Vec::as_slice).unwrap_or_default()
}

/// The rounds, without the password before them.
fn asked_before(event: &Value) -> Vec<&Value> {
    session(event).iter().filter(|one| one["challengeName"] == "CUSTOM_CHALLENGE").collect()
}

/// AWS's sample, of three tries at one code, after a password by SRP where the sign-in begins so; who is called
/// riddle-… solves three sums.
fn define(event: &Value) -> Value {
    if session(event).last().is_some_and(|one| one["challengeName"] == "SRP_A") {
        return json!({
            "issueTokens": false, "failAuthentication": false, "challengeName": "PASSWORD_VERIFIER",
        });
    }
    let rounds = if is_riddle(event) { 3 } else { 1 };
    let session = asked_before(event);
    let tries = session.len();
    let right = session.iter().filter(|one| one["challengeResult"] == true).count();
    let is_done = right == rounds;
    let is_over = !is_done && (tries >= 3 || (rounds == 3 && right < tries));
    let name = (!is_done && !is_over).then_some("CUSTOM_CHALLENGE");
    json!({ "issueTokens": is_done, "failAuthentication": is_over, "challengeName": name })
}

fn create(event: &Value, request_id: &str) -> Result<Value, Error> {
    let session = asked_before(event);
    let tries = session.len();
    if is_riddle(event) {
        let (question, answer) = SUMS.get(tries).ok_or("no more sums")?;
        return Ok(json!({
            "publicChallengeParameters": { "question": question },
            "privateChallengeParameters": { "answer": answer },
            "challengeMetadata": format!("SUM-{tries}"),
        }));
    }
    let email = &event["request"]["userAttributes"]["email"];
    let before = session.last().and_then(|one| one["challengeMetadata"].as_str());
    let code = match before {
        Some(metadata) => metadata.trim_start_matches("CODE-").to_owned(),
        None => {
            // Random enough for a test: the request's id is.
            keep(&json!({ "to": email, "code": request_id }))?;
            request_id.to_owned()
        }
    };
    Ok(json!({
        "publicChallengeParameters": { "email": email },
        "privateChallengeParameters": { "answer": code },
        "challengeMetadata": format!("CODE-{code}"),
    }))
}

fn migrate(event: &Value, suffix: &str, response: &mut Value) -> Result<(), Error> {
    let person = OLD.iter().find(|(name, _, _)| event["userName"] == *name);
    let (_, password, email) = person.ok_or("The old directory has nobody of this name")?;
    if suffix == "Authentication" {
        if event["request"]["password"] != *password {
            return Err("The old directory has another password".into());
        }
        response["finalUserStatus"] = json!("CONFIRMED");
    }
    response["userAttributes"] = json!({ "email": email, "email_verified": "true", "nickname": "moved" });
    response["messageAction"] = json!("SUPPRESS");
    Ok(())
}

/// Whose address at the provider begins with `as-is` is taken as the provider says; the others get one of ours.
async fn federate(request: &Value, response: &mut Value) -> Result<(), Error> {
    let said = &request["attributes"];
    let saml = said["samlResponse"][MAIL].as_str();
    let email = saml.or_else(|| said["userInfo"]["email"].as_str()).ok_or("no address")?;
    let (name, domain) = email.split_once('@').ok_or("no domain")?;
    match domain {
        "refused.example.com" => return Err("Nobody comes from there".into()),
        "slow.example.com" => std::future::pending().await,
        _ => {}
    }
    if name != "as-is" {
        let provider = request["providerName"].as_str().unwrap_or_default();
        response["userAttributesToMap"] = json!({
            "email": format!("{name}@ours.example.com"), "name": format!("{name} of {provider}"),
        });
    }
    Ok(())
}
