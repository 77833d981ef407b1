//! Passkeys: registering, listing and deleting them.

use serde_json::{Value, json};

use crate::world::authenticator::Authenticator;
use crate::world::mfa::respond;
use crate::world::passkeys::{DOMAIN, ORIGIN};
use crate::world::{World, merged};

struct Place {
    world: World,
    pool: String,
    client: String,
    access: Value,
}

/// A pool with passkeys and alice, signed in.
async fn place() -> Place {
    let world = World::new();
    let pool = world.passkey_pool(json!({})).await;
    let client = world.client(&pool, json!({})).await;
    world.user(&pool, "alice").await;
    let access = world.access_token(&client, "alice").await;
    Place { world, pool, client, access }
}

impl Place {
    async fn refused(&self, authenticator: &mut Authenticator) -> String {
        let options = self.world.creation_options(&self.access).await;
        self.refuses(authenticator.make(&options)).await
    }

    async fn refuses(&self, credential: Value) -> String {
        let input = json!({ "AccessToken": self.access, "Credential": credential });
        self.world.refused("CompleteWebAuthnRegistration", input).await
    }

    async fn listed(&self) -> Value {
        self.world.ok("ListWebAuthnCredentials", json!({ "AccessToken": self.access })).await
    }
}

const NO_CHALLENGE: &str = "WebAuthnChallengeNotFoundException: The challenge does not exist or has expired.";

#[tokio::test]
async fn a_passkey_is_registered_listed_and_deleted() {
    let place = place().await;
    let world = &place.world;
    let options = world.creation_options(&place.access).await;
    let sub = crate::world::claims(&place.access)["sub"].as_str().unwrap().to_owned();
    use base64::Engine;
    let handle = base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(sub);
    assert_eq!(options["rp"], json!({ "id": DOMAIN, "name": DOMAIN }));
    assert_eq!(options["user"], json!({ "id": handle, "name": "alice", "displayName": "alice" }));
    assert_eq!(
        options["pubKeyCredParams"],
        json!([{ "type": "public-key", "alg": -7 }, { "type": "public-key", "alg": -257 }])
    );
    assert_eq!(options["timeout"], 60_000);
    assert_eq!(options["excludeCredentials"], json!([]));
    assert_eq!(
        options["authenticatorSelection"],
        json!({ "requireResidentKey": true, "residentKey": "required", "userVerification": "preferred" })
    );
    let mut phone = Authenticator::new(ORIGIN);
    phone.aaguid = *b"\xfb\xfc\x30\x07\x15\x4e\x4e\xcc\x8c\x0b\x6e\x02\x05\x57\xd7\xbd";
    let made = json!({ "AccessToken": place.access, "Credential": phone.make(&options) });
    assert_eq!(world.ok("CompleteWebAuthnRegistration", made.clone()).await, json!({}));
    assert_eq!(world.refused("CompleteWebAuthnRegistration", made).await, NO_CHALLENGE);

    let listed = place.listed().await;
    let entry = &listed["Credentials"][0];
    assert_eq!(entry["CredentialId"], phone.credential_id());
    assert_eq!(entry["FriendlyCredentialName"], "iCloud Keychain");
    assert_eq!(
        (&entry["RelyingPartyId"], &entry["AuthenticatorAttachment"]),
        (&json!(DOMAIN), &json!("platform"))
    );
    assert_eq!(entry["AuthenticatorTransports"], json!(["internal", "hybrid"]));
    assert!(entry["CreatedAt"].is_number());
    assert_eq!(listed["Credentials"].as_array().unwrap().len(), 1);
    let again = world.creation_options(&place.access).await;
    assert_eq!(
        again["excludeCredentials"],
        json!([{ "type": "public-key", "id": phone.credential_id(), "transports": ["internal", "hybrid"] }])
    );

    let named = json!({ "AccessToken": place.access, "CredentialId": phone.credential_id() });
    assert_eq!(world.ok("DeleteWebAuthnCredential", named.clone()).await, json!({}));
    assert_eq!(
        world.refused("DeleteWebAuthnCredential", named).await,
        "ResourceNotFoundException: Credential not found."
    );
    assert_eq!(place.listed().await, json!({ "Credentials": [] }));
}

