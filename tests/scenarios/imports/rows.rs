//! What a row may hold, and what becomes of one that does not.

use serde_json::{Value, json};

use crate::world::imports::{named, person};
use crate::world::people::with_sms;
use crate::world::{PASSWORD, World, merged};

#[tokio::test]
async fn the_header_has_the_columns_of_the_pool() {
    let world = World::new();
    let schema = json!([{ "Name": "size", "AttributeDataType": "Number", "Mutable": true }]);
    let pool = world.pool(json!({ "Schema": schema })).await;
    let header = world.ok("GetCSVHeader", json!({ "UserPoolId": pool })).await;
    let columns = json!([
        "name",
        "given_name",
        "family_name",
        "middle_name",
        "nickname",
        "preferred_username",
        "profile",
        "picture",
        "website",
        "email",
        "email_verified",
        "gender",
        "birthdate",
        "zoneinfo",
        "locale",
        "phone_number",
        "phone_number_verified",
        "address",
        "updated_at",
        "custom:size",
        "cognito:mfa_enabled",
        "cognito:username",
    ]);
    assert_eq!(header, json!({ "UserPoolId": pool, "CSVHeader": columns }));
}

/// Imports one row into a fresh pool; gives the log's words for it, and its attributes if it became a user.
async fn import_one(settings: Value, row: Value) -> (String, Value) {
    let world = World::new();
    let pool = world.pool(with_sms(settings)).await;
    let csv = world.csv(&pool, &[], std::slice::from_ref(&row)).await;
    let ended = world.import(&pool, json!({}), &csv).await;
    let log = world.log(&ended).await;
    let words = log.strip_suffix('\n').expect("a line").to_owned();
    let name = row["cognito:username"].as_str().unwrap_or_default();
    match words.starts_with("[SUCCEEDED]") {
        true => (words, world.attributes(&pool, name).await),
        false => {
            let answer = world.ok("ListUsers", json!({ "UserPoolId": pool })).await;
            assert_eq!(answer["Users"], json!([]), "{words}");
            (words, Value::Null)
        }
    }
}

#[tokio::test]
async fn cells_become_attributes() {
    let row = json!({
        "cognito:username": "alice", "email": " alice@example.com ", "email_verified": "True",
        "phone_number": "+15550100", "phone_number_verified": "FALSE", "birthdate": "02/09/1990",
        "name": "Alice, \"the\" first", "updated_at": "1470957431", "address": r"a\b",
    });
    let (log, kept) = import_one(json!({}), row).await;
    assert_eq!(log, "[SUCCEEDED] Line Number 2 - The import succeeded.");
    let expected = json!({
        "email": "alice@example.com", "email_verified": "true", "phone_number": "+15550100",
        "phone_number_verified": "false", "birthdate": "1990-02-09", "name": "Alice, \"the\" first",
        "updated_at": "1470957431", "address": r"a\b",
    });
    assert_eq!(kept, expected);
}

#[tokio::test]
async fn a_row_that_makes_no_user_says_why() {
    const UNVERIFIED: &str = "The User Record does not set any of the auto verified attributes to true. (Example: email_verified to true).";
    let long = "x".repeat(2_049);
    let cases: [(Value, &str); 12] = [
        (json!({ "email_verified": "false" }), UNVERIFIED),
        (json!({ "email_verified": "" }), UNVERIFIED),
        (json!({ "email": "" }), UNVERIFIED),
        (json!({ "cognito:username": "" }), "The User Record does not have a username."),
        (json!({ "cognito:username": "a b" }), "The username is longer than 128 characters or holds blanks."),
        (json!({ "email": "nonsense" }), "Invalid email address format."),
        (json!({ "phone_number": "555" }), "Invalid phone number format."),
        (json!({ "birthdate": "9/9/90" }), "The birthdate is not of the form mm/dd/yyyy."),
        (
            json!({ "birthdate": "13/40/1990" }),
            "Invalid birthdate format. The expected format is YYYY-MM-DD.",
        ),
        (
            json!({ "email_verified": "yes" }),
            "Attributes did not conform to the schema: email_verified: Boolean must be either true or false",
        ),
        (
            json!({ "name": long }),
            "Attributes did not conform to the schema: name.formatted: String must be no longer than 2048 characters",
        ),
        (json!({ "cognito:mfa_enabled": "maybe" }), "cognito:mfa_enabled must be either true or false."),
    ];
    for (over, why) in cases {
        let (log, _) = import_one(json!({}), merged(person("alice"), over)).await;
        assert_eq!(log, format!("[FAILED] Line Number 2 - {why}"));
    }
    let required = json!({ "Schema": [{ "Name": "name", "Required": true }] });
    assert_eq!(
        import_one(required, person("alice")).await.0,
        "[FAILED] Line Number 2 - Attributes did not conform to the schema: name.formatted: The attribute is required"
    );
    let by_phone = json!({ "AutoVerifiedAttributes": ["phone_number"] });
    assert_eq!(
        import_one(by_phone, person("alice")).await.0,
        format!("[FAILED] Line Number 2 - {UNVERIFIED}")
    );
}

