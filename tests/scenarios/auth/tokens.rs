//! What tokens say, with which keys they are signed, and that no other text passes for one.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation};
use rules::tokens::keys;
use rules::{Caller, Ctx, Origin};
use serde_json::{Value, json};

use super::Home;
use crate::world::{BEGINNING, World, claims, config};

const INVALID: &str = "NotAuthorizedException: Invalid Access Token";

fn part(token: &Value, at: usize) -> Value {
    let text = token.as_str().unwrap().split('.').nth(at).unwrap();
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(text).unwrap()).unwrap()
}

/// The public keys of the pool: `[ID, access]`, each kid, n, e.
async fn public_keys(home: &Home) -> [[String; 3]; 2] {
    let ctx = Ctx::new(home.world.inner.clone(), Caller::Anyone, String::new(), Origin::default());
    let pool = rules::pools::get(&ctx, &home.pool).await.unwrap();
    let keys = keys::of_pool(&ctx, &pool).await.unwrap();
    [&keys.id, &keys.access].map(|key| [key.kid.clone(), key.n.clone(), key.e.clone()])
}

/// A token of a header and claims, with a signature of nobody's.
fn forged(header: &Value, payload: &Value) -> Value {
    let encode = |part: &Value| URL_SAFE_NO_PAD.encode(part.to_string());
    json!(format!("{}.{}.{}", encode(header), encode(payload), URL_SAFE_NO_PAD.encode([7; 256])))
}

fn is_uuid(value: &Value) -> bool {
    value.as_str().is_some_and(|text| text.len() == 36 && text.matches('-').count() == 4)
}

/// The claims without those that differ each time, which are checked.
fn stable(token: &Value, lifetime_s: i64) -> Value {
    let mut all = claims(token);
    let members = all.as_object_mut().unwrap();
    for name in ["sub", "event_id", "jti", "origin_jti"] {
        if let Some(value) = members.remove(name) {
            assert!(is_uuid(&value), "{name}: {value}");
        }
    }
    let mut time = |name: &str| members.remove(name).unwrap().as_i64().unwrap();
    let (auth_time, iat, exp) = (time("auth_time"), time("iat"), time("exp"));
    assert!((BEGINNING / 1_000..BEGINNING / 1_000 + 5).contains(&auth_time));
    assert!((auth_time..auth_time + 2).contains(&iat));
    assert_eq!(exp, iat + lifetime_s);
    all
}

#[tokio::test]
async fn the_claims_are_these_and_no_others() {
    let home = Home::new().await;
    let attributes = json!({ "UserAttributes": [
        { "Name": "address", "Value": "1 Main St" },
        { "Name": "name", "Value": "Alice" },
        { "Name": "phone_number", "Value": "+15551234567" },
        { "Name": "phone_number_verified", "Value": "false" },
        { "Name": "updated_at", "Value": "1795233600" },
    ] });
    home.admin("AdminUpdateUserAttributes", "alice", attributes).await;
    let tokens = home.tokens().await;
    let issuer = format!("http://127.0.0.1:7665/{}", home.pool);
    assert_eq!(
        stable(&tokens["AccessToken"], 3_600),
        json!({
            "acr": "urn:cognito:loa:1",
            "amr": ["pwd"],
            "client_id": home.client,
            "iss": issuer,
            "scope": "aws.cognito.signin.user.admin",
            "token_use": "access",
            "username": "alice",
        })
    );
    assert_eq!(
        stable(&tokens["IdToken"], 3_600),
        json!({
            "acr": "urn:cognito:loa:1",
            "address": { "formatted": "1 Main St" },
            "amr": ["pwd"],
            "aud": home.client,
            "cognito:username": "alice",
            "email": "alice@example.com",
            "email_verified": true,
            "iss": issuer,
            "name": "Alice",
            "phone_number": "+15551234567",
            "phone_number_verified": false,
            "token_use": "id",
            "updated_at": 1_795_233_600,
        })
    );
    let (access, id) = (claims(&tokens["AccessToken"]), claims(&tokens["IdToken"]));
    for name in ["sub", "event_id", "origin_jti", "auth_time"] {
        assert_eq!(access[name], id[name], "{name}");
        assert_ne!(access[name], Value::Null, "{name}");
    }
    assert_ne!(access["jti"], id["jti"]);
    assert_ne!(claims(&home.tokens().await["AccessToken"])["origin_jti"], access["origin_jti"]);
}

