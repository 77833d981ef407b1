//! STS: who somebody is, and credentials that end.
//! AWS: the API reference of AWS STS.

use ops::door::{self, Admission, Answer, Incoming};
use serde_json::json;

use crate::world::signed::{self, Keys};
use crate::world::{World, query, told};

/// A call as the listener would pass it on.
async fn send(world: &World, query: &str, headers: &[(&str, &str)], body: &str) -> Answer {
    let incoming = Incoming {
        method: "POST",
        path: "/",
        query,
        headers,
        body: body.as_bytes(),
        peer_ip: "203.0.113.7",
        request_id: "11111111-2222-4333-8444-555555555555",
    };
    door::answer(&world.inner, Admission::Anyone, incoming).await
}

const FORM: (&str, &str) = ("content-type", "application/x-www-form-urlencoded; charset=utf-8");
const WHO: &str = "Action=GetCallerIdentity&Version=2011-06-15";

#[tokio::test]
async fn a_key_of_the_account_is_its_root() {
    let world = World::new();
    let who = world.ok("sts:GetCallerIdentity", json!({})).await;
    let root = "arn:aws:iam::000000000000:root";
    assert_eq!(who, json!({ "UserId": "000000000000", "Account": "000000000000", "Arn": root }));
    let key = signed::root(&world).await;
    assert_eq!(key.call(&world, "sts:GetCallerIdentity", json!({})).await, Ok(who));
}

#[tokio::test]
async fn an_answer_is_xml_as_sdks_read_it() {
    let world = World::new();
    for (query, headers, body) in [("", &[FORM][..], WHO), (WHO, &[], "")] {
        let answer = send(&world, query, headers, body).await;
        let text = String::from_utf8(answer.body).unwrap();
        assert_eq!((answer.status, answer.operation), (200, Some("GetCallerIdentity")), "{text}");
        assert_eq!(answer.headers, [("content-type", "text/xml".to_owned())]);
        let expected = "\
<GetCallerIdentityResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\">
  <GetCallerIdentityResult>
    <UserId>000000000000</UserId>
    <Account>000000000000</Account>
    <Arn>arn:aws:iam::000000000000:root</Arn>
  </GetCallerIdentityResult>
  <ResponseMetadata>
    <RequestId>11111111-2222-4333-8444-555555555555</RequestId>
  </ResponseMetadata>
</GetCallerIdentityResponse>
";
        assert_eq!(text, expected);
    }
}

#[tokio::test]
async fn a_form_that_names_no_operation_is_refused() {
    let world = World::new();
    for (body, expected) in [
        ("", "MissingAction: The request must contain the parameter Action."),
        ("Version=2011-06-15", "MissingAction: The request must contain the parameter Action."),
        (
            "Action=GetCallerIdentity",
            "InvalidAction: Could not find operation GetCallerIdentity for version NO_VERSION_SPECIFIED",
        ),
        (
            "Action=GetRole%3C&Version=2011-06-15",
            "InvalidAction: Could not find operation GetRole< for version 2011-06-15",
        ),
        ("Action=%ff", "MalformedQueryString: The request is no form in UTF-8, or has too many parameters."),
    ] {
        let answer = send(&world, "", &[FORM], body).await;
        assert_eq!((answer.status, told(&answer).as_str()), (400, expected), "{body}");
    }
}

#[tokio::test]
async fn a_signature_is_refused_in_the_words_of_these_services() {
    let world = World::new().strict();
    let right = signed::root(&world).await;
    let refused = async |key: &Keys| key.call(&world, "sts:GetCallerIdentity", json!({})).await.unwrap_err();
    assert_eq!(
        world.refused("sts:GetCallerIdentity", json!({})).await,
        "MissingAuthenticationToken: Missing Authentication Token"
    );
    let unknown = Keys { id: "AKIAAAAAAAAAAAAAAAAA".to_owned(), ..right.clone() };
    assert_eq!(
        refused(&unknown).await,
        "InvalidClientTokenId: The security token included in the request is invalid."
    );
    let wrong = Keys { secret: "wrong".to_owned(), ..right.clone() };
    assert!(refused(&wrong).await.starts_with("SignatureDoesNotMatch: The request signature we calculated"));
    let elsewhere = right.send(&world, "iam", vec![FORM], WHO.as_bytes()).await;
    assert_eq!(
        (elsewhere.status, told(&elsewhere).as_str()),
        (403, "SignatureDoesNotMatch: Credential should be scoped to correct service: 'sts'. ")
    );
    let operation = query::operation("sts:GetCallerIdentity").unwrap();
    let answer = right.send(&world, "sts", vec![FORM], &query::form(operation, b"{}")).await;
    assert_eq!(answer.status, 200);
}