#[tokio::test]
async fn multi_factor_cells_follow_the_pool() {
    const FAULT: &str =
        "[FAILED] Line Number 2 - cognito:mfa_enabled does not match the user pool's MFA configuration.";
    for (mfa, cell, is_taken) in [
        ("OFF", "true", false),
        ("OFF", "FALSE", true),
        ("ON", "TRUE", true),
        ("ON", "false", false),
        ("ON", "", true),
        ("OPTIONAL", "true", true),
        ("OPTIONAL", "false", true),
    ] {
        let row =
            merged(person("alice"), json!({ "cognito:mfa_enabled": cell, "phone_number": "+15550100" }));
        let (log, _) = import_one(json!({ "MfaConfiguration": mfa }), row).await;
        assert_eq!(log != FAULT, is_taken, "{mfa} {cell}: {log}");
    }
}

#[tokio::test]
async fn a_row_turns_codes_by_text_message_on() {
    let world = World::new();
    let pool = world.pool(with_sms(json!({ "MfaConfiguration": "OPTIONAL" }))).await;
    let client = world.client(&pool, json!({})).await;
    let on = json!({ "cognito:mfa_enabled": "TRUE", "phone_number": "+15550100" });
    let off = json!({ "cognito:mfa_enabled": "false", "phone_number": "+15550101" });
    let rows = [
        merged(person("alice"), on),
        merged(person("bob"), off),
        // A code that can go nowhere is asked of nobody.
        merged(person("carol"), json!({ "cognito:mfa_enabled": "true" })),
    ];
    let csv = world.csv(&pool, &[], &rows).await;
    world.import(&pool, json!({}), &csv).await;
    for (name, methods) in [("alice", Some(json!(["SMS_MFA"]))), ("bob", None), ("carol", None)] {
        assert_eq!(world.look(&pool, name).await.get("UserMFASettingList"), methods.as_ref(), "{name}");
        let password =
            json!({ "UserPoolId": pool, "Username": name, "Password": PASSWORD, "Permanent": true });
        world.ok("AdminSetUserPassword", password).await;
        let next = world.after_password(&client, name).await;
        assert_eq!(next["ChallengeName"], methods.map_or(json!(null), |_| json!("SMS_MFA")), "{name}");
    }
}

#[tokio::test]
async fn where_an_address_is_the_name_the_row_holds_it() {
    let world = World::new();
    let pool = world.pool(json!({ "UsernameAttributes": ["email"] })).await;
    let client = world.client(&pool, json!({})).await;
    let named =
        |name: &str| merged(person(name), json!({ "cognito:username": format!("{name}@example.com") }));
    let rows = [named("alice"), named("bob"), named("alice"), person("carol")];
    let csv = world.csv(&pool, &[], &rows).await;
    let ended = world.import(&pool, json!({}), &csv).await;
    let log = world.log(&ended).await;
    let lines: Vec<&str> = log.lines().collect();
    assert_eq!(lines[2], "[SKIPPED] Line Number 4 - The user already exists.");
    assert_eq!(lines[3], "[FAILED] Line Number 5 - Username should be an email.");
    let alice = world.look(&pool, "alice@example.com").await;
    assert_ne!(alice["Username"], "alice@example.com");
    assert_eq!(
        world.no_sign_in(&client, "alice@example.com", "Any-password-1").await,
        "PasswordResetRequiredException: Password reset required for the user"
    );
}

#[tokio::test]
async fn an_alias_of_somebody_else_is_not_taken_over() {
    let world = World::new();
    let pool = world.pool(json!({ "AliasAttributes": ["email"] })).await;
    world.user(&pool, "alice").await;
    let rows = [
        person("bob"),
        merged(person("carol"), json!({ "email": "alice@example.com" })),
        merged(person("dave"), json!({ "email": "bob@example.com" })),
        person("erin"),
    ];
    let csv = world.csv(&pool, &[], &rows).await;
    let ended = world.import(&pool, json!({}), &csv).await;
    assert_eq!((&ended["ImportedUsers"], &ended["FailedUsers"]), (&json!(2), &json!(2)));
    let why = "An account with the email already exists.";
    assert_eq!(
        world.log(&ended).await,
        format!(
            "[SUCCEEDED] Line Number 2 - The import succeeded.\n[FAILED] Line Number 3 - {why}\n\
             [FAILED] Line Number 4 - {why}\n[SUCCEEDED] Line Number 5 - The import succeeded.\n"
        )
    );
    assert_eq!(world.look(&pool, "bob@example.com").await["Username"], "bob");
}