#[tokio::test]
async fn keys_of_both_algorithms_and_self_attestation_are_taken() {
    let place = place().await;
    let mut attesting = Authenticator::new(ORIGIN);
    attesting.attests_itself = true;
    for mut authenticator in [Authenticator::rs256(ORIGIN), Authenticator::new(ORIGIN), attesting] {
        place.world.register(&place.access, &mut authenticator).await;
    }
    assert_eq!(place.listed().await["Credentials"].as_array().unwrap().len(), 3);
    assert_eq!(
        place.refused(&mut Authenticator::eddsa(ORIGIN)).await,
        "WebAuthnCredentialNotSupportedException: The credential is not supported."
    );
}

#[tokio::test]
async fn a_page_of_another_domain_registers_nothing() {
    let place = place().await;
    let refused = "WebAuthnOriginNotAllowedException: \
                   The origin is not allowed for the relying party ID of the user pool.";
    for origin in [
        "https://badexample.com",
        "https://example.com.attacker.test",
        "http://app.example.com",
        "https://com",
        "https://127.0.0.1",
        "android:apk-key-hash:AAAA",
    ] {
        assert_eq!(place.refused(&mut Authenticator::new(origin)).await, refused, "{origin}");
    }
    for origin in ["https://example.com", "https://a.b.example.com:8443"] {
        place.world.register(&place.access, &mut Authenticator::new(origin)).await;
    }
    let mut stranger = Authenticator::new(ORIGIN);
    stranger.relying_party = Some("other.test".to_owned());
    assert_eq!(
        place.refused(&mut stranger).await,
        "WebAuthnRelyingPartyMismatchException: The credential is for another relying party ID than the user pool's."
    );
    // A developer's own machine needs no certificate.
    place.world.web_authn(&place.pool, json!({ "RelyingPartyId": "localhost" })).await;
    for origin in ["http://localhost:3000", "https://localhost", "http://app.localhost:3000"] {
        place.world.register(&place.access, &mut Authenticator::new(origin)).await;
    }
}

#[tokio::test]
async fn a_challenge_is_one_users_one_clients_and_good_for_minutes() {
    let place = place().await;
    let world = &place.world;
    let mut phone = Authenticator::new(ORIGIN);
    let first = world.creation_options(&place.access).await;
    let second = world.creation_options(&place.access).await;
    assert_eq!(place.refuses(phone.make(&first)).await, NO_CHALLENGE, "the newer one counts");
    let made = phone.make(&second);

    let other = world.client(&place.pool, json!({})).await;
    let elsewhere = world.access_token(&other, "alice").await;
    assert_eq!(
        world
            .refused("CompleteWebAuthnRegistration", json!({ "AccessToken": elsewhere, "Credential": made }))
            .await,
        "WebAuthnClientMismatchException: The registration was started with another app client."
    );
    world.user(&place.pool, "bob").await;
    let bob = world.access_token(&place.client, "bob").await;
    let theirs = json!({ "AccessToken": bob, "Credential": made });
    assert_eq!(world.refused("CompleteWebAuthnRegistration", theirs).await, NO_CHALLENGE);
    world.creation_options(&bob).await;
    let theirs = json!({ "AccessToken": bob, "Credential": made });
    assert_eq!(world.refused("CompleteWebAuthnRegistration", theirs).await, NO_CHALLENGE);

    world.pass_s(180);
    assert_eq!(place.refuses(made).await, NO_CHALLENGE);
}