#[tokio::test]
async fn a_form_that_a_page_has_a_browser_send_is_not_believed() {
    let world = World::new();
    for header in [("origin", "https://evil.example"), ("sec-fetch-site", "cross-site")] {
        for (query, headers, body) in [("", &[FORM, header][..], WHO), (WHO, &[header], "")] {
            let answer = send(&world, query, headers, body).await;
            let expected = "MissingAuthenticationToken: Missing Authentication Token";
            assert_eq!((answer.status, told(&answer).as_str()), (403, expected));
        }
    }
}

/// A role that whoever is of the account may assume whose policies let them.
const OF_ACCOUNT: &str = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::000000000000:root"},"Action":["sts:AssumeRole","sts:TagSession"]}]}"#;

async fn role(world: &World, name: &str, trust: &str) -> String {
    let input = json!({ "RoleName": name, "AssumeRolePolicyDocument": trust });
    world.ok("iam:CreateRole", input).await["Role"]["Arn"].as_str().unwrap().to_owned()
}

/// A user with a policy; gives their keys.
async fn user(world: &World, name: &str, actions: &[&str]) -> Keys {
    world.ok("iam:CreateUser", json!({ "UserName": name })).await;
    if !actions.is_empty() {
        let statement = json!([{ "Effect": "Allow", "Action": actions, "Resource": "*" }]);
        let document = json!({ "Version": "2012-10-17", "Statement": statement }).to_string();
        let input = json!({ "UserName": name, "PolicyName": "p", "PolicyDocument": document });
        world.ok("iam:PutUserPolicy", input).await;
    }
    Keys::of(&world.ok("iam:CreateAccessKey", json!({ "UserName": name })).await["AccessKey"])
}

#[tokio::test]
async fn a_role_is_assumed_by_whoever_it_trusts_and_may() {
    let world = World::new();
    let arn = role(&world, "reader", OF_ACCOUNT).await;
    let may = user(&world, "may", &["sts:AssumeRole"]).await;
    let may_not = user(&world, "may-not", &[]).await;
    let input = json!({ "RoleArn": arn, "RoleSessionName": "one" });
    let denied = |name: &str, arn: &str| {
        format!(
            "AccessDenied: User: arn:aws:iam::000000000000:user/{name} is not authorized to perform: sts:AssumeRole \
             on resource: {arn}"
        )
    };
    assert_eq!(
        may_not.call(&world, "sts:AssumeRole", input.clone()).await.unwrap_err(),
        denied("may-not", &arn)
    );
    let missing = json!({ "RoleArn": "arn:aws:iam::000000000000:role/none", "RoleSessionName": "one" });
    assert_eq!(
        may.call(&world, "sts:AssumeRole", missing).await.unwrap_err(),
        denied("may", "arn:aws:iam::000000000000:role/none")
    );
    let made = may.call(&world, "sts:AssumeRole", input.clone()).await.unwrap();
    let session = "arn:aws:sts::000000000000:assumed-role/reader/one";
    assert_eq!(made["AssumedRoleUser"]["Arn"], session);
    assert_eq!(made["Credentials"]["Expiration"], "2026-11-21T05:00:00Z");
    let keys = Keys::of(&made["Credentials"]);
    let who = keys.call(&world, "sts:GetCallerIdentity", json!({})).await.unwrap();
    assert_eq!(who["Arn"], session);
    assert_eq!(who["UserId"], made["AssumedRoleUser"]["AssumedRoleId"]);

    // What the role may do, its sessions may do, and not more.
    let list = json!({ "MaxResults": 1 });
    let refused = keys.call(&world, "ListUserPools", list.clone()).await.unwrap_err();
    assert!(
        refused.starts_with(&format!("AccessDeniedException: User: {session} is not authorized")),
        "{refused}"
    );
    let statement = json!([{ "Effect": "Allow", "Action": "cognito-idp:List*", "Resource": "*" }]);
    let document = json!({ "Version": "2012-10-17", "Statement": statement }).to_string();
    let put = json!({ "RoleName": "reader", "PolicyName": "p", "PolicyDocument": document });
    world.ok("iam:PutRolePolicy", put).await;
    assert!(keys.call(&world, "ListUserPools", list.clone()).await.is_ok());
    let mut narrowed = input.clone();
    narrowed["Policy"] = json!(document.replace("cognito-idp", "s3"));
    let narrow = may.call(&world, "sts:AssumeRole", narrowed).await.unwrap();
    assert!(narrow["PackedPolicySize"].as_i64().unwrap() > 0);
    assert!(Keys::of(&narrow["Credentials"]).call(&world, "ListUserPools", list.clone()).await.is_err());

    // A role that is gone takes its sessions along, and another of its name does not bring them back.
    world.ok("iam:DeleteRolePolicy", json!({ "RoleName": "reader", "PolicyName": "p" })).await;
    world.ok("iam:DeleteRole", json!({ "RoleName": "reader" })).await;
    role(&world, "reader", OF_ACCOUNT).await;
    let put = json!({ "RoleName": "reader", "PolicyName": "p", "PolicyDocument": document });
    world.ok("iam:PutRolePolicy", put).await;
    assert!(keys.call(&world, "ListUserPools", list).await.is_err());
    world.pass_s(3_600);
    let refused = keys.call(&world, "sts:GetCallerIdentity", json!({})).await.unwrap_err();
    assert!(refused.starts_with("ExpiredToken: "), "{refused}");
}

