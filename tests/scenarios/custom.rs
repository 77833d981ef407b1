//! Custom sign-in: the pool's functions ask, judge and let in.

use rules::outside::Failed;
use serde_json::{Value, json};

use crate::world::functions::answered;
use crate::world::mfa::respond;
use crate::world::people::wrong;
use crate::world::{PASSWORD, World, merged, srp};

const WRONG: &str = "NotAuthorizedException: Incorrect username or password.";
const INVALID: &str = "InvalidLambdaResponseException: Unrecognizable lambda output";
const USED: &str = "NotAuthorizedException: Invalid session for the user, session can only be used once.";

struct Place {
    world: World,
    pool: String,
    client: String,
}

fn arn(name: &str) -> String {
    format!("arn:aws:lambda:us-east-1:000000000000:function:{name}")
}

/// A pool whose functions ask a riddle up to three times, and alice.
async fn place(over: Value) -> Place {
    let world = World::new();
    let functions = json!({
        "DefineAuthChallenge": arn("define"), "CreateAuthChallenge": arn("create"),
        "VerifyAuthChallengeResponse": arn("verify"),
    });
    let pool = world.pool(merged(json!({ "LambdaConfig": functions }), over)).await;
    let flows = json!({ "ExplicitAuthFlows": ["ALLOW_CUSTOM_AUTH", "ALLOW_USER_PASSWORD_AUTH"] });
    let client = world.client(&pool, flows).await;
    world.user(&pool, "alice").await;
    let place = Place { world, pool, client };
    place.define(|session| match session.last() {
        Some(last) if last["challengeName"] == "CUSTOM_CHALLENGE" && last["challengeResult"] == true => {
            json!({ "issueTokens": true, "failAuthentication": false })
        }
        _ if session.len() >= 3 => json!({ "issueTokens": false, "failAuthentication": true }),
        _ => json!({ "challengeName": "CUSTOM_CHALLENGE" }),
    });
    place.world.functions.set(&arn("create"), |event| {
        let round = event["request"]["session"].as_array().unwrap().len();
        answered(
            event,
            json!({
                "publicChallengeParameters": { "riddle": format!("round {round}") },
                "privateChallengeParameters": { "solution": format!("answer {round}") },
                "challengeMetadata": format!("riddle {round}"),
            }),
        )
    });
    place.world.functions.set(&arn("verify"), |event| {
        let request = &event["request"];
        let is_right = request["challengeAnswer"] == request["privateChallengeParameters"]["solution"];
        answered(event, json!({ "answerCorrect": is_right }))
    });
    place
}

impl Place {
    /// DefineAuthChallenge, as what follows from the session.
    fn define(&self, decide: impl Fn(&[Value]) -> Value + Send + Sync + 'static) {
        self.world.functions.set(&arn("define"), move |event| {
            answered(event, decide(event["request"]["session"].as_array().expect("a session")))
        });
    }

    fn begins(&self, name: &str) -> Value {
        json!({ "ClientId": self.client, "AuthFlow": "CUSTOM_AUTH", "AuthParameters": { "USERNAME": name } })
    }

    async fn begin(&self, name: &str) -> Value {
        self.world.ok("InitiateAuth", self.begins(name)).await
    }

    async fn respond(&self, challenge: &Value, answer: &str) -> Value {
        let input = respond(&self.client, challenge, "alice", &[("ANSWER", answer)]);
        self.world.ok("RespondToAuthChallenge", input).await
    }

    async fn refuses(&self, challenge: &Value, answer: &str) -> String {
        let input = respond(&self.client, challenge, "alice", &[("ANSWER", answer)]);
        self.world.refused("RespondToAuthChallenge", input).await
    }

    /// The first leg of SRP, for the functions to ask for the second.
    fn begins_by_srp(&self, name: &str) -> Value {
        let mut input = self.begins(name);
        input["AuthParameters"]["CHALLENGE_NAME"] = json!("SRP_A");
        input["AuthParameters"]["SRP_A"] = srp::hello(&self.client, name)["AuthParameters"]["SRP_A"].clone();
        input
    }

