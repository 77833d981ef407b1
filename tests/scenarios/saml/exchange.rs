//! Token exchange by an assertion: a service that holds one gets a token of the pool for it, once.
//! AWS: API_GetDerivedToken. RFC: 8693, 7522.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use rules::outside::Failed;
use serde_json::{Value, json};

use super::{CONSUMER, DOMAIN, Stage, ann, stage};
use crate::scenarios::hosted::{PREFIX, app_client};
use crate::world::saml::{Aim, Idp, Person, audience, packed};
use crate::world::{World, claims, merged};

const EXCHANGE: &str = "urn:ietf:params:oauth:grant-type:token-exchange";
const ADMIN: &str = "aws.cognito.signin.user.admin";
const INVALID: &str = "NotAuthorizedException: Invalid subject token.";
const UNSUPPORTED: &str = "InvalidParameterException: The type of the subject token is not supported.";
const ARN: &str = "arn:aws:lambda:us-east-1:000000000000:function:all";

/// A service that exchanges assertions of `Corp`.
async fn service(stage: &Stage<'_>, over: Value) -> String {
    let both = ["ALLOW_TOKEN_EXCHANGE_IMPERSONATION", "ALLOW_TOKEN_EXCHANGE_DELEGATION"];
    let base = json!({ "SupportedIdentityProviders": ["Corp"], "ExplicitAuthFlows": both });
    app_client(stage.world, &stage.pool, merged(base, over)).await
}

/// For whom an assertion is that a service holds.
fn aim(stage: &Stage<'_>) -> Aim {
    Aim {
        audience: audience(&stage.pool),
        consumer: format!("{DOMAIN}/oauth2/token"),
        request: None,
        now: stage.world.now(),
    }
}

fn asking(service: &str, xml: &str, over: Value) -> Value {
    let base = json!({
        "ClientId": service, "SubjectToken": packed(xml), "SubjectTokenType": "SAML2",
        "SubjectTokenProviderName": "Corp",
    });
    merged(base, over)
}

async fn refused(stage: &Stage<'_>, input: Value) -> String {
    stage.world.refused("GetDerivedToken", input).await
}

/// Somebody by another assertion each time.
fn another(name: &str) -> Person {
    Person { assertion: format!("_{name}"), ..ann() }
}

#[tokio::test]
async fn an_assertion_becomes_a_token_of_its_profile() {
    let world = World::new();
    let stage = stage(&world, json!({})).await;
    let service = service(&stage, json!({})).await;
    // An assertion by itself, in the alphabet of addresses and without padding.
    let xml = stage.idp.alone(&another("first"), &aim(&stage));
    let text = URL_SAFE_NO_PAD.encode(&xml);
    let input = json!({ "SubjectToken": text, "Scopes": [ADMIN, "nothing"], "Audiences": ["https://orders.example"] });
    let answer = world.ok("GetDerivedToken", asking(&service, &xml, input)).await;
    assert_eq!((&answer["Scopes"], &answer["ExpiresIn"]), (&json!([ADMIN]), &json!(3_600)));
    let issued = claims(&answer["IssuedToken"]);
    assert_eq!((&issued["username"], &issued["amr"]), (&json!("Corp_ann@corp.example"), &json!(["fed"])));
    assert_eq!((&issued["client_id"], &issued["aud"]), (&json!(service), &json!("https://orders.example")));
    assert_eq!((&issued["auth_time"], issued.get("origin_jti")), (&json!(world.now() / 1_000), None));
    assert_eq!(issued["cognito:groups"], json!([format!("{}_Corp", stage.pool)]));
    // The profile is what a sign-in would have made, and the next one finds it.
    assert_eq!(stage.attribute("custom:groups").await.as_deref(), Some("[staff,a+%26+b]"));
    let (id, _) = stage.tokens(&Person::new("ann@corp.example", "new@corp.example")).await;
    assert_eq!((&id["sub"], &id["email"]), (&issued["sub"], &json!("new@corp.example")));
    let user = world.ok("GetUser", json!({ "AccessToken": answer["IssuedToken"] })).await;
    assert_eq!(user["Username"], "Corp_ann@corp.example");

    // In a response, for the consumer's address; no scopes where none are named; and it changes the profile.
    let at_consumer = Aim { consumer: format!("{DOMAIN}{CONSUMER}"), ..aim(&stage) };
    let xml = stage.idp.response(&another("second"), &at_consumer);
    let answer = world.ok("GetDerivedToken", asking(&service, &xml, json!({}))).await;
    assert_eq!((&answer["Scopes"], claims(&answer["IssuedToken"])["scope"].clone()), (&json!([]), json!("")));
    assert_eq!(stage.attribute("email").await.as_deref(), Some("ann@corp.example"));
    // An ID token has the attributes.
    let xml = stage.idp.alone(&another("third"), &aim(&stage));
    let wish = json!({ "RequestedTokenType": "ID_TOKEN" });
    let id = claims(&world.ok("GetDerivedToken", asking(&service, &xml, wish)).await["IssuedToken"]);
    assert_eq!((&id["aud"], &id["email"]), (&json!(service), &json!("ann@corp.example")));
    assert_eq!(id["identities"][0]["providerType"], "SAML");
    // Signing out everywhere ends what was made of it.
    let ann = json!({ "UserPoolId": stage.pool, "Username": "Corp_ann@corp.example" });
    world.ok("AdminUserGlobalSignOut", ann).await;
    assert_eq!(
        world.refused("GetUser", json!({ "AccessToken": answer["IssuedToken"] })).await,
        "NotAuthorizedException: Access Token has been revoked"
    );
}

