//! Every operation with the store failing under it: an internal error or a right answer, and the old state or the
//! new one, never something between.

pub mod faulty;
mod moving;

mod directories;
mod federation;
mod hosted;
mod imports;
mod upstreams;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use ops::door::Answer;
use serde_json::{Value, json};
use store::Store;

use self::faulty::{Fault, Faulty};
use crate::world::dump::{Dump, Tables};
use crate::world::query::called;
use crate::world::stage::{ClientKind, Stage, ways};
use crate::world::{PASSWORD, by_password, told};

/// What an operation leaves behind, as facts without ids and times.
type Changes = BTreeMap<String, usize>;

/// Ways into operations that write nothing; every other one must meet a failure of its own commit.
const READERS: &[&str] = &[
    "AdminGetDevice",
    "AdminGetUser",
    "AdminGetUserAuthFactors",
    "AdminInitiateAuth refresh",
    "AdminListDevices",
    "AdminListGroupsForUser",
    "AdminListUserSessions",
    "DescribeIdentity",
    "DescribeIdentityPool",
    "DescribeIdentityProvider",
    "DescribeManagedLoginBranding",
    "DescribeManagedLoginBrandingByClient",
    "DescribeResourceServer",
    "AdminListUserAuthEvents",
    "DescribeRiskConfiguration",
    "DescribeTerms",
    "DescribeTermsByClient",
    "DescribeUserImportJob",
    "DescribeUserPool",
    "DescribeUserPoolClient",
    "DescribeUserPoolDomain",
    "GetCSVHeader",
    "GetCredentialsForIdentity",
    "GetClientToken",
    "GetDerivedToken",
    "GetDevice",
    "GetGroup",
    "GetIdentityPoolRoles",
    "GetIdentityProviderByIdentifier",
    "GetLogDeliveryConfiguration",
    "GetOpenIdToken",
    "GetPrincipalTagAttributeMap",
    "GetProvisionedLimit",
    "GetTokensFromRefreshToken of a device",
    "GetUICustomization",
    "GetUser",
    "GetUserAuthFactors",
    "GetUserPoolClientSessionConfiguration",
    "GetUserPoolMfaConfig",
    "GetUserPoolSessionConfiguration",
    "InitiateAuth refresh",
    "InitiateAuth srp",
    "ListDevices",
    "ListGroups",
    "ListIdentities",
    "ListIdentityPools",
    "ListIdentityProviders",
    "ListResourceServers",
    "ListTagsForResource",
    "ListTerms",
    "ListUserImportJobs",
    "ListUserPoolClientSecrets",
    "ListUserPoolClients",
    "ListUserPools",
    "ListUserSessions",
    "ListUsers",
    "ListUsersInGroup",
    "ListWebAuthnCredentials",
    "LookupDeveloperIdentity",
    "RespondToAuthChallenge device asked first",
    "cognito-identity:ListTagsForResource",
    "cognito-sync:DescribeDataset",
    "cognito-sync:DescribeIdentityPoolUsage",
    "cognito-sync:DescribeIdentityUsage",
    "cognito-sync:GetBulkPublishDetails",
    "cognito-sync:GetCognitoEvents",
    "cognito-sync:GetIdentityPoolConfiguration",
    "cognito-sync:ListDatasets",
    "cognito-sync:ListIdentityPoolUsage",
    "cognito-sync:ListRecords",
    "iam:GetAccessKeyLastUsed",
    "iam:GetGroup",
    "iam:GetGroupPolicy",
    "iam:GetOpenIDConnectProvider",
    "iam:GetPolicy",
    "iam:GetPolicyVersion",
    "iam:GetRole",
    "iam:GetRolePolicy",
    "iam:GetSAMLProvider",
    "iam:GetServiceLinkedRoleDeletionStatus",
    "iam:GetUser",
    "iam:GetUserPolicy",
    "iam:ListAccessKeys",
    "iam:ListAccountAliases",
    "iam:ListAttachedGroupPolicies",
    "iam:ListAttachedRolePolicies",
    "iam:ListAttachedUserPolicies",
    "iam:ListEntitiesForPolicy",
    "iam:ListGroupPolicies",
    "iam:ListGroups",
    "iam:ListGroupsForUser",
    "iam:ListInstanceProfilesForRole",
    "iam:ListOpenIDConnectProviderTags",
    "iam:ListOpenIDConnectProviders",
    "iam:ListPolicies",
    "iam:ListPolicyTags",
    "iam:ListPolicyVersions",
    "iam:ListRolePolicies",
    "iam:ListRoleTags",
    "iam:ListRoles",
    "iam:ListSAMLProviderTags",
    "iam:ListSAMLProviders",
    "iam:ListUserPolicies",
    "iam:ListUserTags",
    "iam:ListUsers",
    "iam:SimulateCustomPolicy",
    "iam:SimulatePrincipalPolicy",
    "sts:AssumeRole",
    "sts:AssumeRoleWithWebIdentity",
    "sts:DecodeAuthorizationMessage",
    "sts:GetAccessKeyInfo",
    "sts:GetSessionToken",
    "sts:GetCallerIdentity",
];