    fn proof(&self, challenge: &Value, password: &str) -> Value {
        let proof = srp::proof(&self.world, &self.pool, &self.client, challenge, password);
        merged(proof, json!({ "Session": challenge["Session"] }))
    }
}

#[tokio::test]
async fn a_pool_without_the_functions_has_no_custom_sign_in() {
    let world = World::new();
    let pool = world.pool(json!({})).await;
    let client = world.client(&pool, json!({ "ExplicitAuthFlows": ["ALLOW_CUSTOM_AUTH"] })).await;
    world.user(&pool, "alice").await;
    let input =
        json!({ "ClientId": client, "AuthFlow": "CUSTOM_AUTH", "AuthParameters": { "USERNAME": "alice" } });
    assert_eq!(
        world.refused("InitiateAuth", input).await,
        "InvalidParameterException: Custom auth lambda trigger is not configured for the user pool."
    );
}

#[tokio::test]
async fn a_riddle_is_asked_until_it_is_answered() {
    let place = place(json!({})).await;
    let world = &place.world;
    let first = place.begin("alice").await;
    assert_eq!(first["ChallengeName"], "CUSTOM_CHALLENGE");
    assert_eq!(first["ChallengeParameters"], json!({ "USERNAME": "alice", "riddle": "round 0" }));
    let sub = world.look(&place.pool, "alice").await["UserAttributes"][0]["Value"].clone();
    let attributes = json!({
        "sub": sub, "cognito:user_status": "CONFIRMED", "email": "alice@example.com", "email_verified": "true",
    });
    let event = |source: &str, request: Value, response: Value| {
        json!({
            "version": "1", "triggerSource": format!("{source}_Authentication"), "region": "us-east-1",
            "userPoolId": place.pool, "userName": "alice",
            "callerContext": { "awsSdkVersion": "aws-sdk-unknown-unknown", "clientId": place.client },
            "request": merged(json!({ "userAttributes": attributes, "userNotFound": false }), request),
            "response": response,
        })
    };
    let nothing = json!({ "challengeName": null, "issueTokens": null, "failAuthentication": null });
    let made = json!({
        "publicChallengeParameters": null, "privateChallengeParameters": null, "challengeMetadata": null,
    });
    assert_eq!(
        world.functions.events(),
        [
            event("DefineAuthChallenge", json!({ "session": [] }), nothing.clone()),
            event(
                "CreateAuthChallenge",
                json!({ "session": [], "challengeName": "CUSTOM_CHALLENGE" }),
                made.clone()
            ),
        ]
    );
    let mut wrong = respond(&place.client, &first, "alice", &[("ANSWER", "no idea")]);
    wrong["ClientMetadata"] = json!({ "from": "the test" });
    let second = world.ok("RespondToAuthChallenge", wrong.clone()).await;
    assert_eq!(second["ChallengeParameters"]["riddle"], "round 1");
    let metadata = json!({ "clientMetadata": { "from": "the test" } });
    let session = json!([{
        "challengeName": "CUSTOM_CHALLENGE", "challengeResult": false, "challengeMetadata": "riddle 0",
    }]);
    let with = |request: Value| merged(request, metadata.clone());
    assert_eq!(
        world.functions.events(),
        [
            event(
                "VerifyAuthChallengeResponse",
                with(json!({
                    "privateChallengeParameters": { "solution": "answer 0" }, "challengeAnswer": "no idea",
                })),
                json!({ "answerCorrect": null })
            ),
            event("DefineAuthChallenge", with(json!({ "session": session })), nothing),
            event(
                "CreateAuthChallenge",
                with(json!({ "session": session, "challengeName": "CUSTOM_CHALLENGE" })),
                made
            ),
        ]
    );
    assert_eq!(world.refused("RespondToAuthChallenge", wrong).await, USED);
    let tokens = place.respond(&second, "answer 1").await;
    assert!(tokens["AuthenticationResult"]["AccessToken"].is_string());
    assert_eq!(place.refuses(&second, "answer 1").await, USED);
}