#[tokio::test]
async fn a_credential_is_one_users() {
    let place = place().await;
    let world = &place.world;
    let mut phone = world.passkey(&place.access).await;
    let taken = "InvalidParameterException: The credential is already registered.";
    assert_eq!(place.refused(&mut phone).await, taken);
    world.user(&place.pool, "bob").await;
    let bob = world.access_token(&place.client, "bob").await;
    let options = world.creation_options(&bob).await;
    let theirs = json!({ "AccessToken": bob, "Credential": phone.make(&options) });
    assert_eq!(world.refused("CompleteWebAuthnRegistration", theirs).await, taken);
    let named = json!({ "AccessToken": bob, "CredentialId": phone.credential_id() });
    assert_eq!(
        world.refused("DeleteWebAuthnCredential", named).await,
        "ResourceNotFoundException: Credential not found."
    );
    assert_eq!(place.listed().await["Credentials"].as_array().unwrap().len(), 1);
    // With its user it goes, and is free again.
    world.ok("AdminDeleteUser", json!({ "UserPoolId": place.pool, "Username": "alice" })).await;
    world.register(&bob, &mut phone).await;
}

#[tokio::test]
async fn nonsense_is_no_credential() {
    let place = place().await;
    let invalid = "InvalidParameterException: Invalid credential.";
    let options = place.world.creation_options(&place.access).await;
    let mut phone = Authenticator::new(ORIGIN);
    let right = phone.make(&options);
    let broken = [
        json!({}),
        json!(null),
        json!("credential"),
        json!([right.clone()]),
        merged(right.clone(), json!({ "type": "password" })),
        merged(right.clone(), json!({ "id": "AAAA" })),
        merged(right.clone(), json!({ "id": "AAAA", "rawId": "AAAA" })),
        merged(right.clone(), json!({ "response": {} })),
        phone.answer(&json!({ "challenge": options["challenge"], "rpId": DOMAIN })),
    ];
    for credential in broken {
        let said = place.refuses(credential.clone()).await;
        assert!(said.starts_with("InvalidParameterException: "), "{credential}: {said}");
    }
    for part in ["attestationObject", "clientDataJSON"] {
        for text in ["", "AAAA", "_____w", "!"] {
            let mut credential = right.clone();
            credential["response"][part] = json!(text);
            assert_eq!(place.refuses(credential).await, invalid, "{part} {text:?}");
        }
    }
    // The challenge is still good: only a registration ends it.
    let made = json!({ "AccessToken": place.access, "Credential": right });
    place.world.ok("CompleteWebAuthnRegistration", made).await;
}

#[tokio::test]
async fn a_pool_can_demand_that_users_are_verified() {
    let place = place().await;
    let mut key = Authenticator::new(ORIGIN);
    key.verifies_user = false;
    place.world.register(&place.access, &mut key).await;
    for demand in [
        json!({ "RelyingPartyId": DOMAIN, "UserVerification": "required" }),
        json!({ "RelyingPartyId": DOMAIN, "FactorConfiguration": "MULTI_FACTOR_WITH_USER_VERIFICATION" }),
    ] {
        place.world.web_authn(&place.pool, demand).await;
        let options = place.world.creation_options(&place.access).await;
        assert_eq!(options["authenticatorSelection"]["userVerification"], "required");
        let mut other = Authenticator::new(ORIGIN);
        other.verifies_user = false;
        assert_eq!(
            place.refused(&mut other).await,
            "WebAuthnCredentialNotSupportedException: The credential is not supported."
        );
    }
}

