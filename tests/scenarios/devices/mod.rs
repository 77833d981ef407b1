//! Devices: keys that sign-ins give out, confirming, listing, forgetting, and what refreshing asks of them.

use serde_json::{Value, json};

use crate::world::devices::secret;
use crate::world::{PASSWORD, World, by_password, claims, merged, srp};

mod proof;
mod refresh;

const UNKNOWN: &str = "ResourceNotFoundException: Device does not exist.";

/// A world with a pool that tracks devices, a client and `alice`.
struct Home {
    world: World,
    pool: String,
    client: String,
}

impl Home {
    async fn new() -> Home {
        Home::with(json!({ "DeviceConfiguration": { "ChallengeRequiredOnNewDevice": true } })).await
    }

    async fn with(pool: Value) -> Home {
        let world = World::new();
        let pool = world.pool(pool).await;
        let client = world.client(&pool, json!({})).await;
        world.user(&pool, "alice").await;
        Home { world, pool, client }
    }

    async fn tokens(&self) -> Value {
        self.world.sign_in(&self.client, "alice").await
    }

    /// Alice's tokens and the key of the device that they confirmed.
    async fn confirmed(&self) -> (Value, Value) {
        let tokens = self.tokens().await;
        let key = self.world.confirm_device(&tokens).await;
        (tokens, key)
    }

    /// The input of a sign-in by password from a device.
    fn from(&self, key: &Value) -> Value {
        let mut input = by_password(&self.client, "alice", PASSWORD);
        input["AuthParameters"]["DEVICE_KEY"] = key.clone();
        input
    }

    fn by_admin(&self, more: Value) -> Value {
        merged(json!({ "UserPoolId": self.pool, "Username": "alice" }), more)
    }
}

fn mine(tokens: &Value, more: Value) -> Value {
    merged(json!({ "AccessToken": tokens["AccessToken"] }), more)
}

fn attribute<'a>(device: &'a Value, name: &str) -> Option<&'a str> {
    let list = device["DeviceAttributes"].as_array().unwrap();
    list.iter().find(|a| a["Name"] == name).map(|a| a["Value"].as_str().unwrap())
}

#[tokio::test]
async fn a_pool_without_tracking_gives_no_keys_and_lists_no_devices() {
    let home = Home::with(json!({})).await;
    let tokens = home.tokens().await;
    assert_eq!(tokens.get("NewDeviceMetadata"), None);
    assert_eq!(claims(&tokens["AccessToken"]).get("device_key"), None);
    // A key that is sent all the same is not looked at.
    let key = json!("us-east-1_11111111-2222-4333-8444-555555555555");
    home.world.ok("InitiateAuth", home.from(&key)).await;
    let off = "InvalidParameterException: User pool is not configured for device tracking.";
    let new = json!({ "DeviceKey": key, "DeviceGroupKey": "-x" });
    let config = json!({ "DeviceKey": key, "DeviceSecretVerifierConfig": secret(&new) });
    assert_eq!(home.world.refused("ConfirmDevice", mine(&tokens, config)).await, off);
    assert_eq!(home.world.refused("ListDevices", mine(&tokens, json!({}))).await, off);
    assert_eq!(home.world.refused("AdminListDevices", home.by_admin(json!({}))).await, off);
}

#[tokio::test]
async fn each_sign_in_without_a_known_device_gives_a_key_of_its_own() {
    let home = Home::new().await;
    let (one, two) = (home.tokens().await, home.tokens().await);
    let (new, other) = (&one["NewDeviceMetadata"], &two["NewDeviceMetadata"]);
    assert_ne!(new["DeviceKey"], other["DeviceKey"]);
    assert_eq!(new["DeviceGroupKey"], other["DeviceGroupKey"]);
    let group = new["DeviceGroupKey"].as_str().unwrap();
    assert!(group.starts_with('-') && group.len() == 10, "{group}");
    let key = new["DeviceKey"].as_str().unwrap();
    assert!(key.starts_with("us-east-1_") && key.len() == 46, "{key}");
    assert_eq!(claims(&one["AccessToken"])["device_key"], key);
    assert_eq!(claims(&one["IdToken"]).get("device_key"), None);
    // Nothing is kept of a device that nobody confirmed.
    assert_eq!(home.world.ok("ListDevices", mine(&one, json!({}))).await, json!({ "Devices": [] }));
    assert_eq!(home.world.refused("GetDevice", mine(&one, json!({ "DeviceKey": key }))).await, UNKNOWN);
}