#[tokio::test]
async fn what_may_be_wanted_of_a_session() {
    let world = World::new();
    let arn = role(&world, "r", OF_ACCOUNT).await;
    let of = |name: &str, value: serde_json::Value| {
        let mut input = json!({ "RoleArn": arn, "RoleSessionName": "one" });
        input[name] = value;
        input
    };
    let long: Vec<String> = (0..100).map(|at| format!("arn:aws:s3:::bucket-of-a-length-{at}/*")).collect();
    let statement = json!([{ "Effect": "Allow", "Action": "s3:*", "Resource": long }]);
    let long = json!({ "Version": "2012-10-17", "Statement": statement }).to_string();
    for (input, expected) in [
        (of("DurationSeconds", json!(899)), "ValidationError: 1 validation error detected: Value '899' at"),
        (
            of("DurationSeconds", json!(3_601)),
            "ValidationError: The requested DurationSeconds exceeds the MaxSessionDuration set for this role.",
        ),
        (of("Policy", json!("{}")), "MalformedPolicyDocument: Syntax errors in policy."),
        (of("Policy", json!(long)), "PackedPolicyTooLarge: Packed policy consumes"),
        (
            of("PolicyArns", json!([{ "arn": "arn:aws:iam::aws:policy/Unknown" }])),
            "MalformedPolicyDocument: The policy arn:aws:iam::aws:policy/Unknown",
        ),
        (of("RoleSessionName", json!("a b")), "ValidationError: 1 validation error detected: Value 'a b' at"),
    ] {
        let refused = world.refused("sts:AssumeRole", input).await;
        assert!(refused.starts_with(expected), "{refused}");
    }
}

#[tokio::test]
async fn tags_and_who_is_behind_go_on_with_a_session() {
    let world = World::new();
    let first = role(&world, "first", OF_ACCOUNT).await;
    let second = role(&world, "second", OF_ACCOUNT).await;
    let statement = json!([{ "Effect": "Allow", "Action": ["sts:AssumeRole", "sts:TagSession"], "Resource": "*",
                             "Condition": { "StringEquals": { "aws:PrincipalTag/team": "blue" } } }]);
    let document = json!({ "Version": "2012-10-17", "Statement": statement }).to_string();
    let put = json!({ "RoleName": "first", "PolicyName": "p", "PolicyDocument": document });
    world.ok("iam:PutRolePolicy", put).await;
    let tagged = json!({
        "RoleArn": first, "RoleSessionName": "one", "Tags": [{ "Key": "team", "Value": "blue" }],
        "TransitiveTagKeys": ["team"],
    });
    let plain = Keys::of(
        &world.ok("sts:AssumeRole", json!({ "RoleArn": first, "RoleSessionName": "one" })).await["Credentials"],
    );
    let tagged = Keys::of(&world.ok("sts:AssumeRole", tagged).await["Credentials"]);
    let next = json!({ "RoleArn": second, "RoleSessionName": "two" });
    assert!(plain.call(&world, "sts:AssumeRole", next.clone()).await.is_err());
    assert!(tagged.call(&world, "sts:AssumeRole", next.clone()).await.is_ok());
    let mut conflict = next.clone();
    conflict["Tags"] = json!([{ "Key": "Team", "Value": "green" }]);
    assert!(
        tagged.call(&world, "sts:AssumeRole", conflict).await.unwrap_err().starts_with("ValidationError: ")
    );
    let mut long = next;
    long["DurationSeconds"] = json!(3_601);
    assert_eq!(
        tagged.call(&world, "sts:AssumeRole", long).await.unwrap_err(),
        "ValidationError: The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role \
         chaining"
    );
}