#[tokio::test]
async fn an_assertion_serves_once_for_a_sign_in_or_an_exchange() {
    let world = World::new();
    let stage = stage(&world, json!({ "IDPInit": "true" })).await;
    let service = service(&stage, json!({})).await;
    let xml = stage.idp.alone(&another("once"), &aim(&stage));
    world.ok("GetDerivedToken", asking(&service, &xml, json!({}))).await;
    assert_eq!(refused(&stage, asking(&service, &xml, json!({}))).await, INVALID);
    // The same assertion in a sign-in, and one of a sign-in in an exchange.
    let told = super::told(&stage.come(&another("once")).await);
    assert_eq!(told, "invalid_request: Invalid SAML response received: it was used before");
    assert!(stage.come(&another("other")).await.told().contains_key("code"));
    let xml = stage.idp.alone(&another("other"), &aim(&stage));
    assert_eq!(refused(&stage, asking(&service, &xml, json!({}))).await, INVALID);
    // What fails before it is looked at takes nothing from it.
    let xml = stage.idp.alone(&another("kept"), &aim(&stage));
    let wish = json!({ "Scopes": ["nothing"] });
    let scope = "InvalidParameterException: Invalid scope requested: nothing";
    assert_eq!(refused(&stage, asking(&service, &xml, wish)).await, scope);
    let acting = json!({ "ActorToken": "nonsense", "ActorTokenType": "ACCESS_TOKEN" });
    let actor = "NotAuthorizedException: Invalid actor token.";
    assert_eq!(refused(&stage, asking(&service, &xml, acting)).await, actor);
    world.ok("GetDerivedToken", asking(&service, &xml, json!({}))).await;
}