#[tokio::test]
async fn functions_let_nobody_in_after_three_wrong_answers() {
    let place = place(json!({})).await;
    let mut challenge = place.begin("alice").await;
    for _ in 0..2 {
        challenge = place.respond(&challenge, "no idea").await;
    }
    assert_eq!(place.refuses(&challenge, "no idea").await, WRONG);
    // The last challenge has had its answer: there is none left to guess at.
    assert_eq!(place.refuses(&challenge, "answer 2").await, USED);
}

#[tokio::test]
async fn of_many_answers_at_once_one_is_judged() {
    let place = place(json!({})).await;
    let challenge = place.begin("alice").await;
    place.world.functions.events();
    let tries = (0..20).map(|count| {
        let answer = format!("guess {count}");
        let input = respond(&place.client, &challenge, "alice", &[("ANSWER", &answer)]);
        place.world.call("RespondToAuthChallenge", input)
    });
    let answers = futures_util::future::join_all(tries).await;
    assert_eq!(answers.iter().filter(|answer| answer.is_ok()).count(), 1);
    let events = place.world.functions.events();
    let judged =
        events.iter().filter(|event| event["triggerSource"] == "VerifyAuthChallengeResponse_Authentication");
    assert_eq!(judged.count(), 1);
}

#[tokio::test]
async fn the_password_by_srp_comes_first_where_functions_say_so() {
    let place = place(json!({})).await;
    let world = &place.world;
    place.define(|session| {
        let names: Vec<&str> = session.iter().map(|entry| entry["challengeName"].as_str().unwrap()).collect();
        let last_holds = session.last().is_some_and(|entry| entry["challengeResult"] == true);
        match names.as_slice() {
            ["SRP_A"] => json!({ "challengeName": "PASSWORD_VERIFIER" }),
            ["SRP_A", "PASSWORD_VERIFIER"] => json!({ "challengeName": "CUSTOM_CHALLENGE" }),
            ["SRP_A", "PASSWORD_VERIFIER", "CUSTOM_CHALLENGE"] if last_holds => {
                json!({ "issueTokens": true })
            }
            _ => json!({ "failAuthentication": true }),
        }
    });
    let mut without = place.begins_by_srp("alice");
    without["AuthParameters"].as_object_mut().unwrap().remove("SRP_A");
    assert_eq!(
        world.refused("InitiateAuth", without).await,
        "InvalidParameterException: Missing required parameter SRP_A"
    );
    let by_srp = world.ok("InitiateAuth", place.begins_by_srp("alice")).await;
    assert_eq!(by_srp["ChallengeName"], "PASSWORD_VERIFIER");
    assert_eq!(world.refused("RespondToAuthChallenge", place.proof(&by_srp, "Wrong-1!")).await, WRONG);
    let riddle = world.ok("RespondToAuthChallenge", place.proof(&by_srp, PASSWORD)).await;
    assert_eq!(riddle["ChallengeName"], "CUSTOM_CHALLENGE");
    assert_eq!(world.refused("RespondToAuthChallenge", place.proof(&by_srp, PASSWORD)).await, USED);
    let tokens = place.respond(&riddle, "answer 2").await;
    assert!(tokens["AuthenticationResult"]["AccessToken"].is_string());
    let sessions: Vec<Value> =
        world.functions.events().iter().map(|event| event["request"]["session"].clone()).collect();
    let told = |name: &str, metadata: Value| json!({ "challengeName": name, "challengeResult": true, "challengeMetadata": metadata });
    assert_eq!(
        sessions.last().unwrap(),
        &json!([
            told("SRP_A", Value::Null),
            told("PASSWORD_VERIFIER", Value::Null),
            told("CUSTOM_CHALLENGE", json!("riddle 2")),
        ])
    );
    // A right password that the functions do not like is no way in, and serves once.
    place.define(|session| match session.len() {
        1 => json!({ "challengeName": "PASSWORD_VERIFIER" }),
        _ => json!({ "failAuthentication": true }),
    });
    let by_srp = world.ok("InitiateAuth", place.begins_by_srp("alice")).await;
    assert_eq!(world.refused("RespondToAuthChallenge", place.proof(&by_srp, PASSWORD)).await, WRONG);
    assert_eq!(world.refused("RespondToAuthChallenge", place.proof(&by_srp, PASSWORD)).await, USED);
}

