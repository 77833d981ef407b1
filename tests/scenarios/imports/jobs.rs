//! Jobs: their statuses, who may start and stop them, what they refuse.

use rules::quotas::Quota;
use serde_json::{Value, json};
use store::Store;

use crate::world::imports::{ROLE, named, person};
use crate::world::{World, config};

const DAY_S: i64 = 24 * 3_600;

#[tokio::test]
async fn a_file_becomes_users_who_must_reset_their_passwords() {
    let world = World::new();
    let pool = world.pool(json!({})).await;
    let client = world.client(&pool, json!({})).await;
    let job = world.import_job(&pool, json!({})).await;
    let id = job["JobId"].as_str().expect("an id");
    assert!(id.starts_with("import-") && id.len() == 17, "{id}");
    assert_eq!(job["Status"], "Created");
    assert_eq!((&job["JobName"], &job["CloudWatchLogsRoleArn"]), (&json!("people"), &json!(ROLE)));
    assert_eq!(
        (&job["ImportedUsers"], &job["FailedUsers"], &job["SkippedUsers"]),
        (&json!(0), &json!(0), &json!(0))
    );
    let address = job["PreSignedUrl"].as_str().expect("an address");
    assert!(address.starts_with("http://127.0.0.1:7665/user-import/") && address.len() < 2_048, "{address}");
    assert!(job.get("StartDate").is_none() && job.get("CompletionDate").is_none());

    let csv = world.csv(&pool, &[], &[person("alice"), person("bob")]).await;
    world.upload(&job, csv.as_bytes()).await.expect("an upload");
    let started = world.ok("StartUserImportJob", named(&job)).await;
    assert_eq!(started["UserImportJob"]["Status"], "Pending");
    world.work().await;

    let ended = world.described_job(&job).await;
    assert_eq!((&ended["Status"], &ended["ImportedUsers"]), (&json!("Succeeded"), &json!(2)));
    assert_eq!(ended["CompletionMessage"], "Import Job Completed Successfully.");
    assert!(ended["CompletionDate"].as_f64() > ended["StartDate"].as_f64());
    assert_eq!(
        world.log(&ended).await,
        "[SUCCEEDED] Line Number 2 - The import succeeded.\n[SUCCEEDED] Line Number 3 - The import succeeded.\n"
    );
    let alice = world.look(&pool, "alice").await;
    assert_eq!((&alice["UserStatus"], &alice["Enabled"]), (&json!("RESET_REQUIRED"), &json!(true)));
    let kept = json!({ "email": "alice@example.com", "email_verified": "true" });
    assert_eq!(world.attributes(&pool, "alice").await, kept);

    // What comes next: a code to the address that was imported, and a password of their own.
    assert_eq!(
        world.no_sign_in(&client, "alice", "Any-password-1").await,
        "PasswordResetRequiredException: Password reset required for the user"
    );
    world.ok("ForgotPassword", json!({ "ClientId": client, "Username": "alice" })).await;
    let code = world.code("alice@example.com");
    let reset = json!({
        "ClientId": client, "Username": "alice", "ConfirmationCode": code, "Password": crate::world::PASSWORD,
    });
    world.ok("ConfirmForgotPassword", reset).await;
    world.sign_in(&client, "alice").await;
}

#[tokio::test]
async fn a_file_that_is_imported_again_makes_nobody_twice() {
    let world = World::new();
    let pool = world.pool(json!({})).await;
    let csv = world.csv(&pool, &[], &[person("alice"), person("bob"), person("alice")]).await;
    let first = world.import(&pool, json!({}), &csv).await;
    assert_eq!((&first["ImportedUsers"], &first["SkippedUsers"]), (&json!(2), &json!(1)));
    assert!(world.log(&first).await.contains("[SKIPPED] Line Number 4 - The user already exists.\n"));
    let before = world.look(&pool, "alice").await;
    let second = world.import(&pool, json!({}), &csv).await;
    assert_eq!((&second["Status"], &second["SkippedUsers"]), (&json!("Failed"), &json!(3)));
    assert_eq!(second["CompletionMessage"], "Too many users have failed or been skipped during the import.");
    assert_eq!(world.look(&pool, "alice").await, before);
}

#[tokio::test]
async fn jobs_are_listed_newest_first() {
    let world = World::new();
    let pool = world.pool(json!({})).await;
    let other = world.pool(json!({})).await;
    let mut made = Vec::new();
    for name in ["one", "two", "three"] {
        made.push(world.import_job(&pool, json!({ "JobName": name })).await["JobId"].clone());
    }
    world.import_job(&other, json!({})).await;
    let page =
        |token: Option<Value>| json!({ "UserPoolId": pool, "MaxResults": 2, "PaginationToken": token });
    let first = world.ok("ListUserImportJobs", page(None)).await;
    let ids = |answer: &Value| {
        let jobs = answer["UserImportJobs"].as_array().expect("jobs").iter();
        jobs.map(|job| job["JobId"].clone()).collect::<Vec<_>>()
    };
    assert_eq!(ids(&first), [made[2].clone(), made[1].clone()]);
    let token = first["PaginationToken"].clone();
    let second = world.ok("ListUserImportJobs", page(Some(token.clone()))).await;
    assert_eq!(ids(&second), [made[0].clone()]);
    assert!(second.get("PaginationToken").is_none());
    let astray = json!({ "UserPoolId": other, "MaxResults": 2, "PaginationToken": token });
    assert_eq!(
        world.refused("ListUserImportJobs", astray).await,
        "InvalidParameterException: Invalid pagination token."
    );
}