#[tokio::test]
async fn what_is_not_signed_for_the_pool_here_and_now_is_not_exchanged() {
    let world = World::new();
    let stage = stage(&world, json!({})).await;
    let service = service(&stage, json!({})).await;
    let (idp, aim) = (&stage.idp, aim(&stage));
    let stranger = Idp { key: 3, ..idp.clone() };
    let elsewhere = Aim { consumer: "https://other.example/oauth2/token".to_owned(), ..aim.clone() };
    let other = Aim { audience: "urn:amazon:cognito:sp:us-east-1_other".to_owned(), ..aim.clone() };
    let asked = Aim { request: Some("_request".to_owned()), ..aim.clone() };
    let late = Aim { now: aim.now - 3_700_000, ..aim.clone() };
    let whole = idp.alone(&ann(), &aim);
    let bent = whole.replace("ann@corp.example</a:NameID>", "bob@corp.example</a:NameID>");
    let open = whole.find("<ds:Signature").or_else(|| whole.find("<Signature")).expect("a signature");
    let end =
        whole.find("Signature>").map(|_| whole.rfind("Signature>").expect("an end") + 10).expect("an end");
    let bare = format!("{}{}", &whole[..open], &whole[end..]);
    let nested = whole.replace("<a:Subject>", &format!("{whole}<a:Subject>"));
    for (what, xml) in [
        ("another key", stranger.alone(&ann(), &aim)),
        ("another recipient", idp.alone(&ann(), &elsewhere)),
        ("another audience", idp.alone(&ann(), &other)),
        ("answers a request", idp.alone(&ann(), &asked)),
        ("too old", idp.alone(&ann(), &late)),
        ("bent", bent),
        ("unsigned", bare),
        ("unsigned in a response", idp.unsigned(&ann(), &aim)),
        ("one within another", nested),
        ("nobody", idp.alone(&Person::new(" ", "a@b.example"), &aim)),
        ("a comment", whole.replace("ann@corp.example</a:NameID>", "ann@corp.<!---->example</a:NameID>")),
        ("a document type", format!("<!DOCTYPE a [<!ENTITY b \"c\">]>{whole}")),
        ("no XML", "nonsense".to_owned()),
        ("a metadata document", idp.metadata()),
    ] {
        assert_eq!(refused(&stage, asking(&service, &xml, json!({}))).await, INVALID, "{what}");
    }
    for text in ["=", "A", "A+_/-", "eyJhbGciOiJub25lIn0.e30."] {
        let input = asking(&service, "", json!({ "SubjectToken": text }));
        assert_eq!(refused(&stage, input).await, INVALID, "{text}");
    }
    // None of them has left anybody behind.
    let users = world.ok("ListUsers", json!({ "UserPoolId": stage.pool })).await;
    assert_eq!(users["Users"], json!([]));
    world.ok("GetDerivedToken", asking(&service, &whole, json!({}))).await;
}

#[tokio::test]
async fn a_provider_is_named_that_is_samls_and_the_clients() {
    let world = World::new();
    let stage = stage(&world, json!({})).await;
    let xml = stage.idp.alone(&ann(), &aim(&stage));
    let without = service(&stage, json!({ "SupportedIdentityProviders": ["COGNITO"] })).await;
    assert_eq!(refused(&stage, asking(&without, &xml, json!({}))).await, UNSUPPORTED);
    let service = service(&stage, json!({})).await;
    for name in ["Nobody", "COGNITO"] {
        let input = asking(&service, &xml, json!({ "SubjectTokenProviderName": name }));
        assert_eq!(refused(&stage, input).await, UNSUPPORTED, "{name}");
    }
    let mut unnamed = asking(&service, &xml, json!({}));
    unnamed.as_object_mut().unwrap().remove("SubjectTokenProviderName");
    assert_eq!(refused(&stage, unnamed).await, UNSUPPORTED);
    // A provider beside it, of the same keys: an assertion for one serves for the one that is named, and its name says whose.
    world.ok("DeleteIdentityProvider", json!({ "UserPoolId": stage.pool, "ProviderName": "Corp" })).await;
    assert_eq!(refused(&stage, asking(&service, &xml, json!({}))).await, UNSUPPORTED);
}

#[tokio::test]
async fn whoever_may_not_come_in_by_a_sign_in_does_not_by_an_exchange() {
    let world = World::new();
    let stage = stage(&world, json!({})).await;
    let service = service(&stage, json!({})).await;
    let ask = async |name: &str| {
        refused(&stage, asking(&service, &stage.idp.alone(&another(name), &aim(&stage)), json!({}))).await
    };
    let config = json!({ "PreSignUp": ARN, "PreTokenGeneration": ARN });
    let pool = json!({ "UserPoolId": stage.pool, "LambdaConfig": config });
    world.functions.set(ARN, |_| Err(Failed::Thrown("Not you".to_owned())));
    world.ok("UpdateUserPool", pool).await;
    assert_eq!(ask("refused").await, "NotAuthorizedException: PreSignUp failed with error Not you.");
    world.functions.answer(ARN, json!({}));
    let xml = stage.idp.alone(&another("made"), &aim(&stage));
    world.ok("GetDerivedToken", asking(&service, &xml, json!({}))).await;
    // What ends while a function runs has ended.
    let ann = json!({ "UserPoolId": stage.pool, "Username": "Corp_ann@corp.example" });
    world.calls_back(ARN, "AdminUserGlobalSignOut", ann.clone(), json!({}));
    assert_eq!(ask("signed out").await, INVALID);
    world.functions.answer(ARN, json!({}));
    world.ok("AdminDisableUser", ann).await;
    assert_eq!(ask("disabled").await, "NotAuthorizedException: User is disabled.");
}