#[tokio::test]
async fn operations_with_warm_caches_survive_every_failure_of_the_store() {
    survive(false).await;
}

#[tokio::test]
async fn operations_after_a_restart_survive_every_failure_of_the_store() {
    survive(true).await;
}

/// A pool's signing keys are made at its first sign-in, each in a batch of its own: whatever fails, the next one works.
#[tokio::test]
async fn the_first_sign_in_of_a_pool_survives_every_failure_of_the_store() {
    let driver = Arc::new(Faulty::over(Store::open_memory().expect("a store")));
    let stage = Stage::on(Store::new(driver.clone()), ClientKind::Public).await;
    let world = &stage.world;
    let mut faults = vec![None];
    while let Some(fault) = faults.pop() {
        let pool = world.pool(json!({})).await;
        let client = world.client(&pool, json!({})).await;
        world.user(&pool, "alice").await;
        driver.arm(fault);
        let answer = world.call("InitiateAuth", by_password(&client, "alice", PASSWORD)).await;
        let (reads, commits) = driver.disarm();
        match fault {
            None => {
                assert!(answer.is_ok() && commits == 3, "{commits} commits: {answer:?}");
                faults.extend((0..reads).map(|k| Some(Fault::Read(k))));
                faults.extend((0..commits).flat_map(|k| [Some(Fault::Commit(k)), Some(Fault::Lost(k))]));
            }
            Some(fault) => {
                let internal = "InternalErrorException: An internal error occurred.";
                assert_eq!(answer.expect_err("a failure"), internal, "{fault:?}");
            }
        }
        world.sign_in(&client, "alice").await;
    }
}

/// The key of an account's identities is made at their first token: whatever fails, the next token works.
#[tokio::test]
async fn the_first_token_of_an_accounts_identities_survives_every_failure_of_the_store() {
    let mut faults = vec![None];
    while let Some(fault) = faults.pop() {
        let driver = Arc::new(Faulty::over(Store::open_memory().expect("a store")));
        let stage = Stage::on(Store::new(driver.clone()), ClientKind::Public).await;
        let world = &stage.world;
        let pool = json!({ "IdentityPoolId": stage.identity_pool().await });
        let guest = json!({ "IdentityId": world.ok("GetId", pool).await["IdentityId"] });
        driver.arm(fault);
        let answer = world.call("GetOpenIdToken", guest.clone()).await;
        let (reads, commits) = driver.disarm();
        match fault {
            None => {
                assert!(answer.is_ok() && commits == 1, "{commits} commits: {answer:?}");
                faults.extend((0..reads).map(|k| Some(Fault::Read(k))));
                faults.extend([Some(Fault::Commit(0)), Some(Fault::Lost(0))]);
            }
            Some(fault) => {
                let internal = "InternalErrorException: An internal error occurred.";
                assert_eq!(answer.expect_err("a failure"), internal, "{fault:?}");
            }
        }
        world.ok("GetOpenIdToken", guest).await;
    }
}

async fn survive(is_restarted: bool) {
    let mut wrong = Vec::new();
    let mut readers = BTreeSet::new();
    for entry in ops::table::entries() {
        let name = called(entry.service.operation(entry.name).expect("an operation of the model"));
        for way in ways(&name) {
            let trial = Trial::begin(&name, way, is_restarted).await;
            if trial.right.commits == 0 {
                readers.insert(format!("{name} {way}").trim_end().to_owned());
            }
            wrong.extend(trial.run().await);
        }
    }
    assert!(wrong.is_empty(), "{} are wrong:\n{}", wrong.len(), wrong.join("\n"));
    let expected: BTreeSet<String> = READERS.iter().map(|name| (*name).to_owned()).collect();
    assert_eq!(readers, expected, "the ways that meet no commit");
}

/// What one call did.
struct Run {
    answer: Answer,
    changes: Changes,
    mails: usize,
    letters: usize,
    reads: u64,
    commits: u64,
}

/// One way into one operation, and what it does when nothing fails.
struct Trial {
    operation: String,
    way: &'static str,
    is_restarted: bool,
    stage: Stage,
    driver: Arc<Faulty>,
    tables: Tables,
    right: Run,
}