#[tokio::test]
async fn a_confirmed_device_is_shown_to_its_owner_and_to_administrators() {
    let home = Home::new().await;
    let (tokens, key) = home.confirmed().await;
    let shown =
        home.world.ok("GetDevice", mine(&tokens, json!({ "DeviceKey": key }))).await["Device"].clone();
    assert_eq!(shown["DeviceKey"], key);
    assert_eq!(
        shown["DeviceAttributes"],
        json!([{ "Name": "device_status", "Value": "valid" }, { "Name": "device_name", "Value": "phone" },
               { "Name": "last_ip_used", "Value": "203.0.113.7" }])
    );
    assert!(shown["DeviceCreateDate"].is_number() && shown["DeviceLastModifiedDate"].is_number());
    let listed = home.world.ok("ListDevices", mine(&tokens, json!({}))).await;
    assert_eq!(listed, json!({ "Devices": [shown] }));

    let asked = home.by_admin(json!({ "DeviceKey": key }));
    let theirs = home.world.ok("AdminGetDevice", asked).await["Device"].clone();
    assert_eq!(attribute(&theirs, "device_name"), Some("phone"));
    assert_eq!(attribute(&theirs, "dev:device_remembered_status"), Some("remembered"));
    let owner = format!("alice.{}", home.pool);
    assert_eq!(attribute(&theirs, "dev:device_owner"), Some(owner.as_str()));
    assert_eq!(
        home.world.ok("AdminListDevices", home.by_admin(json!({}))).await,
        json!({ "Devices": [theirs] })
    );
}

#[tokio::test]
async fn a_known_device_signs_in_under_its_key() {
    let home = Home::new().await;
    let (tokens, key) = home.confirmed().await;
    home.world.pass_s(60);
    let again = home.world.ok("InitiateAuth", home.from(&key)).await["AuthenticationResult"].clone();
    assert_eq!(again.get("NewDeviceMetadata"), None);
    assert_eq!(claims(&again["AccessToken"])["device_key"], key);
    let shown =
        home.world.ok("GetDevice", mine(&tokens, json!({ "DeviceKey": key }))).await["Device"].clone();
    assert_eq!(shown["DeviceLastAuthenticatedDate"], home.world.now() / 1_000);
    assert_ne!(shown["DeviceLastModifiedDate"], shown["DeviceLastAuthenticatedDate"]);
}

#[tokio::test]
async fn srp_names_its_device_in_either_leg() {
    let home = Home::new().await;
    let (_, key) = home.confirmed().await;
    for leg in [1, 2] {
        let mut hello = srp::hello(&home.client, "alice");
        if leg == 1 {
            hello["AuthParameters"]["DEVICE_KEY"] = key.clone();
        }
        let challenge = home.world.ok("InitiateAuth", hello).await;
        let mut proof = srp::proof(&home.world, &home.pool, &home.client, &challenge, PASSWORD);
        if leg == 2 {
            proof["ChallengeResponses"]["DEVICE_KEY"] = key.clone();
        }
        let tokens = home.world.ok("RespondToAuthChallenge", proof).await["AuthenticationResult"].clone();
        assert_eq!(claims(&tokens["AccessToken"])["device_key"], key, "leg {leg}");
        assert_eq!(tokens.get("NewDeviceMetadata"), None, "leg {leg}");
    }
}