#[tokio::test]
async fn the_level_of_a_sign_in_has_the_name_that_its_pool_gives_it() {
    let home =
        Home::with(json!({ "AcrConfiguration": { "Level1": { "AcrValue": "weak" } } }), json!({})).await;
    let tokens = home.tokens().await;
    for kind in ["AccessToken", "IdToken"] {
        let token = claims(&tokens[kind]);
        assert_eq!((&token["acr"], &token["amr"]), (&json!("weak"), &json!(["pwd"])), "{kind}");
    }
    let refresh = super::by_refresh(&home.client, &tokens["RefreshToken"]);
    let renewed = home.world.ok("InitiateAuth", refresh).await["AuthenticationResult"].clone();
    assert_eq!(claims(&renewed["AccessToken"])["acr"], "weak");
}

#[tokio::test]
async fn an_operator_can_leave_the_level_out() {
    let mut decided = config();
    decided.acr_claims = false;
    let world = World::with(store::Store::open_memory().unwrap(), decided);
    let pool = world.pool(json!({})).await;
    let client = world.client(&pool, json!({})).await;
    world.user(&pool, "alice").await;
    let token = claims(&world.sign_in(&client, "alice").await["AccessToken"]);
    assert_eq!((token.get("acr"), token.get("amr")), (None, None));
}

#[tokio::test]
async fn attributes_that_the_client_may_not_read_are_in_no_token_and_no_answer() {
    let home = Home::with(
        json!({ "Schema": [
            { "Name": "tenant", "AttributeDataType": "String", "Mutable": true },
            { "Name": "level", "AttributeDataType": "Number", "Mutable": true },
        ] }),
        json!({ "ReadAttributes": ["email", "custom:level"] }),
    )
    .await;
    let attributes = json!({ "UserAttributes": [
        { "Name": "custom:tenant", "Value": "t1" }, { "Name": "custom:level", "Value": "7" },
        { "Name": "nickname", "Value": "Al" },
    ] });
    home.admin("AdminUpdateUserAttributes", "alice", attributes).await;
    let tokens = home.tokens().await;
    assert_eq!(
        stable(&tokens["IdToken"], 3_600),
        json!({
            "acr": "urn:cognito:loa:1",
            "amr": ["pwd"],
            "aud": home.client,
            "cognito:username": "alice",
            "custom:level": "7",
            "email": "alice@example.com",
            "iss": format!("http://127.0.0.1:7665/{}", home.pool),
            "token_use": "id",
        })
    );
    let me = home.get_user(&tokens["AccessToken"]).await.unwrap();
    assert_eq!(
        me,
        json!({
            "Username": "alice",
            "UserAttributes": [
                { "Name": "sub", "Value": claims(&tokens["IdToken"])["sub"] },
                { "Name": "custom:level", "Value": "7" },
                { "Name": "email", "Value": "alice@example.com" },
            ],
        })
    );
}

#[tokio::test]
async fn without_revocation_there_is_no_origin_jti() {
    let home = Home::with(json!({}), json!({ "EnableTokenRevocation": false })).await;
    let tokens = home.tokens().await;
    for kind in ["AccessToken", "IdToken"] {
        assert_eq!(claims(&tokens[kind]).get("origin_jti"), None);
    }
    home.get_user(&tokens["AccessToken"]).await.unwrap();
}