#[tokio::test]
async fn a_job_needs_its_file_and_starts_once() {
    let world = World::new();
    let pool = world.pool(json!({})).await;
    let job = world.import_job(&pool, json!({})).await;
    let id = job["JobId"].as_str().expect("an id");
    assert_eq!(
        world.refused("StartUserImportJob", named(&job)).await,
        format!("PreconditionNotMetException: No csv file was uploaded for {id}")
    );
    assert_eq!(
        world.refused("StopUserImportJob", named(&job)).await,
        format!("PreconditionNotMetException: {id} cannot be changed. Its current status is Created")
    );
    let csv = world.csv(&pool, &[], &[person("alice")]).await;
    world.upload(&job, csv.as_bytes()).await.expect("an upload");
    world.ok("StartUserImportJob", named(&job)).await;
    assert_eq!(
        world.refused("StartUserImportJob", named(&job)).await,
        format!("PreconditionNotMetException: {id} cannot be changed. Its current status is Pending")
    );

    // One at a time in a pool; other pools go on.
    let next = world.import_job(&pool, json!({})).await;
    world.upload(&next, csv.as_bytes()).await.expect("an upload");
    assert_eq!(
        world.refused("StartUserImportJob", named(&next)).await,
        "PreconditionNotMetException: Another import job is in progress for this user pool."
    );
    let other = world.pool(json!({})).await;
    let elsewhere = world.import_job(&other, json!({})).await;
    world.upload(&elsewhere, csv.as_bytes()).await.expect("an upload");
    world.ok("StartUserImportJob", named(&elsewhere)).await;
    world.work().await;
    for job in [&job, &elsewhere] {
        assert_eq!(world.described_job(job).await["Status"], "Succeeded");
        assert!(
            world
                .refused("StartUserImportJob", named(job))
                .await
                .ends_with("Its current status is Succeeded")
        );
        assert!(
            world.refused("StopUserImportJob", named(job)).await.ends_with("Its current status is Succeeded")
        );
    }
    world.ok("StartUserImportJob", named(&next)).await;
}

#[tokio::test]
async fn a_job_that_is_stopped_keeps_what_was_imported() {
    let world = World::new();
    let pool = world.pool(json!({})).await;
    let people: Vec<Value> = (0..1_500).map(|at| person(&format!("user{at}"))).collect();
    let csv = world.csv(&pool, &[], &people).await;
    let job = world.import_job(&pool, json!({})).await;
    world.upload(&job, csv.as_bytes()).await.expect("an upload");
    world.ok("StartUserImportJob", named(&job)).await;
    assert!(rules::imports::rounds::round(&world.ctx()).await.expect("a round"), "a round is not all");
    let under_way = world.described_job(&job).await;
    assert_eq!((&under_way["Status"], &under_way["ImportedUsers"]), (&json!("InProgress"), &json!(1_000)));
    let stopped = world.ok("StopUserImportJob", named(&job)).await;
    assert_eq!(stopped["UserImportJob"]["Status"], "Stopping");
    let id = job["JobId"].as_str().expect("an id");
    assert_eq!(
        world.refused("StopUserImportJob", named(&job)).await,
        format!("PreconditionNotMetException: {id} cannot be changed. Its current status is Stopping")
    );
    world.work().await;
    let ended = world.described_job(&job).await;
    assert_eq!((&ended["Status"], &ended["ImportedUsers"]), (&json!("Stopped"), &json!(1_000)));
    assert_eq!(ended["CompletionMessage"], "The Import Job was stopped by the developer.");
    world.look(&pool, "user999").await;
    let gone = json!({ "UserPoolId": pool, "Username": "user1000" });
    assert_eq!(world.refused("AdminGetUser", gone).await, "UserNotFoundException: User does not exist.");

    // The rest can be imported by another job.
    let again = world.import(&pool, json!({}), &csv).await;
    assert_eq!((&again["ImportedUsers"], &again["SkippedUsers"]), (&json!(500), &json!(1_000)));
}