#[tokio::test]
async fn the_challenge_can_be_answered_again_without_a_device_that_is_not_known() {
    let home = Home::new().await;
    let unknown = json!("us-east-1_11111111-2222-4333-8444-555555555555");
    assert_eq!(home.world.refused("InitiateAuth", home.from(&unknown)).await, UNKNOWN);
    assert_eq!(home.world.refused("InitiateAuth", home.from(&json!("a\u{0}b"))).await, UNKNOWN);

    let mut hello = srp::hello(&home.client, "alice");
    hello["AuthParameters"]["DEVICE_KEY"] = unknown.clone();
    let challenge = home.world.ok("InitiateAuth", hello).await;
    let proof = srp::proof(&home.world, &home.pool, &home.client, &challenge, PASSWORD);
    let mut with_key = proof.clone();
    with_key["ChallengeResponses"]["DEVICE_KEY"] = unknown.clone();
    assert_eq!(home.world.refused("RespondToAuthChallenge", with_key).await, UNKNOWN);
    let tokens = home.world.ok("RespondToAuthChallenge", proof).await["AuthenticationResult"].clone();
    assert_ne!(tokens["NewDeviceMetadata"]["DeviceKey"], unknown);

    // Another user's device is as unknown as one that nobody has.
    let (_, key) = home.confirmed().await;
    home.world.user(&home.pool, "bob").await;
    let mut from = home.from(&key);
    from["AuthParameters"]["USERNAME"] = json!("bob");
    assert_eq!(home.world.refused("InitiateAuth", from).await, UNKNOWN);
}

#[tokio::test]
async fn a_device_does_not_tell_who_exists() {
    let home = Home::new().await;
    let client = home.world.client(&home.pool, json!({ "PreventUserExistenceErrors": "ENABLED" })).await;
    let unknown = json!("us-east-1_11111111-2222-4333-8444-555555555555");
    for name in ["alice", "nobody"] {
        let mut input = by_password(&client, name, "Wrong-pass-1");
        input["AuthParameters"]["DEVICE_KEY"] = unknown.clone();
        assert_eq!(home.world.refused("InitiateAuth", input).await, UNKNOWN, "{name}");
    }
}

#[tokio::test]
async fn a_device_that_was_named_before_the_new_password_still_counts_after_it() {
    let home = Home::new().await;
    let (_, key) = home.confirmed().await;
    let temporary = json!({ "Password": PASSWORD, "Permanent": false });
    home.world.ok("AdminSetUserPassword", home.by_admin(temporary)).await;
    let challenge = home.world.ok("InitiateAuth", home.from(&key)).await;
    assert_eq!(challenge["ChallengeName"], "NEW_PASSWORD_REQUIRED");
    let answer = json!({
        "ClientId": home.client, "ChallengeName": "NEW_PASSWORD_REQUIRED", "Session": challenge["Session"],
        "ChallengeResponses": { "USERNAME": "alice", "NEW_PASSWORD": "Other-pass-2" },
    });
    let tokens = home.world.ok("RespondToAuthChallenge", answer).await["AuthenticationResult"].clone();
    assert_eq!(claims(&tokens["AccessToken"])["device_key"], key);
}

#[tokio::test]
async fn a_device_is_confirmed_once_and_only_by_the_tokens_it_was_given() {
    let home = Home::new().await;
    let (one, two) = (home.tokens().await, home.tokens().await);
    let new = &one["NewDeviceMetadata"];
    let input = |tokens: &Value| {
        mine(tokens, json!({ "DeviceKey": new["DeviceKey"], "DeviceSecretVerifierConfig": secret(new) }))
    };
    assert_eq!(home.world.refused("ConfirmDevice", input(&two)).await, UNKNOWN);
    let confirmed = home.world.ok("ConfirmDevice", input(&one)).await;
    assert_eq!(confirmed, json!({ "UserConfirmationNecessary": false }));
    assert_eq!(
        home.world.refused("ConfirmDevice", input(&one)).await,
        "DeviceKeyExistsException: Device key already exists."
    );
}

#[tokio::test]
async fn a_verifier_that_anybody_could_meet_is_refused() {
    let home = Home::new().await;
    let tokens = home.tokens().await;
    let key = &tokens["NewDeviceMetadata"]["DeviceKey"];
    let with =
        |config: Value| mine(&tokens, json!({ "DeviceKey": key, "DeviceSecretVerifierConfig": config }));
    let missing = |name: &str| {
        format!("InvalidParameterException: Missing required parameter DeviceSecretVerifierConfig.{name}")
    };
    let none = mine(&tokens, json!({ "DeviceKey": key }));
    assert_eq!(home.world.refused("ConfirmDevice", none).await, missing("PasswordVerifier"));
    let salt = "QUFBQUFBQUFBQUFBQUFBQQ==";
    let half = with(json!({ "PasswordVerifier": "Ag==" }));
    assert_eq!(home.world.refused("ConfirmDevice", half).await, missing("Salt"));
    let long = "A".repeat(2_000);
    for (verifier, salt) in
        [("AA==", salt), ("AQ==", salt), ("!", salt), (&long, "!"), ("Ag==", ""), ("Ag==", &long)]
    {
        assert_eq!(
            home.world
                .refused("ConfirmDevice", with(json!({ "PasswordVerifier": verifier, "Salt": salt })))
                .await,
            "InvalidParameterException: Invalid DeviceSecretVerifierConfig.",
            "{verifier} {salt}"
        );
    }
}