#[tokio::test]
async fn each_kind_lives_as_long_as_the_client_says_in_its_unit() {
    for (value, unit, seconds) in
        [(600, "seconds", 600), (20, "minutes", 1_200), (2, "hours", 7_200), (1, "days", 86_400)]
    {
        let home = Home::with(
            json!({}),
            json!({
                "AccessTokenValidity": value, "IdTokenValidity": 5,
                "TokenValidityUnits": { "AccessToken": unit, "IdToken": "minutes" },
            }),
        )
        .await;
        let tokens = home.tokens().await;
        assert_eq!(tokens["ExpiresIn"], seconds);
        stable(&tokens["AccessToken"], seconds);
        stable(&tokens["IdToken"], 300);
        home.world.pass_s(seconds - 2);
        home.get_user(&tokens["AccessToken"]).await.unwrap();
        home.world.pass_s(2);
        assert_eq!(
            home.get_user(&tokens["AccessToken"]).await.unwrap_err(),
            "NotAuthorizedException: Access Token has expired"
        );
    }
}

#[tokio::test]
async fn two_keys_sign_and_a_common_library_verifies() {
    let home = Home::new().await;
    let tokens = home.tokens().await;
    let keys = public_keys(&home).await;
    assert_ne!(keys[0][0], keys[1][0]);
    for (kind, [kid, n, e], audience) in
        [("IdToken", &keys[0], Some(home.client.as_str())), ("AccessToken", &keys[1], None)]
    {
        assert_eq!(part(&tokens[kind], 0), json!({ "kid": kid, "alg": "RS256" }));
        assert_eq!(kid.len(), 44);
        let mut validation = Validation::new(Algorithm::RS256);
        validation.set_issuer(&[format!("http://127.0.0.1:7665/{}", home.pool)]);
        // The test's clock is not the library's.
        validation.validate_exp = false;
        match audience {
            Some(audience) => validation.set_audience(&[audience]),
            None => validation.validate_aud = false,
        }
        let key = DecodingKey::from_rsa_components(n, e).unwrap();
        let read = jsonwebtoken::decode::<Value>(tokens[kind].as_str().unwrap(), &key, &validation).unwrap();
        assert_eq!(read.claims, claims(&tokens[kind]));
    }
}

#[tokio::test]
async fn an_id_token_or_a_refresh_token_is_no_access_token() {
    let home = Home::new().await;
    let tokens = home.tokens().await;
    for kind in ["IdToken", "RefreshToken"] {
        assert_eq!(home.get_user(&tokens[kind]).await.unwrap_err(), INVALID);
    }
    // Nor does it become one by claiming to be: the key of ID tokens signs no access token.
    let access = tokens["AccessToken"].as_str().unwrap();
    let id = tokens["IdToken"].as_str().unwrap();
    let (header, rest) = id.split_once('.').unwrap();
    let signature = rest.split_once('.').unwrap().1;
    let payload = access.split('.').nth(1).unwrap();
    assert_eq!(home.get_user(&json!(format!("{header}.{payload}.{signature}"))).await.unwrap_err(), INVALID);
}

#[tokio::test]
async fn no_letter_of_a_token_can_be_changed() {
    let home = Home::new().await;
    let tokens = home.tokens().await;
    let token = tokens["AccessToken"].as_str().unwrap();
    for at in (0..token.len()).filter(|at| at % 3 == 0 || at + 40 > token.len()) {
        for other in [b'A', b'B', b'x', b'.'] {
            let mut bent = token.as_bytes().to_vec();
            if bent[at] == other {
                continue;
            }
            bent[at] = other;
            let bent = json!(String::from_utf8(bent).unwrap());
            assert_eq!(home.get_user(&bent).await.unwrap_err(), INVALID, "{at}");
        }
    }
    for bent in [&token[1..], &token[..token.len() - 1], &format!("{token}="), &format!("{token}.")] {
        assert_eq!(home.get_user(&json!(bent)).await.unwrap_err(), INVALID);
    }
    home.get_user(&json!(token)).await.unwrap();
}