#[tokio::test]
async fn what_the_pool_requires_is_the_providers_to_say() {
    let world = World::new();
    let stage = stage(&world, json!({})).await;
    let pool = json!({ "Schema": [{ "Name": "nickname", "Required": true, "Mutable": true, "AttributeDataType": "String" }] });
    let pool = world.pool(pool).await;
    let details = json!({ "MetadataFile": stage.idp.metadata() });
    let provider = json!({ "UserPoolId": pool, "ProviderName": "Corp", "ProviderType": "SAML", "ProviderDetails": details,
                           "AttributeMapping": { "nickname": "nick" } });
    world.ok("CreateIdentityProvider", provider).await;
    let other = Stage { pool: pool.clone(), ..stage };
    let service = service(&other, json!({})).await;
    // Without a domain the pool itself is where it is given: its issuer.
    let issuer = format!("http://127.0.0.1:7665/{pool}");
    let aim = Aim { audience: audience(&pool), consumer: issuer, request: None, now: world.now() };
    let lacking = other.idp.alone(&another("lacking"), &aim);
    assert_eq!(
        refused(&other, asking(&service, &lacking, json!({}))).await,
        "NotAuthorizedException: attributes required: [nickname]"
    );
    let whole = other.idp.alone(&another("whole").with("nick", &["Annie"]), &aim);
    let id = json!({ "RequestedTokenType": "ID_TOKEN" });
    let id = world.ok("GetDerivedToken", asking(&service, &whole, id)).await;
    assert_eq!(claims(&id["IssuedToken"])["nickname"], "Annie");
}

#[tokio::test]
async fn somebody_acts_by_an_assertion_too() {
    let world = World::new();
    let stage = stage(&world, json!({})).await;
    let service = service(&stage, json!({})).await;
    let bob = Person { assertion: "_bob".to_owned(), ..Person::new("bob", "bob@corp.example") };
    let acting = json!({
        "ActorToken": packed(&stage.idp.alone(&bob, &aim(&stage))), "ActorTokenType": "SAML2",
        "ActorTokenProviderName": "Corp",
    });
    let xml = stage.idp.alone(&another("ann"), &aim(&stage));
    let issued = claims(&world.ok("GetDerivedToken", asking(&service, &xml, acting)).await["IssuedToken"]);
    let bob = world.ok("AdminGetUser", json!({ "UserPoolId": stage.pool, "Username": "Corp_bob" })).await;
    let sub =
        &bob["UserAttributes"].as_array().unwrap().iter().find(|one| one["Name"] == "sub").unwrap()["Value"];
    assert_eq!(
        (&issued["username"], &issued["act"]),
        (&json!("Corp_ann@corp.example"), &json!({ "sub": sub }))
    );
}

#[tokio::test]
async fn the_token_endpoint_takes_assertions_too() {
    let world = World::new();
    let stage = stage(&world, json!({})).await;
    let service = service(&stage, json!({})).await;
    // Far longer than what an address could carry.
    let groups: Vec<String> = (0..60).map(|at| format!("group-{at}-{}", "x".repeat(20))).collect();
    let many: Vec<&str> = groups.iter().map(String::as_str).collect();
    let long = another("long").with("more", &many).with("even more", &many).with("most", &many);
    let text = packed(&stage.idp.alone(&long, &aim(&stage)));
    assert!(text.len() > 8_192, "{}", text.len());
    let form = [
        ("grant_type", EXCHANGE),
        ("client_id", service.as_str()),
        ("subject_token", text.as_str()),
        ("subject_token_type", "urn:ietf:params:oauth:token-type:saml2"),
        ("subject_token_provider_name", "Corp"),
        ("scope", "openid"),
    ];
    let answer = world.endpoint(PREFIX, "/oauth2/token", &[], &form).await;
    assert_eq!((answer.status, &answer.body["scope"]), (200, &json!("openid")), "{}", answer.body);
    assert_eq!(claims(&answer.body["access_token"])["username"], "Corp_ann@corp.example");
    let again = world.endpoint(PREFIX, "/oauth2/token", &[], &form).await;
    let told = (again.status, &again.body["error"], &again.body["error_description"]);
    assert_eq!(told, (400, &json!("invalid_request"), &json!("Invalid subject token.")));
}