#[tokio::test]
async fn a_second_factor_comes_between_the_password_and_the_functions() {
    let place = place(json!({})).await;
    let world = &place.world;
    world.set_mfa(&place.pool, "OPTIONAL", &["SOFTWARE_TOKEN_MFA"]).await;
    let access = world.access_token(&place.client, "alice").await;
    let secret = world.set_up_app(&access).await;
    world.turn_on(&place.pool, "alice", &["SOFTWARE_TOKEN_MFA"], true).await;
    place.define(|session| match session.len() {
        1 => json!({ "challengeName": "PASSWORD_VERIFIER" }),
        _ => json!({ "issueTokens": true }),
    });
    let by_srp = world.ok("InitiateAuth", place.begins_by_srp("alice")).await;
    let app = world.ok("RespondToAuthChallenge", place.proof(&by_srp, PASSWORD)).await;
    assert_eq!(app["ChallengeName"], "SOFTWARE_TOKEN_MFA");
    let code = world.totp(&secret, 0);
    let bad = respond(&place.client, &app, "alice", &[("SOFTWARE_TOKEN_MFA_CODE", &wrong(&code))]);
    assert!(world.refused("RespondToAuthChallenge", bad).await.starts_with("CodeMismatchException: "));
    let good = respond(&place.client, &app, "alice", &[("SOFTWARE_TOKEN_MFA_CODE", &code)]);
    let tokens = world.ok("RespondToAuthChallenge", good).await;
    assert!(tokens["AuthenticationResult"]["AccessToken"].is_string());
    let events = world.functions.events();
    let session = &events.last().unwrap()["request"]["session"];
    let names: Vec<&Value> =
        session.as_array().unwrap().iter().map(|entry| &entry["challengeName"]).collect();
    assert_eq!(names, ["SRP_A", "PASSWORD_VERIFIER", "SOFTWARE_TOKEN_MFA"]);
}

#[tokio::test]
async fn a_name_that_nobody_has_goes_through_the_functions_and_never_gets_in() {
    let place = place(json!({})).await;
    let world = &place.world;
    assert_eq!(
        world.refused("InitiateAuth", place.begins("nobody")).await,
        "UserNotFoundException: User does not exist."
    );
    let flows = json!({
        "ExplicitAuthFlows": ["ALLOW_CUSTOM_AUTH"], "PreventUserExistenceErrors": "ENABLED",
    });
    let place = Place { client: world.client(&place.pool, flows).await, ..place };
    let world = &place.world;
    let begun = place.begin("nobody").await;
    assert_eq!(begun["ChallengeParameters"], json!({ "USERNAME": "nobody", "riddle": "round 0" }));
    let event = &world.functions.events()[0];
    assert_eq!((&event["userName"], &event["request"]["userNotFound"]), (&json!("nobody"), &json!(true)));
    assert_eq!(event["request"]["userAttributes"], json!({}));
    let next = respond(&place.client, &begun, "nobody", &[("ANSWER", "no idea")]);
    let next = world.ok("RespondToAuthChallenge", next).await;
    let right = respond(&place.client, &next, "nobody", &[("ANSWER", "answer 1")]);
    assert_eq!(world.refused("RespondToAuthChallenge", right.clone()).await, WRONG);
    assert_eq!(world.refused("RespondToAuthChallenge", right).await, USED);
    // By SRP too.
    place.define(|_| json!({ "challengeName": "PASSWORD_VERIFIER" }));
    let by_srp = world.ok("InitiateAuth", place.begins_by_srp("nobody")).await;
    assert_eq!(world.refused("RespondToAuthChallenge", place.proof(&by_srp, PASSWORD)).await, WRONG);
}

