//! Shorthand for imports: files, jobs, the address that takes a file and gives a log.

use rules::imports::log::Log;
use rules::imports::rounds;
use rules::imports::upload::{Refusal, Upload};
use rules::{Caller, Ctx, Origin};
use serde_json::{Value, json};

use super::{World, merged};

/// The role that every job names.
pub const ROLE: &str = "arn:aws:iam::000000000000:role/import-logs";

impl World {
    /// A context of the server itself.
    pub fn ctx(&self) -> Ctx {
        Ctx::new(self.inner.clone(), Caller::Anyone, "test".to_owned(), Origin::default())
    }

    /// A file for a pool: its header, and a row for each of `rows`, which name the cells that are filled.
    pub async fn csv(&self, pool: &str, more: &[&str], rows: &[Value]) -> String {
        let answer = self.ok("GetCSVHeader", json!({ "UserPoolId": pool })).await;
        let names =
            answer["CSVHeader"].as_array().expect("a header").iter().map(|name| name.as_str().unwrap());
        let names: Vec<&str> = names.chain(more.iter().copied()).collect();
        let mut csv = names.join(",");
        for row in rows {
            let cells = names.iter().map(|name| row[*name].as_str().unwrap_or_default().replace(',', "\\,"));
            csv.push('\n');
            csv.push_str(&cells.collect::<Vec<String>>().join(","));
        }
        csv
    }

    /// Makes a job; gives it as the wire shows it.
    pub async fn import_job(&self, pool: &str, over: Value) -> Value {
        let base = json!({ "JobName": "people", "UserPoolId": pool, "CloudWatchLogsRoleArn": ROLE });
        self.ok("CreateUserImportJob", merged(base, over)).await["UserImportJob"].clone()
    }

    /// A job as it is now.
    pub async fn described_job(&self, job: &Value) -> Value {
        self.ok("DescribeUserImportJob", named(job)).await["UserImportJob"].clone()
    }

    /// Brings a job's file to its address.
    pub async fn upload(&self, job: &Value, csv: &[u8]) -> Result<(), Refusal> {
        let ctx = self.ctx();
        let mut upload = Upload::begin(&ctx, token(job)).await?;
        // In pieces of an odd size, as a network would.
        for piece in csv.chunks(7_001) {
            upload.write(&ctx, piece).await?;
        }
        upload.end(&ctx).await
    }

    /// Works on imports until none has more to do.
    pub async fn work(&self) {
        while rounds::round(&self.ctx()).await.expect("a round") {}
    }

    /// Imports a file from beginning to end; gives the job as it ended.
    pub async fn import(&self, pool: &str, over: Value, csv: &str) -> Value {
        let job = self.import_job(pool, over).await;
        self.upload(&job, csv.as_bytes()).await.expect("an upload");
        self.ok("StartUserImportJob", named(&job)).await;
        self.work().await;
        self.described_job(&job).await
    }

    /// A job's log.
    pub async fn log(&self, job: &Value) -> String {
        let mut log = Log::open(&self.ctx(), token(job)).await.expect("a store").expect("an address");
        let mut text = String::new();
        while let Some(piece) = log.next(&self.ctx()).await.expect("a store") {
            text.push_str(&piece);
        }
        text
    }
}

/// The input that names a job.
pub fn named(job: &Value) -> Value {
    json!({ "UserPoolId": job["UserPoolId"], "JobId": job["JobId"] })
}

/// The last part of a job's address.
pub fn token(job: &Value) -> &str {
    job["PreSignedUrl"].as_str().expect("an address").rsplit('/').next().expect("a token")
}

/// A row with a verified address `{name}@example.com`.
pub fn person(name: &str) -> Value {
    json!({
        "cognito:username": name, "email": format!("{name}@example.com"), "email_verified": "TRUE",
    })
}
