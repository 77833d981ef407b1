//! The tags that objects already have, asked of the store where a policy looks at them.
//! AWS: S3's API reference, GetObjectTagging; the condition key `s3:ExistingObjectTag/…`.

use std::collections::BTreeMap;
use std::time::Duration;

use axum::body::Body;
use rules::Ctx;
use rules::gateway::judge;
use rules::gateway::{Asked, Plan, Tagged, s3};
use rules::iam::authority::Authority;
use rules::policy::{Context, Value};
use tokio::time::timeout;

use super::backend::Backend;
use super::line::Answer;
use super::upstream::{self, Own};

/// How long the store may take.
const PATIENCE: Duration = Duration::from_secs(10);

/// The longest answer. AWS: an object has ten tags, of 128 and 256 characters.
const LONGEST: usize = 64 << 10;

type Tags = Vec<(String, Value)>;

/// Says of what is asked the tags of its objects, where a policy hangs on them. What the store does not tell stays unsaid.
pub async fn say(backend: &Backend, plan: &mut Plan, authority: &Authority, common: &Context, ctx: &Ctx) {
    let mut found: BTreeMap<Tagged, Option<Tags>> = BTreeMap::new();
    for asked in &mut plan.asked {
        let Some(tagged) = wanted(asked, authority, common) else { continue };
        if !found.contains_key(&tagged) {
            let tags = timeout(PATIENCE, of(backend, &tagged, ctx)).await.ok().flatten();
            found.insert(tagged.clone(), tags);
        }
        if let Some(Some(tags)) = found.get(&tagged) {
            s3::say_existing(asked, tags);
        }
    }
}

fn wanted(asked: &Asked, authority: &Authority, common: &Context) -> Option<Tagged> {
    let tagged = asked.tagged.clone()?;
    judge::leans_on(authority, common, asked, s3::EXISTING).then_some(tagged)
}

/// An object's tags; none of one that is not there.
async fn of(backend: &Backend, tagged: &Tagged, ctx: &Ctx) -> Option<Tags> {
    let plan = s3::of_object(tagged);
    let own = Own { method: "GET", plan: &plan, headers: Vec::new(), body: Vec::new() };
    let request = upstream::own(backend, own, ctx.now()).ok()?;
    let (response, line) = backend.send(request).await.ok()?;
    let status = response.status();
    let answer = Answer::new(response.into_body(), line, backend.idle());
    let bytes = axum::body::to_bytes(Body::from_stream(answer.stream()), LONGEST).await.ok()?;
    match status.as_u16() {
        200 => s3::existing(&bytes),
        404 if is_missing(&bytes) => Some(Vec::new()),
        _ => None,
    }
}

/// Whether the store says that there are none, and not that it knows nothing of tags.
fn is_missing(body: &[u8]) -> bool {
    const CODES: [&str; 5] =
        ["NoSuchKey", "NoSuchVersion", "NoSuchBucket", "NoSuchTagSet", "NoSuchTagSetError"];
    let text = String::from_utf8_lossy(body);
    CODES.iter().any(|code| text.contains(&format!("<Code>{code}</Code>")))
}
