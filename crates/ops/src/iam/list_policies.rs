//! ListPolicies: the managed policies, ours first and then AWS's.
//! AWS: API_ListPolicies. Order of checks: marker.

use rules::iam::aws_policies;
use rules::iam::entities::Entity;
use rules::iam::pages::Asked;
use rules::iam::{pages, policies};
use rules::{Ctx, Result};
use store::iam_entities::{self, Kind};
use wire::iam::{ListPoliciesRequest, ListPoliciesResponse};

use crate::iam::view;

/// Runs ListPolicies.
pub async fn list_policies(ctx: &Ctx, req: ListPoliciesRequest) -> Result<ListPoliciesResponse> {
    let prefix = req.path_prefix.unwrap_or_default();
    let scope = req.scope.as_deref().unwrap_or("All");
    let uses = policies::uses(ctx).await?;
    let of = |arn: &str| uses.get(arn).copied().unwrap_or_default();
    let mut all = Vec::new();
    if scope != "AWS" {
        let account = ctx.config().account.as_str();
        let rows = iam_entities::page(&ctx.read(), (account, Kind::Policy), &prefix, "", view::MOST).await?;
        for policy in rows.into_iter().map(Entity::read) {
            let policy = policy?;
            all.push(view::listed_policy(&policy, of(&policy.arn())));
        }
    }
    if scope != "Local" {
        let below = aws_policies::ALL.iter().filter(|policy| policy.path.starts_with(&prefix));
        all.extend(below.map(|policy| view::aws_policy(policy, of(&policy.arn()))));
    }
    let (is_used, usage) = (req.only_attached == Some(true), req.policy_usage_filter);
    all.retain(|policy| !is_used || view::has_use(policy, usage.as_deref()));
    let asked = Asked { max_items: req.max_items, marker: req.marker.as_deref() };
    let page = pages::of(ctx, &format!("ListPolicies {scope} {is_used} {prefix}"), asked, all)?;
    let (is_truncated, marker) = (page.is_truncated(), page.marker);
    Ok(ListPoliciesResponse { policies: Some(page.items), is_truncated, marker })
}