#[tokio::test]
async fn where_users_are_asked_a_device_is_remembered_when_they_say_so() {
    let home =
        Home::with(json!({ "DeviceConfiguration": { "DeviceOnlyRememberedOnUserPrompt": true } })).await;
    let tokens = home.tokens().await;
    let new = &tokens["NewDeviceMetadata"];
    let key = &new["DeviceKey"];
    let input = mine(&tokens, json!({ "DeviceKey": key, "DeviceSecretVerifierConfig": secret(new) }));
    let confirmed = home.world.ok("ConfirmDevice", input).await;
    assert_eq!(confirmed, json!({ "UserConfirmationNecessary": true }));
    let status = async || {
        let asked = home.by_admin(json!({ "DeviceKey": key }));
        let device = home.world.ok("AdminGetDevice", asked).await["Device"].clone();
        attribute(&device, "dev:device_remembered_status").unwrap().to_owned()
    };
    assert_eq!(status().await, "not_remembered");
    let saying = |status: &str| json!({ "DeviceKey": key, "DeviceRememberedStatus": status });
    let changed = home.world.ok("UpdateDeviceStatus", mine(&tokens, saying("remembered"))).await;
    assert_eq!((changed, status().await.as_str()), (json!({}), "remembered"));
    let forgotten = home.by_admin(saying("not_remembered"));
    let changed = home.world.ok("AdminUpdateDeviceStatus", forgotten).await;
    assert_eq!((changed, status().await.as_str()), (json!({}), "not_remembered"));
    // Nothing said, nothing changed.
    home.world.ok("UpdateDeviceStatus", mine(&tokens, json!({ "DeviceKey": key }))).await;
    assert_eq!(status().await, "not_remembered");
}

#[tokio::test]
async fn a_forgotten_device_is_unknown_everywhere() {
    let home = Home::new().await;
    for by_admin in [false, true] {
        let (tokens, key) = home.confirmed().await;
        let named = json!({ "DeviceKey": key });
        let gone = match by_admin {
            true => home.world.ok("AdminForgetDevice", home.by_admin(named.clone())).await,
            false => home.world.ok("ForgetDevice", mine(&tokens, named.clone())).await,
        };
        assert_eq!(gone, Value::Null);
        for operation in ["GetDevice", "ForgetDevice", "UpdateDeviceStatus"] {
            assert_eq!(
                home.world.refused(operation, mine(&tokens, named.clone())).await,
                UNKNOWN,
                "{operation}"
            );
        }
        for operation in ["AdminGetDevice", "AdminForgetDevice", "AdminUpdateDeviceStatus"] {
            assert_eq!(
                home.world.refused(operation, home.by_admin(named.clone())).await,
                UNKNOWN,
                "{operation}"
            );
        }
        assert_eq!(home.world.refused("InitiateAuth", home.from(&key)).await, UNKNOWN);
        // The sign-in goes on until its access token ends.
        home.world.ok("GetUser", mine(&tokens, json!({}))).await;
    }
}