#[tokio::test]
async fn a_pool_that_ignores_case_folds_names() {
    let world = World::new();
    let pool = world.pool(json!({ "UsernameConfiguration": { "CaseSensitive": false } })).await;
    let shouted = json!({ "email": "ALICE@Example.com" });
    let rows = [merged(person("Alice"), shouted), person("ALICE"), person("bob")];
    let csv = world.csv(&pool, &[], &rows).await;
    let ended = world.import(&pool, json!({}), &csv).await;
    assert_eq!((&ended["ImportedUsers"], &ended["SkippedUsers"]), (&json!(2), &json!(1)));
    assert_eq!(world.look(&pool, "aLiCe").await["Username"], "alice");
    assert_eq!(world.attributes(&pool, "alice").await["email"], "alice@example.com");
}

#[tokio::test]
async fn what_is_no_table_of_the_pool_fails_the_job() {
    let world = World::new();
    let pool = world.pool(json!({})).await;
    let good = world.csv(&pool, &[], &[]).await;
    let cases = [
        (String::new(), "The CSV file is empty."),
        (good.replace("gender,", ""), "The header of the CSV file lacks the column gender"),
        (format!("{good},shoes"), "The header of the CSV file has an unexpected column: shoes"),
        (format!("{good},name"), "The header of the CSV file has an unexpected column: name"),
        (
            format!("{good},password_hash"),
            "The header of the CSV file has an unexpected column: password_hash",
        ),
        ("\n".to_owned(), "The header of the CSV file has an unexpected column: "),
        (format!("a\0{good}"), "The header of the CSV file cannot be read. The row holds a NUL."),
        (
            "x".repeat(16_001),
            "The header of the CSV file cannot be read. The row is longer than 16000 characters.",
        ),
    ];
    for (csv, why) in cases {
        let ended = world.import(&pool, json!({}), &csv).await;
        assert_eq!((&ended["Status"], &ended["CompletionMessage"]), (&json!("Failed"), &json!(why)));
        assert_eq!(world.log(&ended).await, "");
    }
    // A mark of the byte order, columns in another order, lines of Windows: no harm.
    let csv = "\u{feff}cognito:username,email,email_verified,".to_owned()
        + &good.replace("cognito:username", "").replace("email,email_verified,", "")
        + "\r\n\r\nalice,alice@example.com,true"
        + &",".repeat(19 - 1)
        + "\r\n";
    let csv = csv.replace(",\r\n\r\n", "\r\n\r\n");
    let ended = world.import(&pool, json!({}), &csv).await;
    assert_eq!(ended["CompletionMessage"], "Import Job Completed Successfully.", "{csv}");
    assert_eq!(world.log(&ended).await, "[SUCCEEDED] Line Number 3 - The import succeeded.\n");
}

#[tokio::test]
async fn rows_that_cannot_be_read_fail_alone() {
    let world = World::new();
    let pool = world.pool(json!({})).await;
    let mut csv = world.csv(&pool, &[], &[person("alice")]).await.into_bytes();
    let good = csv[csv.iter().rposition(|byte| *byte == b'\n').unwrap()..].to_vec();
    let bob = String::from_utf8(good).unwrap().replace("alice", "bob");
    for row in ["\na\0,b", "\n", "\nonly,three,cells"] {
        csv.extend(row.as_bytes());
    }
    csv.extend(b"\n\xff\xfe");
    csv.extend(b"\n".iter().chain(&vec![b'x'; 300_000]));
    csv.extend(bob.as_bytes());
    let job = world.import_job(&pool, json!({})).await;
    world.upload(&job, &csv).await.expect("an upload");
    world.ok("StartUserImportJob", named(&job)).await;
    world.work().await;
    assert_eq!(
        world.log(&job).await,
        "[SUCCEEDED] Line Number 2 - The import succeeded.\n\
         [FAILED] Line Number 3 - The row holds a NUL.\n\
         [FAILED] Line Number 5 - The number of columns in the row does not match the header.\n\
         [FAILED] Line Number 6 - The row is not UTF-8.\n\
         [FAILED] Line Number 7 - The row is longer than 16000 characters.\n\
         [SUCCEEDED] Line Number 8 - The import succeeded.\n"
    );
}
