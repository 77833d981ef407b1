//! Inputs for the import of users.

use serde_json::{Value, json};

use super::Stage;
use crate::world::imports::{ROLE, named, person};
use crate::world::merged;

impl Stage {
    pub(super) async fn import_input(&self, operation: &str) -> Value {
        let job = json!({ "JobName": "people", "CloudWatchLogsRoleArn": ROLE, "PasswordHashingAlgorithm": "BCRYPT" });
        match operation {
            "CreateUserImportJob" => merged(json!({ "UserPoolId": self.pool }), job),
            "GetCSVHeader" => json!({ "UserPoolId": self.pool }),
            "DescribeUserImportJob" => named(&self.world.import_job(&self.pool, json!({})).await),
            "ListUserImportJobs" => {
                self.world.import_job(&self.pool, json!({})).await;
                self.world.import_job(&self.pool, job).await;
                let page = json!({ "UserPoolId": self.pool, "MaxResults": 1 });
                let first = self.world.ok("ListUserImportJobs", page.clone()).await;
                merged(page, json!({ "PaginationToken": first["PaginationToken"] }))
            }
            _ => {
                // One job of a pool is under way at a time.
                let pool = self.world.pool(json!({})).await;
                let job = self.world.import_job(&pool, json!({})).await;
                let csv = self.world.csv(&pool, &[], &[person("imported")]).await;
                self.world.upload(&job, csv.as_bytes()).await.expect("an upload");
                if operation == "StopUserImportJob" {
                    self.world.ok("StartUserImportJob", named(&job)).await;
                }
                named(&job)
            }
        }
    }
}