#[tokio::test]
async fn administrators_meet_pools_and_users_that_are_not_there() {
    let home = Home::new().await;
    let key = json!({ "DeviceKey": "us-east-1_11111111-2222-4333-8444-555555555555" });
    for (operation, refusal) in [
        ("AdminGetDevice", "ResourceNotFoundException: User does not exist."),
        ("AdminListDevices", "ResourceNotFoundException: User does not exist."),
        ("AdminForgetDevice", "UserNotFoundException: User does not exist."),
        ("AdminUpdateDeviceStatus", "UserNotFoundException: User does not exist."),
    ] {
        let with = |over: Value| {
            let key = if operation == "AdminListDevices" { json!({}) } else { key.clone() };
            merged(home.by_admin(key), over)
        };
        assert_eq!(
            home.world.refused(operation, with(json!({ "Username": "nobody" }))).await,
            refusal,
            "{operation}"
        );
        assert_eq!(
            home.world.refused(operation, with(json!({ "UserPoolId": "us-east-1_nowhere" }))).await,
            "ResourceNotFoundException: User pool us-east-1_nowhere does not exist.",
            "{operation}"
        );
    }
}

#[tokio::test]
async fn devices_are_nobodys_without_a_token() {
    let home = Home::new().await;
    let (tokens, key) = home.confirmed().await;
    let invalid = "NotAuthorizedException: Invalid Access Token";
    for operation in ["GetDevice", "ForgetDevice"] {
        assert_eq!(home.world.refused(operation, json!({ "DeviceKey": key })).await, invalid, "{operation}");
    }
    for operation in ["ListDevices", "UpdateDeviceStatus", "ConfirmDevice", "GetDevice", "ForgetDevice"] {
        let input = json!({ "AccessToken": tokens["IdToken"], "DeviceKey": key });
        assert_eq!(home.world.refused(operation, input).await, invalid, "{operation}");
    }
}

#[tokio::test]
async fn lists_of_devices_go_page_by_page() {
    let home = Home::new().await;
    let mut keys = Vec::new();
    let mut last = Value::Null;
    for _ in 0..5 {
        let (tokens, key) = home.confirmed().await;
        keys.push(key.as_str().unwrap().to_owned());
        last = tokens;
    }
    keys.sort();
    for (operation, base) in [
        ("ListDevices", mine(&last, json!({ "Limit": 2 }))),
        ("AdminListDevices", home.by_admin(json!({ "Limit": 2 }))),
    ] {
        let (mut seen, mut input) = (Vec::new(), base.clone());
        loop {
            let page = home.world.ok(operation, input.clone()).await;
            let devices = page["Devices"].as_array().unwrap();
            assert!(devices.len() <= 2);
            seen.extend(devices.iter().map(|device| device["DeviceKey"].as_str().unwrap().to_owned()));
            match page.get("PaginationToken") {
                Some(token) => input["PaginationToken"] = token.clone(),
                None => break,
            }
        }
        assert_eq!(seen, keys, "{operation}");
        input["PaginationToken"] = json!("garbage");
        assert_eq!(
            home.world.refused(operation, input).await,
            "InvalidParameterException: Invalid pagination token.",
            "{operation}"
        );
    }
}

#[tokio::test]
async fn devices_go_with_their_user_and_the_oldest_makes_room() {
    let home = Home::new().await;
    let (_, first) = home.confirmed().await;
    for _ in 0..100 {
        home.world.pass_s(1);
        home.confirmed().await;
    }
    let asked = home.by_admin(json!({ "DeviceKey": first }));
    assert_eq!(home.world.refused("AdminGetDevice", asked).await, UNKNOWN);
    let (_, key) = home.confirmed().await;
    home.world.ok("AdminDeleteUser", home.by_admin(json!({}))).await;
    home.world.user(&home.pool, "alice").await;
    assert_eq!(home.world.ok("AdminListDevices", home.by_admin(json!({}))).await, json!({ "Devices": [] }));
    assert_eq!(home.world.refused("InitiateAuth", home.from(&key)).await, UNKNOWN);
}

#[tokio::test]
async fn a_device_can_be_called_anything() {
    let home = Home::new().await;
    let tokens = home.tokens().await;
    let new = &tokens["NewDeviceMetadata"];
    let name = "Ada's \u{0} \"phone\" ☎";
    let input = mine(
        &tokens,
        json!({ "DeviceKey": new["DeviceKey"], "DeviceName": name, "DeviceSecretVerifierConfig": secret(new) }),
    );
    home.world.ok("ConfirmDevice", input).await;
    let shown = home.world.ok("GetDevice", mine(&tokens, json!({ "DeviceKey": new["DeviceKey"] }))).await;
    assert_eq!(attribute(&shown["Device"], "device_name"), Some(name));
}