#[tokio::test]
async fn passkeys_need_the_pools_leave_and_a_domain() {
    let world = World::new();
    let pool = world.pool(json!({})).await;
    let client = world.client(&pool, json!({})).await;
    world.user(&pool, "alice").await;
    let access = world.access_token(&client, "alice").await;
    let off = "WebAuthnNotEnabledException: Passkeys are not enabled for this user pool.";
    let asked = json!({ "AccessToken": access });
    assert_eq!(world.refused("StartWebAuthnRegistration", asked.clone()).await, off);
    let made = json!({ "AccessToken": access, "Credential": {} });
    assert_eq!(world.refused("CompleteWebAuthnRegistration", made.clone()).await, off);

    let factors = json!({ "SignInPolicy": { "AllowedFirstAuthFactors": ["PASSWORD", "WEB_AUTHN"] } });
    let settings = json!({ "UserPoolId": pool, "Policies": factors, "AutoVerifiedAttributes": ["email"] });
    world.ok("UpdateUserPool", settings).await;
    assert_eq!(
        world.refused("StartWebAuthnRegistration", asked.clone()).await,
        "WebAuthnConfigurationMissingException: The user pool has neither a relying party ID nor a domain."
    );
    assert_eq!(
        world.refused("CompleteWebAuthnRegistration", made).await,
        "WebAuthnRelyingPartyMismatchException: The credential is for another relying party ID than the user pool's."
    );
    world.web_authn(&pool, json!({ "RelyingPartyId": DOMAIN })).await;
    world.passkey(&access).await;
}

#[tokio::test]
async fn without_a_relying_party_it_is_the_domain_of_the_pools_pages() {
    let world = World::new();
    let factors = json!({ "SignInPolicy": { "AllowedFirstAuthFactors": ["PASSWORD", "WEB_AUTHN"] } });
    let pool = world.pool(json!({ "Policies": factors })).await;
    world.web_authn(&pool, json!({ "UserVerification": "preferred" })).await;
    let flows = json!({ "ExplicitAuthFlows": ["ALLOW_USER_AUTH", "ALLOW_USER_PASSWORD_AUTH"] });
    let client = world.client(&pool, flows).await;
    world.user(&pool, "alice").await;
    let access = world.access_token(&client, "alice").await;
    let begin = async || {
        let input = json!({
            "ClientId": client, "AuthFlow": "USER_AUTH",
            "AuthParameters": { "USERNAME": "alice", "PREFERRED_CHALLENGE": "WEB_AUTHN" },
        });
        world.ok("InitiateAuth", input).await
    };
    // The prefix.
    world.ok("CreateUserPoolDomain", json!({ "UserPoolId": pool, "Domain": "people" })).await;
    assert_eq!(world.creation_options(&access).await["rp"]["id"], "people.auth.localhost");
    let mut first = Authenticator::new("http://people.auth.localhost:7665");
    world.register(&access, &mut first).await;
    let asked = begin().await;
    assert_eq!(asked["ChallengeName"], "WEB_AUTHN");
    let options = asked["ChallengeParameters"]["CREDENTIAL_REQUEST_OPTIONS"].as_str().unwrap();
    let options: Value = serde_json::from_str(options).unwrap();
    assert_eq!(options["rpId"], "people.auth.localhost");
    let credential = first.answer(&options).to_string();
    let answer = respond(&client, &asked, "alice", &[("CREDENTIAL", &credential)]);
    let tokens = world.ok("RespondToAuthChallenge", answer).await;
    assert!(tokens["AuthenticationResult"]["AccessToken"].is_string());
    // A custom domain comes before it, and passkeys of the other one are of no use there.
    let certificate = "arn:aws:acm:us-east-1:000000000000:certificate/1";
    let custom = json!({
        "UserPoolId": pool, "Domain": "id.example.com",
        "CustomDomainConfig": { "CertificateArn": certificate },
    });
    world.ok("CreateUserPoolDomain", custom).await;
    assert_eq!(world.creation_options(&access).await["rp"]["id"], "id.example.com");
    assert_eq!(begin().await["AvailableChallenges"], json!(["PASSWORD_SRP", "PASSWORD"]));
    let mut second = Authenticator::new("https://id.example.com");
    world.register(&access, &mut second).await;
    assert_eq!(begin().await["ChallengeName"], "WEB_AUTHN");
    // What the pool says itself comes before both.
    world.web_authn(&pool, json!({ "RelyingPartyId": "example.com" })).await;
    assert_eq!(world.creation_options(&access).await["rp"]["id"], "example.com");
    world.web_authn(&pool, json!({ "UserVerification": "preferred" })).await;
    for name in ["people", "id.example.com"] {
        world.ok("DeleteUserPoolDomain", json!({ "UserPoolId": pool, "Domain": name })).await;
    }
    assert_eq!(begin().await["AvailableChallenges"], json!(["PASSWORD_SRP", "PASSWORD"]));
}