#[tokio::test]
async fn no_other_algorithm_or_key_signs() {
    let home = Home::new().await;
    let tokens = home.tokens().await;
    let payload = claims(&tokens["AccessToken"]);
    let [[id_kid, ..], [kid, n, e]] = public_keys(&home).await;
    for header in [
        json!({ "alg": "none", "kid": kid }),
        json!({ "alg": "None", "kid": kid }),
        json!({ "kid": kid }),
        json!({ "alg": "RS256" }),
        json!({ "alg": "RS256", "kid": "nobody" }),
        json!({ "alg": "RS256", "kid": id_kid }),
        json!({ "alg": "RS512", "kid": kid }),
        json!({ "alg": "PS256", "kid": kid }),
        json!({ "alg": "RS256", "kid": kid, "crit": ["x"] }),
        json!({ "alg": "RSA-OAEP", "enc": "A256GCM", "cty": "JWT", "kid": kid }),
        json!(["RS256", kid]),
    ] {
        assert_eq!(home.get_user(&forged(&header, &payload)).await.unwrap_err(), INVALID, "{header}");
    }
    let unsigned = forged(&json!({ "alg": "none", "kid": kid }), &payload);
    let unsigned = unsigned.as_str().unwrap().rsplit_once('.').unwrap().0.to_owned();
    assert_eq!(home.get_user(&json!(format!("{unsigned}."))).await.unwrap_err(), INVALID);
    assert_eq!(home.get_user(&json!(unsigned)).await.unwrap_err(), INVALID);

    // The public key taken for a shared secret.
    let header = Header { kid: Some(kid.clone()), ..Header::new(Algorithm::HS256) };
    for secret in [n.clone().into_bytes(), URL_SAFE_NO_PAD.decode(&n).unwrap(), e.into_bytes()] {
        let token = jsonwebtoken::encode(&header, &payload, &EncodingKey::from_secret(&secret)).unwrap();
        assert_eq!(home.get_user(&json!(token)).await.unwrap_err(), INVALID);
    }
}

#[tokio::test]
async fn the_token_of_another_pool_serves_in_that_pool_alone() {
    let home = Home::new().await;
    let mine = home.tokens().await;
    let pool = home.world.pool(json!({})).await;
    let client = home.world.client(&pool, json!({})).await;
    home.world.user(&pool, "alice").await;
    let theirs = home.world.sign_in(&client, "alice").await;
    let attributes = json!({ "AccessToken": theirs["AccessToken"], "UserAttributes": [{ "Name": "nickname", "Value": "x" }] });
    home.world.ok("UpdateUserAttributes", attributes).await;
    let me = home.get_user(&mine["AccessToken"]).await.unwrap();
    assert!(!me.to_string().contains("nickname"));
    // Their claims under our signature, and ours under theirs.
    for (one, other) in [(&mine, &theirs), (&theirs, &mine)] {
        let mut parts: Vec<&str> = one["AccessToken"].as_str().unwrap().split('.').collect();
        parts[1] = other["AccessToken"].as_str().unwrap().split('.').nth(1).unwrap();
        assert_eq!(home.get_user(&json!(parts.join("."))).await.unwrap_err(), INVALID);
    }
    let mut renamed = claims(&mine["AccessToken"]);
    for iss in
        ["", "http://127.0.0.1:7665/us-east-1_Nothing00", "x'; --", &format!("http://evil/{}", home.pool)]
    {
        renamed["iss"] = json!(iss);
        let token = forged(&part(&mine["AccessToken"], 0), &renamed);
        assert_eq!(home.get_user(&token).await.unwrap_err(), INVALID);
    }
}

#[tokio::test]
async fn what_an_attribute_is_called_takes_no_claims_place() {
    let home = Home::with(
        json!({ "Schema": [{ "Name": "aud", "AttributeDataType": "String", "Mutable": true }] }),
        json!({}),
    )
    .await;
    let attributes = json!({ "UserAttributes": [{ "Name": "custom:aud", "Value": "evil" }] });
    home.admin("AdminUpdateUserAttributes", "alice", attributes).await;
    let id = claims(&home.tokens().await["IdToken"]);
    assert_eq!((&id["aud"], &id["custom:aud"]), (&json!(home.client), &json!("evil")));
}
