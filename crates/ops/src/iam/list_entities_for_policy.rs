//! ListEntitiesForPolicy: who has a managed policy, and whose boundary it is.
//! AWS: API_ListEntitiesForPolicy. Order of checks: policy, marker.

use rules::iam::pages::{self, Asked};
use rules::iam::policies;
use rules::{Ctx, Result};
use store::iam_entities::{self, Kind};
use wire::iam::{
    ListEntitiesForPolicyRequest, ListEntitiesForPolicyResponse, PolicyGroup, PolicyRole, PolicyUser,
};

/// Runs ListEntitiesForPolicy.
pub async fn list_entities_for_policy(
    ctx: &Ctx,
    req: ListEntitiesForPolicyRequest,
) -> Result<ListEntitiesForPolicyResponse> {
    policies::get(ctx, &req.policy_arn).await?;
    let mut all = iam_entities::with_policy(&ctx.read(), &ctx.config().account, &req.policy_arn).await?;
    let usage = req.policy_usage_filter.as_deref();
    let (filter, prefix) = (req.entity_filter.as_deref(), req.path_prefix.unwrap_or_default());
    all.retain(|(entity, is_boundary)| {
        let is_of_usage = usage.is_none_or(|usage| (usage == "PermissionsBoundary") == *is_boundary);
        let kind = match entity.kind {
            Kind::Role => "Role",
            Kind::User => "User",
            _ => "Group",
        };
        is_of_usage && filter.is_none_or(|filter| filter == kind) && entity.path.starts_with(&prefix)
    });
    all.dedup_by(|(a, _), (b, _)| a.id == b.id);
    let asked = Asked { max_items: req.max_items, marker: req.marker.as_deref() };
    let query = format!("ListEntitiesForPolicy {} {filter:?} {usage:?} {prefix}", req.policy_arn);
    let page = pages::of(ctx, &query, asked, all)?;
    let (mut roles, mut users, mut groups) = (Vec::new(), Vec::new(), Vec::new());
    let (is_truncated, marker) = (page.is_truncated(), page.marker);
    for (entity, _) in page.items {
        let (name, id) = (Some(entity.name), Some(entity.id));
        match entity.kind {
            Kind::Role => roles.push(PolicyRole { role_name: name, role_id: id }),
            Kind::User => users.push(PolicyUser { user_name: name, user_id: id }),
            _ => groups.push(PolicyGroup { group_name: name, group_id: id }),
        }
    }
    Ok(ListEntitiesForPolicyResponse {
        policy_roles: Some(roles),
        policy_users: Some(users),
        policy_groups: Some(groups),
        is_truncated,
        marker,
    })
}