#[tokio::test]
async fn a_user_has_twenty_passkeys_at_most_and_reads_them_by_pages() {
    let place = place().await;
    let world = &place.world;
    let mut last = Value::Null;
    let mut ids = Vec::new();
    for count in 0..20 {
        let mut authenticator = Authenticator::new(ORIGIN);
        if count == 19 {
            last = world.creation_options(&place.access).await;
        }
        world.register(&place.access, &mut authenticator).await;
        ids.push(authenticator.credential_id());
    }
    let full = "LimitExceededException: A user can have at most 20 passkeys.";
    let asked = json!({ "AccessToken": place.access });
    assert_eq!(world.refused("StartWebAuthnRegistration", asked).await, full);
    assert_eq!(place.refuses(Authenticator::new(ORIGIN).make(&last)).await, NO_CHALLENGE);

    let mut read = Vec::new();
    let mut page = json!({ "AccessToken": place.access, "MaxResults": 7 });
    loop {
        let listed = world.ok("ListWebAuthnCredentials", page.clone()).await;
        let entries = listed["Credentials"].as_array().unwrap();
        read.extend(entries.iter().map(|entry| entry["CredentialId"].as_str().unwrap().to_owned()));
        let Some(token) = listed.get("NextToken") else { break };
        page["NextToken"] = token.clone();
    }
    assert_eq!(read, ids);
    page["NextToken"] = json!("x");
    assert_eq!(
        world.refused("ListWebAuthnCredentials", page).await,
        "InvalidParameterException: Invalid pagination token."
    );
}

#[tokio::test]
async fn of_many_registrations_at_once_one_ends_the_challenge() {
    let place = place().await;
    let options = place.world.creation_options(&place.access).await;
    let tries = (0..8).map(|_| {
        let credential = Authenticator::new(ORIGIN).make(&options);
        place.world.call(
            "CompleteWebAuthnRegistration",
            json!({ "AccessToken": place.access, "Credential": credential }),
        )
    });
    let answers = futures_util::future::join_all(tries).await;
    assert_eq!(answers.iter().filter(|answer| answer.is_ok()).count(), 1);
    assert!(answers.iter().flat_map(|answer| answer.as_ref().err()).all(|error| error == NO_CHALLENGE));
    assert_eq!(place.listed().await["Credentials"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn the_operations_of_passkeys_want_a_live_token() {
    let place = place().await;
    place.world.ok("AdminDeleteUser", json!({ "UserPoolId": place.pool, "Username": "alice" })).await;
    for (operation, rest) in [
        ("StartWebAuthnRegistration", json!({})),
        ("CompleteWebAuthnRegistration", json!({ "Credential": {} })),
        ("ListWebAuthnCredentials", json!({})),
        ("DeleteWebAuthnCredential", json!({ "CredentialId": "x" })),
    ] {
        let with = |token: &Value| merged(rest.clone(), json!({ "AccessToken": token }));
        assert_eq!(
            place.world.refused(operation, with(&place.access)).await,
            "NotAuthorizedException: Access Token has been revoked",
            "{operation}"
        );
        assert_eq!(
            place.world.refused(operation, with(&json!("x.y.z"))).await,
            "NotAuthorizedException: Invalid Access Token",
            "{operation}"
        );
    }
}