impl Trial {
    async fn begin(operation: &str, way: &'static str, is_restarted: bool) -> Trial {
        let driver = Arc::new(Faulty::over(Store::open_memory().expect("a store")));
        let store = Store::new(driver.clone());
        let tables = Tables::of(&store).await;
        let stage = Stage::on(store, ClientKind::Public).await;
        let (stage, right) = run(stage, &driver, &tables, (operation, way), is_restarted, None).await;
        assert_eq!(right.answer.status, 200, "{operation} {way}: {:?}", right.answer.error);
        Trial { operation: operation.to_owned(), way, is_restarted, stage, driver, tables, right }
    }

    /// Gives what is wrong.
    async fn run(mut self) -> Vec<String> {
        let reads = (0..self.right.reads).map(Fault::Read);
        let commits = (0..self.right.commits).flat_map(|k| [Fault::Commit(k), Fault::Lost(k)]);
        let mut wrong = Vec::new();
        for fault in reads.chain(commits) {
            let named = (self.operation.as_str(), self.way);
            let (stage, got) =
                run(self.stage, &self.driver, &self.tables, named, self.is_restarted, Some(fault)).await;
            self.stage = stage;
            if let Err(what) = judge(&self.right, &got, fault)
                && !(self.way == "custom" && is_taken(&got.changes))
            {
                let Trial { operation, way, is_restarted, .. } = &self;
                wrong.push(format!("{operation} {way} (restarted: {is_restarted}) {fault:?}: {what}"));
            }
        }
        wrong
    }
}

/// Makes one call with a fresh input and a fault in it.
async fn run(
    stage: Stage,
    driver: &Faulty,
    tables: &Tables,
    (operation, way): (&str, &str),
    is_restarted: bool,
    fault: Option<Fault>,
) -> (Stage, Run) {
    let input: Value = stage.input(operation, way).await;
    let stage = if is_restarted { stage.restarted() } else { stage };
    let store = stage.world.inner.store.clone();
    let before = tables.dump(&store).await;
    let sent = stage.world.post.mailbox.messages(None).len();
    driver.arm(fault);
    let answer = stage.world.send(operation, &[], input.to_string().as_bytes()).await;
    let (reads, commits) = driver.disarm();
    let after: Dump = tables.dump(&store).await;
    let mut changes = before.changes(&after);
    // A letter goes from the outbox when it is handed over: counted with the mail below.
    changes.remove("outbox +");
    // And what became of it is written when it goes.
    changes.remove("deliveries +");
    let letters = after.count("outbox") - before.count("outbox");
    let mails = stage.world.post.mailbox.messages(None).len() - sent;
    (stage, Run { answer, changes, mails, letters, reads, commits })
}

/// Whether all that happened is that a sign-in was taken to be judged. An answer to a custom challenge is taken before
/// the pool's function sees it: whoever could make it fail there would be given another guess.
fn is_taken(changes: &Changes) -> bool {
    changes.contains_key("flows.step") && changes.keys().all(|fact| fact.starts_with("flows."))
}

/// Errors: what is wrong with a call under a fault.
fn judge(right: &Run, got: &Run, fault: Fault) -> Result<(), String> {
    let shown = String::from_utf8_lossy(&got.answer.body);
    let is_new = got.changes == right.changes;
    // Each message is handed over or waits to be.
    let is_told = got.mails + got.letters >= right.mails;
    match got.answer.status {
        200 if !is_new => Err(format!("succeeds with {:?} instead of {:?}", got.changes, right.changes)),
        200 if !is_told => Err("succeeds, and a message is lost".to_owned()),
        200 => Ok(()),
        500 => {
            const TOLD: &str = "InternalErrorException: An internal error occurred.";
            // What some younger operations call it, and other services.
            let told = ["InternalServerException", "InternalFailure", "ServiceFailure"]
                .iter()
                .fold(told(&got.answer), |told, word| told.replace(word, "InternalErrorException"));
            if told != TOLD {
                return Err(format!("tells {shown}"));
            }
            match got.changes.is_empty() {
                true if got.mails + got.letters > 0 => Err("tells people of what did not happen".to_owned()),
                true if matches!(fault, Fault::Lost(_)) && !right.changes.is_empty() => {
                    Err("a commit that was applied left nothing".to_owned())
                }
                true => Ok(()),
                // Only who lost the answer may say that it failed when it did not.
                false if is_new && is_told && matches!(fault, Fault::Lost(_)) => Ok(()),
                false => Err(format!("fails between: {:?} instead of {:?}", got.changes, right.changes)),
            }
        }
        status => Err(format!("answers {status}: {shown}")),
    }
}