#[tokio::test]
async fn a_users_session_is_the_user() {
    let world = World::new();
    let keys = user(&world, "u", &["cognito-idp:ListUserPools"]).await;
    let made = keys.call(&world, "sts:GetSessionToken", json!({})).await.unwrap();
    assert_eq!(made["Credentials"]["Expiration"], "2026-11-21T16:00:00Z");
    let session = Keys::of(&made["Credentials"]);
    let who = session.call(&world, "sts:GetCallerIdentity", json!({})).await.unwrap();
    assert_eq!(who["Arn"], "arn:aws:iam::000000000000:user/u");
    assert!(session.call(&world, "ListUserPools", json!({ "MaxResults": 1 })).await.is_ok());
    assert!(session.call(&world, "iam:GetUser", json!({ "UserName": "u" })).await.is_err());
    assert_eq!(
        session.call(&world, "sts:GetSessionToken", json!({})).await.unwrap_err(),
        "AccessDenied: Cannot call GetSessionToken with session credentials"
    );
    for id in [&keys.id, &session.id] {
        let told = world.ok("sts:GetAccessKeyInfo", json!({ "AccessKeyId": id })).await;
        assert_eq!(told["Account"], "000000000000");
    }
    let unknown =
        world.refused("sts:GetAccessKeyInfo", json!({ "AccessKeyId": "AKIAaaaaaaaaaaaaaaaa" })).await;
    assert_eq!(unknown, "ValidationError: The access key id does not tell an account.");
}

/// Trust in a provider's tokens, for this audience.
fn trust_in(provider: &str, key: &str, audience: &str) -> String {
    let condition = json!({ "StringEquals": { key: audience } });
    json!({
        "Version": "2012-10-17",
        "Statement": [{
            "Effect": "Allow", "Principal": { "Federated": provider },
            "Action": ["sts:AssumeRoleWithWebIdentity", "sts:TagSession"], "Condition": condition,
        }],
    })
    .to_string()
}

#[tokio::test]
async fn a_user_of_a_pool_that_is_registered_assumes_a_role() {
    let world = World::new();
    let pool = world.pool(json!({})).await;
    let client = world.client(&pool, json!({})).await;
    world.user(&pool, "alice").await;
    let token = world.sign_in(&client, "alice").await["IdToken"].clone();
    let url = format!("http://127.0.0.1:7665/{pool}");
    let input = |arn: &str| json!({ "RoleArn": arn, "RoleSessionName": "web", "WebIdentityToken": token });
    let unknown = "arn:aws:iam::000000000000:role/none";
    assert_eq!(
        world.refused("sts:AssumeRoleWithWebIdentity", input(unknown)).await,
        format!("InvalidIdentityToken: No OpenIDConnect provider found in your account for {url}")
    );
    let made =
        world.ok("iam:CreateOpenIDConnectProvider", json!({ "Url": url, "ClientIDList": ["other"] })).await;
    let provider = made["OpenIDConnectProviderArn"].as_str().unwrap();
    assert_eq!(
        world.refused("sts:AssumeRoleWithWebIdentity", input(unknown)).await,
        "InvalidIdentityToken: Incorrect token audience"
    );
    let add = json!({ "OpenIDConnectProviderArn": provider, "ClientID": client });
    world.ok("iam:AddClientIDToOpenIDConnectProvider", add).await;
    let denied = "AccessDenied: Not authorized to perform sts:AssumeRoleWithWebIdentity";
    assert_eq!(world.refused("sts:AssumeRoleWithWebIdentity", input(unknown)).await, denied);
    let key = format!("127.0.0.1:7665/{pool}:aud");
    let right = role(&world, "right", &trust_in(provider, &key, &client)).await;
    let wrong = role(&world, "wrong", &trust_in(provider, &key, "another")).await;
    assert_eq!(world.refused("sts:AssumeRoleWithWebIdentity", input(&wrong)).await, denied);
    let made = world.ok("sts:AssumeRoleWithWebIdentity", input(&right)).await;
    assert_eq!((&made["Provider"], &made["Audience"]), (&json!(provider), &json!(client)));
    assert_eq!(made["AssumedRoleUser"]["Arn"], "arn:aws:sts::000000000000:assumed-role/right/web");
    let keys = Keys::of(&made["Credentials"]);
    let who = keys.call(&world, "sts:GetCallerIdentity", json!({})).await.unwrap();
    assert_eq!(who["Arn"], made["AssumedRoleUser"]["Arn"]);
    // What the provider said holds for the whole session.
    let statement = json!([{ "Effect": "Allow", "Action": "cognito-idp:ListUserPools", "Resource": "*",
                             "Condition": { "StringEquals": { key: client } } }]);
    let document = json!({ "Version": "2012-10-17", "Statement": statement }).to_string();
    let put = json!({ "RoleName": "right", "PolicyName": "p", "PolicyDocument": document });
    world.ok("iam:PutRolePolicy", put).await;
    assert!(keys.call(&world, "ListUserPools", json!({ "MaxResults": 1 })).await.is_ok());

    let spoilt = format!("{}x", token.as_str().unwrap());
    let input = json!({ "RoleArn": right, "RoleSessionName": "web", "WebIdentityToken": spoilt });
    let refused = world.refused("sts:AssumeRoleWithWebIdentity", input).await;
    assert!(refused.starts_with("InvalidIdentityToken: "), "{refused}");
    let no_token = json!({ "RoleArn": right, "RoleSessionName": "web", "WebIdentityToken": "none" });
    let refused = world.refused("sts:AssumeRoleWithWebIdentity", no_token).await;
    assert!(
        refused.starts_with("InvalidIdentityToken: The ID Token provided is not a valid JWT."),
        "{refused}"
    );
    world.pass_s(3_700);
    let input = json!({ "RoleArn": right, "RoleSessionName": "web", "WebIdentityToken": token });
    let refused = world.refused("sts:AssumeRoleWithWebIdentity", input).await;
    assert!(refused.starts_with("ExpiredTokenException: Token expired: current date/time "), "{refused}");
}