#[tokio::test]
async fn a_job_that_is_not_started_expires_with_its_file() {
    let world = World::new();
    let pool = world.pool(json!({})).await;
    let job = world.import_job(&pool, json!({})).await;
    let csv = world.csv(&pool, &[], &[person("alice")]).await;
    world.upload(&job, csv.as_bytes()).await.expect("an upload");
    world.pass_s(DAY_S);
    assert_eq!(world.described_job(&job).await["Status"], "Expired");
    let id = job["JobId"].as_str().expect("an id");
    assert_eq!(
        world.refused("StartUserImportJob", named(&job)).await,
        format!("PreconditionNotMetException: {id} cannot be changed. Its current status is Expired")
    );
    rules::imports::expire(&world.ctx()).await.expect("a sweep");
    let ended = world.described_job(&job).await;
    assert_eq!(
        (&ended["Status"], &ended["CompletionMessage"]),
        (&json!("Expired"), &json!("The user import job has expired."))
    );
    let tables = crate::world::dump::Tables::of(&world.inner.store).await;
    assert_eq!(tables.dump(&world.inner.store).await.count("import_parts"), 0);
}

#[tokio::test]
async fn a_pool_waits_for_its_import_before_it_is_changed() {
    let world = World::new();
    let pool = world.pool(json!({})).await;
    let job = world.import_job(&pool, json!({})).await;
    let csv = world.csv(&pool, &[], &[person("alice")]).await;
    world.upload(&job, csv.as_bytes()).await.expect("an upload");
    world.ok("StartUserImportJob", named(&job)).await;
    let attribute = json!({ "Name": "colour", "AttributeDataType": "String" });
    let changes = [
        ("UpdateUserPool", json!({ "UserPoolId": pool })),
        ("AddCustomAttributes", json!({ "UserPoolId": pool, "CustomAttributes": [attribute] })),
        ("DeleteUserPool", json!({ "UserPoolId": pool })),
    ];
    for (operation, input) in &changes {
        assert_eq!(
            world.refused(operation, input.clone()).await,
            "UserImportInProgressException: A user import job is in progress for this user pool."
        );
    }
    world.work().await;
    for (operation, input) in changes {
        world.ok(operation, input).await;
    }
    let tables = crate::world::dump::Tables::of(&world.inner.store).await;
    let left = tables.dump(&world.inner.store).await;
    for table in ["import_jobs", "import_parts", "import_turns"] {
        assert_eq!(left.count(table), 0, "{table}");
    }
}

#[tokio::test]
async fn jobs_and_pools_that_are_not_there_are_not_found() {
    let world = World::new();
    let pool = world.pool(json!({})).await;
    let job = world.import_job(&world.pool(json!({})).await, json!({})).await;
    let id = job["JobId"].as_str().expect("an id");
    for operation in ["DescribeUserImportJob", "StartUserImportJob", "StopUserImportJob"] {
        assert_eq!(
            world.refused(operation, json!({ "UserPoolId": pool, "JobId": id })).await,
            format!("ResourceNotFoundException: User import job {id} does not exist.")
        );
    }
    let nowhere = "us-east-1_nowhere00";
    let inputs = [
        ("GetCSVHeader", json!({})),
        ("CreateUserImportJob", json!({ "JobName": "a", "CloudWatchLogsRoleArn": ROLE })),
        ("DescribeUserImportJob", json!({ "JobId": id })),
        ("StartUserImportJob", json!({ "JobId": id })),
        ("StopUserImportJob", json!({ "JobId": id })),
        ("ListUserImportJobs", json!({ "MaxResults": 1 })),
    ];
    for (operation, mut input) in inputs {
        input["UserPoolId"] = json!(nowhere);
        assert_eq!(
            world.refused(operation, input).await,
            format!("ResourceNotFoundException: User pool {nowhere} does not exist.")
        );
    }
}

#[tokio::test]
async fn a_pool_that_verifies_nothing_imports_nobody() {
    let world = World::new();
    let pool = world.pool(json!({ "AutoVerifiedAttributes": [] })).await;
    let input = json!({ "JobName": "a", "UserPoolId": pool, "CloudWatchLogsRoleArn": ROLE });
    assert_eq!(
        world.refused("CreateUserImportJob", input).await,
        "PreconditionNotMetException: The user pool must have at least one auto-verified attribute, either email \
         or phone_number."
    );
}

#[tokio::test]
async fn a_pool_has_as_many_jobs_as_the_quota_says_and_no_more() {
    let mut decided = config();
    decided.quotas.set(Quota::ImportJobs, 3);
    let world = World::with(Store::open_memory().expect("a store"), decided);
    let pool = world.pool(json!({})).await;
    for _ in 0..3 {
        world.import_job(&pool, json!({})).await;
    }
    let input = json!({ "JobName": "a", "UserPoolId": pool, "CloudWatchLogsRoleArn": ROLE });
    assert_eq!(
        world.refused("CreateUserImportJob", input).await,
        "LimitExceededException: A user pool can have at most 3 import jobs."
    );
    world.import_job(&world.pool(json!({})).await, json!({})).await;
}
