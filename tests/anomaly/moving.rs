//! Every operation with its record changing under it each time it looks: it gives up in AWS's words, and nothing of it
//! is left.
//! AWS: API_UpdateUserPoolClient, ConcurrentModificationException.

use std::sync::Arc;

use store::Store;

use super::faulty::{Fault, Faulty};
use crate::world::dump::Tables;
use crate::world::query::{called, is_spoken};
use crate::world::stage::{ClientKind, Stage, ways};

const TOO_MANY: &str = "TooManyRequestsException: Too many requests";
const UPDATE: &str = "ConcurrentModificationException: Only one request to update ";
const UPDATE_CLIENT: &str = "ConcurrentModificationException: Only one request to update user pool client can be \
                             processed at a time.";
const DATASET: &str = "ResourceConflictException: The dataset is being changed by others. Please try again.";
const UPDATE_OF_IAM: &str = "ConcurrentModification: Only one request to update ";
const USED: &str = "NotAuthorizedException: Invalid session for the user, session can only be used once.";

#[tokio::test]
async fn an_operation_whose_record_moves_each_time_gives_up_and_changes_nothing() {
    let mut moved = 0;
    for entry in ops::table::entries() {
        let operation = entry.service.operation(entry.name).expect("an operation of the model");
        for way in ways(&called(operation)) {
            let driver = Arc::new(Faulty::over(Store::open_memory().expect("a store")));
            let store = Store::new(driver.clone());
            let tables = Tables::of(&store).await;
            let stage = Stage::on(store.clone(), ClientKind::Public).await;
            let input = stage.input(&called(operation), way).await;
            let before = tables.dump(&store).await;
            driver.arm(Some(Fault::Moves));
            let answer = stage.world.call(&called(operation), input).await;
            driver.disarm();
            let Err(refused) = answer else { continue };
            moved += 1;
            // An answer that a function of the pool's judges is taken first, so that of many at once one is judged:
            // whoever has changed since begins again.
            if way == "custom" && entry.name.ends_with("RespondToAuthChallenge") {
                assert_eq!(refused, USED, "{}", entry.name);
                continue;
            }
            let expected = match entry.name {
                "UpdateUserPoolClient" => UPDATE_CLIENT,
                // Whoever began meanwhile publishes.
                "BulkPublish" => "DuplicateRequestException: A bulk publish is in progress.",
                "DeleteDataset" | "UpdateRecords" => DATASET,
                _ if operation.errors.contains(&"ConcurrentModificationException") => UPDATE,
                _ if operation.errors.contains(&"ConcurrentModification") => UPDATE_OF_IAM,
                _ if is_spoken(operation) => "Throttling: Too many requests",
                _ => TOO_MANY,
            };
            assert!(refused.starts_with(expected), "{} {way}: {refused}", entry.name);
            let changes = before.changes(&tables.dump(&store).await);
            assert!(changes.is_empty(), "{} {way}: {changes:?}", entry.name);
        }
    }
    assert!(moved > 10, "only {moved} operations guard what they load");
}
