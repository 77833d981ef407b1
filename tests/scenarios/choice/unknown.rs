//! Names that nobody has: nothing tells them from others.

use std::collections::BTreeSet;

use super::*;

const HIDDEN: &str = "PreventUserExistenceErrors";

#[tokio::test]
async fn where_nobody_is_hidden_unknown_names_are_told() {
    let place = place(json!({})).await;
    assert_eq!(
        place.world.refused("InitiateAuth", place.begins("nobody", &[])).await,
        "UserNotFoundException: User does not exist."
    );
}

#[tokio::test]
async fn an_unknown_name_is_offered_what_somebody_could_be_and_always_the_same() {
    let place = place(json!({ HIDDEN: "ENABLED" })).await;
    let mut seen = BTreeSet::new();
    for count in 0..60 {
        let name = format!("nobody{count}");
        let first = place.begin(&name, &[]).await;
        let again = place.begin(&name, &[]).await;
        assert_eq!(first["ChallengeName"], "SELECT_CHALLENGE");
        assert_eq!(first["AvailableChallenges"], again["AvailableChallenges"]);
        assert_ne!(first["Session"], again["Session"]);
        seen.insert(first["AvailableChallenges"].to_string());
    }
    // Some have a phone, some a passkey, some neither: as people do.
    assert!(seen.len() > 3, "{seen:?}");
    let of_alice = place.begin("alice", &[]).await["AvailableChallenges"].to_string();
    assert!(seen.contains(&of_alice), "{of_alice} stands out from {seen:?}");
}

/// What the wire shows of an answer, but for what differs between any two.
fn shape(answer: &Result<Value, String>) -> String {
    match answer {
        Err(error) => error.clone(),
        Ok(answer) => {
            let mut answer = answer.clone();
            let session = answer["Session"].as_str().map(str::len);
            answer["Session"] = json!(session);
            let parameters = answer["ChallengeParameters"].as_object_mut().expect("parameters");
            if let Some(options) = parameters.get_mut("CREDENTIAL_REQUEST_OPTIONS") {
                let mut read: Value = serde_json::from_str(options.as_str().unwrap()).unwrap();
                read["challenge"] = json!(read["challenge"].as_str().unwrap().len());
                let allowed = read["allowCredentials"].as_array_mut().unwrap();
                allowed.iter_mut().for_each(|entry| entry["id"] = json!("id"));
                *options = read;
            }
            for (name, value) in parameters.iter_mut() {
                if ["SALT", "SRP_B", "SECRET_BLOCK"].contains(&name.as_str()) {
                    *value = json!(value.as_str().unwrap().len() / 8);
                }
                if ["USERNAME", "USER_ID_FOR_SRP", "CODE_DELIVERY_DESTINATION"].contains(&name.as_str()) {
                    *value = json!("a name or an address");
                }
            }
            answer.to_string()
        }
    }
}

#[tokio::test]
async fn nobodys_sign_in_goes_every_way_like_somebodys() {
    let place = place(json!({ HIDDEN: "ENABLED" })).await;
    let world = &place.world;
    place.passkey("alice").await;
    let mut found = None;
    for count in 0.. {
        // As long as hers: what is sealed is as long as what is in it.
        let name = format!("n{count:04}");
        let offered = place.begin(&name, &[]).await["AvailableChallenges"].clone();
        if offered == json!(["PASSWORD_SRP", "PASSWORD", "EMAIL_OTP", "WEB_AUTHN"]) {
            found = Some(name);
            break;
        }
    }
    let nobody = found.expect("a name");
    let a = srp::hello(&place.client, "x")["AuthParameters"]["SRP_A"].as_str().unwrap().to_owned();
    let ways: [&[(&str, &str)]; 4] = [
        &[("PREFERRED_CHALLENGE", "PASSWORD"), ("PASSWORD", "Wrong-1!")],
        &[("PREFERRED_CHALLENGE", "PASSWORD_SRP"), ("SRP_A", &a)],
        &[("PREFERRED_CHALLENGE", "EMAIL_OTP")],
        &[("PREFERRED_CHALLENGE", "WEB_AUTHN")],
    ];
    for way in ways {
        let [theirs, hers] =
            [&*nobody, "alice"].map(|name| world.call("InitiateAuth", place.begins(name, way)));
        let (theirs, hers) = (theirs.await, hers.await);
        assert_eq!(shape(&theirs), shape(&hers), "{way:?}");
    }
    // Chosen one after the other, answered wrongly, and used twice.
    for (choice, answer) in [
        ("PASSWORD", ("PASSWORD", "Wrong-1!")),
        ("EMAIL_OTP", ("EMAIL_OTP_CODE", "00000000")),
        ("WEB_AUTHN", ("CREDENTIAL", "{}")),
    ] {
        let mut said = Vec::new();
        for name in [&*nobody, "alice"] {
            let asked = place.begin(name, &[]).await;
            let chosen = place.respond(&asked, name, &[("ANSWER", choice)]).await;
            let again = place.refuses(&asked, name, &[("ANSWER", choice)]).await;
            let wrong = place.refuses(&chosen, name, &[answer]).await;
            let twice = place.refuses(&chosen, name, &[answer]).await;
            let unlike = place.refuses(&asked, name, &[("ANSWER", "SMS_OTP")]).await;
            world.pass_s(180);
            let late = place.refuses(&chosen, name, &[answer]).await;
            said.push([shape(&Ok(chosen)), again, wrong, twice, unlike, late]);
        }
        assert_eq!(said[0], said[1], "{choice}");
    }
    // SRP to its end.
    let mut said = Vec::new();
    for name in [&*nobody, "alice"] {
        let challenge = place.begin(name, &[("PREFERRED_CHALLENGE", "PASSWORD_SRP"), ("SRP_A", &a)]).await;
        let proof = srp::proof(world, &place.pool, &place.client, &challenge, "Wrong-1!");
        let proof = merged(proof, json!({ "Session": challenge["Session"] }));
        said.push(world.refused("RespondToAuthChallenge", proof).await);
    }
    assert_eq!(said, [WRONG, WRONG]);
    // Codes that are not sent are counted like those that are.
    for name in [&*nobody, "alice"] {
        let begins = place.begins(name, &[("PREFERRED_CHALLENGE", "EMAIL_OTP")]);
        let mut count = 0;
        while world.call("InitiateAuth", begins.clone()).await.is_ok() {
            count += 1;
        }
        assert_eq!(count, 18, "{name}");
    }
    assert!(world.post.mailbox.messages(None).iter().all(|mail| mail.to == "alice@example.com"));
}