#[tokio::test]
async fn what_goes_wrong_in_a_function_is_told_as_aws_tells_it() {
    let place = place(json!({})).await;
    let world = &place.world;
    let begins = place.begins("alice");
    world.functions.set(&arn("define"), |_| Err(Failed::Thrown("not today".to_owned())));
    assert_eq!(
        world.refused("InitiateAuth", begins.clone()).await,
        "UserLambdaValidationException: DefineAuthChallenge failed with error not today."
    );
    world.functions.set(&arn("define"), |_| Err(Failed::NotRun("AccessDeniedException".to_owned())));
    assert_eq!(
        world.refused("InitiateAuth", begins.clone()).await,
        "UnexpectedLambdaException: DefineAuthChallenge invocation failed due to error AccessDeniedException."
    );
    world.functions.set(&arn("define"), |_| Err(Failed::Unreadable));
    assert_eq!(world.refused("InitiateAuth", begins.clone()).await, INVALID);
    for answer in [
        json!(null),
        json!([]),
        json!({}),
        json!({ "response": null }),
        json!({ "response": {} }),
        json!({ "response": { "issueTokens": "yes" } }),
        json!({ "response": { "issueTokens": true, "failAuthentication": true } }),
        json!({ "response": { "issueTokens": true, "challengeName": "CUSTOM_CHALLENGE" } }),
        json!({ "response": { "challengeName": "SMS_MFA" } }),
    ] {
        let given = answer.clone();
        world.functions.set(&arn("define"), move |_| Ok(given.clone()));
        assert_eq!(world.refused("InitiateAuth", begins.clone()).await, INVALID, "{answer}");
    }
    place.define(|_| json!({ "challengeName": "CUSTOM_CHALLENGE" }));
    world.functions.set(&arn("create"), |event| answered(event, json!({ "publicChallengeParameters": "x" })));
    assert_eq!(world.refused("InitiateAuth", begins.clone()).await, INVALID);
    world.functions.set(&arn("create"), |event| answered(event, json!({})));
    let challenge = place.begin("alice").await;
    world.functions.set(&arn("verify"), |event| answered(event, json!({ "answerCorrect": null })));
    assert_eq!(place.refuses(&challenge, "x").await, INVALID);
    // Nothing runs the functions of a server yet.
    let functions = json!({ "DefineAuthChallenge": arn("nowhere") });
    let pool = world.pool(json!({ "LambdaConfig": functions })).await;
    let client = world.client(&pool, json!({ "ExplicitAuthFlows": ["ALLOW_CUSTOM_AUTH"] })).await;
    world.user(&pool, "alice").await;
    assert_eq!(
        world.refused("InitiateAuth", merged(begins, json!({ "ClientId": client }))).await,
        "UnexpectedLambdaException: DefineAuthChallenge invocation failed due to error ResourceNotFoundException."
    );
}

#[tokio::test]
async fn what_changes_while_a_function_runs_counts() {
    let place = place(json!({})).await;
    let world = &place.world;
    let challenge = place.begin("alice").await;
    let named = json!({ "UserPoolId": place.pool, "Username": "alice" });
    world.ok("AdminDisableUser", named).await;
    assert_eq!(place.refuses(&challenge, "answer 0").await, "NotAuthorizedException: User is disabled.");
    let input = json!({ "UserPoolId": place.pool, "Username": "alice", "Password": "Other-pass-2", "Permanent": true });
    world.ok("AdminEnableUser", json!({ "UserPoolId": place.pool, "Username": "alice" })).await;
    world.ok("AdminSetUserPassword", input).await;
    assert_eq!(
        place.refuses(&challenge, "answer 0").await,
        "NotAuthorizedException: Invalid session for the user."
    );
}
