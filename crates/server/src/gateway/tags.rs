//! The tags that objects, buckets and tables already have, asked of the store where a policy looks at them.
//! AWS: S3's API reference, GetObjectTagging and GetBucketTagging, the condition key `s3:ExistingObjectTag/…`; DynamoDB's,
//! ListTagsOfResource; the global condition key `aws:ResourceTag/…`.

use std::collections::BTreeMap;
use std::time::Duration;

use http::StatusCode;
use rules::Ctx;
use rules::gateway::judge;
use rules::gateway::{Plan, Tagged, s3};
use rules::iam::authority::Authority;
use rules::policy::Context;
use serde_json::{Value, json};
use tokio::time::timeout;

use super::backend::Backend;
use super::upstream::{self, Own};

/// How long the store may take.
const PATIENCE: Duration = Duration::from_secs(10);

/// The longest answer. AWS: an object has ten tags, others fifty, of 128 and 256 characters.
const LONGEST: usize = 64 << 10;

/// The most pages of a table's tags.
const PAGES: usize = 10;

type Tags = Vec<(String, String)>;

/// Says of what is asked its tags, where a policy hangs on them. What the store does not tell stays unsaid.
pub async fn say(backend: &Backend, plan: &mut Plan, authority: &Authority, common: &Context, ctx: &Ctx) {
    let mut found: BTreeMap<Tagged, Option<Tags>> = BTreeMap::new();
    for asked in &mut plan.asked {
        let Some(tagged) = asked.tagged.clone() else { continue };
        if !judge::leans_on(authority, common, asked, tagged.unsaid()) {
            continue;
        }
        if !found.contains_key(&tagged) {
            let tags = timeout(PATIENCE, of(backend, &tagged, ctx)).await.ok().flatten();
            found.insert(tagged.clone(), tags);
        }
        if let Some(Some(tags)) = found.get(&tagged) {
            asked.say_tags(tags);
        }
    }
}

/// The tags of something; none of what is not there.
async fn of(backend: &Backend, tagged: &Tagged, ctx: &Ctx) -> Option<Tags> {
    if let Tagged::Table(name) = tagged {
        return of_table(backend, name, ctx).await;
    }
    let plan = s3::question(tagged)?;
    let own = Own { method: "GET", plan: &plan, headers: Vec::new(), body: Vec::new() };
    let (status, bytes) = upstream::told(backend, own, LONGEST, ctx).await?;
    match status.as_u16() {
        200 => s3::existing(&bytes),
        404 if is_missing(&bytes) => Some(Vec::new()),
        _ => None,
    }
}

/// A table's tags, by the ARN that the store has for it.
async fn of_table(backend: &Backend, name: &str, ctx: &Ctx) -> Option<Tags> {
    let described = match asked(backend, "DescribeTable", &json!({ "TableName": name }), ctx).await? {
        Ok(described) => described,
        Err(refusal) => return is_nowhere(&refusal).then(Vec::new),
    };
    let arn = described["Table"]["TableArn"].as_str()?;
    let (mut tags, mut question) = (Tags::new(), json!({ "ResourceArn": arn }));
    for _ in 0..PAGES {
        let page = asked(backend, "ListTagsOfResource", &question, ctx).await?.ok()?;
        for tag in page["Tags"].as_array().into_iter().flatten() {
            tags.push((tag["Key"].as_str()?.to_owned(), tag["Value"].as_str()?.to_owned()));
        }
        match &page["NextToken"] {
            Value::Null => return Some(tags),
            next => question["NextToken"] = next.clone(),
        }
    }
    None
}

/// What DynamoDB answers, or how it refuses.
async fn asked(
    backend: &Backend,
    operation: &str,
    question: &Value,
    ctx: &Ctx,
) -> Option<Result<Value, Value>> {
    let target = format!("DynamoDB_20120810.{operation}");
    let headers = [("content-type", "application/x-amz-json-1.0"), ("x-amz-target", target.as_str())];
    let headers = headers.map(|(name, value)| (name.to_owned(), value.to_owned()));
    let plan = Plan::own("/");
    let body = question.to_string().into_bytes();
    let own = Own { method: "POST", plan: &plan, headers: headers.to_vec(), body };
    let (status, bytes) = upstream::told(backend, own, LONGEST, ctx).await?;
    let read = serde_json::from_slice(&bytes).ok()?;
    Some(if status == StatusCode::OK { Ok(read) } else { Err(read) })
}

/// Whether DynamoDB says that there is no such table.
fn is_nowhere(refusal: &Value) -> bool {
    let kind = refusal["__type"].as_str().unwrap_or_default();
    kind.rsplit('#').next() == Some("ResourceNotFoundException")
}

/// Whether the store says that there are none, and not that it knows nothing of tags.
fn is_missing(body: &[u8]) -> bool {
    const CODES: [&str; 5] =
        ["NoSuchKey", "NoSuchVersion", "NoSuchBucket", "NoSuchTagSet", "NoSuchTagSetError"];
    let text = String::from_utf8_lossy(body);
    CODES.iter().any(|code| text.contains(&format!("<Code>{code}</Code>")))
}