#[tokio::test]
async fn an_identity_of_a_pool_assumes_a_role_by_its_token() {
    let world = World::new();
    let made = json!({
        "IdentityPoolName": "guests", "AllowUnauthenticatedIdentities": true, "AllowClassicFlow": true,
    });
    let pool = world.ok("cognito-identity:CreateIdentityPool", made).await;
    let pool = pool["IdentityPoolId"].as_str().unwrap();
    let identity =
        world.ok("cognito-identity:GetId", json!({ "IdentityPoolId": pool })).await["IdentityId"].clone();
    let token =
        world.ok("cognito-identity:GetOpenIdToken", json!({ "IdentityId": identity })).await["Token"].clone();
    let key = "cognito-identity.amazonaws.com:aud";
    let right = role(&world, "right", &trust_in("cognito-identity.amazonaws.com", key, pool)).await;
    let wrong = role(&world, "wrong", &trust_in("cognito-identity.amazonaws.com", key, "us-east-1:0")).await;
    let input = |arn: &str| json!({ "RoleArn": arn, "RoleSessionName": "web", "WebIdentityToken": token });
    let made = world.ok("sts:AssumeRoleWithWebIdentity", input(&right)).await;
    assert_eq!(made["Provider"], "cognito-identity.amazonaws.com");
    assert_eq!((&made["SubjectFromWebIdentityToken"], &made["Audience"]), (&identity, &json!(pool)));
    let refused = world.refused("sts:AssumeRoleWithWebIdentity", input(&wrong)).await;
    assert_eq!(refused, "AccessDenied: Not authorized to perform sts:AssumeRoleWithWebIdentity");

    // The pool itself gives credentials only of roles that trust it, where they are kept here.
    let roles = |arn: &str| json!({ "IdentityPoolId": pool, "Roles": { "unauthenticated": arn } });
    world.ok("cognito-identity:SetIdentityPoolRoles", roles(&right)).await;
    let given =
        world.ok("cognito-identity:GetCredentialsForIdentity", json!({ "IdentityId": identity })).await;
    assert!(given["Credentials"]["AccessKeyId"].as_str().unwrap().starts_with("ASIA"));
    world.ok("cognito-identity:SetIdentityPoolRoles", roles(&wrong)).await;
    let refused =
        world.refused("cognito-identity:GetCredentialsForIdentity", json!({ "IdentityId": identity })).await;
    assert!(refused.starts_with("InvalidIdentityPoolConfigurationException: "), "{refused}");
}
